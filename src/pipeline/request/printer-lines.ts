/** Start and end lines of a printer must be G-code that our own reader understands. */
import type { FffPrinter } from '../../config/printer.ts';
import { PrepError } from '../../core/prep-error.ts';
import { readGcode } from '../../formats/gcode/read-gcode.ts';

const IGNORED = () => {};

/** Throws `printer-invalid` with the line that cannot be read. `file` names the printer. */
export async function checkPrinterLines(printer: FffPrinter, file: string): Promise<void> {
  for (const key of ['start', 'end'] as const) {
    for (const [index, line] of printer[key].entries()) {
      const bytes = new TextEncoder().encode(`${line.replace(/\{\w+\}/g, '1')}\n`);
      const source = {
        name: file,
        size: bytes.length,
        read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
      };
      const visitor = { move: IGNORED, temperature: IGNORED, fan: IGNORED, layer: IGNORED, command: IGNORED };
      await readGcode(source, visitor, new AbortController().signal).catch((cause: unknown) => {
        if (!(cause instanceof PrepError)) throw cause;
        throw new PrepError('printer-invalid', cause.reason, [file, key, index], cause);
      });
    }
  }
}

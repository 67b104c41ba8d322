/** The lines of a printer, filled for its profile, must be G-code that our own reader understands. */
import { gcodeSettingsOf } from '../../config/fff-settings.ts';
import type { Pairing } from '../../config/match.ts';
import { PrepError } from '../../core/prep-error.ts';
import { type FilledLine, fillTemplate, readTemplate } from '../../core/template/template.ts';
import { TemplateFault } from '../../core/template/template-fault.ts';
import { readGcode } from '../../formats/gcode/read-gcode.ts';
import { namesOf, TEMPLATE_KEYS, type TemplateKey } from '../../formats/gcode/template/settings.ts';

const IGNORED = () => {};
/** What the part and its layers will say is not known yet; any usual numbers do to see whether a line is G-code. */
const STAND_INS: readonly (readonly [string, number | string])[] = [
  ['part', 'part'],
  ['layerCount', 100],
  ['partXMinMm', 90],
  ['partYMinMm', 95],
  ['partXMaxMm', 110],
  ['partYMaxMm', 105],
  ['partHeightMm', 10],
  ['layer', 7],
  ['layerZMm', 0.8],
];

/** Throws `printer-invalid` with the line that cannot be read. `file` names the printer. */
export async function checkPrinterLines(pairing: Extract<Pairing, { process: 'fff' }>, file: string): Promise<void> {
  for (const key of TEMPLATE_KEYS) {
    for (const { line, text } of filled(pairing, key)) {
      const bytes = new TextEncoder().encode(`${text}\n`);
      const source = {
        name: file,
        size: bytes.length,
        read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
      };
      const visitor = { move: IGNORED, temperature: IGNORED, fan: IGNORED, layer: IGNORED, command: IGNORED };
      await readGcode(source, visitor, new AbortController().signal).catch((cause: unknown) => {
        if (!(cause instanceof PrepError)) throw cause;
        throw new PrepError('printer-invalid', cause.reason, [file, key, line], cause);
      });
    }
  }
}

function filled({ profile, printer }: Extract<Pairing, { process: 'fff' }>, key: TemplateKey): FilledLine[] {
  const settings = gcodeSettingsOf(profile, printer, profile.layerThicknessMm.value);
  const values = new Map([...Object.entries(settings.values), ...STAND_INS]);
  try {
    return fillTemplate(readTemplate(settings.templates[key], namesOf(key)), values);
  } catch (cause) {
    // With the values of the part it may do; the writer says so where it does not.
    if (cause instanceof TemplateFault) return [];
    throw cause;
  }
}

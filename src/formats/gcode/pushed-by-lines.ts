/** What the lines of a printer push out of the nozzle: they are read as the inspection will read them. */
import type { ByteSource } from '../../core/ports.ts';
import { readGcode } from './read-gcode.ts';
import type { HeaterNames } from './settings.ts';

/** Filament that leaves the nozzle, and what is pulled back at the end of the lines, in mm. */
export interface PushedFilament {
  readonly pushedMm: number;
  readonly owedMm: number;
}

/** Where lines find the machine. */
export interface LinesBefore {
  /** Lines that set what they find, such as modes; what they push does not count. */
  readonly lines: readonly string[];
  /** Filament that is pulled back. */
  readonly owedMm: number;
}

/** Filament below this is what is left of adding and taking away the same number. */
const DUST_MM = 1e-9;
const IGNORED = () => {};

/** Returns what lines push; what was pulled back before is pushed forward again first and does not count. */
export async function pushedByLines(
  lines: readonly string[],
  before: LinesBefore,
  heaterNames: HeaterNames,
): Promise<PushedFilament> {
  let pushedMm = 0;
  let { owedMm } = before;
  const first = before.lines.length + 1;
  const visitor = {
    move({ line, eMm }: { readonly line: number; readonly eMm: number }) {
      if (line < first) return;
      const back = Math.min(Math.max(eMm, 0), owedMm);
      owedMm -= eMm < 0 ? eMm : back;
      if (owedMm < DUST_MM) owedMm = 0;
      if (eMm - back > DUST_MM) pushedMm += eMm - back;
    },
    temperature: IGNORED,
    fan: IGNORED,
    layer: IGNORED,
    command: IGNORED,
  };
  const source = textSource([...before.lines, ...lines]);
  await readGcode(source, visitor, new AbortController().signal, { heaterNames });
  return { pushedMm, owedMm };
}

function textSource(lines: readonly string[]): ByteSource {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  return {
    name: 'lines of the printer',
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

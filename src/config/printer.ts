/** Printers: from the text of a file to a checked printer, and the box it can build in. */
import type { Box3 } from '../core/mesh.ts';
import type { Printer } from './printer-schema.ts';
import { printerSchema } from './printer-schema.ts';
import type { SettingsKind } from './settings-file.ts';
import { loadSettings } from './settings-file.ts';

export type { FffPrinter, LpbfPrinter, Printer } from './printer-schema.ts';

/** Printer files: schema, versions and error code. */
export const PRINTER_KIND: SettingsKind<Printer> = {
  schema: printerSchema,
  line: { name: 'trabecula/printer', version: 1, steps: [] },
  code: 'printer-invalid',
};

/** Loads a printer; throws `printer-invalid` with every problem. `file` is its name in messages. */
export function loadPrinter(text: string, file: string): Printer {
  return loadSettings(PRINTER_KIND, text, file);
}

/** Box in mm, in plate coordinates, that parts and supports must stay in. */
export function buildBoxOf(printer: Printer): Box3 {
  const { xMm, yMm, zMm, origin } = printer.buildVolume;
  const xMin = origin === 'centre' ? -xMm.value / 2 : 0;
  const yMin = origin === 'centre' ? -yMm.value / 2 : 0;
  return [xMin, yMin, 0, xMin + xMm.value, yMin + yMm.value, zMm.value];
}

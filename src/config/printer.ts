/** Printers: from the text of a file to a checked printer, and the box it can build in. */
import type { Box3 } from '../core/mesh.ts';
import { areaBox, buildAreaOf } from './build-area.ts';
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

/** Smallest box in mm, in plate coordinates, around the area that parts and supports must stay in; a round plate is less than its box. */
export function buildBoxOf(printer: Printer): Box3 {
  return areaBox(buildAreaOf(printer));
}

/** What every printer begins with, whatever its process. */
import { z } from 'zod';
import { buildVolume } from './build-volume-schema.ts';
import { handoverSchema } from './handover-schema.ts';
import { idWord, quantity, words } from './quantity.ts';

/** Name and version of the schema that printers are written in. */
export const PRINTER_SCHEMA = 'trabecula/printer@1';

/** Fields that every printer has. */
export const printerHead = {
  $schema: z.exactOptional(words('Path of the JSON Schema, for editors.')),
  schema: z.literal(PRINTER_SCHEMA),
  id: idWord('Id of the printer; the file bears the same name.'),
  name: words('Name for people.'),
  maker: words('Who makes the machine.'),
  buildVolume,
  layerThickness: z.strictObject({
    minMm: quantity('mm', { above: 0, atMost: 1 }, 'Thinnest layer.'),
    maxMm: quantity('mm', { above: 0, atMost: 1 }, 'Thickest layer.'),
  }),
  handover: handoverSchema,
};

interface RangeMm {
  readonly minMm: { readonly value: number };
  readonly maxMm?: { readonly value: number };
}

/** The issue of a range whose least value is above its greatest; `path` leads to the range. */
export function rangeIssues(range: RangeMm | undefined, ...path: (string | number)[]) {
  if (range?.maxMm === undefined || range.minMm.value <= range.maxMm.value) return [];
  return [
    {
      code: 'custom' as const,
      input: range,
      path: [...path, 'minMm', 'value'],
      message: `must be at most maxMm (${range.maxMm.value}), got ${range.minMm.value}`,
    },
  ];
}

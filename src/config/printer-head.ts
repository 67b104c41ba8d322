/** What every printer begins with, whatever its process. Only rectangular plates so far. */
import { z } from 'zod';
import { idWord, quantity, words } from './quantity.ts';

/** Name and version of the schema that printers are written in. */
export const PRINTER_SCHEMA = 'trabecula/printer@1';

function sideMm(axis: string) {
  return quantity('mm', { above: 0, atMost: 5000 }, `Size of the build volume along ${axis}.`);
}

const rectangle = z.strictObject({
  shape: z.literal('rectangle'),
  xMm: sideMm('x'),
  yMm: sideMm('y'),
  zMm: sideMm('z'),
  origin: z
    .enum(['corner', 'centre'])
    .meta({ description: 'Where x = y = 0 lies: the front left corner or the centre of the plate.' }),
});

/** Fields that every printer has. */
export const printerHead = {
  $schema: z.exactOptional(words('Path of the JSON Schema, for editors.')),
  schema: z.literal(PRINTER_SCHEMA),
  id: idWord('Id of the printer; the file bears the same name.'),
  name: words('Name for people.'),
  maker: words('Who makes the machine.'),
  buildVolume: z
    .discriminatedUnion('shape', [rectangle])
    .meta({ description: 'Space that parts and supports must stay in.' }),
  layerThickness: z.strictObject({
    minMm: quantity('mm', { above: 0, atMost: 1 }, 'Thinnest layer.'),
    maxMm: quantity('mm', { above: 0, atMost: 1 }, 'Thickest layer.'),
  }),
  handover: words('How the files get to the machine and who turns them into a job there.'),
};

interface RangeMm {
  readonly minMm: { readonly value: number };
  readonly maxMm: { readonly value: number };
}

/** The issue of a range whose least value is above its greatest. */
export function rangeIssues(range: RangeMm | undefined, key: string) {
  if (range === undefined || range.minMm.value <= range.maxMm.value) return [];
  return [
    {
      code: 'custom' as const,
      input: range,
      path: [key, 'minMm', 'value'],
      message: `must be at most maxMm (${range.maxMm.value}), got ${range.minMm.value}`,
    },
  ];
}

/** Schema of a printer: what the machine can take. Only the process `lpbf` and rectangular plates so far. */
import { z } from 'zod';
import { fineMm, idWord, quantity, words } from './quantity.ts';

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

const lpbfPrinter = z
  .strictObject({
    $schema: z.exactOptional(words('Path of the JSON Schema, for editors.')),
    schema: z.literal(PRINTER_SCHEMA),
    process: z.literal('lpbf').meta({ description: 'Laser powder bed fusion.' }),
    id: idWord('Id of the printer; the file bears the same name.'),
    name: words('Name for people.'),
    maker: words('Who makes the machine.'),
    buildVolume: z
      .discriminatedUnion('shape', [rectangle])
      .meta({ description: 'Space that parts and supports must stay in.' }),
    maxPowerW: quantity('W', { above: 0, atMost: 10_000 }, 'Highest laser power.'),
    spotRange: z.exactOptional(
      z.strictObject({
        minMm: fineMm('Smallest diameter of the laser spot.'),
        maxMm: fineMm('Largest diameter of the laser spot.'),
      }),
    ),
    layerThickness: z.strictObject({
      minMm: quantity('mm', { above: 0, atMost: 1 }, 'Thinnest layer.'),
      maxMm: quantity('mm', { above: 0, atMost: 1 }, 'Thickest layer.'),
    }),
    handover: words('How the files get to the machine and who turns them into a job there.'),
  })
  .check((context) => {
    for (const key of ['spotRange', 'layerThickness'] as const) {
      const range = context.value[key];
      if (range !== undefined && range.minMm.value > range.maxMm.value) {
        context.issues.push({
          code: 'custom',
          input: range,
          path: [key, 'minMm', 'value'],
          message: `must be at most maxMm (${range.maxMm.value}), got ${range.minMm.value}`,
        });
      }
    }
  });

/** Schema of `trabecula/printer@1`; further processes join the union. */
export const printerSchema = z
  .discriminatedUnion('process', [lpbfPrinter])
  .meta({ title: PRINTER_SCHEMA, description: 'Printer description of Trabecula.' });

/** A checked printer. */
export type Printer = z.infer<typeof printerSchema>;

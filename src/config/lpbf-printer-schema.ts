/** Schema of a laser powder bed fusion machine. */
import { z } from 'zod';
import { printerHead, rangeIssues } from './printer-head.ts';
import { fineMm, quantity } from './quantity.ts';

/** Schema of a laser powder bed fusion machine. */
export const lpbfPrinter = z
  .strictObject({
    ...printerHead,
    process: z.literal('lpbf').meta({ description: 'Laser powder bed fusion.' }),
    maxPowerW: quantity('W', { above: 0, atMost: 10_000 }, 'Highest laser power.'),
    spotRange: z.exactOptional(
      z.strictObject({
        minMm: fineMm('Smallest diameter of the laser spot.'),
        maxMm: fineMm('Largest diameter of the laser spot.'),
      }),
    ),
  })
  .check((context) => {
    for (const key of ['spotRange', 'layerThickness'] as const) {
      context.issues.push(...rangeIssues(context.value[key], key));
    }
  });

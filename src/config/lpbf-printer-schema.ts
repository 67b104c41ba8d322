/** Schema of a laser powder bed fusion machine. */
import { z } from 'zod';
import { scaleSchema } from './lpbf-shape-schema.ts';
import { figureSchema } from './plate-figures.ts';
import { printerHead, rangeIssues } from './printer-head.ts';
import { fineMm, quantity, words } from './quantity.ts';

const laser = z.strictObject({
  maxPowerW: quantity('W', { above: 0, atMost: 10_000 }, 'Highest power of this laser.'),
  wavelengthNm: z.exactOptional(quantity('nm', { atLeast: 200, atMost: 12_000 }, 'Wavelength.')),
  spot: z.exactOptional(
    z.strictObject({
      minMm: fineMm('Smallest diameter of its spot.'),
      maxMm: z.exactOptional(fineMm('Largest diameter of its spot; absent: not known.')),
    }),
  ),
  field: z.exactOptional(
    figureSchema.meta({ description: 'What it reaches of the plate; absent: the whole build area.' }),
  ),
});

/** A direction over the plate. */
function wayOf(meaning: string) {
  return z
    .strictObject({
      directionDeg: z
        .number()
        .gte(0)
        .lt(360)
        .meta({ unit: 'deg', description: 'Where to: 0 is +x, 90 is +y, in plate coordinates. Unit: deg.' }),
      source: words('Where the value comes from.'),
    })
    .meta({ description: meaning });
}

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
    lasers: z.exactOptional(
      z.array(laser).min(1).max(64).meta({ description: 'Each laser, numbered from 0; absent: one, of maxPowerW.' }),
    ),
    scale: z.exactOptional(scaleSchema('Calibration of the mirrors: by how much parts are made larger.')),
    gasFlow: z.exactOptional(wayOf('Which way the inert gas flows over the powder.')),
    recoater: z.exactOptional(wayOf('Which way the recoater moves as it spreads powder.')),
    inertGas: z.exactOptional(
      z
        .strictObject({
          gases: z
            .array(z.enum(['argon', 'nitrogen']))
            .min(1)
            .max(2),
          source: words('Where the value comes from.'),
        })
        .meta({ description: 'Gases that it runs with.' }),
    ),
  })
  .check((context) => {
    const { lasers, maxPowerW } = context.value;
    for (const key of ['spotRange', 'layerThickness'] as const) {
      context.issues.push(...rangeIssues(context.value[key], key));
    }
    if (lasers === undefined || lasers.length === 0) return;
    context.issues.push(...lasers.flatMap(({ spot }, k) => rangeIssues(spot, 'lasers', k, 'spot')));
    const highestW = Math.max(...lasers.map((one) => one.maxPowerW.value));
    if (highestW === maxPowerW.value) return;
    context.issues.push({
      code: 'custom',
      input: maxPowerW.value,
      path: ['maxPowerW', 'value'],
      message: `must be the highest power of its lasers (${highestW} W), got ${maxPowerW.value}`,
    });
  });

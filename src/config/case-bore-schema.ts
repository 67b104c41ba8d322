/** Schema of how a bore that lies flat on the plate is made, so that its roof comes out. */
import { z } from 'zod';
import { lengthMm } from './case-words.ts';

const degrees = (low: number, high: number, meaning: string) =>
  z
    .number()
    .gte(low)
    .lte(high)
    .meta({ unit: 'deg', description: `${meaning} Unit: deg.` });

/** Schema of a bore that is not made round, or not at its width. */
export const boreSchema = z
  .strictObject({
    teardropDeg: z.exactOptional(
      degrees(20, 80, 'A roof of two planes of this inclination from the plate, tangent to the bore.'),
    ),
    flatAboveMm: z.exactOptional(
      z.number().gte(0).lte(100).meta({
        unit: 'mm',
        description: 'The roof is cut flat so far above the round bore; absent: it ends in an edge. Unit: mm.',
      }),
    ),
    pilotDiameterMm: z.exactOptional(lengthMm('Diameter that it is made with, to be drilled out later.')),
    withinDeg: z.exactOptional(
      degrees(
        0,
        90,
        'Bores whose axis is inclined less than this from the plate; absent: the angle of the roof, or 45.',
      ),
    ),
  })
  .check(({ value, issues }) => {
    const fault = (message: string) => issues.push({ code: 'custom', input: value, path: [], message });
    if ((value.teardropDeg === undefined) === (value.pilotDiameterMm === undefined))
      fault('has teardropDeg or pilotDiameterMm: one of them');
    if (value.flatAboveMm !== undefined && value.teardropDeg === undefined) fault('flatAboveMm is that of a teardrop');
    const { teardropDeg, withinDeg } = value;
    if (teardropDeg !== undefined && withinDeg !== undefined && withinDeg > teardropDeg)
      fault(`withinDeg must be at most teardropDeg (${teardropDeg}): a steeper bore has no flatter roof`);
  })
  .meta({ description: 'How a round bore that lies flat on the plate is made; absent: as it is designed.' });

/** How a bore is made. */
export type CaseBore = z.infer<typeof boreSchema>;

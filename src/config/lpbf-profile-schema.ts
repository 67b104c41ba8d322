/** Schema of a material profile for laser powder bed fusion. */
import { z } from 'zod';
import { contourLevelIssues } from './lpbf-contour-schema.ts';
import { laserSeamSchema, parameterIssues, parametersSchema, timeSchema } from './lpbf-exposure-schema.ts';
import { hatchSchema } from './lpbf-hatch-schema.ts';
import { contourSchema } from './lpbf-paths-schema.ts';
import { shapeSchema } from './lpbf-shape-schema.ts';
import { LEAST_FACING_DEG, skinIssues, skinsSchema } from './lpbf-skin-schema.ts';
import { profileHead, unconfirmedIssues } from './profile-head.ts';
import { stepOrderIssues, stepsSchema } from './profile-steps-schema.ts';
import { fineMm, quantity } from './quantity.ts';

/** A micrometre: no laser of these machines, with light of about that length, melts a narrower track. */
const LEAST_TRACK_MM = 0.001;
/** The least thickness that a build is cut into. */
const LEAST_LAYER_MM = 0.001;

/** Schema of a profile for laser powder bed fusion. */
export const lpbfProfile = z
  .strictObject({
    ...profileHead,
    process: z.literal('lpbf').meta({ description: 'Laser powder bed fusion.' }),
    powder: z.strictObject({
      d90Mm: quantity('mm', { above: 0, atMost: 1 }, 'Grain size that 90 % of the powder volume stays below.'),
      maxTrappedMm3: quantity(
        'mm3',
        { atLeast: 0, atMost: 1e6 },
        'Volume locked in closed voids that is no error yet.',
      ),
    }),
    layerThicknessMm: quantity('mm', { atLeast: LEAST_LAYER_MM, atMost: 1 }, 'Height of one layer.'),
    meltWidthMm: quantity(
      'mm',
      { atLeast: LEAST_TRACK_MM, atMost: 2 },
      'Width of one melt track; exposure is measured with it.',
    ),
    contour: contourSchema,
    hatch: hatchSchema,
    skins: z.exactOptional(skinsSchema),
    shape: z.exactOptional(shapeSchema),
    latticeGrowth: z.exactOptional(
      z
        .strictObject({
          calibrated: z.boolean().meta({
            description:
              'True when the table was measured on the machine that runs the profile: then lattices are compensated by it.',
          }),
          excess: z
            .array(
              z.strictObject({
                angleDeg: z
                  .number()
                  .gte(0)
                  .lte(90)
                  .meta({ unit: 'deg', description: 'Between surface and plate: 0 a ceiling, 90 upright. Unit: deg.' }),
                thicknessMm: quantity(
                  'mm',
                  { atLeast: 0, atMost: 1 },
                  'By how much a wall or strut comes out thicker.',
                ),
              }),
            )
            .min(2)
            .max(50)
            .meta({ description: 'Rising angles; linear between, the same beyond.' }),
          leastWallMm: fineMm('No wall is thinned below this: the narrowest track.'),
        })
        .meta({ description: 'How much thicker walls and struts of lattices come out, by their inclination.' }),
    ),
    parameters: parametersSchema,
    time: timeSchema,
    laserSeam: z.exactOptional(laserSeamSchema),
    limits: z
      .strictObject({
        unexposedFraction: quantity('', { atLeast: 0, atMost: 1 }, 'Share of solid area that no track may cover.'),
        outsideFraction: z.exactOptional(
          quantity(
            '',
            { atLeast: 0, atMost: 10 },
            'What tracks as wide as the melt may cover beside the solid, over the solid. Absent: 0.05.',
          ),
        ),
        densityRelative: quantity('', { above: 0, atMost: 1 }, 'Deviation of the density, relative to what was asked.'),
        volumeRelative: quantity('', { above: 0, atMost: 1 }, 'Deviation of a solid volume, relative to the mesh.'),
        overhangDeg: z.exactOptional(
          quantity(
            'deg',
            { atLeast: LEAST_FACING_DEG, atMost: 90 },
            'Surface of dense solid that looks down flatter than this, over powder, is measured and told.',
          ),
        ),
      })
      .meta({ description: 'Limits that the inspection judges by.' }),
    steps: z.exactOptional(stepsSchema),
  })
  .check((context) => {
    const profile = context.value;
    context.issues.push(...parameterIssues(profile.parameters));
    context.issues.push(...stepOrderIssues(profile.steps));
    context.issues.push(...skinIssues(profile));
    context.issues.push(...contourLevelIssues(profile));
    const angles = profile.latticeGrowth?.excess ?? [];
    for (const [index, { angleDeg }] of angles.entries()) {
      const before = angles[index - 1];
      if (before === undefined || angleDeg > before.angleDeg) continue;
      const path = ['latticeGrowth', 'excess', index, 'angleDeg'];
      const message = `must be above the angle before it (${before.angleDeg}), got ${angleDeg}`;
      context.issues.push({ code: 'custom', input: angleDeg, path, message });
    }
    context.issues.push(...unconfirmedIssues(profile));
  });

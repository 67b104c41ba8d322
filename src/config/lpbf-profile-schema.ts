/** Schema of a material profile for laser powder bed fusion. */
import { z } from 'zod';
import { profileHead, unconfirmedIssues } from './profile-head.ts';
import { fineMm, quantity } from './quantity.ts';

const energyWindow = z
  .strictObject({
    minJPerMm3: quantity('J/mm3', { above: 0, atMost: 1000 }, 'Lowest energy density P / (v h t) of a sound melt.'),
    maxJPerMm3: quantity('J/mm3', { above: 0, atMost: 1000 }, 'Highest energy density P / (v h t) of a sound melt.'),
  })
  .meta({ description: 'Window of the volume energy density, where one is known.' });

const exposure = z.strictObject({
  powerW: quantity('W', { above: 0, atMost: 10_000 }, 'Laser power.'),
  speedMmPerS: quantity('mm/s', { above: 0, atMost: 100_000 }, 'Speed of the laser along a path.'),
  focusMm: quantity(
    'mm',
    { atLeast: -100, atMost: 100 },
    'Shift of the focus from the powder surface, upward positive.',
  ),
  spotMm: fineMm('Diameter of the laser spot on the powder.'),
  window: z.exactOptional(energyWindow),
});

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
    layerThicknessMm: quantity('mm', { above: 0, atMost: 1 }, 'Height of one layer.'),
    meltWidthMm: fineMm('Width of one melt track; exposure is measured with it.'),
    contour: z.strictObject({
      beamCompensationMm: quantity(
        'mm',
        { atLeast: 0, atMost: 2 },
        'Inward offset of the outermost contour from the nominal boundary.',
      ),
      count: quantity('', { atLeast: 1, atMost: 20, whole: true }, 'Number of contours.'),
      offsetMm: fineMm('Distance from one contour to the next inner one.'),
    }),
    hatch: z.strictObject({
      spacingMm: fineMm('Distance between neighbouring hatch lines.'),
      angleDeg: quantity('deg', { atLeast: -360, atMost: 360 }, 'Direction in layer 0, counter-clockwise from +x.'),
      angleStepDeg: quantity('deg', { atLeast: -360, atMost: 360 }, 'Turn of the direction from layer to layer.'),
      offsetMm: quantity('mm', { atLeast: 0, atMost: 2 }, 'Distance from the innermost contour to the hatch ends.'),
      minLengthMm: quantity('mm', { atLeast: 0, atMost: 10 }, 'Hatch lines shorter than this are left out.'),
    }),
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
    parameters: z
      .strictObject({
        'contour-outer': exposure,
        'contour-inner': exposure,
        'hatch-core': exposure,
        'thin-wall': z.exactOptional(exposure),
        support: exposure,
      })
      .meta({
        description:
          'Laser parameters by the key that every planned path carries; thin-wall absent: those of contour-outer.',
      }),
    time: z.strictObject({
      recoatS: quantity(
        's',
        { atLeast: 0, atMost: 600 },
        'Time from the last exposure of a layer to the next first one.',
      ),
      jumpSpeedMmPerS: quantity('mm/s', { above: 0, atMost: 1e6 }, 'Speed between paths, laser off.'),
      jumpDelayUs: quantity('us', { atLeast: 0, atMost: 1e6 }, 'Wait after each jump.'),
    }),
    limits: z
      .strictObject({
        unexposedFraction: quantity('', { atLeast: 0, atMost: 1 }, 'Share of solid area that no track may cover.'),
        densityRelative: quantity('', { above: 0, atMost: 1 }, 'Deviation of the density, relative to what was asked.'),
        volumeRelative: quantity('', { above: 0, atMost: 1 }, 'Deviation of a solid volume, relative to the mesh.'),
      })
      .meta({ description: 'Limits that the inspection judges by.' }),
  })
  .check((context) => {
    const profile = context.value;
    for (const [key, set] of Object.entries(profile.parameters)) {
      if (set.window !== undefined && set.window.minJPerMm3.value > set.window.maxJPerMm3.value) {
        context.issues.push({
          code: 'custom',
          input: set.window,
          path: ['parameters', key, 'window', 'minJPerMm3', 'value'],
          message: `must be at most maxJPerMm3 (${set.window.maxJPerMm3.value}), got ${set.window.minJPerMm3.value}`,
        });
      }
    }
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

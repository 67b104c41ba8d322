/** Schema of laser parameters and times in a profile for laser powder bed fusion. */
import { z } from 'zod';
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

/** Of one contour; the id keeps the JSON Schema from repeating it. */
const levelExposure = z.exactOptional(
  exposure.meta({ id: 'exposure', description: 'Laser parameters of one contour; absent: contour-inner.' }),
);

/** Laser parameters by key. */
export const parametersSchema = z
  .strictObject({
    'contour-outer': exposure,
    'contour-inner': exposure,
    'contour-2': levelExposure,
    'contour-3': levelExposure,
    'contour-4': levelExposure,
    'contour-5': levelExposure,
    'contour-6': levelExposure,
    'contour-7': levelExposure,
    'contour-8': levelExposure,
    'contour-9': levelExposure,
    'hatch-core': exposure,
    'hatch-hull': z.exactOptional(exposure),
    'hatch-upskin': z.exactOptional(exposure),
    'hatch-downskin': z.exactOptional(exposure),
    'hatch-lattice': z.exactOptional(exposure),
    'contour-upskin': z.exactOptional(exposure),
    'contour-downskin': z.exactOptional(exposure),
    'thin-wall': z.exactOptional(exposure),
    support: exposure,
  })
  .meta({
    description:
      'Laser parameters by the key that every planned path carries. Absent: thin-wall is exposed as contour-outer, hatch-hull, hatch-upskin and hatch-downskin as hatch-core; hatch-lattice, contour-upskin and contour-downskin are then not told apart. contour-2 to contour-9 are single contours, counted from outside.',
  });

/** What takes time beside the exposure. */
export const timeSchema = z.strictObject({
  recoatS: quantity('s', { atLeast: 0, atMost: 600 }, 'Time from the last exposure of a layer to the next first one.'),
  jumpSpeedMmPerS: quantity('mm/s', { above: 0, atMost: 1e6 }, 'Speed between paths, laser off.'),
  jumpDelayUs: quantity('us', { atLeast: 0, atMost: 1e6 }, 'Wait after each jump.'),
});

/** Returns what is wrong with the windows of parameter sets. */
export function windowIssues(parameters: z.infer<typeof parametersSchema>): z.core.$ZodRawIssue[] {
  return Object.entries(parameters).flatMap(([key, { window }]) => {
    if (window === undefined || window.minJPerMm3.value <= window.maxJPerMm3.value) return [];
    const path = ['parameters', key, 'window', 'minJPerMm3', 'value'];
    const message = `must be at most maxJPerMm3 (${window.maxJPerMm3.value}), got ${window.minJPerMm3.value}`;
    return [{ code: 'custom' as const, input: window, path, message }];
  });
}

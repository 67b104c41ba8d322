/** Schema of laser parameters and times in a profile for laser powder bed fusion. */
import { z } from 'zod';
import { energyWindow, windowIssues } from './energy-window-schema.ts';
import { fineMm, quantity } from './quantity.ts';

const skywriting = z
  .strictObject({
    runInMm: quantity('mm', { atLeast: 0, atMost: 20 }, 'Way before a line at its speed, laser off.'),
    runOutMm: quantity('mm', { atLeast: 0, atMost: 20 }, 'Way after a line at its speed, laser off.'),
    leastAngleDeg: quantity(
      'deg',
      { atLeast: 0, atMost: 180 },
      'Corners within a line that turn by less are passed without it; 0 is straight on.',
    ),
  })
  .meta({ description: 'Run-up beyond the ends of lines, so that the mirrors run at full speed along them.' });

/** Slower is no speed of a mirror, and the time of a layer would have no finite sum. */
const LEAST_SPEED_MM_PER_S = 1;

const jumpSpeedMmPerS = quantity(
  'mm/s',
  { atLeast: LEAST_SPEED_MM_PER_S, atMost: 1e6 },
  'Speed between paths, laser off.',
);
const jumpDelayUs = quantity('us', { atLeast: 0, atMost: 1e6 }, 'Wait after each jump.');

/** Delays that a profile may leave out: then nobody has said them. */
const delays = {
  markDelayUs: z.exactOptional(quantity('us', { atLeast: 0, atMost: 1e6 }, 'Wait after each line, before the jump.')),
  polygonDelayUs: z.exactOptional(
    quantity('us', { atLeast: 0, atMost: 1e6 }, 'Wait at each point within a line, laser on.'),
  ),
  laserOnDelayUs: z.exactOptional(
    quantity('us', { atLeast: -1e5, atMost: 1e6 }, 'From the start of a line to the laser; negative: before it.'),
  ),
  laserOffDelayUs: z.exactOptional(
    quantity('us', { atLeast: -1e5, atMost: 1e6 }, 'From the end of a line to the end of the laser.'),
  ),
  skywriting: z.exactOptional(skywriting),
};

const exposure = z.strictObject({
  powerW: quantity('W', { above: 0, atMost: 10_000 }, 'Laser power.'),
  speedMmPerS: z.exactOptional(
    quantity(
      'mm/s',
      { atLeast: LEAST_SPEED_MM_PER_S, atMost: 100_000 },
      'Speed of the laser along a path; a pulsed laser may have its points instead.',
    ),
  ),
  focusMm: quantity(
    'mm',
    { atLeast: -100, atMost: 100 },
    'Shift of the focus from the powder surface, upward positive.',
  ),
  spotMm: fineMm('Diameter of the laser spot on the powder.'),
  pointDistanceMm: z.exactOptional(fineMm('Of a pulsed laser: the way from one point to the next.')),
  pointExposureUs: z.exactOptional(
    quantity('us', { above: 0, atMost: 1e6 }, 'Of a pulsed laser: how long each point is exposed.'),
  ),
  pointHopUs: z.exactOptional(
    quantity('us', { atLeast: 0, atMost: 1e6 }, 'Of a pulsed laser: time from one point to the next, laser off.'),
  ),
  jumpSpeedMmPerS: z.exactOptional(jumpSpeedMmPerS),
  jumpDelayUs: z.exactOptional(jumpDelayUs),
  ...delays,
  laser: z.exactOptional(
    quantity('', { atLeast: 0, atMost: 63, whole: true }, 'Number of the laser on the printer, from 0.'),
  ),
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
      'Laser parameters by the key that every planned path carries. Absent: thin-wall is exposed as contour-outer, hatch-hull, hatch-upskin and hatch-downskin as hatch-core; hatch-lattice, contour-upskin and contour-downskin are then not told apart. contour-2 to contour-9 are single contours, counted from outside. Jumps and delays that a key leaves out are those of time.',
  });

/** How the paths of several lasers meet. */
export const laserSeamSchema = z
  .strictObject({
    overlapMm: quantity('mm', { atLeast: 0, atMost: 5 }, 'How far the paths of two lasers overlap where they meet.'),
    shiftMm: z.exactOptional(
      quantity('mm', { atLeast: 0, atMost: 50 }, 'By how much borders move from layer to layer; absent: 0.'),
    ),
  })
  .meta({
    description:
      'On a printer with several lasers: their paths are shared out by zones, each as long at work as the others as far as their fields allow. Absent: nothing is shared out.',
  });

/** What takes time beside the exposure; jumps and delays hold for every key that has none of its own. */
export const timeSchema = z.strictObject({
  recoatS: quantity('s', { atLeast: 0, atMost: 600 }, 'Time from the last exposure of a layer to the next first one.'),
  jumpSpeedMmPerS,
  jumpDelayUs,
  ...delays,
});

/** How far the speed of a pulsed laser may be off what its points make, relative: the rounding of a data sheet. */
const SPEED_RELATIVE = 0.01;

/** Returns what is wrong with parameter sets that are right field by field. */
export function parameterIssues(parameters: z.infer<typeof parametersSchema>): z.core.$ZodRawIssue[] {
  return Object.entries(parameters).flatMap(([key, set]) => {
    const issue = (message: string, ...path: string[]) => ({
      code: 'custom' as const,
      input: set,
      path: ['parameters', key, ...path],
      message,
    });
    const windows = windowIssues(set.window).map(({ message, path }) => issue(message, 'window', ...path));
    return [...speedIssues(set, issue), ...windows];
  });
}

type Exposure = z.infer<typeof exposure>;
type IssueOf = (message: string, ...path: string[]) => z.core.$ZodRawIssue;

const POINT_FIELDS = ['pointDistanceMm', 'pointExposureUs', 'pointHopUs'] as const;

function speedIssues(set: Exposure, issue: IssueOf): z.core.$ZodRawIssue[] {
  const missing = POINT_FIELDS.filter((field) => set[field] === undefined);
  if (missing.length > 0 && missing.length < POINT_FIELDS.length) {
    return missing.map((field) => issue('is missing: a pulsed laser needs distance, exposure and hop', field));
  }
  const ofPoints = pointSpeedMmPerS(set);
  const said = set.speedMmPerS?.value;
  if (ofPoints === null && said === undefined) return [issue('is missing', 'speedMmPerS')];
  if (ofPoints !== null && said !== undefined && Math.abs(said - ofPoints) > SPEED_RELATIVE * ofPoints) {
    const message = `must be pointDistanceMm / (pointExposureUs + pointHopUs), ${ofPoints.toPrecision(6)} mm/s, got ${said}`;
    return [issue(message, 'speedMmPerS')];
  }
  if (ofPoints !== null && ofPoints < LEAST_SPEED_MM_PER_S) {
    const message = `makes ${ofPoints.toPrecision(6)} mm/s with its exposure and hop, less than ${LEAST_SPEED_MM_PER_S}`;
    return [issue(message, 'pointDistanceMm')];
  }
  return [];
}

/** Mean speed in mm/s of a laser that goes from point to point; null where it does not. */
export function pointSpeedMmPerS(
  set: Pick<Exposure, 'pointDistanceMm' | 'pointExposureUs' | 'pointHopUs'>,
): number | null {
  const { pointDistanceMm, pointExposureUs, pointHopUs } = set;
  if (pointDistanceMm === undefined || pointExposureUs === undefined || pointHopUs === undefined) return null;
  return (pointDistanceMm.value * 1e6) / (pointExposureUs.value + pointHopUs.value);
}

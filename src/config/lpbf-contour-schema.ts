/** Schema of how contours are run: order, starts, corners. */
import { z } from 'zod';
import { quantity } from './quantity.ts';

/** Keys of parameter sets that one contour may have for itself, counted from the outermost, which is 1. */
export const CONTOUR_LEVEL_KEYS = [
  'contour-2',
  'contour-3',
  'contour-4',
  'contour-5',
  'contour-6',
  'contour-7',
  'contour-8',
  'contour-9',
] as const;

const turnDeg = (meaning: string) => quantity('deg', { atLeast: 5, atMost: 180 }, meaning);

const LEAST_TURN = 'Turn of the direction from which on a point is a corner: 90 for that of a square.';

const startCorners = z
  .discriminatedUnion('rule', [
    z.strictObject({
      rule: z.literal('avoid'),
      leastTurnDeg: turnDeg(LEAST_TURN),
      distanceMm: quantity(
        'mm',
        { above: 0, atMost: 50 },
        'Least distance along the contour from a corner to the start.',
      ),
    }),
    z.strictObject({ rule: z.literal('prefer'), leastTurnDeg: turnDeg(LEAST_TURN) }),
  ])
  .meta({ description: 'Starts away from corners, or on one; absent: corners do not count.' });

const start = z
  .discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('as-cut').meta({ description: 'At the point of smallest x, then y.' }) }),
    z.strictObject({
      rule: z.literal('aligned').meta({ description: 'At the point furthest in a direction over the plate.' }),
      directionDeg: quantity(
        'deg',
        { atLeast: -360, atMost: 360 },
        'Direction over the plate, counter-clockwise from +x.',
      ),
      corners: z.exactOptional(startCorners),
    }),
    z.strictObject({
      rule: z
        .literal('spread')
        .meta({ description: 'Moves along the contour from layer to layer, so that no seam forms.' }),
      share: z.exactOptional(
        quantity(
          '',
          { above: 0, atMost: 0.99 },
          'By which share of its length from one layer to the next; absent: the golden ratio, 0.618.',
        ),
      ),
      corners: z.exactOptional(startCorners),
    }),
  ])
  .meta({ description: 'Where closed contours begin and end; absent: as-cut.' });

/** Keys of `contour` that say how contours are run; all may be left out. */
export const contourRunKeys = {
  order: z.exactOptional(
    z.enum(['outside-in', 'inside-out']).meta({ description: 'Which contour comes first; absent: outside-in.' }),
  ),
  hatchFirst: z.exactOptional(
    z.boolean().meta({ description: 'True: the hatch of an area before its contours; absent: false.' }),
  ),
  start: z.exactOptional(start),
  join: z.exactOptional(
    z.enum(['round', 'miter']).meta({
      description: 'Form of the contour at notches, where it opens: an arc, or a point; absent: round.',
    }),
  ),
  miterLimit: z.exactOptional(
    quantity(
      '',
      { atLeast: 1, atMost: 10 },
      'Points of mitred contours further from the corner than this many offsets are rounded; absent: 2.',
    ),
  ),
  breakAtDeg: z.exactOptional(
    turnDeg('Contours are parted at corners that turn by this much or more: 90 parts a square into its edges.'),
  ),
  closingOverlapMm: z.exactOptional(
    quantity('mm', { atLeast: 0, atMost: 10 }, 'Length that a closed contour runs on past its start.'),
  ),
};

/** Returns what is wrong with a limit that no mitre has. */
export function miterIssues(contour: {
  readonly join?: 'round' | 'miter';
  readonly miterLimit?: { readonly value: number };
}): z.core.$ZodRawIssue[] {
  if (contour.miterLimit === undefined || contour.join === 'miter') return [];
  const message = 'says nothing unless join is "miter"';
  return [{ code: 'custom', input: contour.miterLimit, path: ['miterLimit'], message }];
}

/** Returns what is wrong with the parameter sets of single contours: there must be such a contour. */
export function contourLevelIssues(profile: {
  readonly contour: { readonly count: { readonly value: number } };
  readonly parameters: object;
}): z.core.$ZodRawIssue[] {
  const { contour, parameters } = profile;
  return CONTOUR_LEVEL_KEYS.flatMap((key, index) => {
    const level = index + 2;
    if (!(key in parameters) || level <= contour.count.value) return [];
    const message = `there is no contour ${level}: contour > count is ${contour.count.value}`;
    return [{ code: 'custom' as const, input: key, path: ['parameters', key], message }];
  });
}

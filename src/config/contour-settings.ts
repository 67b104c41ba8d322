/** How contours are run, out of a profile. */
import type { ContourPathSettings, ContourStart, StartCorners } from '../scan/contour-paths/settings.ts';
import { CONTOUR_LEVEL_KEYS } from './lpbf-contour-schema.ts';
import type { LpbfProfile } from './profile.ts';

type Contour = LpbfProfile['contour'];
type Start = NonNullable<Contour['start']>;

/** Share of its length by which a spread start moves where the profile does not say: no other ratio is as far from all fractions. */
const GOLDEN_SHARE = 0.618_033_988_749_894_9;
/** Limit of mitred contours where the profile does not say, in offsets. */
const MITER_LIMIT = 2;

/** Returns the keys of single contours for which a profile has parameters of their own, in the order of their levels. */
export function ownContourKeysOf({
  parameters,
}: Pick<LpbfProfile, 'parameters'>): readonly (typeof CONTOUR_LEVEL_KEYS)[number][] {
  return CONTOUR_LEVEL_KEYS.filter((key) => key in parameters);
}

/** Returns the limit of mitred contours, in offsets; null where they are rounded. */
export function miterLimitOf({ join, miterLimit }: Contour): number | null {
  return join === 'miter' ? (miterLimit?.value ?? MITER_LIMIT) : null;
}

/** Returns how contours are run; null where the profile says nothing of it. */
export function contourPathsOf(profile: LpbfProfile): ContourPathSettings | null {
  const { contour } = profile;
  const { order, hatchFirst, start, breakAtDeg, closingOverlapMm } = contour;
  const own = ownContourKeysOf(profile);
  const said = [order, hatchFirst, start, breakAtDeg, closingOverlapMm].some((value) => value !== undefined);
  if (own.length === 0 && !said) return null;
  const inner = Array.from(
    { length: contour.count.value - 1 },
    (_, k) => own.find((key) => key === `contour-${k + 2}`) ?? 'contour-inner',
  );
  return {
    levelKeys: ['contour-outer', ...inner],
    order: order ?? 'outside-in',
    hatchFirst: hatchFirst ?? false,
    start: startOf(start),
    breakAtDeg: breakAtDeg?.value ?? null,
    closingOverlapMm: closingOverlapMm?.value ?? 0,
  };
}

function startOf(start: Start | undefined): ContourStart {
  if (start === undefined || start.rule === 'as-cut') return { rule: 'as-cut' };
  const corners = cornersOf(start.corners);
  if (start.rule === 'aligned') return { rule: 'aligned', directionDeg: start.directionDeg.value, corners };
  return { rule: 'spread', share: start.share?.value ?? GOLDEN_SHARE, corners };
}

function cornersOf(corners: Exclude<Start, { rule: 'as-cut' }>['corners']): StartCorners | null {
  if (corners === undefined) return null;
  const leastTurnDeg = corners.leastTurnDeg.value;
  if (corners.rule === 'prefer') return { rule: 'prefer', leastTurnDeg };
  return { rule: 'avoid', leastTurnDeg, distanceMm: corners.distanceMm.value };
}

/** Where a closed contour begins. */
import type { Polyline } from '../../core/polyline.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { cornersOf } from './corners.ts';
import type { ContourStart, StartCorners } from './settings.ts';
import { placesBetween } from './stretch-of.ts';

/** Points that lie no more than this behind the furthest one are as far: the grid of coordinates must not decide. */
const AS_FAR_MM = 0.0002;

/**
 * Returns the length in mm along a closed line at which it begins. `turn` says how far starts have moved on, in rounds; only `spread` goes by it.
 * Starts that avoid corners keep their distance from all of them, or lie in the middle of the longest stretch between two where none has room
 * for that; those that prefer corners lie on one, if the line has any.
 */
export function startOf(line: Polyline, lengths: Float64Array, start: ContourStart, turn: number): number {
  if (start.rule === 'as-cut') return 0;
  const corners = start.corners === null ? [] : cornersOf(line, lengths, start.corners.leastTurnDeg);
  const wholeMm = lengths[lengths.length - 1]!;
  const allowed = stretchesFor(start.corners, corners, lengths);
  if (start.rule === 'spread') return placeAt(allowed, turn - Math.floor(turn)) % wholeMm;
  return furthest(line, lengths, allowed, start.directionDeg) % wholeMm;
}

/** A stretch of a closed line by the lengths of its ends, which may be one place; the second may pass the first point of the line. */
interface Stretch {
  readonly fromMm: number;
  readonly toMm: number;
}

/** Where a line may begin. */
function stretchesFor(rule: StartCorners | null, corners: readonly number[], lengths: Float64Array): Stretch[] {
  const wholeMm = lengths[lengths.length - 1]!;
  if (rule === null || corners.length === 0) return [{ fromMm: 0, toMm: wholeMm }];
  const at = corners.map((corner) => lengths[corner]!);
  if (rule.rule === 'prefer') return at.map((mm) => ({ fromMm: mm, toMm: mm }));
  const between = at.map((mm, k) => ({ fromMm: mm, toMm: at[k + 1] ?? at[0]! + wholeMm }));
  const clear = between
    .map(({ fromMm, toMm }) => ({ fromMm: fromMm + rule.distanceMm, toMm: toMm - rule.distanceMm }))
    .filter(({ fromMm, toMm }) => toMm > fromMm);
  if (clear.length > 0) return clear;
  const longest = between.reduce((most, one) => (one.toMm - one.fromMm > most.toMm - most.fromMm ? one : most));
  const middle = (longest.fromMm + longest.toMm) / 2;
  return [{ fromMm: middle, toMm: middle }];
}

/** The place at a share of all stretches together; of single places the one of that share of their number. */
function placeAt(stretches: readonly Stretch[], share: number): number {
  const totalMm = stretches.reduce((sum, { fromMm, toMm }) => sum + toMm - fromMm, 0);
  if (totalMm === 0) return stretches[Math.floor(share * stretches.length)]!.fromMm;
  let leftMm = share * totalMm;
  for (const { fromMm, toMm } of stretches) {
    if (leftMm < toMm - fromMm) return fromMm + leftMm;
    leftMm -= toMm - fromMm;
  }
  return stretches[stretches.length - 1]!.toMm;
}

/**
 * The place furthest in a direction: a point of the line, or an end of a stretch. Of several as far it is the one furthest to the left of the
 * direction, and of those the first.
 */
function furthest(line: Polyline, lengths: Float64Array, stretches: readonly Stretch[], directionDeg: number): number {
  const [ux, uy] = [cosineOfCycles(directionDeg / 360), sineOfCycles(directionDeg / 360)];
  const places = stretches.flatMap(({ fromMm, toMm }) =>
    placesBetween(line, lengths, fromMm, toMm).map(({ mm, x, y }) => ({
      mm,
      ahead: x * ux + y * uy,
      left: y * ux - x * uy,
    })),
  );
  const most = places.reduce((max, { ahead }) => Math.max(max, ahead), Number.NEGATIVE_INFINITY);
  const far = places.filter(({ ahead }) => ahead >= most - AS_FAR_MM);
  const leftmost = far.reduce((max, { left }) => Math.max(max, left), Number.NEGATIVE_INFINITY);
  return far.find(({ left }) => left >= leftmost - AS_FAR_MM)?.mm ?? 0;
}

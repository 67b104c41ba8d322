/** Where a field meets a level on an edge of a grid: parabolas within a bracket. */
import type { PlaneField } from '../../core/field.ts';

/**
 * When two guesses of one vertex are this near (in steps), the later one is taken. Of a smooth field its error is a few
 * thousandths of that; of a field with kinks it can be as large.
 */
export const AGREED_SMOOTH = 0.02;
/** The same for fields that may have kinks near the level. */
export const AGREED_KINKED = 5e-4;
const MAX_ROUNDS = 40;
/** After so many rounds of parabolas the bracket is halved instead, which always ends. */
const PATIENCE = 6;

/**
 * Returns the root in a..t..b (rising) of the parabola through three values of opposite signs at a and b, on the side of t where
 * the sign changes; of the straight line there when the parabola has none.
 */
export function parabolaRoot(a: number, t: number, b: number, ga: number, gt: number, gb: number): number {
  if (gt === 0) return t;
  const low = ga < 0 !== gt < 0;
  const from = low ? a : t;
  const to = low ? t : b;
  const da = a - t;
  const db = b - t;
  const sa = (ga - gt) / da;
  const sb = (gb - gt) / db;
  const curve = (sb - sa) / (db - da);
  const slope = sa - curve * da;
  const square = slope * slope - 4 * curve * gt;
  if (square >= 0) {
    const u = t - (2 * gt) / (slope + (slope < 0 ? -Math.sqrt(square) : Math.sqrt(square)));
    if (u > from && u < to) return u;
  }
  const gFrom = low ? ga : gt;
  const gTo = low ? gt : gb;
  return from + ((to - from) * gFrom) / (gFrom - gTo);
}

/**
 * Returns where on an edge along x (or y) the field meets a level, 0 at its lower end and 1 at its upper. `g0` and `g1` are the
 * values less the level there, one below 0 and one not. Mostly one value of the field is asked for.
 */
export function rootInPlane(
  field: PlaneField,
  level: number,
  alongX: boolean,
  firstMm: number,
  acrossMm: number,
  stepMm: number,
  g0: number,
  g1: number,
  agreed: number,
): number {
  if (g0 === 0) return 0;
  if (g1 === 0) return 1;
  let a = 0;
  let b = 1;
  let ga = g0;
  let gb = g1;
  let t = g0 / (g0 - g1);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (!(t > a && t < b)) t = 0.5 * (a + b);
    const at = firstMm + t * stepMm;
    const gt = (alongX ? field.valueAt(at, acrossMm) : field.valueAt(acrossMm, at)) - level;
    const u = parabolaRoot(a, t, b, ga, gt, gb);
    if (Math.abs(u - t) < agreed) return u;
    if (ga < 0 === gt < 0) {
      a = t;
      ga = gt;
    } else {
      b = t;
      gb = gt;
    }
    t = round < PATIENCE ? u : 0.5 * (a + b);
  }
  return t;
}

/** Where a row of a unit cell meets a level: the roots of a trigonometric polynomial of two harmonics. */
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';

/**
 * Brackets a cell. Two extremes of a row may share a bracket only where both are shallow: the densities that come out differ from
 * those with 128 brackets by less than 1e-6.
 */
const BRACKETS = 16;
const HALF = BRACKETS / 2;
/** A step below this (radians) ends the search; the secant has then come several digits nearer. */
const ROOT_TOLERANCE = 1e-8;
const MAX_STEPS = 60;
const TWO_PI = 2 * Math.PI;
const WIDTH = TWO_PI / BRACKETS;

/** Of the ends of the brackets and, from MIDDLE on, of their middles. */
const MIDDLE = BRACKETS + 1;
const tableOf = (f: (u: number) => number, times: number) =>
  Float64Array.from({ length: MIDDLE + BRACKETS }, (_, i) =>
    f((times * (i < MIDDLE ? i : i - MIDDLE + 0.5)) / BRACKETS),
  );
const SIN = tableOf(sineOfCycles, 1);
const COS = tableOf(cosineOfCycles, 1);
const SIN2 = tableOf(sineOfCycles, 2);
const COS2 = tableOf(cosineOfCycles, 2);

/** Scratch: the values at the ends of the brackets, and a row seen from the middle of one. */
const values = new Float64Array(BRACKETS + 1);
const local = new Float64Array(5);

/**
 * Writes the places in 0..1, ascending, at which `row` (a sin X + b cos X + c + a2 sin 2X + b2 cos 2X) passes `level`, and returns
 * their number: 0, 2 or 4. The row starts below when b + c + b2 < level.
 */
export function rowCrossings(row: Float64Array, level: number, out: Float64Array): number {
  const a = row[0]!;
  const b = row[1]!;
  const c = row[2]! - level;
  const a2 = row[3]!;
  const b2 = row[4]!;
  // Half a cell on, the first harmonic has changed its sign and the second has not.
  for (let i = 0; i < HALF; i++) {
    const first = a * SIN[i]! + b * COS[i]!;
    const second = a2 * SIN2[i]! + b2 * COS2[i]! + c;
    values[i] = second + first;
    values[i + HALF] = second - first;
  }
  values[BRACKETS] = values[0]!;
  const mostChange = WIDTH * (Math.abs(a) + Math.abs(b) + 2 * (Math.abs(a2) + Math.abs(b2)));
  let count = 0;
  for (let i = 0; i < BRACKETS; i++) {
    const left = values[i]!;
    const right = values[i + 1]!;
    if (left < 0 !== right < 0) {
      seeFrom(i);
      out[count++] = placeOf(i, localRoot(-0.5 * WIDTH, 0.5 * WIDTH, left, right));
    } else if (Math.abs(left) + Math.abs(right) < mostChange) {
      // The same sign at both ends: only an extreme between them that leans towards the level can pass it.
      const slopeLeft = slopeAt(i);
      const slopeRight = slopeAt(i + 1);
      if (left < 0 ? slopeLeft > 0 && slopeRight < 0 : slopeLeft < 0 && slopeRight > 0) {
        seeSlopeFrom(i);
        const extreme = localRoot(-0.5 * WIDTH, 0.5 * WIDTH, slopeLeft, slopeRight);
        seeFrom(i);
        const peak = localValue(extreme);
        if (peak < 0 !== left < 0) {
          out[count++] = placeOf(i, localRoot(-0.5 * WIDTH, extreme, left, peak));
          out[count++] = placeOf(i, localRoot(extreme, 0.5 * WIDTH, peak, right));
        }
      }
    }
  }
  return count;

  function slopeAt(i: number): number {
    return a * COS[i]! - b * SIN[i]! + 2 * (a2 * COS2[i]! - b2 * SIN2[i]!);
  }

  /** Turns the row to the middle of bracket i, where its angle is 0. */
  function seeFrom(i: number): void {
    const m = MIDDLE + i;
    local[0] = a * COS[m]! - b * SIN[m]!;
    local[1] = a * SIN[m]! + b * COS[m]!;
    local[2] = c;
    local[3] = a2 * COS2[m]! - b2 * SIN2[m]!;
    local[4] = a2 * SIN2[m]! + b2 * COS2[m]!;
  }

  /** The same for the row's derivative. */
  function seeSlopeFrom(i: number): void {
    seeFrom(i);
    const [p, q, p2, q2] = [local[0]!, local[1]!, local[3]!, local[4]!];
    local[0] = -q;
    local[1] = p;
    local[2] = 0;
    local[3] = -2 * q2;
    local[4] = 2 * p2;
  }
}

function placeOf(i: number, angle: number): number {
  return (i + 0.5) / BRACKETS + angle / TWO_PI;
}

/** The local row at an angle within half a bracket, 0.196: Taylor's series to below 1e-10. */
function localValue(angle: number): number {
  const z = angle * angle;
  const s = angle * (1 - (z / 6) * (1 - (z / 20) * (1 - z / 42)));
  const c = 1 - 0.5 * z * (1 - (z / 12) * (1 - z / 30));
  return local[0]! * s + local[1]! * c + local[2]! + (local[3]! * (2 * s * c) + local[4]! * (1 - 2 * s * s));
}

/** Finds the root of the local row in a bracket (Illinois: a guarded secant). */
function localRoot(from: number, to: number, f0: number, f1: number): number {
  let a = from;
  let b = to;
  let fa = f0;
  let fb = f1;
  let angle = a;
  for (let n = 0; n < MAX_STEPS; n++) {
    const before = angle;
    angle = fb === fa ? 0.5 * (a + b) : (a * fb - b * fa) / (fb - fa);
    if (n > 0 && Math.abs(angle - before) < ROOT_TOLERANCE) return angle;
    const f = localValue(angle);
    if (f === 0) return angle;
    if (f < 0 === fb < 0) fa *= 0.5;
    else {
      a = b;
      fa = fb;
    }
    b = angle;
    fb = f;
  }
  return angle;
}

/** Turns of a part: which rotation brings an upward direction of the part upright, and how far it turns. */
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';

/** Below this squared sine a direction counts as straight down. */
const STRAIGHT = 1e-24;

/**
 * Writes the nine numbers of a rotation, row by row, that brings the unit direction (x, y, z) of the part to +z: the one that turns least, and the half turn about x
 * where the direction is straight down.
 */
export function uprightTurn(x: number, y: number, z: number, out: Float64Array): void {
  const aside = x * x + y * y;
  if (z < 0 && aside < STRAIGHT) {
    out.set(HALF_TURN);
    return;
  }
  // 1 / (1 + z), without cancellation below the equator.
  const k = z < 0 ? (1 - z) / aside : 1 / (1 + z);
  out[0] = 1 - x * x * k;
  out[1] = -x * y * k;
  out[2] = -x;
  out[3] = -x * y * k;
  out[4] = 1 - y * y * k;
  out[5] = -y;
  out[6] = x;
  out[7] = y;
  out[8] = z;
}

const HALF_TURN = [1, 0, 0, 0, -1, 0, 0, 0, -1];

/** Returns the rotation, as an affine transform without shift, that brings a direction upright and turns by an angle about +z then, counter-clockwise from above. */
export function turnTransform([x, y, z]: readonly [number, number, number], aboutZDeg: number): readonly number[] {
  const r = new Float64Array(9);
  uprightTurn(x, y, z, r);
  const c = cosineOfCycles(aboutZDeg / 360);
  const s = sineOfCycles(aboutZDeg / 360);
  const [a, b, d, e, f, g, h, i, j] = r as unknown as readonly number[] & { readonly length: 9 };
  const rows = [
    [c * a! - s * e!, c * b! - s * f!, c * d! - s * g!],
    [s * a! + c * e!, s * b! + c * f!, s * d! + c * g!],
    [h!, i!, j!],
  ];
  // No -0: a transform is written to files.
  return [...rows.flatMap((row) => [...row.map((v) => v + 0), 0]), 0, 0, 0, 1];
}

/** Returns by how many degrees a rotation turns, 0 to 180. */
export function turnAngleDeg(m: readonly number[]): number {
  const [xx, xy, xz, , yx, yy, yz, , zx, zy, zz] = m as readonly number[];
  const sine = Math.sqrt((zy! - yz!) ** 2 + (xz! - zx!) ** 2 + (yx! - xy!) ** 2);
  return (Math.atan2(sine, xx! + yy! + zz! - 1) * 180) / Math.PI;
}

/** Spans a loop in space with triangles between its own corners. */

import { isFlat } from '../flat-triangle.ts';
import { triangleNormal } from '../triangle-normal.ts';

/** Folds nearer than this (1 - cos) count as equal, so that the area decides. */
const SAME_FOLD = 1e-6;
/** A triangle without area is worse than any fold (2 at most), but better than none. */
const FLAT_FOLD = 3;

/** How a loop is spanned. */
export interface LoopSpan {
  /** Corners of the triangles by their number in the loop, counter to its direction, so that the loop's sides are run backward. */
  readonly triangles: readonly (readonly [number, number, number])[];
  readonly areaMm2: number;
  /** The sharpest fold: 0 none, 1 a right angle, 2 folded back on itself, 3 where a triangle has no area. */
  readonly fold: number;
}

/**
 * Finds by dynamic programming the triangles whose sharpest fold, with each other and with the surface round the loop, is
 * least, and of these the ones of least area. Sources: G. Barequet, M. Sharir, Filling gaps in the boundary of a polyhedron
 * (1995); P. Liepa, Filling holes in meshes (2003). Takes the cube of the corners in time, their square in memory.
 *
 * @param corners - x, y, z of each corner in mm
 * @param normals - unit normal of the surface beyond each side, side i from corner i on; zero where it has none
 * @param isTaken - true for two corners that the surface joins already by an edge
 * @returns null where no triangles do without such edges
 */
export function triangulateLoop(
  corners: Float64Array,
  normals: Float64Array,
  isTaken: (i: number, j: number) => boolean,
): LoopSpan | null {
  const n = corners.length / 3;
  const fold = new Float64Array(n * n).fill(Infinity);
  const area = new Float64Array(n * n).fill(Infinity);
  const apex = new Int32Array(n * n).fill(-1);
  /** Normal of the surface beyond chord i j. */
  const beyond = new Float64Array(3 * n * n);
  // The side that closes the loop is the last chord, not one of the first; what lies beyond it is asked for then.
  for (let i = 0; i + 1 < n; i++) {
    const at = i * n + i + 1;
    beyond.set(normals.subarray(3 * i, 3 * i + 3), 3 * at);
    fold[at] = 0;
    area[at] = 0;
  }
  const normal = new Float64Array(3);
  const best = new Float64Array(3);
  for (let span = 2; span < n; span++) {
    for (let i = 0; i + span < n; i++) {
      const j = i + span;
      const at = i * n + j;
      const isLast = span === n - 1;
      if (!isLast && isTaken(i, j)) continue;
      for (let m = i + 1; m < j; m++) {
        const left = i * n + m;
        const right = m * n + j;
        if (fold[left] === Infinity || fold[right] === Infinity) continue;
        const twice = unitNormal(corners, j, m, i, normal);
        let worst = Math.max(
          fold[left]!,
          fold[right]!,
          foldOf(normal, beyond, 3 * left),
          foldOf(normal, beyond, 3 * right),
        );
        if (isLast) worst = Math.max(worst, foldOf(normal, normals, 3 * (n - 1)));
        if (twice === 0) worst = FLAT_FOLD;
        const sum = area[left]! + area[right]! + twice / 2;
        if (!isBetter(worst, sum, fold[at]!, area[at]!)) continue;
        fold[at] = worst;
        area[at] = sum;
        apex[at] = m;
        best.set(normal);
      }
      beyond.set(best, 3 * at);
    }
  }
  return apex[n - 1]! < 0 ? null : { triangles: trianglesOf(apex, n), areaMm2: area[n - 1]!, fold: fold[n - 1]! };
}

function isBetter(fold: number, area: number, thanFold: number, thanArea: number): boolean {
  if (fold < thanFold - SAME_FOLD) return true;
  return fold <= thanFold + SAME_FOLD && area < thanArea * (1 - 1e-9);
}

/** 0 where two surfaces go on straight, 1 at a right angle, 2 where one is folded back on the other. */
function foldOf(normal: Float64Array, others: Float64Array, at: number): number {
  return 1 - (normal[0]! * others[at]! + normal[1]! * others[at + 1]! + normal[2]! * others[at + 2]!);
}

/** Writes the unit normal of a triangle, or zero, and returns twice its area, 0 where it is flat to rounding. */
function unitNormal(corners: Float64Array, a: number, b: number, c: number, out: Float64Array): number {
  triangleNormal(corners, 3 * a, 3 * b, 3 * c, out);
  const twice = Math.sqrt(out[0]! ** 2 + out[1]! ** 2 + out[2]! ** 2);
  const flat = isFlat(corners, 3 * a, 3 * b, 3 * c);
  for (let axis = 0; axis < 3; axis++) out[axis] = flat ? 0 : out[axis]! / twice;
  return flat ? 0 : twice;
}

function trianglesOf(apex: Int32Array, n: number): readonly (readonly [number, number, number])[] {
  const triangles: (readonly [number, number, number])[] = [];
  const chords: (readonly [number, number])[] = [[0, n - 1]];
  for (let chord = chords.pop(); chord !== undefined; chord = chords.pop()) {
    const [i, j] = chord;
    if (j - i < 2) continue;
    const m = apex[i * n + j]!;
    triangles.push([j, m, i]);
    chords.push([m, j], [i, m]);
  }
  return triangles;
}

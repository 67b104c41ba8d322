/** Finds the points of a set that lie in a box. */
import type { Box3 } from '../../core/mesh.ts';

/** More cells a side than this would not fit a key of 53 bits. */
const MOST_CELLS = 0x1ffff;

/** Points sorted by cell, for questions by box. */
export interface PointGrid {
  /** Calls `visit` with the number of each point in the cells that a box touches: those in the box and some beside it. */
  forEachNear(box: Box3, visit: (point: number) => void): void;
}

/** Sorts the vertices named in `points` into cubes of at least `cellMm`. */
export function pointGrid(positions: Float64Array, points: Uint32Array, cellMm: number): PointGrid {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const point of points) {
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[3 * point + axis]!;
      if (value < low[axis]!) low[axis] = value;
      if (value > high[axis]!) high[axis] = value;
    }
  }
  const extent = Math.max(0, high[0]! - low[0]!, high[1]! - low[1]!, high[2]! - low[2]!);
  const size = Math.max(cellMm, extent / MOST_CELLS) || 1;
  const most = [0, 1, 2].map((axis) => Math.floor((high[axis]! - low[axis]!) / size || 0));
  const cellOf = (value: number, axis: number) =>
    Math.min(most[axis]!, Math.max(0, Math.floor((value - low[axis]!) / size)));
  const keyOf = (x: number, y: number, z: number) => (x * (MOST_CELLS + 1) + y) * (MOST_CELLS + 1) + z;

  const unsorted = new Float64Array(points.length);
  for (let i = 0; i < points.length; i++) {
    const p = 3 * points[i]!;
    unsorted[i] = keyOf(cellOf(positions[p]!, 0), cellOf(positions[p + 1]!, 1), cellOf(positions[p + 2]!, 2));
  }
  const order = Uint32Array.from(points, (_, i) => i).sort((a, b) => unsorted[a]! - unsorted[b]! || a - b);
  const keys = Float64Array.from(order, (i) => unsorted[i]!);
  const sorted = Uint32Array.from(order, (i) => points[i]!);

  function forEachNear(box: Box3, visit: (point: number) => void): void {
    if (points.length === 0) return;
    const zFrom = cellOf(box[2], 2);
    const zTo = cellOf(box[5], 2);
    for (let x = cellOf(box[0], 0); x <= cellOf(box[3], 0); x++) {
      for (let y = cellOf(box[1], 1); y <= cellOf(box[4], 1); y++) {
        const last = keyOf(x, y, zTo);
        for (let i = firstAtLeast(keys, keyOf(x, y, zFrom)); i < keys.length && keys[i]! <= last; i++) {
          visit(sorted[i]!);
        }
      }
    }
  }

  return { forEachNear };
}

function firstAtLeast(keys: Float64Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

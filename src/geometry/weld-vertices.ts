/** Makes vertices with the same coordinates one vertex, for meshes that come with indices. */
import { pointHash } from './point-hash.ts';

/** Vertices that differ from each other, and the corners that refer to them. */
export interface WeldedVertices {
  readonly positions: Float64Array;
  readonly corners: Uint32Array;
}

/**
 * Joins vertices with the same coordinates. `positions` holds x, y, z per vertex, all finite; `corners` holds indices of
 * vertices. Equal means equal to the last bit (-0 counts as 0), as in `weldTriangles`. Vertices come out in the order of
 * their first use; those that no corner uses are left away.
 */
export function weldVertices(positions: Float64Array, corners: Int32Array): WeldedVertices {
  const given = positions.length / 3;
  const mask = tableSize(Math.min(given, corners.length)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const weldedOf = new Int32Array(given).fill(-1);
  const welded = new Float64Array(3 * Math.min(given, corners.length));
  const indices = new Uint32Array(corners.length);
  let vertices = 0;
  for (let corner = 0; corner < corners.length; corner++) {
    const from = corners[corner]!;
    if (weldedOf[from]! >= 0) {
      indices[corner] = weldedOf[from]!;
      continue;
    }
    const x = positions[3 * from]! + 0;
    const y = positions[3 * from + 1]! + 0;
    const z = positions[3 * from + 2]! + 0;
    let slot = pointHash(x, y, z) & mask;
    let vertex = slots[slot]!;
    while (vertex >= 0) {
      const p = 3 * vertex;
      if (welded[p]! === x && welded[p + 1]! === y && welded[p + 2]! === z) break;
      slot = (slot + 1) & mask;
      vertex = slots[slot]!;
    }
    if (vertex < 0) {
      vertex = vertices++;
      slots[slot] = vertex;
      welded[3 * vertex] = x;
      welded[3 * vertex + 1] = y;
      welded[3 * vertex + 2] = z;
    }
    weldedOf[from] = vertex;
    indices[corner] = vertex;
  }
  return { positions: welded.slice(0, 3 * vertices), corners: indices };
}

/** Power of two that leaves at least a third of the slots free. */
function tableSize(entries: number): number {
  let size = 16;
  while (size * 2 < entries * 3) size *= 2;
  return size;
}

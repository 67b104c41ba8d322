/** Makes vertices with the same coordinates one vertex, for meshes that come with indices. */

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
  const bits = new Float64Array(3);
  const words = new Uint32Array(bits.buffer);
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
    bits[0] = x;
    bits[1] = y;
    bits[2] = z;
    let slot = hashOf(words) & mask;
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

/** Mixes the six words of three doubles; the low words of numbers that were floats are mostly zero, the high ones matter. */
function hashOf(words: Uint32Array): number {
  let h = 0;
  for (let i = 0; i < 6; i++) {
    h = Math.imul(h ^ words[i]!, 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

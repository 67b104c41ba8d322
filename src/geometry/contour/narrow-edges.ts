/** Which vertices stand opposite of another one across a node: there two curves, or two parts of one, pass within a step. */

/**
 * Returns 1 for each edge (ascending keys) that leads to or from a node whose opposite edge is crossed too, else 0. The kernel has the same in
 * assembly/narrow.ts.
 */
export function narrowEdges(keys: Uint32Array, nx: number): Uint8Array {
  const narrow = new Uint8Array(keys.length);
  /** Last upright edge of each column of nodes, and the last level one. */
  const upright = new Int32Array(nx).fill(-1);
  let level = -1;
  for (let e = 0; e < keys.length; e++) {
    const key = keys[e]!;
    const node = key >>> 2;
    if ((key & 2) === 0) {
      if (level >= 0 && keys[level]! >>> 2 === node - 1) narrow[e] = narrow[level] = 1;
      level = e;
      continue;
    }
    const i = node % nx;
    const below = upright[i]!;
    if (below >= 0 && keys[below]! >>> 2 === node - nx) narrow[e] = narrow[below] = 1;
    upright[i] = e;
  }
  return narrow;
}

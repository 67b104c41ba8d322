/** LINK: which vertex follows which. Each crossed edge leaves one square of the grid and enters one, the inside on its left. */
import { assert } from '../../core/prep-error.ts';

/** What is said of marks that are not those of a plane: a wall could be lost. */
export const OPEN_LOOPS = 'the marked edges of a plane do not close';

/**
 * Returns for each edge the index of the next one. Where four edges meet in a square, `middleIsInside` says of square (i, j) whether
 * the exact field at its middle is inside.
 */
export function linkEdges(
  keys: Uint32Array,
  nx: number,
  ny: number,
  middleIsInside: (i: number, j: number) => boolean,
): Int32Array {
  // Kinds: 0 down, 1 up, 2 right, 3 left; squares are named by their lower left node.
  const leaves = [0, -nx, -1, 0];
  const enters = [-nx, 0, 0, -1];
  const exitOf = new Int32Array(nx * ny).fill(-1);
  const saddles: number[] = [];
  for (let e = 0; e < keys.length; e++) {
    const square = (keys[e]! >>> 2) + leaves[keys[e]! & 3]!;
    if (exitOf[square]! >= 0) saddles.push(square);
    exitOf[square] = e;
  }
  const next = new Int32Array(keys.length);
  for (let e = 0; e < keys.length; e++) {
    const exit = exitOf[(keys[e]! >>> 2) + enters[keys[e]! & 3]!];
    assert(exit !== undefined && exit >= 0, OPEN_LOOPS);
    next[e] = exit;
  }

  for (const square of saddles) {
    const bottom = indexOf(keys, 4 * square);
    const left = indexOf(keys, 4 * square + 2);
    const right = indexOf(keys, 4 * square + 6);
    const top = indexOf(keys, 4 * (square + nx));
    const j = Math.floor(square / nx);
    const solid = middleIsInside(square - j * nx, j);
    if ((keys[bottom]! & 1) === 1) {
      next[bottom] = solid ? right : left;
      next[top] = solid ? left : right;
    } else {
      next[solid ? left : right] = bottom;
      next[solid ? right : left] = top;
    }
  }
  return next;
}

/** Index of the edge with this key or the one after it: the same edge, its start outside or inside. */
function indexOf(keys: Uint32Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

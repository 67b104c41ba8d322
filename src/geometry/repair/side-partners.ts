/** Which side of another triangle lies at each side of a triangle. Side k of triangle t, at 3 t + k, runs from corner k on. */
import { type MeshEdges, NO_EDGE } from '../mesh-edges.ts';

/** Marks a side at which there is no other triangle. */
export const OPEN = -1;

/** Marks a side at which there is more than one other triangle, and the sides of a triangle that uses a vertex twice. */
export const CROWDED = -2;

/** Returns for each side the one other side of its edge, whichever way that runs, or `OPEN`, or `CROWDED`. */
export function sidePartners({ sideEdges, edgeVertices }: MeshEdges): Int32Array {
  const first = new Int32Array(edgeVertices.length / 2).fill(-1);
  const other = new Int32Array(sideEdges.length).fill(OPEN);
  for (let side = 0; side < sideEdges.length; side++) {
    const edge = sideEdges[side]!;
    if (edge === NO_EDGE) {
      other[side] = CROWDED;
      continue;
    }
    const before = first[edge]!;
    if (before === -1) first[edge] = side;
    else if (before === CROWDED) other[side] = CROWDED;
    else if (other[before] === OPEN) {
      other[before] = side;
      other[side] = before;
    } else {
      other[other[before]!] = CROWDED;
      other[before] = CROWDED;
      other[side] = CROWDED;
      first[edge] = CROWDED;
    }
  }
  return other;
}

/** Returns the side that follows in the same triangle. */
export function nextSide(side: number): number {
  return side % 3 === 2 ? side - 2 : side + 1;
}

/** Returns the side before in the same triangle. */
export function sideBefore(side: number): number {
  return side % 3 === 0 ? side + 2 : side - 1;
}

/** A mesh while it is put together, point by point. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Point3 } from './solid-tree.ts';

/** Coordinates and corners so far. */
export interface MeshDraft {
  readonly numbers: number[];
  readonly corners: number[];
}

/** Returns an empty draft. */
export function meshDraft(): MeshDraft {
  return { numbers: [], corners: [] };
}

/** Adds a point and returns its number. */
export function addPoint({ numbers }: MeshDraft, point: Point3): number {
  numbers.push(point[0], point[1], point[2]);
  return numbers.length / 3 - 1;
}

/**
 * Joins two open rows of points by triangles; seen from outside both run to the right, `low` below `high`. Rows may meet in a
 * point: what would have no area is left out.
 */
export function joinRows(draft: MeshDraft, low: readonly number[], high: readonly number[]): void {
  const lowSteps = low.length - 1;
  const highSteps = high.length - 1;
  let i = 0;
  let j = 0;
  while (i < lowSteps || j < highSteps) {
    // The row that is behind goes on; at a tie the lower one.
    if (j === highSteps || (i < lowSteps && i * highSteps <= j * lowSteps)) {
      addTriangle(draft, low[i]!, low[i + 1]!, high[j]!);
      i++;
    } else {
      addTriangle(draft, low[i]!, high[j + 1]!, high[j]!);
      j++;
    }
  }
}

/** Closes a loop of points, counter-clockwise seen from outside, by triangles to one more point. */
export function closeLoop(draft: MeshDraft, loop: readonly number[], apex: number): void {
  for (let i = 0, j = loop.length - 1; i < loop.length; j = i, i++) addTriangle(draft, apex, loop[j]!, loop[i]!);
}

function addTriangle({ corners }: MeshDraft, a: number, b: number, c: number): void {
  if (a !== b && b !== c && c !== a) corners.push(a, b, c);
}

/** Returns the mesh of a draft. */
export function meshOfDraft({ numbers, corners }: MeshDraft): TriangleMesh {
  return { positions: Float64Array.from(numbers), triangles: Uint32Array.from(corners) };
}

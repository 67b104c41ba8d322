/** How each shell of a mesh winds round a point, by one ray upward through a tree of boxes. */
import type { TriangleBvhData } from './triangle-bvh.ts';
import { windingAbove } from './winding-above.ts';

/** Depth of the tree is bounded by its builder. */
const STACK = 128;

/**
 * Calls `visit` with the shell of every triangle above the point and how its projection winds round the point: 1 where the
 * ray leaves the shell, -1 where it enters it. Summed for a closed shell: 1 inside an outward one, -1 inside an inward one, 0
 * outside.
 */
export function shellsAbove(
  data: TriangleBvhData,
  shellOf: Uint32Array,
  x: number,
  y: number,
  z: number,
  visit: (shell: number, winding: number) => void,
): void {
  const { bounds, nodes, corners, triangles } = data;
  if (nodes.length === 0) return;
  const stack = new Int32Array(STACK);
  let depth = 0;
  let node = 0;
  for (;;) {
    const b = 6 * node;
    const met =
      bounds[b]! <= x && x <= bounds[b + 3]! && bounds[b + 1]! <= y && y <= bounds[b + 4]! && bounds[b + 5]! > z;
    if (met) {
      const link = nodes[2 * node]!;
      const count = nodes[2 * node + 1]!;
      if (count === 0) {
        stack[depth++] = link;
        node++;
        continue;
      }
      for (let i = link; i < link + count; i++) {
        const winding = windingAbove(corners, 9 * i, x, y, z);
        if (winding !== 0) visit(shellOf[triangles[i]!]!, winding);
      }
    }
    if (depth === 0) return;
    node = stack[--depth]!;
  }
}

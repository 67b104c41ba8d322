/** How each shell of a mesh winds round a point, by one ray upward through a tree of boxes. */
import type { TriangleBvhData } from './triangle-bvh.ts';

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

/** As the tree of boxes counts for the whole mesh: both triangles at a side decide alike, so no crossing is lost or doubled. */
function windingAbove(c: Float64Array, o: number, x: number, y: number, z: number): number {
  const winding =
    sideCrossing(c, o, o + 3, x, y) + sideCrossing(c, o + 3, o + 6, x, y) + sideCrossing(c, o + 6, o, x, y);
  return winding !== 0 && heightAt(c, o, x, y) > z ? winding : 0;
}

function sideCrossing(c: Float64Array, a: number, b: number, x: number, y: number): number {
  const aAbove = c[a + 1]! >= y;
  const bAbove = c[b + 1]! >= y;
  if (aAbove === bAbove) return 0;
  const low = aAbove ? b : a;
  const high = aAbove ? a : b;
  const cross = (c[high]! - c[low]!) * (y - c[low + 1]!) - (c[high + 1]! - c[low + 1]!) * (x - c[low]!);
  if (!(cross > 0)) return 0;
  return bAbove ? 1 : -1;
}

function heightAt(c: Float64Array, o: number, x: number, y: number): number {
  const ux = c[o + 3]! - c[o]!;
  const uy = c[o + 4]! - c[o + 1]!;
  const vx = c[o + 6]! - c[o]!;
  const vy = c[o + 7]! - c[o + 1]!;
  const px = x - c[o]!;
  const py = y - c[o + 1]!;
  const rise = (px * vy - py * vx) * (c[o + 5]! - c[o + 2]!) + (ux * py - uy * px) * (c[o + 8]! - c[o + 2]!);
  const height = c[o + 2]! + rise / (ux * vy - uy * vx);
  const lowest = Math.min(c[o + 2]!, c[o + 5]!, c[o + 8]!);
  const highest = Math.max(c[o + 2]!, c[o + 5]!, c[o + 8]!);
  return height > lowest ? Math.min(height, highest) : lowest;
}

/** The upright lines through the nodes of a grid, crossed with a part: winding numbers of one plane of nodes after the other. */
import type { PlaneGrid } from '../../core/field.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import { triangleNormal } from '../triangle-normal.ts';
import { type LineCrossings, looseCrossings, pushCrossing, sortCrossings } from './line-crossings.ts';

/** A line passes a surface steeply where this part of the squared normal lies along it: some axis does for every normal. */
export const STEEP = 1 / 3;

/**
 * Crosses the upright line of each node with a mesh. Memory goes with the number of lines and of their crossings, not with the height. A node
 * stands an infinitely small way below, before and left of its place, so it lies on no surface: a line through a side of a
 * triangle belongs to exactly one of the triangles at it, because both compute the same point of the side.
 */
export function partColumns(mesh: TriangleMesh, grid: PlaneGrid): LineCrossings {
  const { positions: p, triangles } = mesh;
  const { nx, ny, x0Mm, y0Mm, stepMm } = grid;
  const loose = looseCrossings();
  const normal = new Float64Array(3);
  for (let t = 0; t < triangles.length; t += 3)
    addTriangle(3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!);
  return sortCrossings(loose, nx * ny);

  function addTriangle(a: number, b: number, c: number): void {
    const yLow = Math.min(p[a + 1]!, p[b + 1]!, p[c + 1]!);
    const yHigh = Math.max(p[a + 1]!, p[b + 1]!, p[c + 1]!);
    const zLow = Math.min(p[a + 2]!, p[b + 2]!, p[c + 2]!);
    const zHigh = Math.max(p[a + 2]!, p[b + 2]!, p[c + 2]!);
    triangleNormal(p, a, b, c, normal);
    const [u, v, w] = normal as unknown as [number, number, number];
    const steep = w * w >= STEEP * (u * u + v * v + w * w) ? 2 : 1;
    const j1 = Math.min(ny - 1, Math.floor((yHigh - y0Mm) / stepMm) + 1);
    for (let j = Math.max(0, Math.floor((yLow - y0Mm) / stepMm) - 1); j <= j1; j++) {
      const y = y0Mm + j * stepMm;
      // Of the three sides none or two pass this row; which of them goes up tells which way the triangle faces.
      let xUp = Number.NaN;
      let xDown = Number.NaN;
      for (let side = 0; side < 3; side++) {
        const s = side === 0 ? a : side === 1 ? b : c;
        const e = side === 0 ? b : side === 1 ? c : a;
        const from = p[s + 1]! >= y;
        const to = p[e + 1]! >= y;
        if (from === to) continue;
        const low = to ? s : e;
        const high = to ? e : s;
        const x = p[low]! + ((y - p[low + 1]!) * (p[high]! - p[low]!)) / (p[high + 1]! - p[low + 1]!);
        if (to) xUp = x;
        else xDown = x;
      }
      if (!(xUp < xDown || xUp > xDown)) continue;
      const left = Math.min(xUp, xDown);
      const right = Math.max(xUp, xDown);
      const enters = xUp < xDown;
      const i1 = Math.min(nx - 1, Math.floor((right - x0Mm) / stepMm) + 1);
      for (let i = Math.max(0, Math.floor((left - x0Mm) / stepMm) - 1); i <= i1; i++) {
        const x = x0Mm + i * stepMm;
        if (x <= left || x > right) continue;
        const height = p[a + 2]! - (u * (x - p[a]!) + v * (y - p[a + 1]!)) / w;
        const z = height > zLow ? Math.min(height, zHigh) : zLow;
        pushCrossing(loose, j * nx + i, z, enters ? steep : -steep);
      }
    }
  }
}

/**
 * Returns a function that writes the winding number of each node of a plane (row by row) and tells whether any node is
 * inside; planes are asked for in rising order.
 */
export function columnWindings({ start, at, turn }: LineCrossings): (zMm: number, out: Int8Array) => boolean {
  const nodes = start.length - 1;
  const cursor = start.slice(0, nodes);
  const current = new Int8Array(nodes);
  return (zMm, out) => {
    let any = false;
    for (let n = 0; n < nodes; n++) {
      const end = start[n + 1]!;
      let c = cursor[n]!;
      for (; c < end && at[c]! < zMm; c++) current[n]! += Math.sign(turn[c]!);
      cursor[n] = c;
      if (current[n]! > 0) any = true;
    }
    out.set(current);
    return any;
  };
}

/** Walls of support as thin solids: triangles for a file that other programs show. */
import earcut from 'earcut';
import type { TriangleMesh } from '../../core/mesh.ts';
import { nestLoops } from '../../geometry/loop-nesting.ts';
import type { Wall } from './block-walls.ts';
import { panelRegion } from './panel-region.ts';
import type { BlockSettings } from './settings.ts';
import type { WallLine } from './wall-line.ts';

/** A mesh of walls. */
export interface SupportMesh {
  readonly mesh: TriangleMesh;
  /** Areas of panels that could not be cut into triangles along all of their sides, left out. */
  readonly leftOut: number;
}

/** Returns walls of a thickness as closed shells, each piece of a panel one; shells of walls that cross overlap. `loadClipping` must have been awaited before. */
export function supportMesh(walls: readonly Wall[], settings: BlockSettings, thicknessMm: number): SupportMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  let leftOut = 0;
  for (const { line, panels } of walls) {
    for (const panel of panels) {
      for (const { outline, holes } of nestLoops(panelRegion(panel, settings))) {
        const rings = [outline.xy, ...holes.map(({ xy }) => xy)];
        if (!addSlab(line, rings, thicknessMm, positions, triangles)) leftOut++;
      }
    }
  }
  return { mesh: { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) }, leftOut };
}

/** Adds a slab over an area with holes; false where the area does not fall into as many triangles as its corners ask for. */
function addSlab(
  { xMm, yMm, ux, uy }: WallLine,
  rings: readonly Float64Array[],
  thicknessMm: number,
  positions: number[],
  triangles: number[],
): boolean {
  const flat = rings.flatMap((ring) => [...ring]);
  const starts: number[] = [];
  for (let k = 0, at = 0; k < rings.length; at += rings[k++]!.length / 2) if (k > 0) starts.push(at);
  const corners = wholeTriangles(flat, starts);
  const count = flat.length / 2;
  if (corners === null) return false;
  const base = positions.length / 3;
  // Front corners first, then those of the back; the front looks along (uy, -ux).
  for (const side of [thicknessMm / 2, -thicknessMm / 2]) {
    for (let k = 0; k < count; k++) {
      const [s, z] = [flat[2 * k]!, flat[2 * k + 1]!];
      positions.push(xMm + s * ux + side * uy, yMm + s * uy - side * ux, z);
    }
  }
  const turns = isLeftTurning(flat, corners) ? [0, 1, 2] : [0, 2, 1];
  for (let k = 0; k < corners.length; k += 3) {
    const [a, b, c] = turns.map((n) => base + corners[k + n]!) as [number, number, number];
    triangles.push(a, b, c, a + count, c + count, b + count);
  }
  for (let r = 0, at = 0; r < rings.length; at += rings[r++]!.length / 2) {
    const n = rings[r]!.length / 2;
    for (let k = 0; k < n; k++) {
      const [p, q] = [base + at + k, base + at + ((k + 1) % n)];
      triangles.push(p, p + count, q + count, p, q + count, q);
    }
  }
  return true;
}

/** Corners on one straight line with a hole are now and then left out: then the area is sheared, which changes no triangle, and cut anew. */
const SHEARS = [0, 0.37, -0.61, 1.3, -2.1];

/** Returns the triangles of an area with holes, as many as its corners ask for, or null. */
function wholeTriangles(xy: readonly number[], starts: readonly number[]): number[] | null {
  for (const shear of SHEARS) {
    const sheared = xy.map((value, k) => (k % 2 === 0 ? value + shear * xy[k + 1]! : value));
    const corners = earcut(sheared, [...starts]);
    if (corners.length === 3 * (xy.length / 2 + 2 * starts.length - 2)) return corners;
  }
  return null;
}

/** Which way round the triangles come, told by the sum of their areas. */
function isLeftTurning(xy: readonly number[], corners: readonly number[]): boolean {
  let sum = 0;
  for (let k = 0; k < corners.length; k += 3) {
    const [a, b, c] = [2 * corners[k]!, 2 * corners[k + 1]!, 2 * corners[k + 2]!];
    sum += (xy[b]! - xy[a]!) * (xy[c + 1]! - xy[a + 1]!) - (xy[b + 1]! - xy[a + 1]!) * (xy[c]! - xy[a]!);
  }
  return sum > 0;
}

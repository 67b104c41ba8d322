/** A mesh whose faces stand a little farther out. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { triangleNormal } from '../../geometry/triangle-normal.ts';

/** How much farther than its faces the point of a spike may move. */
const MOST = 20;

/**
 * Moves every vertex along the mean of the normals around it, so far that each face there moves out by at least `byMm`. At a
 * needle or a saddle so sharp that no way leads out of all its faces the vertex moves by `byMm` only.
 */
export function grownMesh({ positions, triangles }: TriangleMesh, byMm: number): TriangleMesh {
  const normals = unitNormals(positions, triangles);
  const mean = new Float64Array(positions.length);
  forCorners(triangles, (p, n) => {
    for (let axis = 0; axis < 3; axis++) mean[p + axis]! += normals[n + axis]!;
  });
  for (let p = 0; p < mean.length; p += 3) {
    const length = Math.sqrt(mean[p]! ** 2 + mean[p + 1]! ** 2 + mean[p + 2]! ** 2);
    for (let axis = 0; axis < 3; axis++) mean[p + axis] = length > 0 ? mean[p + axis]! / length : 0;
  }
  /** Least share of the way of a vertex that is out of one of its faces. */
  const least = new Float64Array(positions.length / 3).fill(1);
  forCorners(triangles, (p, n) => {
    const share = mean[p]! * normals[n]! + mean[p + 1]! * normals[n + 1]! + mean[p + 2]! * normals[n + 2]!;
    if (isFace(normals, n)) least[p / 3] = Math.min(least[p / 3]!, share);
  });
  const grown = positions.map((value, i) => {
    const share = least[Math.floor(i / 3)]!;
    return value + (byMm * mean[i]!) / (share > 1 / MOST ? share : 1);
  });
  return { positions: grown, triangles };
}

/** Normals of length 1, three numbers a triangle; 0, 0, 0 where it has no area. */
function unitNormals(positions: Float64Array, triangles: Uint32Array): Float64Array {
  const normals = new Float64Array(triangles.length);
  const out = new Float64Array(3);
  for (let t = 0; t < triangles.length; t += 3) {
    triangleNormal(positions, 3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!, out);
    const length = Math.sqrt(out[0]! ** 2 + out[1]! ** 2 + out[2]! ** 2);
    for (let axis = 0; axis < 3; axis++) normals[t + axis] = length > 0 ? out[axis]! / length : 0;
  }
  return normals;
}

function isFace(normals: Float64Array, n: number): boolean {
  return normals[n] !== 0 || normals[n + 1] !== 0 || normals[n + 2] !== 0;
}

/** Calls with the place of each corner in the positions and that of its triangle in the normals. */
function forCorners(triangles: Uint32Array, visit: (p: number, n: number) => void): void {
  for (let i = 0; i < triangles.length; i++) visit(3 * triangles[i]!, i - (i % 3));
}

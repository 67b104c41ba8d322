/** A piece of a surface made thick: the closed body between two copies of it, moved along its normals. */
import type { TriangleMesh } from '../core/mesh.ts';
import { assert } from '../core/prep-error.ts';
import { meshEdges, NO_EDGE } from './mesh-edges.ts';
import { triangleNormal } from './triangle-normal.ts';

/** A corner is never moved farther than this many times the thickness: very sharp ones are cut off. */
const LONGEST_MITRE = 3;
/** Keeps corners whose faces lie nearly in one plane from being moved along it. */
const DAMPING = 1e-7;

/**
 * Returns the body from `inMm` behind the patch to `outMm` in front of it; triangles that share an edge or corner of the patch stay joined, and
 * faces that meet at an angle are mitred, so each face moves by exactly the distance. Where the patch ends the body ends upright on
 * it. A closed patch gives a shell. Where the patch is more tightly curved than it is thick, the body may cross itself; its windings stay
 * above 0.
 */
export function thickenPatch(patch: TriangleMesh, inMm: number, outMm: number): TriangleMesh {
  assert(inMm + outMm > 0, 'a thick patch has a thickness');
  const { positions, triangles } = patch;
  const vertices = positions.length / 3;
  const directions = mitres(patch);
  const moved = new Float64Array(2 * positions.length);
  for (let i = 0; i < positions.length; i++) {
    moved[i] = positions[i]! + outMm * directions[i]!;
    moved[positions.length + i] = positions[i]! - inMm * directions[i]!;
  }
  const sides = borderSides(patch);
  const out = new Uint32Array(2 * triangles.length + 6 * sides.length);
  out.set(triangles);
  for (let t = 0; t < triangles.length; t += 3) {
    out[triangles.length + t] = triangles[t]! + vertices;
    out[triangles.length + t + 1] = triangles[t + 2]! + vertices;
    out[triangles.length + t + 2] = triangles[t + 1]! + vertices;
  }
  let at = 2 * triangles.length;
  for (const side of sides) {
    const a = triangles[side]!;
    const b = triangles[side % 3 === 2 ? side - 2 : side + 1]!;
    out.set([b, a, a + vertices, b, a + vertices, b + vertices], at);
    at += 6;
  }
  return { positions: moved, triangles: out };
}

/** For each vertex the vector whose part along the normal of each face around it is 1, as nearly as can be. */
function mitres({ positions, triangles }: TriangleMesh): Float64Array {
  const vertices = positions.length / 3;
  // Normal equations of m . n = 1 over the faces, weighted by their angles: six sums of the matrix and three of the right side.
  const sums = new Float64Array(9 * vertices);
  const normal = new Float64Array(3);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!];
    triangleNormal(positions, a, b, c, normal);
    const length = Math.sqrt(normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2);
    if (length === 0) continue;
    const [x, y, z] = [normal[0]! / length, normal[1]! / length, normal[2]! / length];
    for (let k = 0; k < 3; k++) {
      const weight = cornerAngle(positions, [a, b, c], k);
      const s = 3 * [a, b, c][k]!;
      sums[s]! += weight * x * x;
      sums[s + 1]! += weight * x * y;
      sums[s + 2]! += weight * x * z;
      sums[s + 3]! += weight * y * y;
      sums[s + 4]! += weight * y * z;
      sums[s + 5]! += weight * z * z;
      sums[s + 6]! += weight * x;
      sums[s + 7]! += weight * y;
      sums[s + 8]! += weight * z;
    }
  }
  const out = new Float64Array(positions.length);
  for (let v = 0; v < vertices; v++) out.set(solved(sums.subarray(9 * v, 9 * v + 9)), 3 * v);
  return out;
}

/** Angle of a triangle at its corner k, in radians. */
function cornerAngle(p: Float64Array, corners: readonly number[], k: number): number {
  const [o, a, b] = [corners[k]!, corners[(k + 1) % 3]!, corners[(k + 2) % 3]!];
  let [dot, uu, vv] = [0, 0, 0];
  for (let axis = 0; axis < 3; axis++) {
    const u = p[a + axis]! - p[o + axis]!;
    const v = p[b + axis]! - p[o + axis]!;
    dot += u * v;
    uu += u * u;
    vv += v * v;
  }
  return Math.atan2(Math.sqrt(Math.max(0, uu * vv - dot * dot)), dot);
}

/**
 * The least squares solution, no longer than the longest mitre. What is solved for is the step from the mean normal, damped: faces in one plane
 * leave none, and those nearly in one plane do not move the corner along it.
 */
function solved(s: Float64Array): readonly [number, number, number] {
  const trace = s[0]! + s[3]! + s[5]!;
  const sum = Math.sqrt(s[6]! ** 2 + s[7]! ** 2 + s[8]! ** 2);
  if (!(trace > 0) || !(sum > 0)) return [0, 0, 0];
  const [nx, ny, nz] = [s[6]! / sum, s[7]! / sum, s[8]! / sum];
  const damp = DAMPING * trace;
  const [a, b, c, d, e, f] = [s[0]! + damp, s[1]!, s[2]!, s[3]! + damp, s[4]!, s[5]! + damp];
  const p = s[6]! - (s[0]! * nx + b * ny + c * nz);
  const q = s[7]! - (b * nx + s[3]! * ny + e * nz);
  const r = s[8]! - (c * nx + e * ny + s[5]! * nz);
  const c0 = d * f - e * e;
  const c1 = c * e - b * f;
  const c2 = b * e - c * d;
  const determinant = a * c0 + b * c1 + c * c2;
  const x = nx + (c0 * p + c1 * q + c2 * r) / determinant;
  const y = ny + (c1 * p + (a * f - c * c) * q + (b * c - a * e) * r) / determinant;
  const z = nz + (c2 * p + (b * c - a * e) * q + (a * d - b * b) * r) / determinant;
  const length = Math.sqrt(x * x + y * y + z * z);
  const scale = length > LONGEST_MITRE ? LONGEST_MITRE / length : 1;
  return [scale * x, scale * y, scale * z];
}

/** Sides of triangles that no other triangle has: the border of the patch. */
function borderSides(patch: TriangleMesh): number[] {
  const { sideEdges, edgeVertices } = meshEdges(patch);
  const uses = new Uint32Array(edgeVertices.length / 2);
  for (const edge of sideEdges) if (edge !== NO_EDGE) uses[edge]!++;
  const sides: number[] = [];
  for (let side = 0; side < sideEdges.length; side++) {
    const edge = sideEdges[side]!;
    if (edge !== NO_EDGE && uses[edge] === 1) sides.push(side);
  }
  return sides;
}

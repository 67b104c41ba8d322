/** Volume, surface and box of a mesh. */
import type { Box3, TriangleMesh } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { triangleNormal } from './triangle-normal.ts';

/** What a mesh measures. The volume is positive where the triangles face outward. */
export interface MeshMeasures {
  readonly volumeMm3: number;
  readonly areaMm2: number;
  readonly box: Box3;
}

/** Measures a mesh; the volume means something only where the mesh is closed. */
export function meshMeasures(mesh: TriangleMesh): MeshMeasures {
  const box = meshBox(mesh);
  return { volumeMm3: signedVolumes(mesh, box, null, 1)[0]!, areaMm2: surfaceMm2(mesh), box };
}

/** Returns the box of all triangles in mm (vertices that no triangle uses do not count). */
export function meshBox(mesh: TriangleMesh): Box3 {
  const { positions, triangles } = mesh;
  if (triangles.length === 0) throw new PrepError('mesh-invalid', 'the mesh has no triangles');
  // Vertices are looked up in their own order: that is a third of the way, and none of it is a jump.
  const used = new Uint8Array(positions.length / 3);
  for (let i = 0; i < triangles.length; i++) used[triangles[i]!] = 1;
  let xMin = Infinity;
  let yMin = Infinity;
  let zMin = Infinity;
  let xMax = -Infinity;
  let yMax = -Infinity;
  let zMax = -Infinity;
  for (let vertex = 0; vertex < used.length; vertex++) {
    if (used[vertex] === 0) continue;
    const x = positions[3 * vertex]!;
    const y = positions[3 * vertex + 1]!;
    const z = positions[3 * vertex + 2]!;
    if (x < xMin) xMin = x;
    if (x > xMax) xMax = x;
    if (y < yMin) yMin = y;
    if (y > yMax) yMax = y;
    if (z < zMin) zMin = z;
    if (z > zMax) zMax = z;
  }
  return [xMin, yMin, zMin, xMax, yMax, zMax];
}

/**
 * Returns the signed volume in mm3 of each shell by the divergence theorem: a sixth of the determinants of its triangles.
 * Points are taken from the middle of the mesh and sums are compensated (Neumaier 1974), so that a part far from the origin
 * keeps its digits. A shell below zero is turned inside out, or is a void within another.
 *
 * @param shellOf - shell of each triangle, as the mesh topology gives it
 */
export function shellVolumesMm3(mesh: TriangleMesh, shellOf: Uint32Array, shells: number): Float64Array {
  if (mesh.triangles.length === 0) return new Float64Array(shells);
  return signedVolumes(mesh, meshBox(mesh), shellOf, shells);
}

/** Volumes by shell, with the box of the mesh at hand; without `shellOf` all is one shell. */
function signedVolumes(
  { positions, triangles }: TriangleMesh,
  box: Box3,
  shellOf: Uint32Array | null,
  shells: number,
): Float64Array {
  const sums = new Float64Array(shells);
  const lost = new Float64Array(shells);
  const ox = (box[0] + box[3]) / 2;
  const oy = (box[1] + box[4]) / 2;
  const oz = (box[2] + box[5]) / 2;
  for (let t = 0; t < triangles.length; t += 3) {
    const shell = shellOf === null ? 0 : shellOf[t / 3]!;
    if (shell >= shells) continue;
    const a = 3 * triangles[t]!;
    const b = 3 * triangles[t + 1]!;
    const c = 3 * triangles[t + 2]!;
    const ax = positions[a]! - ox;
    const ay = positions[a + 1]! - oy;
    const az = positions[a + 2]! - oz;
    const bx = positions[b]! - ox;
    const by = positions[b + 1]! - oy;
    const bz = positions[b + 2]! - oz;
    const cx = positions[c]! - ox;
    const cy = positions[c + 1]! - oy;
    const cz = positions[c + 2]! - oz;
    const term = (ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)) / 6;
    const sum = sums[shell]!;
    const next = sum + term;
    lost[shell]! += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sums[shell] = next;
  }
  for (let i = 0; i < shells; i++) sums[i]! += lost[i]!;
  return sums;
}

function surfaceMm2(mesh: TriangleMesh): number {
  const { positions, triangles } = mesh;
  const normal = new Float64Array(3);
  let twice = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * triangles[t]!;
    const b = 3 * triangles[t + 1]!;
    const c = 3 * triangles[t + 2]!;
    triangleNormal(positions, a, b, c, normal);
    twice += Math.sqrt(normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2);
  }
  return twice / 2;
}

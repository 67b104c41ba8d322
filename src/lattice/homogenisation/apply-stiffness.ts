/**
 * The product of a voxel mesh's stiffness with displacements, without a matrix.
 *
 * The 24 x 24 stiffness of a trilinear hexahedron with exact integration (Hughes, The Finite Element Method, 1987, section 3.5;
 * Guedes & Kikuchi, Comput. Methods Appl. Mech. Eng. 83 (1990) 143, for its use in a periodic cell) is applied in the basis
 * 1, x, y, z, xy, xz, yz, xyz of each displacement. On a cube the products that make up the gradients are orthogonal, so the
 * strain energy is a short sum of squares: about 200 operations an element in place of 1152.
 */
import type { LameConstants } from './lame-constants.ts';
import type { VoxelMesh } from './voxel-mesh.ts';

/** Places of the modes of one displacement in the scratch arrays; the mode 1 has no strain and is left out. */
const X = 0;
const Y = 1;
const Z = 2;
const XY = 3;
const XZ = 4;
const YZ = 5;
const XYZ = 6;
const U = 0;
const V = 7;
const W = 14;

/** Writes the nodal forces of the displacements `x` into `out`; voxels have edge 1. */
export function applyStiffness(mesh: VoxelMesh, lame: LameConstants, x: Float64Array, out: Float64Array): void {
  const { corners, scale } = mesh;
  const { lambda, mu } = lame;
  // 1/8 from each transform, 2 from each derivative on an edge of 1, and 1/3 as the mean square of each extra coordinate.
  const axial = (lambda + 2 * mu) / 16;
  const cross = lambda / 16;
  const shear = mu / 16;
  const bend = (lambda + 3 * mu) / 48;
  const bendCross = lambda / 48;
  const twist = mu / 48;
  const last = (lambda + 4 * mu) / 144;
  const a = new Float64Array(21);
  const f = new Float64Array(21);
  out.fill(0);
  for (let e = 0, c = 0; e < scale.length; e++, c += 8) {
    const n0 = corners[c]!;
    const n1 = corners[c + 1]!;
    const n2 = corners[c + 2]!;
    const n3 = corners[c + 3]!;
    const n4 = corners[c + 4]!;
    const n5 = corners[c + 5]!;
    const n6 = corners[c + 6]!;
    const n7 = corners[c + 7]!;
    for (let d = 0, m = 0; d < 3; d++, m += 7) {
      const x0 = x[n0 + d]!;
      const x1 = x[n1 + d]!;
      const x2 = x[n2 + d]!;
      const x3 = x[n3 + d]!;
      const x4 = x[n4 + d]!;
      const x5 = x[n5 + d]!;
      const x6 = x[n6 + d]!;
      const x7 = x[n7 + d]!;
      const s0 = x1 + x0;
      const s1 = x3 + x2;
      const s2 = x5 + x4;
      const s3 = x7 + x6;
      const d0 = x1 - x0;
      const d1 = x3 - x2;
      const d2 = x5 - x4;
      const d3 = x7 - x6;
      a[m + X] = d0 + d1 + (d2 + d3);
      a[m + XZ] = d2 + d3 - (d0 + d1);
      a[m + XY] = d1 - d0 + (d3 - d2);
      a[m + XYZ] = d3 - d2 - (d1 - d0);
      a[m + Y] = s1 - s0 + (s3 - s2);
      a[m + YZ] = s3 - s2 - (s1 - s0);
      a[m + Z] = s2 + s3 - (s0 + s1);
    }
    const s = scale[e]!;
    const A = s * axial;
    const L = s * cross;
    const G = s * shear;
    const B = s * bend;
    const K = s * bendCross;
    const T = s * twist;
    const H = s * last;
    const uX = a[U + X]!;
    const vY = a[V + Y]!;
    const wZ = a[W + Z]!;
    f[U + X] = A * uX + L * (vY + wZ);
    f[V + Y] = A * vY + L * (uX + wZ);
    f[W + Z] = A * wZ + L * (uX + vY);
    f[U + Y] = f[V + X] = G * (a[U + Y]! + a[V + X]!);
    f[U + Z] = f[W + X] = G * (a[U + Z]! + a[W + X]!);
    f[V + Z] = f[W + Y] = G * (a[V + Z]! + a[W + Y]!);
    f[U + XY] = B * a[U + XY]! + K * a[W + YZ]!;
    f[U + XZ] = B * a[U + XZ]! + K * a[V + YZ]!;
    f[V + XY] = B * a[V + XY]! + K * a[W + XZ]!;
    f[V + YZ] = B * a[V + YZ]! + K * a[U + XZ]!;
    f[W + XZ] = B * a[W + XZ]! + K * a[V + XY]!;
    f[W + YZ] = B * a[W + YZ]! + K * a[U + XY]!;
    const uYz = a[U + YZ]!;
    const vXz = a[V + XZ]!;
    const wXy = a[W + XY]!;
    const twists = uYz + vXz + wXy;
    f[U + YZ] = T * (twists + uYz);
    f[V + XZ] = T * (twists + vXz);
    f[W + XY] = T * (twists + wXy);
    f[U + XYZ] = H * a[U + XYZ]!;
    f[V + XYZ] = H * a[V + XYZ]!;
    f[W + XYZ] = H * a[W + XYZ]!;
    for (let d = 0, m = 0; d < 3; d++, m += 7) {
      const fX = f[m + X]!;
      const fY = f[m + Y]!;
      const fZ = f[m + Z]!;
      const fXy = f[m + XY]!;
      const fXz = f[m + XZ]!;
      const fYz = f[m + YZ]!;
      const fXyz = f[m + XYZ]!;
      // Even and odd parts along x at the four places of (y, z).
      const e0 = fYz - fY - fZ;
      const e1 = fY - fZ - fYz;
      const e2 = fZ - fY - fYz;
      const e3 = fY + fZ + fYz;
      const o0 = fX - fXy - fXz + fXyz;
      const o1 = fX + fXy - fXz - fXyz;
      const o2 = fX - fXy + fXz - fXyz;
      const o3 = fX + fXy + fXz + fXyz;
      out[n0 + d]! += e0 - o0;
      out[n1 + d]! += e0 + o0;
      out[n2 + d]! += e1 - o1;
      out[n3 + d]! += e1 + o1;
      out[n4 + d]! += e2 - o2;
      out[n5 + d]! += e2 + o2;
      out[n6 + d]! += e3 - o3;
      out[n7 + d]! += e3 + o3;
    }
  }
}

/** Returns the diagonal of the stiffness, which is the same for every corner and displacement of a voxel. */
export function stiffnessDiagonal(mesh: VoxelMesh, lame: LameConstants): Float64Array {
  const { corners, scale, nodeCount } = mesh;
  const { lambda, mu } = lame;
  const own = (lambda + 4 * mu) / 16 + (2 * lambda + 8 * mu) / 48 + (lambda + 4 * mu) / 144;
  const diagonal = new Float64Array(3 * nodeCount);
  for (let c = 0; c < corners.length; c++) {
    const value = own * scale[c >> 3]!;
    const at = corners[c]!;
    diagonal[at]! += value;
    diagonal[at + 1]! += value;
    diagonal[at + 2]! += value;
  }
  return diagonal;
}

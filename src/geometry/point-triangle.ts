/** Squared distance from a point to a triangle. */

/** Triangles whose squared sine at the first corner is below this are measured by their sides. */
const FLAT_SQUARED = 1e-20;

/**
 * Returns the squared distance from a point to the triangle whose nine coordinates begin at `o`.
 * Source: C. Ericson, Real-Time Collision Detection (2005), 5.1.5; triangles without area are measured by their sides.
 */
export function squaredDistanceToTriangle(c: Float64Array, o: number, x: number, y: number, z: number): number {
  const abx = c[o + 3]! - c[o]!;
  const aby = c[o + 4]! - c[o + 1]!;
  const abz = c[o + 5]! - c[o + 2]!;
  const acx = c[o + 6]! - c[o]!;
  const acy = c[o + 7]! - c[o + 1]!;
  const acz = c[o + 8]! - c[o + 2]!;
  const apx = x - c[o]!;
  const apy = y - c[o + 1]!;
  const apz = z - c[o + 2]!;
  const d1 = abx * apx + aby * apy + abz * apz;
  const d2 = acx * apx + acy * apy + acz * apz;
  if (d1 <= 0 && d2 <= 0) return apx * apx + apy * apy + apz * apz;
  const bpx = x - c[o + 3]!;
  const bpy = y - c[o + 4]!;
  const bpz = z - c[o + 5]!;
  const d3 = abx * bpx + aby * bpy + abz * bpz;
  const d4 = acx * bpx + acy * bpy + acz * bpz;
  if (d3 >= 0 && d4 <= d3) return bpx * bpx + bpy * bpy + bpz * bpz;
  const vc = d1 * d4 - d3 * d2;
  if (vc <= 0 && d1 >= 0 && d3 <= 0) return squaredToSegment(apx, apy, apz, abx, aby, abz, d1);
  const cpx = x - c[o + 6]!;
  const cpy = y - c[o + 7]!;
  const cpz = z - c[o + 8]!;
  const d5 = abx * cpx + aby * cpy + abz * cpz;
  const d6 = acx * cpx + acy * cpy + acz * cpz;
  if (d6 >= 0 && d5 <= d6) return cpx * cpx + cpy * cpy + cpz * cpz;
  const vb = d5 * d2 - d1 * d6;
  if (vb <= 0 && d2 >= 0 && d6 <= 0) return squaredToSegment(apx, apy, apz, acx, acy, acz, d2);
  const va = d3 * d6 - d5 * d4;
  const bcx = acx - abx;
  const bcy = acy - aby;
  const bcz = acz - abz;
  if (va <= 0 && d4 >= d3 && d5 >= d6) return squaredToSegment(bpx, bpy, bpz, bcx, bcy, bcz, d4 - d3);
  const nx = aby * acz - abz * acy;
  const ny = abz * acx - abx * acz;
  const nz = abx * acy - aby * acx;
  const normalSquared = nx * nx + ny * ny + nz * nz;
  const sidesSquared = (abx * abx + aby * aby + abz * abz) * (acx * acx + acy * acy + acz * acz);
  if (normalSquared > FLAT_SQUARED * sidesSquared) {
    const height = apx * nx + apy * ny + apz * nz;
    return (height * height) / normalSquared;
  }
  return Math.min(
    squaredToSegment(apx, apy, apz, abx, aby, abz, d1),
    squaredToSegment(apx, apy, apz, acx, acy, acz, d2),
    squaredToSegment(bpx, bpy, bpz, bcx, bcy, bcz, bpx * bcx + bpy * bcy + bpz * bcz),
  );
}

/** Squared distance to the segment from the origin of p along s, with their dot product known. */
function squaredToSegment(px: number, py: number, pz: number, sx: number, sy: number, sz: number, dot: number): number {
  const lengthSquared = sx * sx + sy * sy + sz * sz;
  const part = lengthSquared > 0 ? Math.min(1, Math.max(0, dot / lengthSquared)) : 0;
  const dx = px - part * sx;
  const dy = py - part * sy;
  const dz = pz - part * sz;
  return dx * dx + dy * dy + dz * dz;
}

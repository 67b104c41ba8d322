/** The F-RD surface. */
import type { TpmsCell } from '../tpms-cell.ts';

/**
 * Schoen's F-RD; its two sides differ, and the network is the one of f < c. At c = 1 its pores close and loose solid appears in them.
 * |grad f| on f = 0 goes from 0.2 to 6.4: the wall of a sheet is very uneven, and its mean is
 * nominal.
 */
export const FRD: TpmsCell = {
  id: 'frd',
  name: 'F-RD (Schoen)',
  formula: '4 cos X cos Y cos Z - (cos 2X cos 2Y + cos 2Y cos 2Z + cos 2Z cos 2X)',
  source:
    'Schoen, NASA TN D-5541 (1970), nodal approximation; pinch-off at f = 1 and (within 1e-9) -1.0982; area of f = 0 within 5e-5',
  pinchBelow: -1.0982075573,
  pinchAbove: 1,
  areaPerCellSquare: 4.85216,
  samplesPerCell: 30,
  harmonics: 2,
  row(_sinY, cosY, _sinZ, cosZ, out) {
    const cos2Y = 2 * cosY * cosY - 1;
    const cos2Z = 2 * cosZ * cosZ - 1;
    out[0] = 0;
    out[1] = 4 * cosY * cosZ;
    out[2] = -cos2Y * cos2Z;
    out[3] = 0;
    out[4] = -(cos2Y + cos2Z);
  },
  value({ cx, cy, cz, c2x, c2y, c2z }) {
    return 4 * cx * cy * cz - (c2x * c2y + c2y * c2z + c2z * c2x);
  },
  gradient({ sx, sy, sz, cx, cy, cz, s2x, s2y, s2z, c2x, c2y, c2z }, out) {
    out[0] = 2 * s2x * (c2y + c2z) - 4 * sx * cy * cz;
    out[1] = 2 * s2y * (c2z + c2x) - 4 * sy * cz * cx;
    out[2] = 2 * s2z * (c2x + c2y) - 4 * sz * cx * cy;
  },
  wgsl: `
fn f(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> f32 {
  return 4.0 * c.x * c.y * c.z - (c2.x * c2.y + c2.y * c2.z + c2.z * c2.x);
}
fn gradient(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> vec3f {
  return vec3f(
    2.0 * s2.x * (c2.y + c2.z) - 4.0 * s.x * c.y * c.z,
    2.0 * s2.y * (c2.z + c2.x) - 4.0 * s.y * c.z * c.x,
    2.0 * s2.z * (c2.x + c2.y) - 4.0 * s.z * c.x * c.y);
}
`,
};

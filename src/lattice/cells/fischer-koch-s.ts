/** The Fischer-Koch S surface. */
import type { TpmsCell } from '../tpms-cell.ts';

/** Fischer and Koch's S; f(-x) = -f(x), so both networks have one shape (as mirror images). */
export const FISCHER_KOCH_S: TpmsCell = {
  id: 'fischer-koch-s',
  name: 'Fischer-Koch S',
  formula: 'cos 2X sin Y cos Z + cos X cos 2Y sin Z + sin X cos Y cos 2Z',
  source:
    'Fischer and Koch, Z. Kristallogr. 179 (1987), nodal approximation; pinch-off within 1e-9; area of f = 0 within 5e-5',
  pinchBelow: -0.7491677003,
  pinchAbove: 0.7491677003,
  areaPerCellSquare: 5.43013,
  samplesPerCell: 30,
  harmonics: 2,
  row(sinY, cosY, sinZ, cosZ, out) {
    out[0] = cosY * (2 * cosZ * cosZ - 1);
    out[1] = (2 * cosY * cosY - 1) * sinZ;
    out[2] = 0;
    out[3] = 0;
    out[4] = sinY * cosZ;
  },
  value({ sx, sy, sz, cx, cy, cz, c2x, c2y, c2z }) {
    return c2x * sy * cz + cx * c2y * sz + sx * cy * c2z;
  },
  gradient({ sx, sy, sz, cx, cy, cz, s2x, s2y, s2z, c2x, c2y, c2z }, out) {
    out[0] = cx * cy * c2z - 2 * s2x * sy * cz - sx * c2y * sz;
    out[1] = cy * cz * c2x - 2 * s2y * sz * cx - sy * c2z * sx;
    out[2] = cz * cx * c2y - 2 * s2z * sx * cy - sz * c2x * sy;
  },
  wgsl: `
fn f(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> f32 {
  return c2.x * s.y * c.z + c.x * c2.y * s.z + s.x * c.y * c2.z;
}
fn gradient(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> vec3f {
  return vec3f(
    c.x * c.y * c2.z - 2.0 * s2.x * s.y * c.z - s.x * c2.y * s.z,
    c.y * c.z * c2.x - 2.0 * s2.y * s.z * c.x - s.y * c2.z * s.x,
    c.z * c.x * c2.y - 2.0 * s2.z * s.x * c.y - s.z * c2.x * s.y);
}
`,
};

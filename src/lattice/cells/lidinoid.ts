/** The lidinoid. */
import type { TpmsCell } from '../tpms-cell.ts';

/**
 * Lidin's surface in nTop's form: unhalved terms and + 0.3 (others halve the terms or take other signs). Its two sides differ, and the
 * network is the one of f < c. Above c = 0.3 its pores are two nets side by side, both open in all directions.
 */
export const LIDINOID: TpmsCell = {
  id: 'lidinoid',
  name: 'Lidinoid (Lidin)',
  formula:
    'sin 2X cos Y sin Z + sin 2Y cos Z sin X + sin 2Z cos X sin Y - cos 2X cos 2Y - cos 2Y cos 2Z - cos 2Z cos 2X + 0.3',
  source:
    'Lidin and Larsson (1990); nodal approximation as nTop prints it; pinch-off within 1e-9; area of f = 0 within 5e-5',
  pinchBelow: -0.347874418,
  pinchAbove: 1.873655668,
  areaPerCellSquare: 6.2386,
  samplesPerCell: 30,
  harmonics: 2,
  row(sinY, cosY, sinZ, cosZ, out) {
    const cos2Y = 2 * cosY * cosY - 1;
    const cos2Z = 2 * cosZ * cosZ - 1;
    out[0] = 2 * sinY * cosY * cosZ;
    out[1] = 2 * sinZ * cosZ * sinY;
    out[2] = 0.3 - cos2Y * cos2Z;
    out[3] = cosY * sinZ;
    out[4] = -(cos2Y + cos2Z);
  },
  value({ sx, sy, sz, cx, cy, cz, s2x, s2y, s2z, c2x, c2y, c2z }) {
    return s2x * cy * sz + s2y * cz * sx + s2z * cx * sy - c2x * c2y - c2y * c2z - c2z * c2x + 0.3;
  },
  gradient({ sx, sy, sz, cx, cy, cz, s2x, s2y, s2z, c2x, c2y, c2z }, out) {
    out[0] = 2 * c2x * cy * sz + s2y * cz * cx - s2z * sx * sy + 2 * s2x * (c2y + c2z);
    out[1] = 2 * c2y * cz * sx + s2z * cx * cy - s2x * sy * sz + 2 * s2y * (c2z + c2x);
    out[2] = 2 * c2z * cx * sy + s2x * cy * cz - s2y * sz * sx + 2 * s2z * (c2x + c2y);
  },
  wgsl: `
fn f(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> f32 {
  return s2.x * c.y * s.z + s2.y * c.z * s.x + s2.z * c.x * s.y - c2.x * c2.y - c2.y * c2.z - c2.z * c2.x + 0.3;
}
fn gradient(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> vec3f {
  return vec3f(
    2.0 * c2.x * c.y * s.z + s2.y * c.z * c.x - s2.z * s.x * s.y + 2.0 * s2.x * (c2.y + c2.z),
    2.0 * c2.y * c.z * s.x + s2.z * c.x * c.y - s2.x * s.y * s.z + 2.0 * s2.y * (c2.z + c2.x),
    2.0 * c2.z * c.x * s.y + s2.x * c.y * c.z - s2.y * s.z * s.x + 2.0 * s2.z * (c2.x + c2.y));
}
`,
};

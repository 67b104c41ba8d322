/** The gyroid. */
import type { TpmsCell } from '../tpms-cell.ts';

/** Schoen's gyroid; f(-x) = -f(x), so both networks have one shape (as mirror images). */
export const GYROID: TpmsCell = {
  id: 'gyroid',
  name: 'Gyroid (Schoen G)',
  formula: 'sin X cos Y + sin Y cos Z + sin Z cos X',
  source:
    'Schoen, NASA TN D-5541 (1970); nodal approximation within 0.13 % of L; pinch-off at |f| = sqrt 2; area of f = 0 within 5e-5',
  pinchBelow: -Math.SQRT2,
  pinchAbove: Math.SQRT2,
  areaPerCellSquare: 3.09165,
  samplesPerCell: 20,
  harmonics: 1,
  row(sinY, cosY, sinZ, cosZ, out) {
    out[0] = cosY;
    out[1] = sinZ;
    out[2] = sinY * cosZ;
  },
  value({ sx, sy, sz, cx, cy, cz }) {
    return sx * cy + sy * cz + sz * cx;
  },
  gradient({ sx, sy, sz, cx, cy, cz }, out) {
    out[0] = cx * cy - sz * sx;
    out[1] = cy * cz - sx * sy;
    out[2] = cz * cx - sy * sz;
  },
  wgsl: `
fn f(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> f32 {
  return s.x * c.y + s.y * c.z + s.z * c.x;
}
fn gradient(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> vec3f {
  return vec3f(c.x * c.y - s.z * s.x, c.y * c.z - s.x * s.y, c.z * c.x - s.y * s.z);
}
`,
};

/** The split P surface. */
import type { TpmsCell } from '../tpms-cell.ts';

/**
 * Split P; its two sides differ, and the network is the one of f < c. Above c = 0.6 its pores are two nets side by side, both open in
 * all directions.
 */
export const SPLIT_P: TpmsCell = {
  id: 'split-p',
  name: 'Split P',
  formula:
    '1.1 (sin 2X sin Z cos Y + sin 2Y sin X cos Z + sin 2Z sin Y cos X) - 0.2 (cos 2X cos 2Y + cos 2Y cos 2Z + cos 2Z cos 2X) - 0.4 (cos 2X + cos 2Y + cos 2Z)',
  source: 'Nodal approximation as nTop prints it; pinch-off within 1e-9; area of f = 0 within 5e-5',
  pinchBelow: -0.9704699911,
  pinchAbove: 1.3704699911,
  areaPerCellSquare: 5.11357,
  samplesPerCell: 30,
  harmonics: 2,
  row(sinY, cosY, sinZ, cosZ, out) {
    const cos2Y = 2 * cosY * cosY - 1;
    const cos2Z = 2 * cosZ * cosZ - 1;
    out[0] = 2.2 * sinY * cosY * cosZ;
    out[1] = 2.2 * sinZ * cosZ * sinY;
    out[2] = -0.2 * cos2Y * cos2Z - 0.4 * (cos2Y + cos2Z);
    out[3] = 1.1 * cosY * sinZ;
    out[4] = -0.2 * (cos2Y + cos2Z) - 0.4;
  },
  value({ sx, sy, sz, cx, cy, cz, s2x, s2y, s2z, c2x, c2y, c2z }) {
    return (
      1.1 * (s2x * sz * cy + s2y * sx * cz + s2z * sy * cx) -
      0.2 * (c2x * c2y + c2y * c2z + c2z * c2x) -
      0.4 * (c2x + c2y + c2z)
    );
  },
  gradient({ sx, sy, sz, cx, cy, cz, s2x, s2y, s2z, c2x, c2y, c2z }, out) {
    out[0] = 1.1 * (2 * c2x * sz * cy + s2y * cx * cz - s2z * sy * sx) + 0.4 * s2x * (c2y + c2z + 2);
    out[1] = 1.1 * (2 * c2y * sx * cz + s2z * cy * cx - s2x * sz * sy) + 0.4 * s2y * (c2z + c2x + 2);
    out[2] = 1.1 * (2 * c2z * sy * cx + s2x * cz * cy - s2y * sx * sz) + 0.4 * s2z * (c2x + c2y + 2);
  },
  wgsl: `
fn f(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> f32 {
  return 1.1 * (s2.x * s.z * c.y + s2.y * s.x * c.z + s2.z * s.y * c.x)
    - 0.2 * (c2.x * c2.y + c2.y * c2.z + c2.z * c2.x) - 0.4 * (c2.x + c2.y + c2.z);
}
fn gradient(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> vec3f {
  return vec3f(
    1.1 * (2.0 * c2.x * s.z * c.y + s2.y * c.x * c.z - s2.z * s.y * s.x) + 0.4 * s2.x * (c2.y + c2.z + 2.0),
    1.1 * (2.0 * c2.y * s.x * c.z + s2.z * c.y * c.x - s2.x * s.z * s.y) + 0.4 * s2.y * (c2.z + c2.x + 2.0),
    1.1 * (2.0 * c2.z * s.y * c.x + s2.x * c.z * c.y - s2.y * s.x * s.z) + 0.4 * s2.z * (c2.x + c2.y + 2.0));
}
`,
};

/** The I-WP surface. */
import type { TpmsCell } from '../tpms-cell.ts';

/**
 * Schoen's I-WP; its two sides differ, and the network is the one of f < c, nodes at the middles of edges and faces of the cell. Its pores
 * narrow to the body diagonals, along which f is 3, its maximum, and never close.
 */
export const IWP: TpmsCell = {
  id: 'iwp',
  name: 'I-WP (Schoen)',
  formula: '2 (cos X cos Y + cos Y cos Z + cos Z cos X) - (cos 2X + cos 2Y + cos 2Z)',
  source: 'Schoen, NASA TN D-5541 (1970), nodal approximation; pinch-off at f = -3; area of f = 0 within 5e-5',
  pinchBelow: -3,
  pinchAbove: 3,
  areaPerCellSquare: 3.55356,
  samplesPerCell: 20,
  harmonics: 2,
  row(_sinY, cosY, _sinZ, cosZ, out) {
    out[0] = 0;
    out[1] = 2 * (cosY + cosZ);
    out[2] = 2 * (cosY * cosZ + 1 - cosY * cosY - cosZ * cosZ);
    out[3] = 0;
    out[4] = -1;
  },
  value({ cx, cy, cz, c2x, c2y, c2z }) {
    return 2 * (cx * cy + cy * cz + cz * cx) - (c2x + c2y + c2z);
  },
  gradient({ sx, sy, sz, cx, cy, cz, s2x, s2y, s2z }, out) {
    out[0] = 2 * (s2x - sx * (cy + cz));
    out[1] = 2 * (s2y - sy * (cz + cx));
    out[2] = 2 * (s2z - sz * (cx + cy));
  },
  wgsl: `
fn f(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> f32 {
  return 2.0 * (c.x * c.y + c.y * c.z + c.z * c.x) - (c2.x + c2.y + c2.z);
}
fn gradient(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> vec3f {
  return 2.0 * vec3f(s2.x - s.x * (c.y + c.z), s2.y - s.y * (c.z + c.x), s2.z - s.z * (c.x + c.y));
}
`,
};

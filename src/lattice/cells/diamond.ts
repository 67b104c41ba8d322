/** The diamond surface. */
import type { TpmsCell } from '../tpms-cell.ts';

/** Schwarz' D in the cell of eight nodes of each labyrinth; moved by half a cell along x it is -f, so both networks are one. */
export const DIAMOND: TpmsCell = {
  id: 'diamond',
  name: 'Diamond (Schwarz D)',
  formula: 'sin X sin Y sin Z + sin X cos Y cos Z + cos X sin Y cos Z + cos X cos Y sin Z',
  source: 'Schwarz (1890), nodal approximation; pinch-off at |f| = 1; area of f = 0 within 5e-5',
  pinchBelow: -1,
  pinchAbove: 1,
  areaPerCellSquare: 3.83804,
  samplesPerCell: 20,
  harmonics: 1,
  row(sinY, cosY, sinZ, cosZ, out) {
    out[0] = sinY * sinZ + cosY * cosZ;
    out[1] = sinY * cosZ + cosY * sinZ;
    out[2] = 0;
  },
  value({ sx, sy, sz, cx, cy, cz }) {
    return sx * (sy * sz + cy * cz) + cx * (sy * cz + cy * sz);
  },
  gradient({ sx, sy, sz, cx, cy, cz }, out) {
    out[0] = cx * (sy * sz + cy * cz) - sx * (sy * cz + cy * sz);
    out[1] = cy * (sz * sx + cz * cx) - sy * (sz * cx + cz * sx);
    out[2] = cz * (sx * sy + cx * cy) - sz * (sx * cy + cx * sy);
  },
  wgsl: `
fn f(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> f32 {
  return s.x * (s.y * s.z + c.y * c.z) + c.x * (s.y * c.z + c.y * s.z);
}
fn gradient(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> vec3f {
  return vec3f(
    c.x * (s.y * s.z + c.y * c.z) - s.x * (s.y * c.z + c.y * s.z),
    c.y * (s.z * s.x + c.z * c.x) - s.y * (s.z * c.x + c.z * s.x),
    c.z * (s.x * s.y + c.x * c.y) - s.z * (s.x * c.y + c.x * s.y));
}
`,
};

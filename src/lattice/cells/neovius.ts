/** Neovius' surface. */
import type { TpmsCell } from '../tpms-cell.ts';

/**
 * Neovius' C(P); moved by half a cell along all axes it is -f, so both networks are one. |grad f| on f = 0 goes from 0.2 to 5.7:
 * the wall of a sheet is very uneven, and its mean is nominal.
 */
export const NEOVIUS: TpmsCell = {
  id: 'neovius',
  name: 'Neovius C(P)',
  formula: '3 (cos X + cos Y + cos Z) + 4 cos X cos Y cos Z',
  source: 'Neovius (1883), nodal approximation; pinch-off at |f| = 3/4; area of f = 0 within 5e-5',
  pinchBelow: -0.75,
  pinchAbove: 0.75,
  areaPerCellSquare: 3.52359,
  samplesPerCell: 30,
  harmonics: 1,
  row(_sinY, cosY, _sinZ, cosZ, out) {
    out[0] = 0;
    out[1] = 3 + 4 * cosY * cosZ;
    out[2] = 3 * (cosY + cosZ);
  },
  value({ cx, cy, cz }) {
    return 3 * (cx + cy + cz) + 4 * cx * cy * cz;
  },
  gradient({ sx, sy, sz, cx, cy, cz }, out) {
    out[0] = -sx * (3 + 4 * cy * cz);
    out[1] = -sy * (3 + 4 * cz * cx);
    out[2] = -sz * (3 + 4 * cx * cy);
  },
  wgsl: `
fn f(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> f32 {
  return 3.0 * (c.x + c.y + c.z) + 4.0 * c.x * c.y * c.z;
}
fn gradient(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> vec3f {
  return vec3f(-s.x * (3.0 + 4.0 * c.y * c.z), -s.y * (3.0 + 4.0 * c.z * c.x), -s.z * (3.0 + 4.0 * c.x * c.y));
}
`,
};

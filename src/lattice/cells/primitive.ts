/** The primitive surface. */
import type { TpmsCell } from '../tpms-cell.ts';

/**
 * Schwarz' P; moved by half a cell along all axes it is -f, so both networks are one. |grad f| on f = 0 goes from 0.91 to 1.73:
 * the wall of a sheet is nearly twice as thick in some places as in others, and its mean is nominal.
 */
export const PRIMITIVE: TpmsCell = {
  id: 'primitive',
  name: 'Primitive (Schwarz P)',
  formula: 'cos X + cos Y + cos Z',
  source: 'Schwarz (1890), nodal approximation; pinch-off at |f| = 1; area of f = 0 within 5e-5',
  pinchBelow: -1,
  pinchAbove: 1,
  areaPerCellSquare: 2.35257,
  samplesPerCell: 20,
  harmonics: 1,
  row(_sinY, cosY, _sinZ, cosZ, out) {
    out[0] = 0;
    out[1] = 1;
    out[2] = cosY + cosZ;
  },
  value({ cx, cy, cz }) {
    return cx + cy + cz;
  },
  gradient({ sx, sy, sz }, out) {
    out[0] = -sx;
    out[1] = -sy;
    out[2] = -sz;
  },
  wgsl: `
fn f(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> f32 {
  return c.x + c.y + c.z;
}
fn gradient(s: vec3f, c: vec3f, s2: vec3f, c2: vec3f) -> vec3f {
  return vec3f(-s.x, -s.y, -s.z);
}
`,
};

/** A box as triangles. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Place } from '../../core/prep-error.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { needFinite, needLength } from './refuse-solid.ts';
import type { BoxShape, Point3 } from './solid-tree.ts';

/** Two triangles a side; corner i lies at the high end of x, y, z where its bits 0, 1, 2 are set. */
const SIDES = [
  0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5,
];

/** Returns the 12 triangles of a box. */
export function boxMesh({ centreMm, sizeMm, turnDeg = [0, 0, 0] }: BoxShape, place: Place = []): TriangleMesh {
  needFinite(centreMm, [...place, 'centreMm']);
  sizeMm.forEach((length, axis) => {
    needLength(length, [...place, 'sizeMm', axis]);
  });
  needFinite(turnDeg, [...place, 'turnDeg']);
  const positions = new Float64Array(24);
  for (let corner = 0; corner < 8; corner++) {
    const half = (axis: 0 | 1 | 2) => ((corner >> axis) & 1 ? sizeMm[axis] / 2 : -sizeMm[axis] / 2);
    const [x, y, z] = turned([half(0), half(1), half(2)], turnDeg);
    positions.set([centreMm[0] + x, centreMm[1] + y, centreMm[2] + z], 3 * corner);
  }
  return { positions, triangles: Uint32Array.from(SIDES) };
}

/** Turns about x, then y, then z, as the cells of a lattice are turned; whole quarters are exact. */
function turned([x, y, z]: Point3, turnDeg: Point3): Point3 {
  const [y1, z1] = turnedBy(turnDeg[0], y, z);
  const [z2, x2] = turnedBy(turnDeg[1], z1, x);
  const [x3, y3] = turnedBy(turnDeg[2], x2, y1);
  return [x3, y3, z2];
}

function turnedBy(angleDeg: number, a: number, b: number): [number, number] {
  const c = cosineOfCycles(angleDeg / 360);
  const s = sineOfCycles(angleDeg / 360);
  return [c * a - s * b, s * a + c * b];
}

/** Which triangles of a mesh face a side. */
import type { TriangleMesh } from '../core/mesh.ts';
import { triangleNormal } from '../geometry/triangle-normal.ts';
import type { OpenSide } from './settings.ts';

const AXIS_OF_SIDE: Readonly<Record<OpenSide, readonly [number, number]>> = {
  'x+': [0, 1],
  'x-': [0, -1],
  'y+': [1, 1],
  'y-': [1, -1],
  'z+': [2, 1],
  'z-': [2, -1],
};

/** Cosine squared of the 45 degrees between a side's axis and the normals that belong to it. */
const COSINE_SQUARED = 0.5;

/** Returns the triangles that face one of the sides, their normal within 45 degrees of its axis, or those that face none. */
export function facingTriangles(mesh: TriangleMesh, sides: readonly OpenSide[], facing: boolean): Uint32Array {
  const { positions: p, triangles } = mesh;
  const kept = new Uint32Array(triangles.length / 3);
  const normal = new Float64Array(3);
  let count = 0;
  for (let t = 0; t < kept.length; t++) {
    const a = 3 * triangles[3 * t]!;
    const b = 3 * triangles[3 * t + 1]!;
    const c = 3 * triangles[3 * t + 2]!;
    triangleNormal(p, a, b, c, normal);
    const square = normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2;
    const faces = sides.some((side) => {
      const [axis, sign] = AXIS_OF_SIDE[side];
      const along = normal[axis]! * sign;
      return along > 0 && along * along >= COSINE_SQUARED * square;
    });
    if (faces === facing && square > 0) kept[count++] = t;
  }
  return kept.slice(0, count);
}

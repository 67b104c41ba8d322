/** A half-space as a block that reaches well beyond what it is used on. */
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import type { Place } from '../../core/prep-error.ts';
import { needFinite, refuseSolid } from './refuse-solid.ts';
import type { HalfSpaceShape, Point3 } from './solid-tree.ts';
import { along, dot, frameAcross, lengthOf, minus, unit } from './vector.ts';

/** Half the width of the block over half the diagonal of the reach: no side of it but the plane comes near. */
const BEYOND = 2;

/** Two triangles a side: corners 0 to 3 lie around the plane counter-clockwise from outside, 4 to 7 below them. */
const SIDES = [
  0, 1, 2, 0, 2, 3, 4, 6, 5, 4, 7, 6, 0, 4, 5, 0, 5, 1, 1, 5, 6, 1, 6, 2, 2, 6, 7, 2, 7, 3, 3, 7, 4, 3, 4, 0,
];

/**
 * Returns a block with one face on the plane, which is all of the half-space within `reach` and well around it. Where the
 * half-space does not come into the reach it is a block outside of it.
 */
export function halfSpaceMesh({ pointMm, normal }: HalfSpaceShape, reach: Box3, place: Place = []): TriangleMesh {
  needFinite(pointMm, [...place, 'pointMm']);
  needFinite(normal, [...place, 'normal']);
  if (lengthOf(normal) === 0) refuseSolid('must have a direction, got 0, 0, 0', [...place, 'normal']);
  const out = unit(normal);
  const { u, v } = frameAcross(out);
  const middle: Point3 = [(reach[0] + reach[3]) / 2, (reach[1] + reach[4]) / 2, (reach[2] + reach[5]) / 2];
  const radiusMm = lengthOf(minus([reach[3], reach[4], reach[5]], middle));
  // From the point of the plane, not from the middle: across an axis the face gets its coordinate to the last bit.
  const way = minus(middle, pointMm);
  const heightMm = dot(way, out);
  const foot = along(pointMm, 1, along(way, -heightMm, out));
  const halfMm = BEYOND * radiusMm;
  const depthMm = Math.max(halfMm, halfMm - heightMm);
  const positions = new Float64Array(24);
  for (let corner = 0; corner < 4; corner++) {
    const top = along(
      along(foot, corner === 1 || corner === 2 ? halfMm : -halfMm, u),
      corner < 2 ? -halfMm : halfMm,
      v,
    );
    positions.set(top, 3 * corner);
    positions.set(along(top, -depthMm, out), 12 + 3 * corner);
  }
  return { positions, triangles: Uint32Array.from(SIDES) };
}

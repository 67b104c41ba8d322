/** A solid between rings of points, for what an extrusion cannot do: rounded edges and an inclined top. */
import type { Manifold, ManifoldToplevel } from 'manifold-3d';
import { assert } from '../core/prep-error.ts';

/**
 * Returns the solid whose side joins the rings (points x, y, z, counter-clockwise from above, lowest first) point by point.
 * The first and the last ring are flat and lie above one another, so that one triangulation closes both.
 */
export function loftRings({ Manifold, Mesh, triangulate }: ManifoldToplevel, rings: readonly Float64Array[]): Manifold {
  const first = rings[0]!;
  const last = rings[rings.length - 1]!;
  const count = first.length / 3;
  const outline: [number, number][] = [];
  for (let i = 0; i < first.length; i += 3) {
    assert(first[i] === last[i] && first[i + 1] === last[i + 1], 'the end rings of a loft lie above one another');
    outline.push([first[i]!, first[i + 1]!]);
  }
  const top = (rings.length - 1) * count;
  const triVerts: number[] = [];
  for (const [a, b, c] of triangulate([outline])) triVerts.push(a, c, b, top + a, top + b, top + c);
  for (let low = 0; low < top; low += count) {
    for (let i = 0, j = count - 1; i < count; j = i++) {
      triVerts.push(low + j, low + i, low + count + i, low + j, low + count + i, low + count + j);
    }
  }
  const vertProperties = new Float32Array(rings.length * first.length);
  rings.forEach((ring, k) => {
    vertProperties.set(ring, k * first.length);
  });
  return new Manifold(new Mesh({ numProp: 3, vertProperties, triVerts: Uint32Array.from(triVerts) }));
}

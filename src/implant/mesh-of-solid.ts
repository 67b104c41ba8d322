/** From a solid of the boolean library to a mesh of ours. */
import type { Manifold } from 'manifold-3d';
import type { TriangleMesh } from '../core/mesh.ts';

/** Returns the boundary of a solid; the library hands out coordinates as float32, so they are good to 1e-6 mm. */
export function meshOfSolid(solid: Manifold): TriangleMesh {
  const { numProp, vertProperties, triVerts } = solid.getMesh();
  const positions = new Float64Array((vertProperties.length / numProp) * 3);
  for (let v = 0; v * numProp < vertProperties.length; v++) {
    for (let axis = 0; axis < 3; axis++) positions[3 * v + axis] = vertProperties[v * numProp + axis]!;
  }
  return { positions, triangles: Uint32Array.from(triVerts) };
}

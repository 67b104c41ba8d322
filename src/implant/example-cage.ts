/** The example part: an interbody cage with a window, built as a solid boolean. */
import type { ManifoldToplevel } from 'manifold-3d';
import type { TriangleMesh } from '../core/mesh.ts';

/** Outer size and window of a cage in mm; the cage is centred on the z axis and stands on z = 0. */
export interface CageSize {
  readonly widthMm: number;
  readonly depthMm: number;
  readonly heightMm: number;
  readonly windowWidthMm: number;
  readonly windowDepthMm: number;
  /** Radius of the four upright corners. */
  readonly cornerRadiusMm: number;
}

/** Size of the cage that `npm start` prepares. */
export const EXAMPLE_CAGE: CageSize = {
  widthMm: 26,
  depthMm: 20,
  heightMm: 9,
  windowWidthMm: 10,
  windowDepthMm: 6,
  cornerRadiusMm: 4,
};

/** Segments of a full circle of the rounded corners. */
const CIRCLE_SEGMENTS = 96;

/** Returns the cage as a closed mesh; `manifold` is the loaded boolean library. */
export function buildCage(manifold: ManifoldToplevel, size: CageSize): TriangleMesh {
  const { CrossSection, Manifold } = manifold;
  const { widthMm, depthMm, heightMm, windowWidthMm, windowDepthMm, cornerRadiusMm: r } = size;
  const body = CrossSection.square([widthMm - 2 * r, depthMm - 2 * r], true).offset(r, 'Round', 2, CIRCLE_SEGMENTS);
  const window = CrossSection.square([windowWidthMm, windowDepthMm], true);
  const solid = Manifold.extrude(body.subtract(window), heightMm);
  const mesh = solid.getMesh();
  const { numProp, vertProperties, triVerts } = mesh;
  const positions = new Float64Array((vertProperties.length / numProp) * 3);
  for (let v = 0; v * numProp < vertProperties.length; v++) {
    for (let axis = 0; axis < 3; axis++) positions[3 * v + axis] = vertProperties[v * numProp + axis]!;
  }
  return { positions, triangles: Uint32Array.from(triVerts) };
}

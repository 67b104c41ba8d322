/** How a solid is told: shapes, and what is united, cut and taken away. */
import type { TriangleMesh } from '../../core/mesh.ts';

/** x, y, z in the coordinates of the case; mm where it is a point. */
export type Point3 = readonly [number, number, number];

/** A box with its sides along the axes, turned about its centre. */
export interface BoxShape {
  readonly by: 'box';
  readonly centreMm: Point3;
  readonly sizeMm: Point3;
  /** Turn about the axes x, then y, then z of the case, in degrees. */
  readonly turnDeg?: Point3;
}

/** A cylinder, or the frustum of a cone where the second diameter is given; a diameter of 0 is the tip of a cone. */
export interface CylinderShape {
  readonly by: 'cylinder';
  readonly fromMm: Point3;
  readonly toMm: Point3;
  readonly diameterMm: number;
  readonly toDiameterMm?: number;
}

/** A sphere. */
export interface SphereShape {
  readonly by: 'sphere';
  readonly centreMm: Point3;
  readonly diameterMm: number;
}

/** All on one side of a plane. */
export interface HalfSpaceShape {
  readonly by: 'half-space';
  readonly pointMm: Point3;
  /** Points out of the solid; of any length. */
  readonly normal: Point3;
}

/** A round rod along a path. */
export interface SweepShape {
  readonly by: 'sweep';
  /** Points of its axis, no two in a row the same; a closed path does not repeat its first point. */
  readonly pathMm: readonly Point3[];
  readonly diameterMm: number;
  /** Half spheres, or flat at the last point; round where nothing is said. A closed path has none. */
  readonly ends?: 'round' | 'flat';
  /** The last point is joined to the first; false where nothing is said. */
  readonly closed?: boolean;
}

/** A closed mesh, taken as it is. */
export interface MeshShape {
  readonly by: 'mesh';
  readonly mesh: TriangleMesh;
}

/** A solid by shapes. */
export type SolidTree =
  | BoxShape
  | CylinderShape
  | SphereShape
  | HalfSpaceShape
  | SweepShape
  | MeshShape
  | { readonly by: 'union'; readonly of: readonly SolidTree[] }
  | { readonly by: 'intersection'; readonly of: readonly SolidTree[] }
  | { readonly by: 'difference'; readonly from: SolidTree; readonly minus: readonly SolidTree[] };

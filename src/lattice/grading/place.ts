/** Where a point lies, as one number: along an axis, from an axis, from a surface, or what samples say there. */
import { type TriangleBvhData, triangleBvh } from '../../geometry/triangle-bvh.ts';
import { type SampleCloud, sampleInterpolator } from './sample-cloud.ts';
import type { Scalar, Vector3 } from './scalar.ts';

/** What a quantity depends on; plain data, in job coordinates. */
export type PlaceFunction =
  /** Mm along an axis of unit length from its origin. */
  | { readonly kind: 'along'; readonly originMm: Vector3; readonly direction: Vector3 }
  /** Mm from an axis of unit length. */
  | { readonly kind: 'radius'; readonly originMm: Vector3; readonly direction: Vector3 }
  /**
   * Mm from a closed surface on one side of it, 0 on the other; beyond `reachMm` the reach: what depends on it stays the same there.
   */
  | {
      readonly kind: 'distance';
      readonly surface: TriangleBvhData;
      readonly side: 'inside' | 'outside';
      readonly reachMm: number;
    }
  /** The value of measured samples. */
  | { readonly kind: 'samples'; readonly samples: SampleCloud };

/** Returns the function itself. */
export function placeScalar(place: PlaceFunction): Scalar {
  switch (place.kind) {
    case 'along': {
      const [ox, oy, oz] = place.originMm;
      const [dx, dy, dz] = place.direction;
      return (x, y, z) => (x - ox) * dx + (y - oy) * dy + (z - oz) * dz;
    }
    case 'radius': {
      const [ox, oy, oz] = place.originMm;
      const [dx, dy, dz] = place.direction;
      return (x, y, z) => {
        const along = (x - ox) * dx + (y - oy) * dy + (z - oz) * dz;
        const rx = x - ox - along * dx;
        const ry = y - oy - along * dy;
        const rz = z - oz - along * dz;
        return Math.sqrt(rx * rx + ry * ry + rz * rz);
      };
    }
    case 'distance': {
      const surface = triangleBvh(place.surface);
      const inside = place.side === 'inside';
      return (x, y, z) => {
        if (surface.isInside(x, y, z) !== inside) return 0;
        return surface.distanceWithin(x, y, z, place.reachMm);
      };
    }
    case 'samples':
      return sampleInterpolator(place.samples);
  }
}

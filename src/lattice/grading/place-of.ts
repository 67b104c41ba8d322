/** From the words of a request to a function of the point. */
import { type Place, PrepError } from '../../core/prep-error.ts';
import type { FillContext } from '../fill-context.ts';
import type { PlaceSettings, Point3 } from '../settings.ts';
import type { PlaceFunction } from './place.ts';
import type { Vector3 } from './scalar.ts';

const AXES: Readonly<Record<'x' | 'y' | 'z', Vector3>> = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] };

/** Returns the place function; `reachMm` is the distance beyond which nothing changes. `at` names the settings in messages. */
export function placeOf(settings: PlaceSettings, context: FillContext, reachMm: number, at: Place): PlaceFunction {
  const { boxMm, originMm } = context;
  switch (settings.by) {
    case 'x':
    case 'y':
    case 'z':
      return { kind: 'along', originMm, direction: AXES[settings.by] };
    case 'height':
      return { kind: 'along', originMm: [0, 0, boxMm[2]], direction: AXES.z };
    case 'axis':
      return {
        kind: 'along',
        originMm: inJob(settings.originMm, originMm),
        direction: unitOf(settings.direction, [...at, 'direction']),
      };
    case 'radius':
      return { kind: 'radius', ...axisOf(settings, context, at) };
    case 'distance': {
      if (settings.region === undefined)
        return { kind: 'distance', surface: context.surface(), side: 'inside', reachMm };
      const surface = context.regionSurface(settings.region);
      if (surface !== undefined) return { kind: 'distance', surface, side: 'outside', reachMm };
      throw new PrepError('lattice-invalid', `no region '${settings.region}' with a mesh of its own`, [
        ...at,
        'region',
      ]);
    }
    case 'samples':
      return { kind: 'samples', samples: context.samples(settings.file) };
  }
}

/** An axis in job coordinates; where nothing is said, the upright one through the middle of the part's box. */
export function axisOf(
  { originMm, direction }: { readonly originMm?: Point3; readonly direction?: Point3 },
  context: FillContext,
  at: Place,
): { readonly originMm: Vector3; readonly direction: Vector3 } {
  const [x0, y0, z0, x1, y1, z1] = context.boxMm;
  const middle: Vector3 = [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2];
  return {
    originMm: originMm === undefined ? middle : inJob(originMm, context.originMm),
    direction: direction === undefined ? AXES.z : unitOf(direction, [...at, 'direction']),
  };
}

function inJob(point: Point3, originMm: Vector3): Vector3 {
  return [point[0] + originMm[0], point[1] + originMm[1], point[2] + originMm[2]];
}

function unitOf([x, y, z]: Point3, place: Place): Vector3 {
  const length = Math.sqrt(x * x + y * y + z * z);
  if (length > 0 && Number.isFinite(length)) return [x / length, y / length, z / length];
  throw new PrepError('lattice-invalid', `a direction must not be ${x}, ${y}, ${z}`, place);
}

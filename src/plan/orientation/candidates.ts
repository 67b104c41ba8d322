/** Upward directions worth judging: over the whole sphere, around one, and those of the part's own faces. All in the coordinates of the part. */
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import type { OrientationPart } from './part.ts';

/** A unit direction. */
export type Direction = readonly [number, number, number];

/** The direction that is up as the part is given. */
export const GIVEN_UP: Direction = [0, 0, 1];

/** The axes of the part's coordinates, the given one first. */
export const AXES: readonly Direction[] = [GIVEN_UP, [0, 0, -1], [1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0]];

/** Fraction of a cycle between two points of a spiral that spreads them evenly: 1 / golden ratio. */
const GOLDEN = 0.6180339887498949;
/** Grid on which normals count as the same; an odd number, so that axes and halves lie within a square of it. */
const NORMAL_GRID = 61.7;
const GRID_SHIFT = 0.37;
/** Below this a coordinate of a unit direction is what rounding left of 0. */
const ROUNDING = 1e-12;

/** Returns directions spread evenly over the sphere, in a spiral from top to bottom. */
export function sphereDirections(count: number): readonly Direction[] {
  return Array.from({ length: count }, (_, k) => {
    const z = 1 - (2 * k + 1) / count;
    const r = Math.sqrt(1 - z * z);
    return [r * cosineOfCycles(k * GOLDEN), r * sineOfCycles(k * GOLDEN), z] as const;
  });
}

/** Returns directions spread evenly around one, up to an angle below 90 degrees from it; the one itself is not among them. */
export function capDirections([x, y, z]: Direction, withinDeg: number, count: number): readonly Direction[] {
  // Any two directions across: the first one away from the axis that is least along.
  const [ax, ay, az] =
    Math.abs(x) <= Math.abs(y) && Math.abs(x) <= Math.abs(z)
      ? [1, 0, 0]
      : Math.abs(y) <= Math.abs(z)
        ? [0, 1, 0]
        : [0, 0, 1];
  const [px, py, pz] = unit(y * az! - z * ay!, z * ax! - x * az!, x * ay! - y * ax!);
  const [qx, qy, qz] = [y * pz - z * py, z * px - x * pz, x * py - y * px];
  const low = cosineOfCycles(withinDeg / 360);
  return Array.from({ length: count }, (_, k) => {
    const along = 1 - ((k + 1) / count) * (1 - low);
    const aside = Math.sqrt(1 - along * along);
    const [c, s] = [aside * cosineOfCycles(k * GOLDEN), aside * sineOfCycles(k * GOLDEN)];
    return unit(along * x + c * px + s * qx, along * y + c * py + s * qy, along * z + c * pz + s * qz);
  });
}

/** Returns upward directions for which flat faces of the part lie on the plate, those of the largest area first: at most `most`, each with a share of the surface at least. */
export function faceDirections(
  { facets, surfaceMm2 }: OrientationPart,
  most: number,
  leastShare: number,
): readonly Direction[] {
  const faces = new Map<number, { x: number; y: number; z: number; area: number }>();
  for (let t = 0; t < facets.length; t += 4) {
    const area = facets[t + 3]!;
    if (area === 0) continue;
    const key = (cell(facets[t]!) * 256 + cell(facets[t + 1]!)) * 256 + cell(facets[t + 2]!);
    let face = faces.get(key);
    if (face === undefined) {
      face = { x: 0, y: 0, z: 0, area: 0 };
      faces.set(key, face);
    }
    face.x += area * facets[t]!;
    face.y += area * facets[t + 1]!;
    face.z += area * facets[t + 2]!;
    face.area += area;
  }
  return [...faces.values()]
    .filter(({ area }) => area >= leastShare * surfaceMm2)
    .sort((a, b) => b.area - a.area)
    .slice(0, most)
    .map(({ x, y, z }) => unit(-x, -y, -z));
}

function cell(c: number): number {
  return Math.floor(c * NORMAL_GRID + GRID_SHIFT) + 128;
}

/** The direction with length 1, and without what rounding left of coordinates that are 0. */
function unit(x: number, y: number, z: number): Direction {
  const size = Math.sqrt(x * x + y * y + z * z);
  const [a, b, c] = [x, y, z].map((v) => (Math.abs(v) < ROUNDING * size ? 0 : v)) as [number, number, number];
  const k = 1 / Math.sqrt(a * a + b * b + c * c);
  return [a * k, b * k, c * k];
}

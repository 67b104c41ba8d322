/** Walls along the border of what overhangs, a little inside of it. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Polyline } from '../../core/polyline.ts';
import { unitePositive } from '../../geometry/clipping.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import { simplifyLine } from '../../geometry/simplify-line.ts';
import type { Walls } from './block-walls.ts';
import type { OverhangGroup } from './facet-wants.ts';
import type { WallsUnder } from './place-walls.ts';
import type { BorderSettings } from './settings.ts';
import type { WallLine } from './wall-line.ts';
import { edgeLine } from './web-walls.ts';

/** Returns the walls along the border of a group, seen from above; a tooth stands under the middle of each. `loadClipping` must have been awaited before. */
export function borderWalls(
  mesh: TriangleMesh,
  { facets }: OverhangGroup,
  border: BorderSettings,
  under: WallsUnder,
  pitchMm: number,
): Walls {
  return under(borderLines(mesh, facets, border, pitchMm), facets);
}

/** Returns the straight pieces of the border, those shorter than the least length left out. */
export function borderLines(
  { positions, triangles }: TriangleMesh,
  facets: readonly number[],
  { insetMm, toleranceMm, leastLengthMm }: BorderSettings,
  pitchMm: number,
): WallLine[] {
  // Facets that face down turn clockwise seen from above.
  const shadows = facets.map((t): Polyline => {
    const xy = [2, 1, 0].flatMap((k) => {
      const v = 3 * triangles[3 * t + k]!;
      return [positions[v]!, positions[v + 1]!];
    });
    return { xy: Float64Array.from(xy), closed: true };
  });
  const lines: WallLine[] = [];
  for (const loop of insetLoops(unitePositive(shadows), -insetMm)) {
    const xy = straightened(loop, toleranceMm);
    for (let k = 0; k + 3 < xy.length; k += 2) {
      const [x0, y0, x1, y1] = [xy[k]!, xy[k + 1]!, xy[k + 2]!, xy[k + 3]!];
      const length = Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
      if (length >= leastLengthMm && length > 0) lines.push(edgeLine(x0, y0, x1, y1, pitchMm));
    }
  }
  return lines;
}

/** A loop with fewer points, as an open line that ends where it begins. */
function straightened({ xy }: Polyline, toleranceMm: number): Float64Array {
  const n = xy.length / 2;
  // What is furthest from a point is a corner; both halves between two corners are made straight on their own.
  const first = furthestFrom(xy, 0);
  const second = furthestFrom(xy, first);
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  const half = (from: number, to: number) => {
    const points: number[] = [];
    for (let k = from; k <= to; k++) points.push(xy[2 * (k % n)]!, xy[2 * (k % n) + 1]!);
    const path = { xy: Float64Array.from(points), closed: false };
    return simplifyLine({ path, widthMm: new Float64Array(points.length / 2) }, toleranceMm).path.xy;
  };
  return Float64Array.of(...half(low, high), ...half(high, low + n).subarray(2));
}

/** The point furthest from one of them. */
function furthestFrom(xy: Float64Array, corner: number): number {
  let [found, most] = [0, -1];
  for (let k = 0; k < xy.length / 2; k++) {
    const [dx, dy] = [xy[2 * k]! - xy[2 * corner]!, xy[2 * k + 1]! - xy[2 * corner + 1]!];
    if (dx * dx + dy * dy > most) [found, most] = [k, dx * dx + dy * dy];
  }
  return found;
}

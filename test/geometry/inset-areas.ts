/** Random areas with many ties for the tests of offsets, and how far two areas are apart. */
import { Clipper, FillRule, type Path64 } from 'clipper2-ts';
import fc from 'fast-check';
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import { type OffsetJoin, subtractLoops, unitePositive } from '../../src/geometry/clipping.ts';
import { offsetSegments } from '../../src/geometry/offset-segments.ts';
import { loopsAreaMm2, signedAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { circle, distanceToEdges, loop, rectangle, reversed } from '../scan/shapes.ts';

const UNITS = [0.1, 0.06, 0.05, 0.0333] as const;
const small = fc.integer({ min: 0, max: 12 });
const size = fc.integer({ min: 1, max: 6 });
const unit = fc.constantFrom(...UNITS);

/** Distances that share the raster of the areas, so that sides of raw curves lie upon each other, and distances that do not. */
export const delta = fc.oneof(
  fc.record({ halves: fc.integer({ min: -4, max: 4 }), unit }).map((of) => (of.halves * of.unit) / 2),
  fc.integer({ min: -4000, max: 4000 }).map((units) => units / 10_000),
);

const united = (loops: fc.Arbitrary<Polyline[]>): fc.Arbitrary<Loops> => loops.map((all) => unitePositive(all));

/** Areas by what they are made of. */
export const AREAS: Readonly<Record<string, fc.Arbitrary<Loops>>> = {
  'rectangles on a raster': united(
    fc
      .tuple(unit, fc.array(fc.tuple(small, small, size, size), { minLength: 1, maxLength: 9 }))
      .map(([u, all]) => all.map(([x, y, w, h]) => rectangle(x * u, y * u, (x + w) * u, (y + h) * u))),
  ),
  'squares on their corners on a raster': united(
    fc
      .tuple(unit, fc.array(fc.tuple(small, small, size), { minLength: 1, maxLength: 9 }))
      .map(([u, all]) =>
        all.map(([x, y, r]) => loop(x * u, (y - r) * u, (x + r) * u, y * u, x * u, (y + r) * u, (x - r) * u, y * u)),
      ),
  ),
  'triangles on a raster': united(
    fc
      .tuple(unit, fc.array(fc.tuple(small, small, small, small, small, small), { minLength: 1, maxLength: 7 }))
      .map(([u, all]) => all.map((corners) => leftTurning(loop(...corners.map((v) => v * u))))),
  ),
  'stars with sharp tips': united(fc.array(star(), { minLength: 1, maxLength: 4 })),
  'rectangles with round holes': united(
    fc
      .array(fc.tuple(small, small, fc.integer({ min: 3, max: 60 })), { minLength: 1, maxLength: 6 })
      .map((holes) => [
        rectangle(0, 0, 2.4, 2.4),
        ...holes.map(([x, y, points]) => reversed(circle(0.2 * x, 0.2 * y, 0.17, points))),
      ]),
  ),
  'waves of short edges': united(wave().map((one) => [one])),
  'needles across squares': united(
    fc
      .array(fc.tuple(small, small, small, small), { minLength: 1, maxLength: 6 })
      .map((needles) => [
        ...Array.from({ length: 100 }, (_, k) =>
          rectangle((k % 10) * 0.5, Math.floor(k / 10) * 0.5, (k % 10) * 0.5 + 0.2, Math.floor(k / 10) * 0.5 + 0.2),
        ),
        ...needles.map(([x, y, to, side]) =>
          leftTurning(loop(x * 0.4, -0.3, x * 0.4 + 0.1 * (side + 1), -0.3, to * 0.4, 5 + 0.1 * y)),
        ),
      ]),
  ),
};

function star(): fc.Arbitrary<Polyline> {
  const centre = fc.integer({ min: -20_000, max: 20_000 });
  const radii = fc.array(fc.integer({ min: 200, max: 30_000 }), { minLength: 3, maxLength: 40 });
  return fc.tuple(centre, centre, radii).map(([x, y, all]) => {
    const points = all.flatMap((r, i) => {
      const angle = (2 * Math.PI * i) / all.length;
      return [Math.round(x + r * Math.cos(angle)) / 10_000, Math.round(y + r * Math.sin(angle)) / 10_000];
    });
    return loop(...points);
  });
}

function wave(): fc.Arbitrary<Polyline> {
  return fc
    .record({
      points: fc.integer({ min: 60, max: 300 }),
      lobes: fc.integer({ min: 2, max: 9 }),
      depth: fc.integer({ min: 0, max: 9000 }),
      noise: fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 13, maxLength: 13 }),
    })
    .map(({ points, lobes, depth, noise }) => {
      const at = (i: number): number[] => {
        const angle = (2 * Math.PI * i) / points;
        const r = 15_000 + depth * Math.sin(lobes * angle) + noise[i % noise.length]!;
        return [Math.round(r * Math.cos(angle)) / 10_000, Math.round(r * Math.sin(angle)) / 10_000];
      };
      return loop(...Array.from({ length: points }, (_, i) => at(i)).flat());
    });
}

function leftTurning(line: Polyline): Polyline {
  return signedAreaMm2(line) < 0 ? reversed(line) : line;
}

/** The raw offset curves of loops in grid units: what a walk along them must unite. */
function rawCurves(loops: Loops, deltaMm: number, join: OffsetJoin): Path64[] {
  const { x, y, starts } = offsetSegments(loops, deltaMm, join)!;
  const curves: Path64[] = [];
  for (let l = 0; l + 1 < starts.length; l++) {
    const curve: Path64 = [];
    for (let i = starts[l]!; i < starts[l + 1]!; i++) curve.push({ x: x[i]!, y: y[i]! });
    if (curve.length > 0) curves.push(curve);
  }
  return curves;
}

/** The raw offset curves united by the library that `offsetLoops` uses, which cuts crossings to whole grid units. */
export function unitedCurves(loops: Loops, deltaMm: number, join: OffsetJoin): Loops {
  return unitePositive(fromPaths(rawCurves(loops, deltaMm, join), 10_000));
}

/** The raw offset curves united by an independent library on a grid so fine that its own rounding does not show. */
export function finelyUnited(loops: Loops, deltaMm: number, join: OffsetJoin): Loops {
  const fine = rawCurves(loops, deltaMm, join).map((curve) => curve.map(({ x, y }) => ({ x: 64 * x, y: 64 * y })));
  return fromPaths(Clipper.union(fine, FillRule.Positive), 64 * 10_000);
}

function fromPaths(paths: readonly Path64[], perMm: number): Loops {
  return paths.map((path) => loop(...path.flatMap(({ x, y }) => [x / perMm, y / perMm])));
}

/** Area that one of two areas covers and the other does not. */
export function differenceMm2(a: Loops, b: Loops): number {
  return loopsAreaMm2(subtractLoops(a, b)) + loopsAreaMm2(subtractLoops(b, a));
}

/** Greatest distance of a vertex of either area from the boundary of the other; infinite where only one is empty. */
export function apartMm(a: Loops, b: Loops): number {
  const farthest = (of: Loops, from: Loops): number =>
    Math.max(0, ...of.flatMap(({ xy }) => pointsOf(xy).map(([x, y]) => distanceToEdges(from, x, y))));
  return Math.max(farthest(a, b), farthest(b, a));
}

/**
 * Count of loops of at least a square micrometre after each is parted where it touches itself: where two areas touch in a
 * point they may be one loop or two.
 */
export function loopCount(loops: Loops): number {
  let count = 0;
  for (const { xy } of loops) {
    const path: [number, number][] = [];
    for (const point of pointsOf(xy)) {
      const seen = path.findIndex(([x, y]) => x === point[0] && y === point[1]);
      if (seen >= 0 && isWorth(path.splice(seen))) count++;
      path.push(point);
    }
    if (isWorth(path)) count++;
  }
  return count;
}

function isWorth(points: readonly (readonly number[])[]): boolean {
  return Math.abs(signedAreaMm2(loop(...points.flat()))) >= 1e-6;
}

/** Points of a closed line. */
export function pointsOf(xy: Float64Array): [number, number][] {
  return Array.from({ length: xy.length / 2 }, (_, i) => [xy[2 * i]!, xy[2 * i + 1]!]);
}

/** Pairs of edges that cross each other between their ends. */
export function selfCrossings(loops: Loops): number {
  const edges = loops.flatMap(({ xy }) => {
    const points = pointsOf(xy).map(([x, y]) => [Math.round(x * 10_000), Math.round(y * 10_000)] as const);
    return points.map((to, i) => [points.at(i - 1)!, to] as const);
  });
  type Point = readonly [number, number];
  const side = (a: Point, b: Point, c: Point): number =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  let count = 0;
  for (const [n, [a, b]] of edges.entries()) {
    for (const [c, d] of edges.slice(0, n)) {
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) count++;
    }
  }
  return count;
}

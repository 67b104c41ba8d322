import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Clipper, EndType, FillRule, JoinType, type Paths64 } from 'clipper2-ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import {
  clippingMemoryBytes,
  intersectLoops,
  loadClipping,
  offsetLoops,
  subtractLoops,
  unitePositive,
} from '../../src/geometry/clipping.ts';
import { areaOf, cageBlock, circle, distanceToEdges, isInside, loop, rectangle, reversed } from '../scan/shapes.ts';

beforeAll(() => loadClipping());

const coordinates = (loops: Loops): number[][] => loops.map(({ xy }) => [...xy]);

describe('booleans', () => {
  test('two overlapping squares unite to the outline known by hand', () => {
    expect(coordinates(unitePositive([rectangle(0, 0, 10, 10), rectangle(5, 5, 15, 15)]))).toEqual([
      [0, 0, 10, 0, 10, 5, 15, 5, 15, 15, 5, 15, 5, 10, 0, 10],
    ]);
  });

  test('abutting squares become one without a trace of the seam', () => {
    expect(coordinates(unitePositive([rectangle(5, 0, 10, 10), rectangle(0, 0, 5, 10)]))).toEqual([
      [0, 0, 10, 0, 10, 10, 0, 10],
    ]);
  });

  test('a hole stays a hole and runs clockwise', () => {
    const united = unitePositive([reversed(rectangle(2, 2, 4, 4)), rectangle(0, 0, 10, 10)]);
    expect(united.map((one) => areaOf([one]))).toEqual([100, -4]);
  });

  test('a hole without solid is nothing, and a twofold square is one square', () => {
    expect(unitePositive([reversed(rectangle(0, 0, 1, 1))])).toEqual([]);
    expect(coordinates(unitePositive([rectangle(0, 0, 1, 1), rectangle(0, 0, 1, 1)]))).toEqual([
      [0, 0, 1, 0, 1, 1, 0, 1],
    ]);
  });

  test('intersection and difference of two squares are known by hand', () => {
    const a = [rectangle(0, 0, 10, 10)];
    const b = [rectangle(5, -5, 15, 5)];
    expect(coordinates(intersectLoops(a, b))).toEqual([[5, 0, 10, 0, 10, 5, 5, 5]]);
    expect(coordinates(subtractLoops(a, b))).toEqual([[0, 0, 5, 0, 5, 5, 10, 5, 10, 10, 0, 10]]);
    expect(subtractLoops(a, a)).toEqual([]);
    expect(intersectLoops(a, [])).toEqual([]);
  });

  test('coordinates are kept to the last grid unit, also negative ones', () => {
    const square = rectangle(-123.4567, -0.0001, 399.9999, 250.0003);
    expect(coordinates(unitePositive([square]))).toEqual([[...square.xy]]);
  });

  test('a coordinate beyond 4 m or not a number is refused', () => {
    expect(() => unitePositive([rectangle(0, 0, 4001, 1)])).toThrow('within 4000 mm');
    expect(() => unitePositive([loop(0, 0, Number.NaN, 1, 1, 1)])).toThrow('got NaN');
  });
});

describe('offset', () => {
  test('a 10 mm square inward by 1 mm is exactly an 8 mm square', () => {
    expect(coordinates(offsetLoops([rectangle(0, 0, 10, 10)], -1))).toEqual([[1, 1, 9, 1, 9, 9, 1, 9]]);
  });

  test('a 10 mm square outward by 1 mm has area 100 + 40 + pi when round, and 144 when mitred', () => {
    const square = [rectangle(0, 0, 10, 10)];
    const round = areaOf(offsetLoops(square, 1));
    expect(round).toBeLessThan(140 + Math.PI);
    expect(round).toBeGreaterThan(140 + Math.PI - 2 * Math.PI * 0.001);
    expect(areaOf(offsetLoops(square, 1, 'miter'))).toBe(144);
  });

  test('a ring shrinks from both sides and its hole grows', () => {
    const ring = [circle(0, 0, 10, 2000), reversed(circle(0, 0, 6, 2000))];
    const area = areaOf(offsetLoops(ring, -0.5));
    expect(area).toBeCloseTo(Math.PI * (9.5 * 9.5 - 6.5 * 6.5), 2);
  });

  test('a wall of 0.1 mm vanishes under an offset of 0.06 mm and stays under 0.04 mm', () => {
    const wall = [rectangle(0, 0, 10, 0.1)];
    expect(offsetLoops(wall, -0.06)).toEqual([]);
    expect(coordinates(offsetLoops(wall, -0.04))).toEqual([[0.04, 0.04, 9.96, 0.04, 9.96, 0.06, 0.04, 0.06]]);
  });

  test('a dumbbell falls apart in two where its bar is too thin', () => {
    const bell = unitePositive([rectangle(0, 0, 4, 4), rectangle(8, 0, 12, 4), rectangle(4, 1.9, 8, 2.1)]);
    const [left, right, ...more] = offsetLoops(bell, -0.5);
    expect(more).toEqual([]);
    // Between the two inner corners of the bar the left part reaches to where both are 0.5 mm away.
    const reach = Math.max(...left!.xy.filter((_, i) => i % 2 === 0));
    expect(Math.abs(reach - (4 - Math.sqrt(0.25 - 0.01)))).toBeLessThan(0.001);
    expect(areaOf([left!])).toBeCloseTo(areaOf([right!]), 4);
  });

  test('a hole that touches the outline at its lowest point does not turn the offset around', () => {
    const solid = [loop(0, 0, 5, 0, 10, 0, 10, 10, 0, 10), loop(5, 0, 4, 5, 6, 5)];
    expect(areaOf(unitePositive(solid))).toBeCloseTo(95, 9);
    expect(areaOf(offsetLoops(unitePositive(solid), -0.1))).toBeLessThan(95 - 4);
    expect(areaOf(offsetLoops(unitePositive(solid), 0.1))).toBeGreaterThan(100);
  });

  test('an offset of nothing changes nothing, and of nothing is nothing', () => {
    expect(coordinates(offsetLoops([rectangle(0, 0, 1, 1)], 0))).toEqual([[0, 0, 1, 0, 1, 1, 0, 1]]);
    expect(offsetLoops([], -0.1)).toEqual([]);
  });
});

describe('against clipper2-ts', () => {
  // Stars with steep points: convex and concave corners, short and long edges.
  const star = fc
    .record({
      x: fc.integer({ min: -20_000, max: 20_000 }),
      y: fc.integer({ min: -20_000, max: 20_000 }),
      radii: fc.array(fc.integer({ min: 200, max: 30_000 }), { minLength: 3, maxLength: 40 }),
    })
    .map(({ x, y, radii }): Polyline => {
      const xy = new Float64Array(radii.length * 2);
      for (const [i, r] of radii.entries()) {
        xy[2 * i] = Math.round(x + r * Math.cos((2 * Math.PI * i) / radii.length)) / 10_000;
        xy[2 * i + 1] = Math.round(y + r * Math.sin((2 * Math.PI * i) / radii.length)) / 10_000;
      }
      return { xy, closed: true };
    });
  // Smooth waves of short edges with a little noise, like the contours of a lattice: gentle bends both ways.
  const wave = fc
    .record({
      points: fc.integer({ min: 60, max: 400 }),
      lobes: fc.integer({ min: 2, max: 9 }),
      depth: fc.integer({ min: 0, max: 9000 }),
      noise: fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 13, maxLength: 13 }),
    })
    .map(({ points, lobes, depth, noise }): Polyline => {
      const xy = new Float64Array(points * 2);
      for (let i = 0; i < points; i++) {
        const t = (2 * Math.PI * i) / points;
        const r = 15_000 + depth * Math.sin(lobes * t) + noise[i % noise.length]!;
        xy[2 * i] = Math.round(r * Math.cos(t)) / 10_000;
        xy[2 * i + 1] = Math.round(r * Math.sin(t)) / 10_000;
      }
      return { xy, closed: true };
    });
  const set = fc.array(fc.oneof(star, wave), { minLength: 1, maxLength: 4 });
  const toPaths = (loops: Loops): Paths64 =>
    loops.map(({ xy }) =>
      Array.from({ length: xy.length / 2 }, (_, i) => ({
        x: Math.round(xy[2 * i]! * 10_000),
        y: Math.round(xy[2 * i + 1]! * 10_000),
      })),
    );
  const areaOfPaths = (paths: Paths64): number => Clipper.areaPaths(paths) / 1e8;
  // Each crossing is rounded to the grid by either program in its own way: edges of a few mm move by up to 0.1 micrometre.
  const roundingMm2 = 1e-3;

  test('areas of union, intersection and difference agree', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const pa = toPaths(a);
        const pb = toPaths(b);
        const rule = FillRule.Positive;
        expect(Math.abs(areaOf(unitePositive(a)) - areaOfPaths(Clipper.union(pa, rule)))).toBeLessThan(roundingMm2);
        const both = areaOfPaths(Clipper.intersect(pa, pb, rule));
        expect(Math.abs(areaOf(intersectLoops(a, b)) - both)).toBeLessThan(roundingMm2);
        const rest = areaOfPaths(Clipper.difference(pa, pb, rule));
        expect(Math.abs(areaOf(subtractLoops(a, b)) - rest)).toBeLessThan(roundingMm2);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  test('areas of offsets agree within the arc tolerance', () => {
    fc.assert(
      fc.property(set, fc.integer({ min: -4000, max: 4000 }), (a, delta) => {
        fc.pre(Math.abs(delta) > 20);
        const solid = unitePositive(a);
        const ours = areaOf(offsetLoops(solid, delta / 10_000));
        const theirs = areaOfPaths(
          Clipper.inflatePaths(toPaths(solid), delta, JoinType.Round, EndType.Polygon, 2, 2.5),
        );
        const perimeterMm = solid.reduce((sum, { xy }) => {
          let length = 0;
          for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
            length += Math.hypot(xy[i]! - xy[j]!, xy[i + 1]! - xy[j + 1]!);
          }
          return sum + length + 2 * Math.PI * Math.abs(delta / 10_000);
        }, 0);
        expect(Math.abs(ours - theirs)).toBeLessThan(0.001 * perimeterMm + roundingMm2);
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  test('every point of an inward offset lies inside, at the offset from the boundary within 1.2 micrometres', () => {
    fc.assert(
      fc.property(set, fc.integer({ min: 100, max: 2500 }), (a, delta) => {
        const solid = unitePositive(a);
        for (const { xy } of offsetLoops(solid, -delta / 10_000)) {
          for (let i = 0; i < xy.length; i += 2) {
            expect(isInside(solid, xy[i]!, xy[i + 1]!)).toBe(true);
            expect(Math.abs(distanceToEdges(solid, xy[i]!, xy[i + 1]!) - delta / 10_000)).toBeLessThan(0.0012);
          }
        }
      }),
      { numRuns: 100, seed: 13 },
    );
  });

  test('the result does not depend on the order of loops or on their first points', () => {
    fc.assert(
      fc.property(set, (a) => {
        const turned = [...a].reverse().map(({ xy }): Polyline => {
          const out = new Float64Array(xy.length);
          for (let i = 0; i < xy.length; i++) out[i] = xy[(i + 2) % xy.length]!;
          return { xy: out, closed: true };
        });
        const one = unitePositive(a);
        const other = unitePositive(turned);
        expect(Math.abs(areaOf(one) - areaOf(other))).toBeLessThan(roundingMm2);
        expect(coordinates(offsetLoops([...one].reverse(), -0.05))).toEqual(coordinates(offsetLoops(one, -0.05)));
      }),
      { numRuns: 100, seed: 17 },
    );
  });
});

describe('the library', () => {
  test('keeps its memory level over 1,000 calls', () => {
    const { outline, holes } = cageBlock();
    const block = [outline, ...holes];
    offsetLoops(block, -0.1);
    const before = clippingMemoryBytes();
    for (let i = 0; i < 500; i++) {
      offsetLoops(block, -0.1);
      intersectLoops([outline], holes);
    }
    expect(clippingMemoryBytes()).toBe(before);
  });

  test('frees its memory when a call fails', () => {
    const bad = [...Array.from({ length: 20 }, () => circle(0, 0, 5, 20_000)), rectangle(0, 0, 5000, 1)];
    const before = clippingMemoryBytes();
    for (let i = 0; i < 20; i++) expect(() => intersectLoops([circle(0, 0, 1, 20_000)], bad)).toThrow('within 4000 mm');
    expect(clippingMemoryBytes()).toBe(before);
  });

  test('loads from bytes handed in, and refuses to work before it is loaded', async () => {
    vi.resetModules();
    const fresh = await import('../../src/geometry/clipping.ts');
    expect(() => fresh.unitePositive([])).toThrow('loadClipping');
    const wasm = createRequire(import.meta.url)
      .resolve('clipper2-wasm')
      .replace(/\.js$/, '.wasm');
    await fresh.loadClipping(new Uint8Array(readFileSync(wasm)));
    await fresh.loadClipping();
    expect(areaOf(fresh.unitePositive([rectangle(0, 0, 2, 2)]))).toBe(4);
  });
});

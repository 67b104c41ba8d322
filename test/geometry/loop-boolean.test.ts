import { Clipper, ClipType, FillRule, type Paths64 } from 'clipper2-ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { combineLoops } from '../../src/geometry/loop-boolean.ts';

const square = (x0: number, y0: number, size: number): Loops => [
  { xy: Float64Array.of(x0, y0, x0 + size, y0, x0 + size, y0 + size, x0, y0 + size), closed: true },
];

function areaOf(loops: Loops): number {
  let twice = 0;
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      twice += xy[j]! * xy[i + 1]! - xy[i]! * xy[j + 1]!;
    }
  }
  return twice / 2;
}

const toPaths = (loops: Loops): Paths64 =>
  loops.map(({ xy }) =>
    Array.from({ length: xy.length / 2 }, (_, i) => ({
      x: Math.round(xy[2 * i]! * 1e4),
      y: Math.round(xy[2 * i + 1]! * 1e4),
    })),
  );

const fromPaths = (paths: Paths64): Loops =>
  paths.map((path) => ({ xy: Float64Array.from(path.flatMap((p) => [p.x / 1e4, p.y / 1e4])), closed: true }));

/** The area of the intersection by an independent library. */
function oracleIntersection(a: Loops, b: Loops): number {
  return areaOf(fromPaths(Clipper.booleanOp(ClipType.Intersection, toPaths(a), toPaths(b), FillRule.NonZero)));
}

/** A set that does not cross itself: the union of random triangles on a grid so coarse that edges and vertices coincide. */
const loopsOn = (unit: number) => {
  const coordinate = fc.integer({ min: 0, max: 12 });
  const triangle = fc.tuple(coordinate, coordinate, coordinate, coordinate, coordinate, coordinate);
  return fc.array(triangle, { minLength: 1, maxLength: 7 }).map((triangles) => {
    const paths = triangles.map(([ax, ay, bx, by, cx, cy]) => {
      const left = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0;
      const corners = left ? [ax, ay, bx, by, cx, cy] : [ax, ay, cx, cy, bx, by];
      return toPaths([{ xy: Float64Array.from(corners, (v) => v * unit), closed: true }])[0]!;
    });
    return fromPaths(Clipper.booleanOp(ClipType.Union, paths, [], FillRule.Positive));
  });
};

/** A wavy ring of many points: 20 mm across, and 2 wide. */
function ring(points: number): Loops {
  const circle = (radius: number, back: boolean) => {
    const xy = new Float64Array(2 * points);
    for (let i = 0; i < points; i++) {
      const angle = ((back ? points - i : i) * 2 * Math.PI) / points;
      const r = radius + 0.3 * Math.sin(31 * angle);
      xy[2 * i] = Math.round(1e4 * r * Math.cos(angle)) / 1e4;
      xy[2 * i + 1] = Math.round(1e4 * r * Math.sin(angle)) / 1e4;
    }
    return { xy, closed: true };
  };
  return [circle(10, false), circle(8, true)];
}

describe('a ring of thousands of points and hundreds of small squares, most of them far from it', () => {
  const a = ring(6000);
  const b = Array.from({ length: 400 }, (_, i) => square((i % 20) * 1.1 - 11, Math.floor(i / 20) * 1.1 - 11, 0.37)[0]!);
  const both = oracleIntersection(a, b);

  test('have the intersection that another library finds, either way round', () => {
    expect(both).toBeGreaterThan(5);
    expect(areaOf(combineLoops(a, b, 'intersect')!)).toBeCloseTo(both, 2);
    expect(areaOf(combineLoops(b, a, 'intersect')!)).toBeCloseTo(both, 2);
  });

  test('add up: what is taken away, what stays, and all of it', () => {
    const inside = areaOf(combineLoops(a, b, 'intersect')!);
    expect(areaOf(combineLoops(a, b, 'subtract')!) + inside).toBeCloseTo(areaOf(a), 2);
    expect(areaOf(combineLoops(b, a, 'subtract')!) + inside).toBeCloseTo(areaOf(b), 2);
    expect(areaOf(combineLoops(a, b, 'unite')!) + inside).toBeCloseTo(areaOf(a) + areaOf(b), 2);
  });

  test('are not changed by what comes after', () => {
    const kept = combineLoops(a, b, 'subtract')!;
    const copy = kept.map(({ xy }) => [...xy]);
    combineLoops(b, a, 'unite');
    expect(kept.map(({ xy }) => [...xy])).toEqual(copy);
  });
});

describe('two sets of loops', () => {
  test('two squares that overlap by a quarter give the areas known by hand', () => {
    const a = square(0, 0, 10);
    const b = square(5, 5, 10);
    expect(areaOf(combineLoops(a, b, 'intersect')!)).toBe(25);
    expect(areaOf(combineLoops(a, b, 'unite')!)).toBe(175);
    expect(areaOf(combineLoops(a, b, 'subtract')!)).toBe(75);
  });

  test('a square inside another is kept, joined, or becomes a hole', () => {
    const a = square(0, 0, 10);
    const b = square(2, 2, 3);
    expect(areaOf(combineLoops(a, b, 'intersect')!)).toBe(9);
    expect(areaOf(combineLoops(a, b, 'unite')!)).toBe(100);
    const ring = combineLoops(a, b, 'subtract')!;
    expect(ring).toHaveLength(2);
    expect(areaOf(ring)).toBe(91);
    expect(areaOf(combineLoops(b, a, 'subtract')!)).toBe(0);
  });

  test('a set combined with itself, edge upon edge, is itself', () => {
    const a = square(0, 0, 10);
    expect(areaOf(combineLoops(a, a, 'intersect')!)).toBe(100);
    expect(areaOf(combineLoops(a, a, 'unite')!)).toBe(100);
    expect(areaOf(combineLoops(a, a, 'subtract')!)).toBe(0);
  });

  test('squares that share an edge intersect in nothing and unite to their sum', () => {
    const a = square(0, 0, 10);
    const b = square(10, 0, 10);
    expect(areaOf(combineLoops(a, b, 'intersect')!)).toBe(0);
    expect(areaOf(combineLoops(a, b, 'unite')!)).toBe(200);
  });

  test('a set that crosses itself is handed back with null, not with a wrong answer', () => {
    const bow: Loops = [{ xy: Float64Array.of(0, 0, 10, 10, 10, 0, 0, 10), closed: true }];
    expect(combineLoops(square(-1, 4, 20), bow, 'intersect')).toBeNull();
  });

  for (const unit of [1, 0.3331]) {
    test(`random sets on a grid of ${unit} mm intersect in the area that an independent library finds`, () => {
      let refused = 0;
      fc.assert(
        fc.property(loopsOn(unit), loopsOn(unit), (a, b) => {
          const both = combineLoops(a, b, 'intersect');
          if (both === null) refused++;
          else expect(Math.abs(areaOf(both) - oracleIntersection(a, b))).toBeLessThan(2e-3);
        }),
        { numRuns: 3000, seed: 7 },
      );
      expect(refused).toBeLessThan(60);
    });

    test(`random sets on a grid of ${unit} mm obey inclusion and exclusion`, () => {
      let refused = 0;
      fc.assert(
        fc.property(loopsOn(unit), loopsOn(unit), (a, b) => {
          const both = combineLoops(a, b, 'intersect');
          const either = combineLoops(a, b, 'unite');
          const rest = combineLoops(a, b, 'subtract');
          if (both === null || either === null || rest === null) {
            refused++;
            return;
          }
          expect(Math.abs(areaOf(either) - (areaOf(a) + areaOf(b) - areaOf(both)))).toBeLessThan(2e-3);
          expect(Math.abs(areaOf(rest) - (areaOf(a) - areaOf(both)))).toBeLessThan(2e-3);
        }),
        { numRuns: 3000, seed: 8 },
      );
      expect(refused).toBeLessThan(60);
    });
  }
});

test('of many loops against many edges is the same as by the independent library', () => {
  // 12,000 edges of a wheel with teeth, and 196 squares in and around it: each square is placed by a grid over the wheel.
  const teeth = 12_000;
  const wheel = Float64Array.from({ length: 2 * teeth }, (_, i) => {
    const angle = (Math.PI * 2 * (i >> 1)) / teeth;
    const radius = (i >> 1) % 2 === 0 ? 10 : 9.7;
    return Math.round((i % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) * radius * 1e4) / 1e4;
  });
  const squares = Array.from(
    { length: 196 },
    (_, i) => square(-11.3 + 1.6 * (i % 14), -11.2 + 1.6 * Math.floor(i / 14), 1)[0]!,
  );
  const a = [{ xy: wheel, closed: true }];
  for (const [first, second] of [
    [a, squares],
    [squares, a],
  ] as const) {
    const both = combineLoops(first, second, 'intersect');
    expect(areaOf(both!)).toBeCloseTo(oracleIntersection(first, second), 3);
  }
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { box, coverageOf, edgesOf, shoelace, sum } from './shapes.ts';

/** Area of a polygon within one pixel by cutting it at the four sides in turn (Sutherland and Hodgman 1974). */
function areaInPixel(loop: readonly number[], px: number, py: number): number {
  let points: [number, number][] = [];
  for (let i = 0; i < loop.length; i += 2) points.push([loop[i]! - px, loop[i + 1]! - py]);
  for (const inside of [
    ([x]: [number, number]) => x,
    ([x]: [number, number]) => 1 - x,
    ([, y]: [number, number]) => y,
    ([, y]: [number, number]) => 1 - y,
  ]) {
    const kept: [number, number][] = [];
    points.forEach((b, i) => {
      const a = points.at(i - 1)!;
      const [da, db] = [inside(a), inside(b)];
      if (da >= 0 !== db >= 0) {
        const t = da / (da - db);
        kept.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
      }
      if (db >= 0) kept.push(b);
    });
    points = kept;
  }
  return Math.abs(shoelace(points.flat()));
}

/** A simple polygon around a point: rising angles, any radii. */
const star = fc
  .tuple(
    fc.double({ min: -3, max: 15, noNaN: true }),
    fc.double({ min: -3, max: 15, noNaN: true }),
    fc.array(fc.double({ min: 0.01, max: 14, noNaN: true }), { minLength: 3, maxLength: 24 }),
  )
  .map(([cx, cy, radii]) =>
    radii.flatMap((r, i) => {
      const angle = (-2 * Math.PI * i) / radii.length;
      return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
    }),
  );

describe('coverRows', () => {
  test('a rectangle between the pixel lines covers the shares known by hand', () => {
    const cover = coverageOf(edgesOf(box(0.25, 0.5, 2.5, 2, true)), { x: 0, y: 0, width: 4, height: 3 });
    expect([...cover]).toEqual([0.375, 0.5, 0.25, 0, 0.75, 1, 0.5, 0, 0, 0, 0, 0]);
  });

  test('the diagonal half of a 3 pixel square covers half of each pixel on the diagonal', () => {
    const cover = coverageOf(edgesOf([0, 0, 0, 3, 3, 3]), { x: 0, y: 0, width: 3, height: 3 });
    expect([...cover].map((c) => Math.round(c * 1e12) / 1e12)).toEqual([0.5, 0, 0, 1, 0.5, 0, 1, 1, 0.5]);
  });

  test('the coverage of a triangle sums up to its area', () => {
    const triangle = [1.3, 2.7, 90.1, 17.9, 40.4, 199.2];
    const cover = coverageOf(edgesOf(triangle), { x: 0, y: 0, width: 100, height: 300 });
    expect(sum(cover)).toBeCloseTo(Math.abs(shoelace(triangle)), 8);
  });

  test('any simple polygon covers each pixel of a window by the area that cutting it at the pixel gives', () => {
    fc.assert(
      fc.property(star, (loop) => {
        const window = { x: 1, y: 2, width: 11, height: 9 };
        const cover = coverageOf(edgesOf(loop), window);
        for (let row = 0; row < window.height; row++) {
          for (let column = 0; column < window.width; column++) {
            const area = areaInPixel(loop, window.x + column, window.y + row);
            expect(cover[row * window.width + column]).toBeCloseTo(area, 9);
          }
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('a picture taller than one band has no seam', () => {
    const tall = [3.5, -10, 3.5, 1000, 7.25, 1000, 7.25, -10];
    const window = { x: 0, y: 0, width: 10, height: 700 };
    const cover = coverageOf(edgesOf(tall), window);
    for (let row = 0; row < window.height; row++) {
      expect([...cover.subarray(row * 10, row * 10 + 10)]).toEqual([0, 0, 0, 0.5, 1, 1, 1, 0.25, 0, 0]);
    }
  });

  test('a hole stays empty, overlapping loops count once and islands in holes fill again', () => {
    const window = { x: 0, y: 0, width: 10, height: 10 };
    const up = (x0: number, x1: number) => box(x0, x0, x1, x1, true);
    const rings = edgesOf(up(0, 10), box(2, 2, 8, 8), up(4, 6));
    expect(sum(coverageOf(rings, window))).toBeCloseTo(100 - 36 + 4, 12);
    expect(sum(coverageOf(edgesOf(up(0, 6), up(3, 9)), window))).toBeCloseTo(36 + 36 - 9, 12);
  });

  test('a loop that runs the wrong way round fills by the rule nonzero and not by positive', () => {
    const window = { x: 0, y: 0, width: 4, height: 4 };
    expect(sum(coverageOf(edgesOf(box(1, 1, 3, 3)), window, 'nonzero'))).toBe(4);
    expect(sum(coverageOf(edgesOf(box(1, 1, 3, 3)), window, 'positive'))).toBe(0);
    expect(sum(coverageOf(edgesOf(box(1, 1, 3, 3, true)), window, 'positive'))).toBe(4);
  });

  test('polygons beside the window give no rows', () => {
    const window = { x: 0, y: 0, width: 4, height: 4 };
    expect(sum(coverageOf(edgesOf(box(5, 0, 9, 4)), window))).toBe(0);
    expect(sum(coverageOf(edgesOf(box(0, -9, 4, -1)), window))).toBe(0);
    expect(sum(coverageOf(edgesOf(), window))).toBe(0);
  });
});

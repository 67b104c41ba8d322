import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addStroke, type Cap } from '../../src/draw/stroke.ts';
import { growableFloats } from '../../src/geometry/growable.ts';
import { circle, coverageOf, sum } from './shapes.ts';

const WINDOW = { x: 0, y: 0, width: 60, height: 60 };

/**
 * Area of a disc drawn as a regular polygon. At a radius of 2 pixels 16 corners stand 2 (1 - cos 11.25 deg) = 0.04 pixels
 * off the circle, 8 corners 0.15, so 16 are the first within the tolerance of 0.05.
 */
function discArea(radius: number, corners: number): number {
  return 0.5 * corners * radius * radius * Math.sin((2 * Math.PI) / corners);
}

function strokeCover(xy: readonly number[], closed: boolean, width: number | Float64Array, cap: Cap = 'butt') {
  const edges = growableFloats(64);
  addStroke(edges, Float64Array.from(xy), closed, width, cap);
  return coverageOf(edges, WINDOW);
}

describe('addStroke', () => {
  test('a straight line covers its length times its width, in any direction', () => {
    expect(sum(strokeCover([10, 10, 40, 10], false, 3))).toBeCloseTo(90, 9);
    expect(sum(strokeCover([10, 10, 40, 50], false, 3))).toBeCloseTo(150, 9);
    expect(sum(strokeCover([40, 50, 10, 10], false, 0.25))).toBeCloseTo(12.5, 9);
  });

  test('a right angle is square inside and round outside, and no corner counts twice', () => {
    // Two legs of 20 x 4, less the 2 x 2 that both cover, and a quarter of a disc of radius 2.
    const expected = 160 - 4 + discArea(2, 16) / 4;
    for (const xy of [
      [10, 10, 30, 10, 30, 30],
      [10, 30, 30, 30, 30, 10],
    ]) {
      expect(sum(strokeCover(xy, false, 4))).toBeCloseTo(expected, 9);
    }
  });

  test('a closed square of side 20 and width 4 covers its frame', () => {
    const expected = 4 * 20 * 4 - 4 * 4 + discArea(2, 16);
    const cover = strokeCover([20, 20, 40, 20, 40, 40, 20, 40], true, 4);
    expect(sum(cover)).toBeCloseTo(expected, 9);
  });

  test('a thin circle of many points has no dark beads and covers its length times its width', () => {
    const cover = strokeCover([...circle(30, 30, 25, 720)], true, 0.5);
    expect(sum(cover)).toBeCloseTo(0.5 * 720 * 2 * 25 * Math.sin(Math.PI / 720), 3);
    // A straight line of width 0.5 covers at most 0.5 x sqrt(2) of a pixel.
    expect(Math.max(...cover)).toBeLessThan(0.72);
  });

  test('a line that turns straight back gets a round end there', () => {
    const cover = strokeCover([10, 30, 40, 30, 20, 30], false, 6);
    expect(Math.abs(sum(cover) - (180 + 4.5 * Math.PI))).toBeLessThan(0.4);
  });

  test('a line that widens from 2 to 6 covers the trapezoid', () => {
    expect(sum(strokeCover([10, 30, 40, 30], false, Float64Array.of(2, 6)))).toBeCloseTo(120, 9);
  });

  test('a dot with round ends is a disc, with cut ends nothing', () => {
    expect(Math.abs(sum(strokeCover([30, 30], false, 20, 'round')) - 100 * Math.PI)).toBeLessThan(3);
    expect(sum(strokeCover([30, 30, 30, 30], false, 20, 'butt'))).toBe(0);
    expect(sum(strokeCover([], false, 20, 'round'))).toBe(0);
  });

  test('any line covers fully what is well within half its width and nothing well outside', () => {
    const coordinate = fc.double({ min: 5, max: 55, noNaN: true });
    const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(points, fc.boolean(), fc.double({ min: 3, max: 12, noNaN: true }), (line, closed, width) => {
        const cover = strokeCover(line.flat(), closed, width, 'round');
        const ring = closed ? [...line, line[0]!] : line;
        for (let i = 0; i < cover.length; i++) {
          const away = distanceToLine((i % 60) + 0.5, Math.floor(i / 60) + 0.5, ring);
          if (away < width / 2 - 0.8) expect(cover[i]).toBeCloseTo(1, 9);
          if (away > width / 2 + 0.8) expect(cover[i]).toBeCloseTo(0, 9);
        }
      }),
      { numRuns: 100, seed: 11 },
    );
  });
});

function distanceToLine(x: number, y: number, line: readonly (readonly [number, number])[]): number {
  let least = Math.hypot(x - line[0]![0], y - line[0]![1]);
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1]!, line[i]!];
    const square = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square));
    least = Math.min(least, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
  }
  return least;
}

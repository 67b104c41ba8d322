import { describe, expect, test } from 'vitest';
import { infillBeads } from '../../src/fff/infill-beads.ts';
import { rectangle, reversed, SETTINGS } from './shapes.ts';

const flat = { ...SETTINGS, infillAngleDeg: 0 };

describe('infill', () => {
  test('of 10 x 4 mm at 0 degrees is ten lines from y = 0.2 on, end to end, back and forth', () => {
    const { runs, missingMm2 } = infillBeads([rectangle(0, 0, 10, 4)], 40, flat, 0);
    expect(missingMm2).toBeCloseTo(0, 9);
    expect(runs).toHaveLength(1);
    expect(runs[0]!.map(({ path }) => [...path.xy])).toEqual(
      Array.from({ length: 10 }, (_, i) => {
        const y = Math.round(2000 + 4000 * i) / 10000;
        return i % 2 === 0 ? [0, y, 10, y] : [10, y, 0, y];
      }),
    );
    expect([...runs[0]![3]!.widthMm].map((width) => width.toFixed(9))).toEqual(['0.400000000', '0.400000000']);
  });

  test('turns by its step from layer to layer', () => {
    const { runs } = infillBeads([rectangle(0, 0, 10, 4)], 40, flat, 1);
    expect(runs[0]).toHaveLength(25);
    expect(runs[0]!.every(({ path }) => path.xy[0] === path.xy[2])).toBe(true);
  });

  test('begins new runs where a hole parts the lines, and ends them where they join', () => {
    const area = [rectangle(0, 0, 10, 6), reversed(rectangle(4, 2, 6, 4))];
    const { runs } = infillBeads(area, 56, flat, 0);
    expect(runs.map((run) => run.length)).toEqual([5, 5, 5, 5]);
  });

  test('is fitted: 0.9 mm are two lines of 0.45, wherever they lie', () => {
    for (const y of [0, 0.13, 0.75]) {
      const { runs, missingMm2 } = infillBeads([rectangle(0, y, 10, y + 0.9)], 9, flat, 0);
      expect(runs[0]!.map(({ widthMm }) => widthMm[0])).toEqual([expect.closeTo(0.45, 9), expect.closeTo(0.45, 9)]);
      expect(runs[0]!.map(({ path }) => path.xy[1])).toEqual([
        expect.closeTo(y + 0.225, 4),
        expect.closeTo(y + 0.675, 4),
      ]);
      expect(missingMm2).toBeCloseTo(0, 9);
    }
  });

  test('below full lies on the grid of the plate, at its share', () => {
    const sparse = { ...flat, infillFraction: 0.25 };
    const { runs, missingMm2 } = infillBeads([rectangle(0, 0, 10, 8)], 80, sparse, 0);
    expect(runs[0]!.map(({ path }) => path.xy[1])).toEqual([0.8, 2.4, 4, 5.6, 7.2]);
    expect(runs[0]![0]!.widthMm[0]).toBeCloseTo(0.4, 9);
    expect(missingMm2).toBeCloseTo(0, 9);
  });

  test('says what it cannot take: beside the fit lines are at most a twentieth wider', () => {
    // A tail that is half a line high, below the middle of the line that meets it.
    const area = [{ xy: Float64Array.of(0, 0, 20, 0, 20, 0.15, 4, 0.15, 4, 2, 0, 2), closed: true }];
    const { missingMm2 } = infillBeads(area, 4 * 2 + 16 * 0.15, flat, 0);
    expect(missingMm2).toBeGreaterThan(1.5);
  });
});

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

  test('has wider lines where lines on the grid are too few: 0.9 mm in two lines of 0.45', () => {
    const { runs, missingMm2 } = infillBeads([rectangle(0, 0.75, 10, 1.65)], 9, flat, 0);
    expect(runs[0]!.map(({ widthMm }) => widthMm[0])).toEqual([expect.closeTo(0.45, 9), expect.closeTo(0.45, 9)]);
    expect(missingMm2).toBeCloseTo(0, 9);
  });

  test('says what it cannot take: lines are at most a quarter wider', () => {
    // One line of 0.5 mm in a wall of 0.7.
    expect(infillBeads([rectangle(0, 0.25, 10, 0.95)], 7, flat, 0).missingMm2).toBeCloseTo(2, 6);
    expect(infillBeads([rectangle(0, 0.25, 10, 0.55)], 3, flat, 0)).toEqual({ runs: [], missingMm2: 3 });
  });
});

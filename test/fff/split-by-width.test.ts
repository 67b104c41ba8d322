import { describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { splitByWidth } from '../../src/fff/split-by-width.ts';
import { chordalAxis } from '../../src/geometry/chordal-axis.ts';
import { areaOf, loop, rectangle, reversed, SETTINGS } from './shapes.ts';

/** Area of thin parts, and wide parts of an area. */
function split(area: Loops) {
  const axis = chordalAxis(area, 0.1);
  const { isThin, wide } = splitByWidth(axis, SETTINGS);
  let thinMm2 = 0;
  for (let t = 0; t < isThin.length; t++) if (isThin[t] === 1) thinMm2 += axis.areaMm2[t]!;
  return { thinMm2, wide };
}

describe('an area', () => {
  test('without thin walls is one wide part with its own loops', () => {
    const plate = [rectangle(0, 0, 10, 8), reversed(rectangle(3, 3, 6, 5))];
    const { thinMm2, wide } = split(plate);
    expect(thinMm2).toBe(0);
    expect(wide).toHaveLength(1);
    expect(wide[0]!.loops.map(({ xy }) => [...xy])).toEqual([
      [0, 0, 10, 0, 10, 8, 0, 8],
      [3, 3, 3, 5, 6, 5, 6, 3],
    ]);
    expect(wide[0]!.areaMm2).toBeCloseTo(74, 9);
  });

  test('up to the widest bead is thin, above it wide', () => {
    expect(split([rectangle(0, 0, 10, 0.62)]).thinMm2).toBeCloseTo(6.2, 9);
    expect(split([rectangle(0, 0, 10, 0.66)])).toMatchObject({ thinMm2: 0, wide: [{}] });
  });

  test('is cut where a fin of 0.4 mm leaves a plate, straight across', () => {
    const area = [loop(0, 0, 10, 0, 10, 4, 5.4, 4, 5.4, 8, 5, 8, 5, 4, 0, 4)];
    const { thinMm2, wide } = split(area);
    expect(thinMm2).toBeCloseTo(1.6, 1);
    expect(wide).toHaveLength(1);
    expect(areaOf(wide[0]!.loops) + thinMm2).toBeCloseTo(41.6, 6);
    expect(areaOf(wide[0]!.loops)).toBeCloseTo(wide[0]!.areaMm2, 6);
  });

  test('falls into two wide parts and the wall that joins them', () => {
    const area = [loop(0, 0, 4, 0, 4, 1.8, 8, 1.8, 8, 0, 12, 0, 12, 4, 8, 4, 8, 2.2, 4, 2.2, 4, 4, 0, 4)];
    const { thinMm2, wide } = split(area);
    expect(wide.map(({ areaMm2 }) => Math.round(areaMm2))).toEqual([16, 16]);
    expect(thinMm2).toBeCloseTo(1.6, 1);
  });

  test('keeps corners and small bumps with the wide part, and a joint of walls with the walls', () => {
    const bump = [loop(0, 0, 10, 0, 10, 4, 5.2, 4, 5.2, 4.15, 5, 4.15, 5, 4, 0, 4)];
    expect(split(bump).thinMm2).toBe(0);
    const tee = [loop(0, 0, 10, 0, 10, 0.6, 5.3, 0.6, 5.3, 5, 4.7, 5, 4.7, 0.6, 0, 0.6)];
    expect(split(tee)).toMatchObject({ wide: [] });
  });
});

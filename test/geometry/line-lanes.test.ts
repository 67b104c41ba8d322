import { describe, expect, test } from 'vitest';
import { clipLines } from '../../src/geometry/line-clip.ts';
import { firstLineFrom, isLine, type LineLanes, offsetIn, rowOf } from '../../src/geometry/line-lanes.ts';
import { rectangle } from '../scan/shapes.ts';

const EVERY: LineLanes = { middleMm: 0.5, pitchMm: 1, first: 0, every: 1, spacingMm: 0.3, lines: 1 / 0.3, start: 0 };

/** The lines of some rows: row and distance from the origin. */
function linesOf(lanes: LineLanes, fromMm: number, toMm: number): [number, number][] {
  const found: [number, number][] = [];
  for (let line = firstLineFrom(lanes, fromMm); line < firstLineFrom(lanes, toMm); line++) {
    if (isLine(lanes, line)) found.push([rowOf(lanes, line), offsetIn(lanes, line)]);
  }
  return found;
}

describe('lines in rows', () => {
  test('of 1 mm at 0.3 mm are 3, 3 and 4 in turn, about the middle of each row', () => {
    const found = linesOf(EVERY, 0, 3);
    expect(found.map(([row]) => row)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 2]);
    const at = [0.2, 0.5, 0.8, 1.2, 1.5, 1.8, 2.05, 2.35, 2.65, 2.95];
    found.forEach(([, mm], i) => {
      expect(mm).toBeCloseTo(at[i]!, 12);
    });
  });

  test('are as many as fit over any number of rows, to less than one', () => {
    for (const start of [0, 0.25, 0.618, 0.99]) {
      for (const from of [-20, -7, 0, 5]) {
        for (const rows of [1, 2, 5, 30]) {
          const count = linesOf({ ...EVERY, start }, from, from + rows).length;
          expect(Math.abs(count - rows / 0.3)).toBeLessThan(1);
        }
      }
    }
  });

  test('every second row has the lines that it has among all', () => {
    const all = linesOf(EVERY, -6, 6);
    for (const first of [0, 1]) {
      const some = linesOf({ ...EVERY, first, every: 2 }, -6, 6);
      expect(some).toEqual(all.filter(([row]) => Math.abs(row % 2) === first));
    }
  });

  test('the first line from a place is the next one above it, on each side of the origin', () => {
    const all = linesOf(EVERY, -5, 5).map(([, mm]) => mm);
    for (let mm = -4.5; mm < 4; mm += 0.0371) {
      let line = firstLineFrom(EVERY, mm);
      while (!isLine(EVERY, line)) line++;
      expect(offsetIn(EVERY, line)).toBe(all.find((at) => at >= mm));
    }
  });

  test('are cut by an area as others are: 2 mm long in a bar of 2 x 3 mm, 10 of them', () => {
    const pieces = clipLines([rectangle(1, 0, 3, 3)], { angleDeg: 0, spacingMm: 0.3, phase: 0, lanes: EVERY });
    let count = 0;
    for (let k = 0; k + 1 < pieces.starts.length; k++) {
      if (!isLine(EVERY, pieces.firstLine + k)) continue;
      for (let p = pieces.starts[k]!; p < pieces.starts[k + 1]!; p++) {
        expect([pieces.from[p], pieces.to[p]]).toEqual([1, 3]);
        count++;
      }
    }
    expect(count).toBe(10);
  });
});

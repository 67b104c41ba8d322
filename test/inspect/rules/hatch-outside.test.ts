import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingLog } from '../../../src/inspect/finding-log.ts';
import { checkHatchOutside, hatchOutside, hatchRoom } from '../../../src/inspect/rules/hatch-outside.ts';
import { segmentGrid } from '../../../src/inspect/segment-grid.ts';

/** A square of 10 mm with a square hole of 2 mm in its middle. */
const FRAME = [Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10), Float64Array.of(4, 4, 4, 6, 6, 6, 6, 4)];

/** How far vectors of one set reach out of a boundary, in mm, and how many do; null: none. */
function outside(loops: readonly Float64Array[], xyxy: readonly number[], room = hatchRoom()) {
  const log = findingLog('a');
  const layer = { index: 0, zMm: 0.03, polylines: [], hatches: [{ id: 1, xyxy: Float64Array.from(xyxy) }] };
  checkHatchOutside(layer, segmentGrid(loops), 0.001, log, room);
  const [seen] = log.seenIn(0);
  return seen === undefined ? null : { mm: seen.worst.measured, vectors: seen.count };
}

/** Vectors that go on from point to point. */
function chain(...xy: number[]): number[] {
  return Array.from({ length: xy.length / 2 - 1 }, (_, k) => xy.slice(2 * k, 2 * k + 4)).flat();
}

describe('vectors against the boundary', () => {
  test('a chain that stays inside is inside, one that leaves and comes back is told for each vector that is out', () => {
    expect(outside(FRAME, chain(1, 1, 9, 1, 9, 9, 1, 9, 1, 2))).toBeNull();
    expect(outside(FRAME, chain(1, 1, 9, 1, 11, 1, 11, 2, 9, 2, 9, 9))).toEqual({ mm: 1, vectors: 3 });
  });

  test('a vector over the hole is out by half of the hole, though both its ends are inside', () => {
    expect(outside(FRAME, [3, 5, 7, 5])).toEqual({ mm: 1, vectors: 1 });
  });

  test('what leaves from a corner, along a side or from a point of it is out', () => {
    expect(outside(FRAME, chain(5, 1, 10, 0, 11, 0.5))).toEqual({ mm: 1, vectors: 1 });
    expect(outside(FRAME, chain(5, 2, 10, 0, 12, 0))).toEqual({ mm: 2, vectors: 1 });
    expect(outside(FRAME, chain(5, 1, 10, 5, 10.5, 5, 10.5, 6))).toEqual({ mm: 0.5, vectors: 2 });
    expect(outside(FRAME, chain(5, 1, 10, 5, 10, 10, 9, 9))).toBeNull();
  });

  test('a set that begins outside is out though it meets no edge', () => {
    expect(outside(FRAME, chain(12, 1, 12, 2, 12, 3))).toEqual({ mm: 2, vectors: 2 });
    expect(outside(FRAME, chain(4.5, 4.5, 5, 5, 5.5, 4.5))).toEqual({ mm: 1, vectors: 2 });
  });

  test('a chain is judged as its vectors one by one, in any order', () => {
    const room = hatchRoom();
    const place = fc.integer({ min: -4, max: 24 });
    const points = fc.array(fc.tuple(place, place), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(points, (corners) => {
        const vectors = chain(...corners.flatMap(([x, y]) => [x / 2, y / 2]));
        const starts = Array.from({ length: vectors.length / 4 }, (_, k) => 4 * k);
        const alone = starts.map((k) => outside(FRAME, vectors.slice(k, k + 4), room));
        const out = alone.filter((one) => one !== null);
        const whole = outside(FRAME, vectors, room);
        expect(whole?.vectors ?? 0).toBe(out.length);
        expect(whole?.mm ?? 0).toBeCloseTo(Math.max(0, ...out.map(({ mm }) => mm ?? 0)), 9);
        const back = starts.reverse().flatMap((k) => vectors.slice(k, k + 4));
        expect(outside(FRAME, back, room)).toEqual(whole);
      }),
    );
  });

  test('without a boundary every vector is out, how far nobody can say', () => {
    expect(outside([], [0, 0, 1, 1])).toEqual({ mm: null, vectors: 1 });
    expect(hatchOutside.severity).toBe('error');
  });
});

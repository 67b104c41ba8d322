import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nudgedOrientation, sideOf, stepOf, vertexBefore } from '../../src/geometry/inset-nudge.ts';
import type { OffsetSegments } from '../../src/geometry/offset-segments.ts';

/** Loops of points in grid units as segments. */
function segmentsOf(loops: readonly (readonly (readonly [number, number])[])[], growing = false): OffsetSegments {
  const points = loops.flat();
  const starts = [0];
  const next: number[] = [];
  for (const one of loops) {
    const first = starts.at(-1)!;
    for (let i = 1; i < one.length; i++) next.push(first + i);
    next.push(first);
    starts.push(first + one.length);
  }
  return {
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
    next: Int32Array.from(next),
    starts: Int32Array.from(starts),
    growing,
  };
}

const coordinate = fc.integer({ min: 0, max: 3 });
const point = fc.tuple(coordinate, coordinate);
const ring = fc.uniqueArray(point, { minLength: 4, maxLength: 9, selector: String });

describe('nudged vertices', () => {
  test('have an orientation that changes sign when two of them are swapped and not when all three move on', () => {
    let ties = 0;
    fc.assert(
      fc.property(ring, ring, fc.nat(), fc.nat(), fc.nat(), (one, other, i, j, k) => {
        const segments = segmentsOf([one, other]);
        const n = one.length + other.length;
        const [a, b, c] = [i % n, j % n, k % n];
        fc.pre(a !== b && b !== c && a !== c);
        if (nudgedOrientation(segments, a, b, c)[0] === 0) ties++;
        const side = Math.sign(sideOf(segments, a, b, c));
        expect(Math.sign(sideOf(segments, b, c, a))).toBe(side);
        expect(Math.sign(sideOf(segments, b, a, c))).toBe(side === 0 ? 0 : -side);
      }),
      { numRuns: 2000, seed: 3 },
    );
    expect(ties).toBeGreaterThan(200);
  });

  test('lie where vertices lie that were moved by a small share of their steps', () => {
    fc.assert(
      fc.property(ring, ring, fc.nat(), fc.nat(), fc.nat(), (one, other, i, j, k) => {
        const segments = segmentsOf([one, other]);
        const n = one.length + other.length;
        const [a, b, c] = [i % n, j % n, k % n];
        fc.pre(a !== b && b !== c && a !== c);
        const side = Math.sign(sideOf(segments, a, b, c));
        fc.pre(side !== 0);
        // Steps are below 2^18: scaled by 2^60, they move no vertex by 2^-42 of a grid unit.
        const moved = [a, b, c].map((v) => {
          const step = stepOf(segments, v);
          return [segments.x[v]!, segments.y[v]!].map((at, axis) => (BigInt(at) << 60n) + BigInt(step[axis]!));
        });
        const [p, q, r] = moved as [bigint[], bigint[], bigint[]];
        const exact = (q[0]! - p[0]!) * (r[1]! - p[1]!) - (q[1]! - p[1]!) * (r[0]! - p[0]!);
        expect(exact > 0n ? 1 : -1).toBe(side);
      }),
      { numRuns: 1000, seed: 4 },
    );
  });

  test('go inward where the area shrinks and outward where it grows', () => {
    const square = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
    ] as const;
    for (const growing of [false, true]) {
      const segments = segmentsOf([square], growing);
      for (let v = 0; v < 4; v++) {
        const [stepX, stepY] = stepOf(segments, v);
        const inward = (stepX * (50 - segments.x[v]!) + stepY * (50 - segments.y[v]!)) / 50;
        // One unit across either side, and chance of at most a hundredth of that.
        expect(growing ? -inward : inward).toBeGreaterThan(2 * 32_768 * 0.98);
        expect(growing ? -inward : inward).toBeLessThan(2 * 32_768 * 1.02);
      }
    }
  });

  test('have steps that do not depend on the order of loops or on first points', () => {
    const one = [
      [0, 0],
      [5, 1],
      [3, 4],
      [1, 6],
    ] as const;
    const other = [
      [9, 9],
      [20, 10],
      [15, 17],
    ] as const;
    const segments = segmentsOf([one, other]);
    const changed = segmentsOf([other, [...one.slice(2), ...one.slice(0, 2)]]);
    for (let v = 0; v < 7; v++) {
      const same = Array.from({ length: 7 }, (_, u) => u).find(
        (u) => changed.x[u] === segments.x[v] && changed.y[u] === segments.y[v],
      )!;
      expect(stepOf(changed, same)).toEqual(stepOf(segments, v));
    }
  });

  test('know the vertex before them, also at the start of a loop', () => {
    const segments = segmentsOf([
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
      [
        [5, 5],
        [6, 5],
        [6, 6],
        [5, 6],
      ],
    ]);
    for (let v = 0; v < 7; v++) expect(segments.next[vertexBefore(segments, v)]).toBe(v);
  });
});

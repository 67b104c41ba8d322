import { describe, expect, test } from 'vitest';
import { rowCrossings } from '../../src/lattice/row-crossings.ts';
import { randomFrom } from '../geometry/solids.ts';

/** Crossings of a sin X + b cos X + c + a2 sin 2X + b2 cos 2X with the level. */
function crossings(row: readonly number[], level: number): number[] {
  const out = new Float64Array(4);
  const count = rowCrossings(Float64Array.from(row), level, out);
  return [...out.subarray(0, count)];
}

function expectNear(found: number[], expected: number[]): void {
  expect(found).toHaveLength(expected.length);
  for (const [i, u] of expected.entries()) expect(found[i]).toBeCloseTo(u, 9);
}

describe('a row meets a level', () => {
  test('sin X is 1/2 at a twelfth and five twelfths of the cell', () => {
    expectNear(crossings([1, 0, 0, 0, 0], 0.5), [1 / 12, 5 / 12]);
  });

  test('cos 2X is 1/2 at four places', () => {
    expectNear(crossings([0, 0, 0, 0, 1], 0.5), [1 / 12, 5 / 12, 7 / 12, 11 / 12]);
  });

  test('a constant shifts the level', () => {
    expectNear(crossings([0, 1, 3, 0, 0], 3), [1 / 4, 3 / 4]);
  });

  test('beyond its extremes nowhere', () => {
    expect(crossings([1, 0, 0, 0, 0], 1.001)).toEqual([]);
    expect(crossings([1, 0, 0, 0, 0], -1.001)).toEqual([]);
    expect(crossings([0, 0, 0.2, 0, 0], 0.1)).toEqual([]);
  });

  test('a peak between two brackets is met twice, however narrow', () => {
    // cos(2 pi (u - 0.03)) is 1 - 1e-6 at 0.03 +- acos(1 - 1e-6) / 2 pi.
    const turn = 2 * Math.PI * 0.03;
    const half = Math.acos(1 - 1e-6) / (2 * Math.PI);
    expectNear(crossings([Math.sin(turn), Math.cos(turn), 0, 0, 0], 1 - 1e-6), [0.03 - half, 0.03 + half]);
  });

  test('of 2,000 scattered rows none differs in the length below from a count of 4,000 samples', () => {
    const random = randomFrom(5);
    const tau = 2 * Math.PI;
    for (let n = 0; n < 2000; n++) {
      const row = Array.from({ length: 5 }, () => 2 * random() - 1);
      const [a, b, c, a2, b2] = row as [number, number, number, number, number];
      const level = random() - 0.5;
      let count = 0;
      for (let i = 0; i < 4000; i++) {
        const x = (tau * (i + 0.5)) / 4000;
        if (a * Math.sin(x) + b * Math.cos(x) + c + a2 * Math.sin(2 * x) + b2 * Math.cos(2 * x) < level) count++;
      }
      const met = crossings(row, level);
      let below = b + c + b2 < level;
      let length = 0;
      for (const [i, u] of [...met, 1].entries()) {
        if (below) length += u - (met[i - 1] ?? 0);
        below = !below;
      }
      expect(Math.abs(length - count / 4000)).toBeLessThan(1.1e-3);
    }
  });
});

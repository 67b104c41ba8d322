import { describe, expect, test } from 'vitest';
import {
  clashWords,
  firstClash,
  type PrintHead,
  type StandingPrint,
  sequentialOrder,
} from '../../../src/pipeline/bead/print-order.ts';

const HEAD: PrintHead = { radiusMm: 30, railMm: 25, freeMm: 0, maxZMm: 200 };

/** A part of 10 x 10 mm with its lower left corner at a place, with a margin of 1 mm. */
function part(partId: string, xMm: number, yMm: number, heightMm: number): StandingPrint {
  return { partId, box: [xMm, yMm, 0, xMm + 10, yMm + 10, heightMm], marginMm: 1 };
}

const inOrder = (parts: readonly StandingPrint[]) => sequentialOrder(parts).map((n) => parts[n] as StandingPrint);

describe('the order of parts one after the other', () => {
  test('is from the lowest to the highest; of equal ones the foremost, then leftmost is first', () => {
    const parts = [part('a', 50, 50, 12), part('b', 0, 50, 8), part('c', 50, 0, 12), part('d', 0, 0, 12)];
    expect(inOrder(parts).map(({ partId }) => partId)).toEqual(['b', 'd', 'c', 'a']);
    // Rounding of the last bits decides nothing.
    expect(sequentialOrder([part('a', 0, 0, 0.1 + 0.2), part('b', -5, -5, 0.3)])).toEqual([1, 0]);
  });

  test('is safe wherever any order is', () => {
    // Heights and places from a plain congruence: no random numbers.
    let state = 7;
    const next = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor(state / 65536) % below;
    };
    let safe = 0;
    for (let k = 0; k < 300; k++) {
      const parts = [0, 1, 2, 3].map((n) => part(String(n), 25 * next(8), 25 * next(8), 5 + 5 * next(6)));
      const head = { ...HEAD, radiusMm: 10 + 10 * next(3), freeMm: 5 * next(4) };
      const ours = firstClash(inOrder(parts), head) === null;
      const any = permutations(parts).some((one) => firstClash(one, head) === null);
      expect(ours).toBe(any);
      if (any) safe++;
    }
    expect(safe).toBeGreaterThan(20);
    expect(safe).toBeLessThan(280);
  });
});

describe('a clash', () => {
  test('is a part nearer than the head is wide, margins of both included', () => {
    const low = part('low', 0, 0, 8);
    // From 11 to 41 - 1: 29 mm, then 30.
    expect(firstClash([low, part('tall', 41, 0, 12)], HEAD)).toMatchObject({ by: 'head', distanceMm: 29 });
    expect(firstClash([low, part('tall', 42, 0, 12)], HEAD)).toBeNull();
    // 18 and 24 mm along the axes are 30 mm.
    expect(firstClash([low, part('tall', 30, 36, 12)], HEAD)).toBeNull();
    expect(firstClash([low, part('tall', 30, 35.9, 12)], HEAD)?.by).toBe('head');
  });

  test('is no part that is lower than what is beside the nozzle', () => {
    const near = [part('low', 0, 0, 8), part('tall', 20, 0, 12)];
    expect(firstClash(near, { ...HEAD, freeMm: 8 })).toBeNull();
    expect(firstClash(near, { ...HEAD, freeMm: 7.9 })?.by).toBe('head');
  });

  test('is a finished part higher than the rail, wherever it stands; the last part may be so', () => {
    expect(firstClash([part('a', 0, 0, 25), part('b', 150, 150, 60)], HEAD)).toBeNull();
    expect(firstClash([part('a', 0, 0, 25.1), part('b', 150, 150, 60)], HEAD)?.by).toBe('rail');
  });

  test('is a part that the nozzle cannot pass over', () => {
    expect(firstClash([part('a', 0, 0, 20), part('b', 150, 0, 20)], { ...HEAD, maxZMm: 24 })?.by).toBe('way');
    expect(firstClash([part('a', 0, 0, 20), part('b', 150, 0, 20)], { ...HEAD, maxZMm: 25 })).toBeNull();
  });

  test('is told with both parts, the distance and the key of the printer', () => {
    const words = (parts: readonly StandingPrint[], head = HEAD) => {
      const clash = firstClash(parts, head);
      return clash === null ? null : clashWords(clash, head);
    };
    expect(words([part('low', 0, 0, 8), part('tall', 41, 0, 12)])).toBe(
      "'tall' cannot be printed after 'low', which stands 29 mm away: the head takes 30 mm around the nozzle (head.clearanceRadiusMm)",
    );
    expect(words([part('a', 0, 0, 26), part('b', 150, 0, 26)])).toBe(
      "'b' cannot be printed after 'a', which is 26 mm high: the rail is 25 mm above the nozzle (head.railHeightMm)",
    );
    expect(words([part('a', 0, 0, 20), part('b', 150, 0, 20)], { ...HEAD, maxZMm: 24 })).toBe(
      "'b' cannot be printed after 'a', which is 20 mm high: the nozzle passes 5 mm above it, and the printer reaches 24 mm",
    );
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, n) => permutations(items.filter((_, k) => k !== n)).map((rest) => [item, ...rest]));
}

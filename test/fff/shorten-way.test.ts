import { describe, expect, test } from 'vitest';
import { costMm, type Place, type PullCost, type Stop, shortenWay } from '../../src/fff/shorten-way.ts';

const point = (x: number, y: number): Stop => ({ fromX: x, fromY: y, toX: x, toY: y, isTurnable: true });
const line = (fromX: number, fromY: number, toX: number, toY: number, isTurnable = true): Stop => ({
  ...{ fromX, fromY, toX, toY },
  isTurnable,
});

/** Numbers from 0 to 1 that are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function costOf(
  stops: readonly Stop[],
  way: ReturnType<typeof shortenWay>,
  start: Place,
  end: Place | null,
  pull?: PullCost,
) {
  let [x, y] = start;
  let sum = 0;
  const go = (toX: number, toY: number) => {
    const far = Math.hypot(toX - x, toY - y);
    sum += pull === undefined ? far : costMm(far, pull);
    [x, y] = [toX, toY];
  };
  for (const { stop, isTurned } of way) {
    const { fromX, fromY, toX, toY } = stops[stop] as Stop;
    go(isTurned ? toX : fromX, isTurned ? toY : fromY);
    [x, y] = isTurned ? [fromX, fromY] : [toX, toY];
  }
  if (end !== null) go(...end);
  return sum;
}

describe('a way that is made shorter', () => {
  test('goes around a ring of 60 points given in disorder in one turn', () => {
    const stops = Array.from({ length: 60 }, (_, k) => {
      const angle = (((k * 23) % 60) * Math.PI) / 30;
      return point(10 * Math.cos(angle), 10 * Math.sin(angle));
    });
    const start: Place = [10, 0];
    const chord = 20 * Math.sin(Math.PI / 60);
    const way = shortenWay(stops, start, null);
    expect(costOf(stops, way, start, null)).toBeCloseTo(59 * chord, 6);
    expect(costOf(stops, shortenWay(stops, start, start), start, start)).toBeCloseTo(60 * chord, 6);
  });

  test('visits each stop once, costs no more than the way given, and mostly what the best of all costs', () => {
    const next = numbers(7);
    let sum = 0;
    let best = 0;
    for (let round = 0; round < 30; round++) {
      const stops = Array.from({ length: 6 }, () => line(next() * 9, next() * 9, next() * 9, next() * 9, next() < 0.7));
      const start: Place = [next() * 9, next() * 9];
      const way = shortenWay(stops, start, null);
      expect(way.map(({ stop }) => stop).sort()).toEqual([0, 1, 2, 3, 4, 5]);
      const given = stops.map((_, stop) => ({ stop, isTurned: false }));
      const cost = costOf(stops, way, start, null);
      expect(cost).toBeLessThanOrEqual(costOf(stops, given, start, null) + 1e-9);
      sum += cost;
      best += leastCost(stops, start);
    }
    expect(sum / best).toBeLessThan(1.12);
    expect(sum / best).toBeGreaterThanOrEqual(1);
  });

  test('turns nothing that may not be turned', () => {
    const stops = [line(0, 0, 5, 0), line(0, 1, 5, 1, false), line(0, 2, 5, 2)];
    expect(shortenWay(stops, [0, 0], null).find(({ stop }) => stop === 1)?.isTurned).toBe(false);
    const free = stops.map((stop) => ({ ...stop, isTurnable: true }));
    expect(shortenWay(free, [0, 0], null)).toEqual([
      { stop: 0, isTurned: false },
      { stop: 1, isTurned: true },
      { stop: 2, isTurned: false },
    ]);
  });

  test('takes a longer way where filament is pulled back less often on it', () => {
    const next = numbers(11);
    const stops = Array.from({ length: 80 }, () => point(next() * 12, next() * 12));
    const pull = { fromMm: 1.5, asMm: 7 };
    const start: Place = [0, 0];
    const plain = shortenWay(stops, start, null);
    const spared = shortenWay(stops, start, null, pull);
    expect(costOf(stops, spared, start, null, pull)).toBeLessThan(costOf(stops, plain, start, null, pull));
    expect(costMm(1.5, pull)).toBe(1.5);
    expect(costMm(1.6, pull)).toBeCloseTo(8.6, 12);
  });

  test('is the same each time, and nothing for nothing', () => {
    const next = numbers(3);
    const stops = Array.from({ length: 300 }, () => line(next() * 40, next() * 40, next() * 40, next() * 40));
    expect(shortenWay(stops, [0, 0], null)).toEqual(shortenWay(stops, [0, 0], null));
    expect(shortenWay([], [0, 0], null)).toEqual([]);
  });
});

/** The least cost by trying all orders and senses. */
function leastCost(stops: readonly Stop[], start: Place): number {
  let least = Number.POSITIVE_INFINITY;
  const used = stops.map(() => false);
  const go = (x: number, y: number, left: number, sum: number): void => {
    if (left === 0) least = Math.min(least, sum);
    stops.forEach(({ fromX, fromY, toX, toY, isTurnable }, k) => {
      if (used[k]) return;
      used[k] = true;
      go(toX, toY, left - 1, sum + Math.hypot(fromX - x, fromY - y));
      if (isTurnable) go(fromX, fromY, left - 1, sum + Math.hypot(toX - x, toY - y));
      used[k] = false;
    });
  };
  go(...start, stops.length, 0);
  return least;
}

import { expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { snapMm, toGrid } from '../../src/core/units.ts';
import { withoutSpikes } from '../../src/geometry/without-spikes.ts';
import { circle, loop } from '../scan/shapes.ts';
import { randomFrom } from './solids.ts';

/** Points of each loop. */
const told = (loops: Loops) => loops.map(({ xy }) => [...xy]);

/** Twice the area in square grid units, exactly. */
function twiceArea(loops: Loops): number {
  let sum = 0;
  for (const { xy } of loops) {
    const units = [...xy].map(toGrid);
    for (let i = 0, j = units.length - 2; i < units.length; j = i, i += 2) {
      sum += units[j]! * units[i + 1]! - units[i]! * units[j + 1]!;
    }
  }
  return sum;
}

const SQUARE = [0, 0, 6, 0, 6, 6, 0, 6];

test('loops without spikes are the same object, sharp corners and points on straight edges included', () => {
  const loops = [
    circle(1, 2, 3, 50),
    loop(0, 0, 5, 0, 5, 5),
    loop(0, 0, 2, 0, 4, 0, 4, 4),
    loop(0, 0, 90, 0, 0, 0.0001),
  ];
  expect(withoutSpikes(loops)).toBe(loops);
  expect(withoutSpikes([])).toEqual([]);
});

test('of several loops those without spikes are kept as they are', () => {
  const round = circle(20, 20, 3, 50);
  const [first, second] = withoutSpikes([loop(0, 0, 6, 0, 9, 0, 6, 0, 6, 6, 0, 6), round]);
  expect([...(first?.xy ?? [])]).toEqual(SQUARE);
  expect(first?.closed).toBe(true);
  expect(second).toBe(round);
});

test('a spike goes wherever the loop begins: before it, on its way out, at its tip, on its way back', () => {
  // Out from (6, 0) over (8, 1) to (9, 4) and back.
  const points = [0, 0, 6, 0, 8, 1, 9, 4, 8, 1, 6, 0, 6, 6, 0, 6];
  for (let turn = 0; turn < points.length; turn += 2) {
    const [clean, ...more] = told(withoutSpikes([loop(...points.slice(turn), ...points.slice(0, turn))]));
    expect(more).toEqual([]);
    expect(clean).toHaveLength(8);
    const start = [0, 2, 4, 6].find((n) => clean?.[n] === 0 && clean[n + 1] === 0) ?? 0;
    expect([...(clean ?? []).slice(start), ...(clean ?? []).slice(0, start)]).toEqual(SQUARE);
  }
});

test('spikes on spikes, spikes that turn back beyond their root, and points that stand still go as well', () => {
  expect(told(withoutSpikes([loop(0, 0, 6, 0, 9, 0, 9, 2, 9, 3, 9, 2, 8, 2, 9, 2, 9, 0, 6, 0, 6, 6, 0, 6)]))).toEqual([
    SQUARE,
  ]);
  // Along the lower edge out to 9, back to 3 and on to 6: a straight edge is left, with a point on it.
  expect(told(withoutSpikes([loop(0, 0, 9, 0, 3, 0, 6, 0, 6, 6, 0, 6)]))).toEqual([[0, 0, 3, 0, 6, 0, 6, 6, 0, 6]]);
  expect(told(withoutSpikes([loop(0, 0, 0, 0, 6, 0, 6, 0, 6, 0, 6, 6, 0, 6, 0, 0)]))[0]).toHaveLength(8);
});

test('a loop that is only a spike vanishes, straight or bent', () => {
  for (const points of [
    [0, 0, 5, 5],
    [0, 0, 5, 5, 2, 2],
    [0, 0, 5, 0, 7, 3, 8, 8, 7, 3, 5, 0],
    [3, 3],
    [3, 3, 3, 3, 3, 3],
    [0, 0, 10, 0, 5, 0, 20, 0],
  ]) {
    expect(withoutSpikes([loop(...points)])).toEqual([]);
    expect(told(withoutSpikes([loop(...SQUARE), loop(...points)]))).toEqual([SQUARE]);
  }
});

test('what is not exactly a spike on the grid stays, down to one unit', () => {
  const slim = [loop(0, 0, 6, 0, 90, 0.0001, 6, 0.0001, 6, 6, 0, 6)];
  expect(withoutSpikes(slim)).toBe(slim);
  // 0.1 + 0.2 is no grid point by a hair, which does not count.
  expect(told(withoutSpikes([loop(0, 0, 6, 0, 6, 0.1 + 0.2, 6, 0.6, 6, 0.3, 6, 0, 3, 6)]))[0]).toHaveLength(6);
});

test('the area of 200 random loops with random spikes is unchanged to the last unit, and no spike is left', () => {
  const random = randomFrom(5);
  let removed = 0;
  for (let n = 0; n < 200; n++) {
    const base = circle(0, 0, 1 + 20 * random(), 3 + Math.floor(random() * 40)).xy.map(snapMm);
    const points: number[] = [];
    for (let i = 0; i < base.length; i += 2) {
      const root = [base[i]!, base[i + 1]!];
      points.push(...root);
      const reach = Math.floor(random() * 5);
      const way: number[][] = [];
      for (let k = 0; k < reach; k++) way.push([snapMm(30 * random()), snapMm(30 * random())]);
      if (reach > 0) points.push(...[...way, ...way.slice(0, -1).reverse(), root].flat());
    }
    const turn = 2 * Math.floor((random() * points.length) / 2);
    const spiky = [loop(...points.slice(turn), ...points.slice(0, turn))];
    const clean = withoutSpikes(spiky);
    expect(twiceArea(clean)).toBe(twiceArea(spiky));
    expect(clean[0]?.xy).toHaveLength(base.length);
    expect(withoutSpikes(clean)).toBe(clean);
    removed += points.length - base.length;
  }
  expect(removed).toBeGreaterThan(5000);
});

test('a spike of 100 000 points goes in one pass', () => {
  const way: number[] = [];
  for (let n = 0; n < 50_000; n++) way.push(6 + 0.001 * n, n % 2);
  const back: number[] = [];
  for (let n = 49_998; n >= 0; n--) back.push(6 + 0.001 * n, n % 2);
  const [clean] = withoutSpikes([{ xy: Float64Array.from([0, 0, ...way, ...back, 6, 6, 0, 6]), closed: true }]);
  expect([...(clean?.xy ?? [])]).toEqual(SQUARE);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MotionClock, motionClock } from '../../src/geometry/motion-time.ts';

const A = 1000;
const DEVIATION = 0.013;
const clock = (accelerationMmPerS2: number | null = A) =>
  motionClock({ accelerationMmPerS2, junctionDeviationMm: DEVIATION });
const total = (c: MotionClock) => c.finish().reduce((sum, s) => sum + s, 0);

/** Time of a list of [dx, dy, feed]. */
function timeOf(moves: readonly (readonly [number, number, number])[]): number {
  const c = clock();
  for (const [dx, dy, feed] of moves) c.push(dx, dy, 0, 0, feed, 0);
  return total(c);
}

/** Time from rest to rest over a length with one speed inside at most. */
function trapezoid(length: number, v: number): number {
  return length >= (v * v) / A ? length / v + v / A : 2 * Math.sqrt(length / A);
}

describe('moves with accelerations of their own', () => {
  test('speed up and slow down by their own: a line begun at 1000 and ended at 500 mm/s2', () => {
    const c = clock();
    c.push(100, 0, 0, 0, 50, 0);
    c.accelerate(500);
    c.push(100, 0, 0, 0, 50, 0);
    // Ramps of 1.25 and 2.5 mm at half the speed on the way.
    expect(total(c)).toBeCloseTo(200 / 50 + 50 / (2 * 1000) + 50 / (2 * 500), 12);
  });

  test('come to rest before moves without any, which have their full speed throughout', () => {
    const c = clock(null);
    c.push(100, 0, 0, 0, 50, 0);
    c.accelerate(A);
    c.push(100, 0, 0, 0, 50, 0);
    c.accelerate(null);
    c.push(100, 0, 0, 0, 50, 0);
    expect(total(c)).toBeCloseTo(300 / 50 + 50 / A, 12);
  });

  test('that are all the same are as if it had been said once', () => {
    const c = clock(123);
    c.accelerate(A);
    for (let k = 0; k < 5000; k++) {
      c.accelerate(A);
      c.push(k % 3, 1, 0, 0, 30, 0);
    }
    expect(total(c)).toBe(timeOf(Array.from({ length: 5000 }, (_, k) => [k % 3, 1, 30] as const)));
  });
});

describe('one move from rest to rest', () => {
  test('that reaches its speed takes length over speed and one ramp more', () => {
    expect(timeOf([[100, 0, 50]])).toBeCloseTo(100 / 50 + 50 / 1000, 12);
  });

  test('that is too short for its speed takes 2 sqrt(length / acceleration)', () => {
    expect(timeOf([[0.4, 0.3, 100]])).toBeCloseTo(2 * Math.sqrt(0.5 / 1000), 12);
  });

  test('of the filament alone has the feed of the filament', () => {
    const c = clock();
    c.push(0, 0, 0, -2, 40, 0);
    expect(total(c)).toBeCloseTo(2 / 40 + 40 / 1000, 12);
  });

  test('of nothing takes no time and needs no speed', () => {
    const c = clock();
    c.push(0, 0, 0, 0, 0, 0);
    expect(total(c)).toBe(0);
  });
});

describe('corners', () => {
  test('two collinear moves take the time of one', () => {
    expect(
      timeOf([
        [30, 40, 60],
        [3, 4, 60],
      ]),
    ).toBeCloseTo(trapezoid(55, 60), 9);
  });

  test('one of 90 degrees is taken at the junction speed', () => {
    const s = Math.SQRT1_2;
    const vSq = (A * DEVIATION * s) / (1 - s);
    const v = Math.sqrt(vSq);
    // One side: a full ramp up to 50 mm/s, a ramp down to v, and the rest at 50 mm/s.
    const side = 50 / A + (50 - v) / A + (20 - (2 * 50 * 50 - vSq) / (2 * A)) / 50;
    expect(
      timeOf([
        [20, 0, 50],
        [0, 20, 50],
      ]),
    ).toBeCloseTo(2 * side, 12);
  });

  test('a full reversal stops', () => {
    expect(
      timeOf([
        [20, 0, 50],
        [-20, 0, 50],
      ]),
    ).toBeCloseTo(2 * trapezoid(20, 50), 12);
  });

  test('a slower move is entered at its own speed', () => {
    const fast = 50 / A + 30 / A + (20 - (2 * 2500 - 400) / (2 * A)) / 50;
    const slow = 20 / A + (20 - 400 / (2 * A)) / 20;
    expect(
      timeOf([
        [20, 0, 50],
        [20, 0, 20],
      ]),
    ).toBeCloseTo(fast + slow, 9);
  });

  test('a stop short of the speed is seen ahead of time', () => {
    // The last move is too short to stop from 100 mm/s: the way to rest begins in the one before.
    expect(
      timeOf([
        [50, 0, 100],
        [1, 0, 100],
      ]),
    ).toBeCloseTo(trapezoid(51, 100), 9);
  });

  test('a circle of short moves is run at the speed of its radius', () => {
    const radius = 0.5;
    const n = 600;
    const turns = 20;
    const c = clock();
    for (let k = 0; k < n * turns; k++) {
      const [p, q] = [k, k + 1].map((i) => (2 * Math.PI * i) / n) as [number, number];
      c.push(radius * (Math.cos(q) - Math.cos(p)), radius * (Math.sin(q) - Math.sin(p)), 0, 0, 200, 0);
    }
    const v = Math.sqrt(A * radius);
    const expected = (2 * Math.PI * radius * turns) / v + v / A;
    expect(total(c) / expected).toBeCloseTo(1, 2);
  });
});

describe('the clock', () => {
  test('without an acceleration divides length by speed', () => {
    const c = clock(null);
    c.push(3, 4, 0, 0.2, 10, 0);
    c.push(0, 0, 2, 0, 4, 1);
    c.dwell(1.5, 1);
    expect([...c.finish()]).toEqual([0.5, 2]);
  });

  test('keeps the time of tags apart, and tags never used are 0', () => {
    const c = clock();
    c.push(20, 0, 0, 0, 50, 3);
    c.push(-20, 0, 0, 0, 50, 1);
    const one = trapezoid(20, 50);
    expect([...c.finish()].map((s) => Number(s.toFixed(12)))).toEqual(
      [0, one, 0, one].map((s) => Number(s.toFixed(12))),
    );
  });

  test('comes to rest for a dwell', () => {
    const c = clock();
    c.push(20, 0, 0, 0, 50, 0);
    c.dwell(2, 0);
    c.push(20, 0, 0, 0, 50, 0);
    expect(total(c)).toBeCloseTo(2 * trapezoid(20, 50) + 2, 12);
  });

  test('cuts a line of 100,000 moves as short as 1 um anywhere and finds the time of one move', () => {
    const c = clock();
    for (let k = 0; k < 100_000; k++) c.push(0.001, 0, 0, 0, 40, 0);
    // Half the window, 1,024 um, is a little longer than the 800 um that a stop takes.
    expect(total(c) / trapezoid(100, 40)).toBeCloseTo(1, 9);
  });

  test('finds for any path what a plan of the whole path finds', () => {
    const move = fc.tuple(
      fc.integer({ min: -30, max: 30 }),
      fc.integer({ min: -30, max: 30 }),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 60 }), (some) => {
        // Repeated beyond the window, the path passes it in pieces.
        const moves = Array.from({ length: Math.ceil(5000 / some.length) }, () => some)
          .flat()
          .filter(([x, y]) => x !== 0 || y !== 0)
          .map(([x, y, f]): [number, number, number] => [x / 10, y / 10, f * 20]);
        expect(timeOf(moves)).toBeCloseTo(wholePlan(moves), 6);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

/** The same planner over the whole path at once, with angles from Math.acos. */
function wholePlan(moves: readonly (readonly [number, number, number])[]): number {
  const n = moves.length;
  const length = moves.map(([x, y]) => Math.hypot(x, y));
  const speed = new Array<number>(n + 1).fill(0);
  for (let i = 1; i < n; i++) {
    const [x0, y0, f0] = moves[i - 1]!;
    const [x1, y1, f1] = moves[i]!;
    const cosine = (x0 * x1 + y0 * y1) / (length[i - 1]! * length[i]!);
    const turn = Math.acos(Math.max(-1, Math.min(1, cosine)));
    if (cosine < -0.999999) continue;
    const s = Math.cos(turn / 2);
    let vSq = s > 0.9999997 ? Number.POSITIVE_INFINITY : (A * DEVIATION * s) / (1 - s);
    if (length[i]! < 1 && turn < Math.PI / 4 && turn > 1e-6) vSq = Math.min(vSq, (A * length[i]!) / turn);
    speed[i] = Math.min(Math.sqrt(vSq), f0, f1);
  }
  for (let i = n - 1; i > 0; i--) speed[i] = Math.min(speed[i]!, Math.sqrt(speed[i + 1]! ** 2 + 2 * A * length[i]!));
  let time = 0;
  for (let i = 0; i < n; i++) {
    speed[i + 1] = Math.min(speed[i + 1]!, Math.sqrt(speed[i]! ** 2 + 2 * A * length[i]!));
    const [u, w, f] = [speed[i]!, speed[i + 1]!, moves[i]![2]];
    const peak = Math.min(f, Math.sqrt(A * length[i]! + (u * u + w * w) / 2));
    const rampMm = (2 * peak * peak - u * u - w * w) / (2 * A);
    time += (2 * peak - u - w) / A + (length[i]! - rampMm) / peak;
  }
  return time;
}

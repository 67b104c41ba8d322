import { describe, expect, test } from 'vitest';
import { scanClock } from '../../../src/scan/timing/scan-clock.ts';
import type { PathTiming } from '../../../src/scan/timing/settings.ts';
import { plainTiming } from './plain-timing.ts';

/** 1000 mm/s along lines, 5000 mm/s between them, no delay. */
const PLAIN = plainTiming(1000, 5000);
const DELAYS: PathTiming = { ...PLAIN, jumpDelayUs: 100, markDelayUs: 40, polygonDelayUs: 7 };
/** Half a millimetre of run-in, a quarter of run-out; delays that must not count are large. */
const SKYWRITING: PathTiming = {
  ...PLAIN,
  jumpDelayUs: 1e6,
  markDelayUs: 1e6,
  laserOnDelayUs: -1e6,
  polygonDelayUs: 7,
  skywriting: { runInMm: 0.5, runOutMm: 0.25, leastAngleDeg: 60 },
};

/** Time of lines, each x0,y0,x1,y1,... */
function timeOf(timing: PathTiming, ...lines: readonly number[][]) {
  const clock = scanClock();
  for (const line of lines) clock.line(Float64Array.from(line), 0, line.length, false, timing);
  return clock.finish();
}

describe('delays are microseconds', () => {
  test('two vectors of 10 mm at 1000 mm/s with a jump delay of 100 us take 20.2 ms and the way of the jump, not 100 s', () => {
    const time = timeOf({ ...PLAIN, jumpDelayUs: 100 }, [0, 0, 10, 0], [10, 0.1, 0, 0.1]);
    // 2 x 10 ms along, 2 x 0.1 ms after the jumps there, 0.1 mm at 5000 mm/s between.
    expect(time.totalS).toBeCloseTo(0.0202 + 0.000_02, 12);
    expect(time).toMatchObject({ jumps: 2 });
  });

  test('each line that a jump follows, and the last one, is followed by the mark delay', () => {
    const time = timeOf(DELAYS, [0, 0, 1, 0], [2, 0, 3, 0], [4, 0, 5, 0]);
    // Three jump delays of 100 us, three mark delays of 40 us.
    expect(time.delayS).toBeCloseTo(420e-6, 15);
    expect(time.jumpS).toBeCloseTo(2 / 5000, 15);
    expect(time.totalS).toBeCloseTo(0.003 + 0.0004 + 0.000_42, 12);
  });

  test('the delays of the laser run beside those of the mirrors; a line waits only for a laser that comes before it', () => {
    const late = timeOf({ ...DELAYS, laserOnDelayUs: 50 }, [0, 0, 1, 0]);
    const early = timeOf({ ...DELAYS, laserOnDelayUs: -50 }, [0, 0, 1, 0]);
    expect(late.totalS).toBeCloseTo(timeOf(DELAYS, [0, 0, 1, 0]).totalS, 15);
    expect(early.totalS - late.totalS).toBeCloseTo(50e-6, 12);
  });
});

describe('points within a line', () => {
  const SQUARE = [0, 0, 10, 0, 10, 10, 0, 10];

  test('a closed square has three of them, an open one two: the polygon delay stands at each, the mark delay at the end', () => {
    const run = (closed: boolean) => {
      const clock = scanClock();
      clock.line(Float64Array.from(SQUARE), 0, SQUARE.length, closed, DELAYS);
      return clock.finish();
    };
    expect(run(true).delayS).toBeCloseTo((100 + 3 * 7 + 40) * 1e-6, 15);
    expect(run(false).delayS).toBeCloseTo((100 + 2 * 7 + 40) * 1e-6, 15);
    expect(run(true).exposureMm).toBe(40);
  });

  test('lines that meet are run as one', () => {
    const parts = timeOf(DELAYS, [0, 0, 10, 0], [10, 0, 10, 10], [10, 10, 0, 10]);
    expect(parts).toEqual(timeOf(DELAYS, [0, 0, 10, 0, 10, 10, 0, 10]));
    expect(parts.jumps).toBe(1);
  });

  test('a point that stands twice is one point', () => {
    expect(timeOf(DELAYS, [0, 0, 5, 0, 5, 0, 10, 0])).toEqual(timeOf(DELAYS, [0, 0, 5, 0, 10, 0]));
  });
});

describe('skywriting', () => {
  test('a line of 10 mm is 10.75 mm long at its speed, without any delay', () => {
    const time = timeOf(SKYWRITING, [0, 0, 10, 0]);
    expect(time).toMatchObject({ exposureMm: 10, skywritingMm: 0.75, jumpMm: 0, delayS: 0 });
    expect(time.totalS).toBeCloseTo(0.010_75, 12);
  });

  test('the jump goes from the end of the run-out to the start of the run-in', () => {
    // Out to x = 10.25; the next line runs back from x = 10, so it begins at 10.5, 0.2 mm higher.
    const time = timeOf(SKYWRITING, [0, 0, 10, 0], [10, 0.2, 0, 0.2]);
    expect(time.jumpMm).toBeCloseTo(Math.sqrt(0.25 ** 2 + 0.2 ** 2), 12);
    expect(time.totalS).toBeCloseTo(2 * 0.010_75 + time.jumpMm / 5000, 12);
  });

  test('a corner of less than the limit is passed with the polygon delay, another is left and come to again', () => {
    // Turns of 45 and of 90 degrees, the limit is 60.
    const soft = timeOf(SKYWRITING, [0, 0, 10, 0, 20, 10]);
    expect(soft).toMatchObject({ jumps: 1, skywritingMm: 0.75 });
    expect(soft.delayS).toBeCloseTo(7e-6, 15);
    const sharp = timeOf(SKYWRITING, [0, 0, 10, 0, 10, 10]);
    expect(sharp).toMatchObject({ jumps: 2, skywritingMm: 1.5, delayS: 0 });
    // From (10.25, 0) to (10, -0.5).
    expect(sharp.jumpMm).toBeCloseTo(Math.sqrt(0.25 ** 2 + 0.5 ** 2), 12);
  });

  test('a corner of just the limit is left', () => {
    const right: PathTiming = { ...SKYWRITING, skywriting: { runInMm: 0.5, runOutMm: 0.25, leastAngleDeg: 90 } };
    expect(timeOf(right, [0, 0, 10, 0, 10, 10]).jumps).toBe(2);
  });

  test('a line without it after one with it waits for its own jump, not after the other', () => {
    const clock = scanClock();
    clock.line(Float64Array.of(0, 0, 10, 0), 0, 4, false, SKYWRITING);
    clock.line(Float64Array.of(10, 0, 10, 10), 0, 4, false, DELAYS);
    const time = clock.finish();
    expect(time.jumpMm).toBeCloseTo(0.25, 12);
    expect(time.delayS).toBeCloseTo(140e-6, 15);
  });
});

test('a clock that ran nothing stands at 0', () => {
  expect(scanClock().finish()).toMatchObject({ totalS: 0, jumps: 0, exposureMm: 0 });
});

test('what a clock tells of stretches adds up to its total, with jumps where they are', () => {
  const told: number[][] = [];
  const clock = scanClock((...stretch) => told.push(stretch));
  clock.line(Float64Array.of(0, 0, 10, 0), 0, 4, false, DELAYS);
  clock.line(Float64Array.of(10, 5, 0, 5, 0, 9), 0, 6, false, DELAYS);
  clock.line(Float64Array.of(0, 20, 10, 20), 0, 4, false, SKYWRITING);
  const { totalS } = clock.finish();
  expect(told.reduce((sum, [, , , , seconds]) => sum + (seconds ?? 0), 0)).toBeCloseTo(totalS, 12);
  // The jump from (10, 0) to (10, 5) at 5000 mm/s and its delay of 100 us.
  expect(told).toContainEqual([10, 0, 10, 5, expect.closeTo(0.0011, 12)]);
});

/**
 * How long a laser takes for lines that it runs one after the other. The model is that of the delays of scan heads
 * (SCANLAB, manuals of RTC4 page 24, RTC5 pages 102 and 103, RTC6 pages 147 to 163):
 *
 * - a line takes its length over its speed; a jump its length over the jump speed, and the jump delay after it;
 * - after a line that a jump follows, the mark delay; between lines that meet, the polygon delay instead, laser on;
 * - the delays of the laser run beside those of the mirrors and take no time of their own;
 * - with skywriting a line gets a run-in and a run-out at its own speed, and jumps go from the end of one to the start of
 *   the other. The delays of laser, jump and line do not count there. Corners that turn by less than a limit are passed as
 *   without it, with the polygon delay.
 *
 * Acceleration is not in the model: the delays stand for it.
 */
import type { Skywriting } from '../../core/laser-file.ts';
import { cosineOfCycles } from '../../geometry/sine.ts';
import type { PathTiming } from './settings.ts';

/** Lengths in mm and times in s of what was run. */
export interface ScanTime {
  readonly exposureMm: number;
  readonly jumpMm: number;
  /** Jumps, that to the first line included. */
  readonly jumps: number;
  /** Run-ins and run-outs. */
  readonly skywritingMm: number;
  readonly exposureS: number;
  readonly jumpS: number;
  readonly delayS: number;
  readonly skywritingS: number;
  readonly totalS: number;
}

/** Adds up lines in execution order. */
export interface ScanClock {
  /** Runs along points x0,y0,x1,y1,... from `from` up to `to`, and back to the first one where the line is closed. */
  line(xy: Float64Array, from: number, to: number, closed: boolean, timing: PathTiming): void;
  /** Ends the last line and returns the sums. */
  finish(): ScanTime;
}

/** Is told of each stretch that takes time, in execution order: from where to where, and the seconds; a wait is where it begins and ends. */
export type StretchTime = (xa: number, ya: number, xb: number, yb: number, seconds: number) => void;

const US_PER_S = 1e6;

/**
 * Returns a clock for one laser on one layer. The way to the first line is not known and does not count, its delay does. What `tell` hears
 * of lines, jumps and delays adds up to the total; a run-in counts with the jump before it, a run-out where it ends.
 */
export function scanClock(tell: StretchTime | null = null): ScanClock {
  let exposureMm = 0;
  let jumpMm = 0;
  let jumps = 0;
  let skywritingMm = 0;
  let exposureS = 0;
  let jumpS = 0;
  let delayUs = 0;
  let skywritingS = 0;
  // Where the laser stands, which way it came, and the timing of that line; null before the first.
  let last: PathTiming | null = null;
  let x = 0;
  let y = 0;
  let ux = 0;
  let uy = 0;
  // The cosine of a corner is asked for at each point: it is worked out when the skywriting changes.
  let askedLast: Skywriting | null = null;
  let leastOfIt = 0;
  const cosineFor = (skywriting: Skywriting): number => {
    if (skywriting !== askedLast) {
      askedLast = skywriting;
      leastOfIt = leastCosine(skywriting);
    }
    return leastOfIt;
  };

  /** Leaves the last line: its run-out, or its delay. */
  function leave(): void {
    if (last === null) return;
    if (last.skywriting === null) {
      delayUs += last.markDelayUs;
      tell?.(x, y, x, y, last.markDelayUs / US_PER_S);
    } else {
      const wayMm = last.skywriting.runOutMm;
      skywritingMm += wayMm;
      skywritingS += wayMm / last.speedMmPerS;
      x += ux * wayMm;
      y += uy * wayMm;
      tell?.(x, y, x, y, wayMm / last.speedMmPerS);
    }
  }

  /** Comes to the start of a line that goes to (vx, vy): a jump, then its delay or a run-in. */
  function come(toX: number, toY: number, vx: number, vy: number, timing: PathTiming): void {
    const { skywriting, jumpSpeedMmPerS } = timing;
    const runInMm = skywriting?.runInMm ?? 0;
    jumps++;
    let seconds = 0;
    if (last !== null) {
      const wayMm = lengthOf(toX - vx * runInMm - x, toY - vy * runInMm - y);
      jumpMm += wayMm;
      seconds = wayMm / jumpSpeedMmPerS;
      jumpS += seconds;
    }
    if (skywriting === null) {
      const waitUs = timing.jumpDelayUs + Math.max(0, -timing.laserOnDelayUs);
      delayUs += waitUs;
      seconds += waitUs / US_PER_S;
    } else {
      skywritingMm += runInMm;
      skywritingS += runInMm / timing.speedMmPerS;
      seconds += runInMm / timing.speedMmPerS;
    }
    if (tell !== null) tell(last === null ? toX : x, last === null ? toY : y, toX, toY, seconds);
  }

  function segment(fromX: number, fromY: number, toX: number, toY: number, timing: PathTiming): void {
    const length = lengthOf(toX - fromX, toY - fromY);
    if (length === 0) return;
    const vx = (toX - fromX) / length;
    const vy = (toY - fromY) / length;
    if (last !== null && fromX === x && fromY === y && passes(last, timing, ux * vx + uy * vy, cosineFor)) {
      delayUs += last.polygonDelayUs;
      tell?.(x, y, x, y, last.polygonDelayUs / US_PER_S);
    } else {
      leave();
      come(fromX, fromY, vx, vy, timing);
    }
    exposureMm += length;
    exposureS += length / timing.speedMmPerS;
    tell?.(fromX, fromY, toX, toY, length / timing.speedMmPerS);
    last = timing;
    x = toX;
    y = toY;
    ux = vx;
    uy = vy;
  }

  return {
    line(xy, from, to, closed, timing) {
      for (let i = from + 2; i < to; i += 2) segment(xy[i - 2]!, xy[i - 1]!, xy[i]!, xy[i + 1]!, timing);
      if (closed && to - from > 2) segment(xy[to - 2]!, xy[to - 1]!, xy[from]!, xy[from + 1]!, timing);
    },
    finish() {
      leave();
      last = null;
      const delayS = delayUs / US_PER_S;
      const totalS = exposureS + jumpS + delayS + skywritingS;
      return { exposureMm, jumpMm, jumps, skywritingMm, exposureS, jumpS, delayS, skywritingS, totalS };
    },
  };
}

/** Whether a line goes on where one ends without being left; `cosine` is that of the turn between them. */
function passes(
  last: PathTiming,
  next: PathTiming,
  cosine: number,
  leastFor: (skywriting: Skywriting) => number,
): boolean {
  if (last.skywriting === null || next.skywriting === null) return last.skywriting === next.skywriting;
  return Math.min(cosine, 1) > leastFor(last.skywriting);
}

/** The cosine of the corner from which on a line is left; of 180 degrees it is below that of any turn but a reversal. */
function leastCosine({ leastAngleDeg }: Skywriting): number {
  return cosineOfCycles(leastAngleDeg / 360);
}

function lengthOf(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

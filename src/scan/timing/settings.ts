/** How the mirrors run along the paths of one key: speeds in mm/s and delays in microseconds, as data sheets give them. */
import type { Skywriting } from '../../core/laser-file.ts';

/** Timing of one key; what nobody said is 0 or null and takes no time. */
export interface PathTiming {
  readonly speedMmPerS: number;
  readonly jumpSpeedMmPerS: number;
  /** Wait after each jump until the mirrors are still. */
  readonly jumpDelayUs: number;
  /** Wait after each line before the next jump. */
  readonly markDelayUs: number;
  /** Wait at each point within a line, laser on. */
  readonly polygonDelayUs: number;
  /** From the start of a line to the laser; only a negative one takes time of its own: the line waits for it. */
  readonly laserOnDelayUs: number;
  /** With it the delays of jumps, lines and laser do not count. */
  readonly skywriting: Skywriting | null;
  /** Number of the laser that runs the key whole; absent: the first, or those that share it. */
  readonly laser?: number;
}

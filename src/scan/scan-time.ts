/** How long the laser works on a layer. */
import { PrepError } from '../core/prep-error.ts';
import type { ParamsKey, ToolpathLayer } from '../core/toolpath.ts';
import { lengthMm as polylineLengthMm } from '../geometry/polygon-area.ts';

/** Speeds in mm/s and delays in microseconds, as data sheets give them. */
export interface ScanSpeeds {
  /** Exposure speed of each parameter key. */
  readonly speedMmPerS: Readonly<Record<ParamsKey, number>>;
  readonly jumpSpeedMmPerS: number;
  /** Wait after each jump until the mirrors are still. */
  readonly jumpDelayUs: number;
  /** Wait after each exposed line before the next jump. */
  readonly markDelayUs: number;
}

/** Time and length of a layer's exposure; lengths in mm, times in s. */
export interface ScanTime {
  readonly exposureMm: number;
  readonly jumpMm: number;
  readonly jumps: number;
  readonly exposureS: number;
  readonly jumpS: number;
  readonly delayS: number;
  readonly totalS: number;
}

const SECONDS_PER_MICROSECOND = 1e-6;

/**
 * Returns the time for exposing and jumping, in execution order. Where the laser stands before the first path is not known:
 * the way there does not count. A path that starts where the last one ended needs no jump and no delay. Acceleration,
 * skywriting and recoating are not in it.
 */
export function scanTime(layer: ToolpathLayer, speeds: ScanSpeeds): ScanTime {
  let exposureMm = 0;
  let exposureS = 0;
  let jumpMm = 0;
  let jumps = 0;
  // Not a number until the first path: no jump leads there.
  let x = Number.NaN;
  let y = Number.NaN;
  const jumpTo = (toX: number, toY: number): void => {
    const distanceMm = Math.hypot(toX - x, toY - y);
    if (distanceMm > 0) {
      jumpMm += distanceMm;
      jumps++;
    }
  };
  for (const toolpath of layer.toolpaths) {
    if (toolpath.kind === 'bead') continue;
    const speed = speeds.speedMmPerS[toolpath.params];
    if (speed === undefined || !(speed > 0)) {
      throw new PrepError('profile-invalid', 'an exposure speed above 0 mm/s is needed', [
        toolpath.params,
        'speedMmPerS',
      ]);
    }
    let lengthMm = 0;
    if (toolpath.kind === 'contour') {
      const { xy, closed } = toolpath.path;
      if (xy.length < 4) continue;
      jumpTo(xy[0]!, xy[1]!);
      lengthMm = polylineLengthMm(toolpath.path);
      x = closed ? xy[0]! : xy[xy.length - 2]!;
      y = closed ? xy[1]! : xy[xy.length - 1]!;
    } else {
      const { xyxy } = toolpath.lines;
      for (let i = 0; i < xyxy.length; i += 4) {
        jumpTo(xyxy[i]!, xyxy[i + 1]!);
        x = xyxy[i + 2]!;
        y = xyxy[i + 3]!;
        lengthMm += Math.hypot(x - xyxy[i]!, y - xyxy[i + 1]!);
      }
    }
    exposureMm += lengthMm;
    exposureS += lengthMm / speed;
  }
  const jumpS = jumpMm / speeds.jumpSpeedMmPerS;
  const delayS = jumps * (speeds.jumpDelayUs + speeds.markDelayUs) * SECONDS_PER_MICROSECOND;
  return { exposureMm, jumpMm, jumps, exposureS, jumpS, delayS, totalS: exposureS + jumpS + delayS };
}

/** How long the laser works on a layer. */
import { keepCompiled } from '../core/keep-compiled.ts';
import { PrepError } from '../core/prep-error.ts';
import type { ContourToolpath, HatchToolpath, ParamsKey, ToolpathLayer } from '../core/toolpath.ts';
import { type ScanClock, type ScanTime, scanClock } from './timing/scan-clock.ts';
import type { PathTiming } from './timing/settings.ts';

/** Timing of each parameter key. */
export type ScanSpeeds = Readonly<Record<ParamsKey, PathTiming>>;

/**
 * Returns the time for exposing and jumping, in execution order. Where the laser stands before the first path is not known:
 * the way there does not count. A path that starts where the last one ended needs no jump. Recoating is not in it. Several
 * lasers work side by side: the time is that of the slowest.
 */
export function scanTime(layer: ToolpathLayer, speeds: ScanSpeeds): ScanTime {
  const clocks = keepCompiled('scan-time', new Map<number, ScanClock>());
  for (const toolpath of layer.toolpaths) {
    if (toolpath.kind === 'bead') continue;
    const timing = speeds[toolpath.params];
    if (timing === undefined || !(timing.speedMmPerS > 0)) {
      throw new PrepError('profile-invalid', 'an exposure speed above 0 mm/s is needed', [
        toolpath.params,
        'speedMmPerS',
      ]);
    }
    const laser = toolpath.laser ?? timing.laser ?? 0;
    const clock = clocks.get(laser) ?? scanClock();
    clocks.set(laser, clock);
    runPath(clock, toolpath, timing);
  }
  return [...clocks.values()].map((clock) => clock.finish()).reduce(slower, scanClock().finish());
}

/** Adds the lines of a laser path to a clock, in execution order. */
export function runPath(clock: ScanClock, toolpath: ContourToolpath | HatchToolpath, timing: PathTiming): void {
  if (toolpath.kind === 'contour') {
    const { xy, closed } = toolpath.path;
    clock.line(xy, 0, xy.length, closed, timing);
    return;
  }
  const { xyxy } = toolpath.lines;
  for (let i = 0; i < xyxy.length; i += 4) clock.line(xyxy, i, i + 4, false, timing);
}

function slower(one: ScanTime, other: ScanTime): ScanTime {
  return other.totalS > one.totalS ? other : one;
}

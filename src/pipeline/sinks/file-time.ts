/** How long a file of laser paths takes, by the parameters that it holds itself. */
import type { LaserExposure, LaserFileLayer, NamedExposure } from '../../core/laser-file.ts';
import { scanClock } from '../../scan/timing/scan-clock.ts';
import type { PathTiming } from '../../scan/timing/settings.ts';

/** The clock of one file. */
export interface FileClock {
  /** Seconds of exposure, jumps and delays of a layer, with recoating where that is known; null where a path has no speed or no jump speed. */
  layerS(layer: LaserFileLayer): number | null;
  /** What of the time the file does not say, in words; empty where it says all. */
  readonly missing: readonly string[];
}

const DELAYS = {
  jumpDelayUs: 'jump delay',
  markDelayUs: 'mark delay',
  polygonDelayUs: 'polygon delay',
} as const;

/** Returns a clock; `exposures` may grow while layers are read. Without a profile nobody knows the time of recoating. */
export function fileClock(exposures: readonly NamedExposure[], recoatS: number | null): FileClock {
  const missing = new Set<string>(recoatS === null ? ['recoating'] : []);
  /** Lasers work side by side: each has a clock of its own, and the slowest is the layer's. */
  function layerS({ paths }: LaserFileLayer): number | null {
    const clocks = new Map<number, ReturnType<typeof scanClock>>();
    for (const path of paths) {
      if (path.kind === 'boundary') continue;
      const exposure = path.exposure === null ? undefined : exposures[path.exposure]?.exposure;
      const timing = exposure === undefined ? null : timingOf(exposure);
      if (exposure === undefined || timing === null) return null;
      for (const [field, words] of Object.entries(DELAYS)) {
        if (exposure.skywriting === null && exposure[field as keyof typeof DELAYS] === null) missing.add(words);
      }
      const laser = exposure.laser ?? 0;
      const clock = clocks.get(laser) ?? scanClock();
      clocks.set(laser, clock);
      if (path.kind === 'line') clock.line(path.xy, 0, path.xy.length, path.closed, timing);
      else for (let i = 0; i < path.xyxy.length; i += 4) clock.line(path.xyxy, i, i + 4, false, timing);
    }
    return Math.max(0, ...[...clocks.values()].map((clock) => clock.finish().totalS)) + (recoatS ?? 0);
  }
  return {
    layerS,
    get missing() {
      return [...missing];
    },
  };
}

function timingOf(exposure: LaserExposure): PathTiming | null {
  const { speedMmPerS, jumpSpeedMmPerS, skywriting } = exposure;
  if (speedMmPerS === null || jumpSpeedMmPerS === null || !(speedMmPerS > 0 && jumpSpeedMmPerS > 0)) return null;
  return {
    speedMmPerS,
    jumpSpeedMmPerS,
    jumpDelayUs: exposure.jumpDelayUs ?? 0,
    markDelayUs: exposure.markDelayUs ?? 0,
    polygonDelayUs: exposure.polygonDelayUs ?? 0,
    laserOnDelayUs: exposure.laserOnDelayUs ?? 0,
    skywriting,
  };
}

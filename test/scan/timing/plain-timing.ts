import type { PathTiming } from '../../../src/scan/timing/settings.ts';

/** Timing without any delay. */
export function plainTiming(speedMmPerS: number, jumpSpeedMmPerS: number): PathTiming {
  return {
    speedMmPerS,
    jumpSpeedMmPerS,
    jumpDelayUs: 0,
    markDelayUs: 0,
    polygonDelayUs: 0,
    laserOnDelayUs: 0,
    skywriting: null,
  };
}

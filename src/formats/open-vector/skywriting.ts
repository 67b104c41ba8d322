/**
 * Skywriting as the format has it: mode 3 with times of run-in and run-out and the cosine of a limit angle. The fields carry
 * the names of the SCANLAB scanner commands (set_sky_writing_para: Nprev, Npost; set_sky_writing_limit: CosAngle), whose
 * sense is taken here: a corner is passed without skywriting while the cosine of its change of direction is above the limit.
 */
import type { LaserExposure, Skywriting } from '../../core/laser-file.ts';

/** The mode of skywriting that knows a limit. */
export const LIMITED_MODE = 3;

/** The three numbers of a parameter set; times are null where the speed is not known. */
export interface SkywritingNumbers {
  readonly limit: number;
  readonly runInUs: number | null;
  readonly runOutUs: number | null;
}

/** Returns ways as times at the speed of an exposure. */
export function skywritingNumbers(
  { runInMm, runOutMm, leastAngleDeg }: Skywriting,
  { speedMmPerS }: LaserExposure,
): SkywritingNumbers {
  const timeUs = (wayMm: number) => (speedMmPerS === null || speedMmPerS === 0 ? null : (wayMm / speedMmPerS) * 1e6);
  return {
    limit: Math.cos((leastAngleDeg * Math.PI) / 180),
    runInUs: timeUs(runInMm),
    runOutUs: timeUs(runOutMm),
  };
}

/**
 * Returns times as ways, or null where times or speed are missing. Digits beyond what the floats of a file can tell are
 * rounded off: six of a way, thousandths of a degree.
 */
export function skywritingOf(
  { limit, runInUs, runOutUs }: SkywritingNumbers,
  speedMmPerS: number | null,
): Skywriting | null {
  if (runInUs === null || runOutUs === null || speedMmPerS === null || !(Math.abs(limit) <= 1)) return null;
  const wayMm = (timeUs: number) => Number(((timeUs * speedMmPerS) / 1e6).toPrecision(6));
  const angleDeg = (Math.atan2(Math.sqrt(1 - limit * limit), limit) * 180) / Math.PI;
  return { runInMm: wayMm(runInUs), runOutMm: wayMm(runOutUs), leastAngleDeg: Math.round(angleDeg * 1000) / 1000 };
}

/** Volumetric flow of beads: volume per time, over runs long enough that the rounding of coordinates does not matter. */

/**
 * Least length of a run. Files have coordinates in micrometres, so that the length of a run is right to 0.7 %; the few moves of
 * a run and their E words of 0.01 um add less.
 */
const LEAST_RUN_MM = 0.2;

/** Takes the moves of one bead after the other. */
export interface FlowMeter {
  /** Adds an extruding move and returns the flow of the run that it completes, else null. */
  add(volumeMm3: number, lengthMm: number, feedMmPerS: number): number | null;
  /** Ends a run: after a travel or where another feature begins. */
  stop(): void;
}

/** Returns a meter. Flow is that of the set speeds; while the machine speeds up or slows down it is lower. */
export function flowMeter(): FlowMeter {
  let volume = 0;
  let length = 0;
  let feed = 0;
  function stop(): void {
    volume = 0;
    length = 0;
  }
  return {
    add(volumeMm3, lengthMm, feedMmPerS) {
      if (feedMmPerS !== feed) stop();
      feed = feedMmPerS;
      volume += volumeMm3;
      length += lengthMm;
      if (length < LEAST_RUN_MM) return null;
      const flow = (volume * feed) / length;
      stop();
      return flow;
    },
    stop,
  };
}

/**
 * How long a machine takes for a path of straight moves: constant acceleration with look-ahead, as the planner of Marlin 2 does
 * it (Marlin/src/module/planner.cpp; marlinfw.org, M205 J). The acceleration of a move holds for all directions. Corners are taken at the
 * speed of junction deviation (S. K. Jeon, "Improving Grbl: Cornering Algorithm", 2011): v^2 = a d s / (1 - s) with s the sine
 * of half the angle between the two lines, d the deviation. Between short moves that turn by less than 45 degrees the speed is
 * also that of a circle through them, v^2 = a length / turn (JD_HANDLE_SMALL_SEGMENTS).
 *
 * Marlin looks 16 moves ahead, this clock as far as it needs to, so it is the faster of the two where moves are very short.
 */
import { assert } from '../core/prep-error.ts';
import { type GrowableFloats, growableFloats, pushFloat } from './growable.ts';

/** Marlin's JUNCTION_DEVIATION_MM where a printer does not say its own. */
export const DEFAULT_JUNCTION_DEVIATION_MM = 0.013;

/** How a machine moves; without an acceleration every move has its full speed throughout. */
export interface MotionSettings {
  readonly accelerationMmPerS2: number | null;
  readonly junctionDeviationMm: number;
}

/** Adds up the time of moves by tag, a small whole number that the caller chooses. */
export interface MotionClock {
  /** Moves by dx, dy, dz while the filament moves by `de`; the feed is that of x, y and z, or of the filament alone. */
  push(dxMm: number, dyMm: number, dzMm: number, deMm: number, feedMmPerS: number, tag: number): void;
  /** Acceleration of the moves to come; null: they have their full speed throughout. */
  accelerate(mmPerS2: number | null): void;
  /** Comes to rest and waits. */
  dwell(seconds: number, tag: number): void;
  /** Comes to rest and returns the seconds of each tag so far, from tag 0 to the largest one. */
  finish(): Float64Array;
}

/** Moves held back until their speeds are settled. */
const CAPACITY = 2048;
/** Marlin's limits of the rule for short moves. */
const SHORT_MOVE_MM = 1;
const SHARPEST_SMOOTH_COSINE = Math.SQRT1_2;
/** A turn so close to none that it is no corner, and one so close to a reversal that it is one. */
const STRAIGHT = 0.999999;

/** Returns a clock at rest. */
export function motionClock(settings: MotionSettings): MotionClock {
  const { junctionDeviationMm } = settings;
  let acceleration = settings.accelerationMmPerS2;
  assert(acceleration === null || acceleration > 0, 'an acceleration is above 0');
  const seconds: GrowableFloats = growableFloats(64);
  const lengthMm = new Float64Array(CAPACITY);
  const nominalSq = new Float64Array(CAPACITY);
  /** Square of the highest and of the planned speed at the start of each move. */
  const capSq = new Float64Array(CAPACITY);
  const entrySq = new Float64Array(CAPACITY + 1);
  const accelerations = new Float64Array(CAPACITY);
  const tags = new Int32Array(CAPACITY);
  let count = 0;
  // Direction in x, y, z and filament and squared speed of the move before.
  let ux = 0;
  let uy = 0;
  let uz = 0;
  let ue = 0;
  let lastNominalSq = 0;

  function add(value: number, tag: number): void {
    while (seconds.length <= tag) pushFloat(seconds, 0);
    seconds.values[tag]! += value;
  }

  /** Square of the highest speed at which a move in direction (vx, vy, vz, ve) may begin. */
  function junctionSq(
    vx: number,
    vy: number,
    vz: number,
    ve: number,
    length: number,
    feedSq: number,
    a: number,
  ): number {
    if (lastNominalSq === 0) return 0;
    const lower = Math.min(feedSq, lastNominalSq);
    const cosine = ux * vx + uy * vy + uz * vz + ue * ve;
    if (cosine < -STRAIGHT) return 0;
    const halfSine = Math.sqrt(0.5 * (1 + Math.min(cosine, STRAIGHT)));
    let limit = (a * junctionDeviationMm * halfSine) / (1 - halfSine);
    if (length < SHORT_MOVE_MM && cosine > SHARPEST_SMOOTH_COSINE) {
      const cx = vx - ux;
      const cy = vy - uy;
      const cz = vz - uz;
      const ce = ve - ue;
      const s2 = (cx * cx + cy * cy + cz * cz + ce * ce) / 4;
      // Arc sine by its series: s, the sine of half the turn, is below 0.39 here, and the error below 0.001 %.
      const turnRad = 2 * Math.sqrt(s2) * (1 + s2 * (1 / 6 + s2 * (3 / 40 + s2 * (15 / 336 + s2 * (105 / 3456)))));
      if (turnRad > 0) limit = Math.min(limit, (a * length) / turnRad);
    }
    return Math.min(limit, lower);
  }

  /**
   * Plans backward from rest after the last move, then forward, and counts the time of the moves whose speeds can no more
   * change: those before the last corner that is taken as fast as it allows, for what comes later only ever makes the moves
   * faster. Without such a corner the first half is counted as if the machine stopped at the end of the other half, which
   * changes nothing where that half is longer than the way to a stop.
   */
  function plan(toRest: boolean): void {
    let settled = toRest ? count : 0;
    entrySq[count] = 0;
    for (let i = count - 1; i > 0; i--) {
      const reachable = entrySq[i + 1]! + 2 * accelerations[i]! * lengthMm[i]!;
      if (settled === 0 && capSq[i]! <= reachable) settled = i;
      entrySq[i] = Math.min(capSq[i]!, reachable);
    }
    if (settled === 0) settled = count >> 1;
    for (let i = 0; i < settled; i++) {
      const a = accelerations[i]!;
      const next = Math.min(entrySq[i + 1]!, entrySq[i]! + 2 * a * lengthMm[i]!);
      entrySq[i + 1] = next;
      add(rampSeconds(lengthMm[i]!, entrySq[i]!, next, nominalSq[i]!, a), tags[i]!);
    }
    entrySq[0] = entrySq[settled]!;
    lengthMm.copyWithin(0, settled, count);
    nominalSq.copyWithin(0, settled, count);
    capSq.copyWithin(0, settled, count);
    accelerations.copyWithin(0, settled, count);
    tags.copyWithin(0, settled, count);
    count -= settled;
    if (toRest) lastNominalSq = 0;
  }

  return {
    push(dx, dy, dz, de, feedMmPerS, tag) {
      const spaceSq = dx * dx + dy * dy + dz * dz;
      const length = spaceSq > 0 ? Math.sqrt(spaceSq) : Math.abs(de);
      if (length === 0) return;
      assert(feedMmPerS > 0, 'a move has a speed');
      if (acceleration === null) {
        add(length / feedMmPerS, tag);
        return;
      }
      const norm = Math.sqrt(spaceSq + de * de);
      const vx = dx / norm;
      const vy = dy / norm;
      const vz = dz / norm;
      const ve = de / norm;
      const feedSq = feedMmPerS * feedMmPerS;
      if (count === CAPACITY) plan(false);
      lengthMm[count] = length;
      nominalSq[count] = feedSq;
      capSq[count] = junctionSq(vx, vy, vz, ve, length, feedSq, acceleration);
      accelerations[count] = acceleration;
      tags[count] = tag;
      count++;
      ux = vx;
      uy = vy;
      uz = vz;
      ue = ve;
      lastNominalSq = feedSq;
    },
    accelerate(mmPerS2) {
      assert(mmPerS2 === null || mmPerS2 > 0, 'an acceleration is above 0');
      // Moves that are held back were to be followed by one of their kind.
      if ((mmPerS2 === null) !== (acceleration === null)) plan(true);
      acceleration = mmPerS2;
    },
    dwell(waitS, tag) {
      plan(true);
      add(waitS, tag);
    },
    finish() {
      plan(true);
      return seconds.values.slice(0, seconds.length);
    },
  };
}

/** Time of one move from one squared speed to another with at most the nominal speed between. */
function rampSeconds(length: number, fromSq: number, toSq: number, nominalSq: number, a: number): number {
  const from = Math.sqrt(fromSq);
  const to = Math.sqrt(toSq);
  const peakSq = a * length + (fromSq + toSq) / 2;
  if (peakSq <= nominalSq) return (2 * Math.sqrt(peakSq) - from - to) / a;
  const nominal = Math.sqrt(nominalSq);
  const cruiseMm = length - (2 * nominalSq - fromSq - toSq) / (2 * a);
  return (2 * nominal - from - to) / a + cruiseMm / nominal;
}

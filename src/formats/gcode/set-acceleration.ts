/** Accelerations of a file that sets them: a line where one changes, and the clock told of the one that each move has. */
import { assert } from '../../core/prep-error.ts';
import type { MotionClock } from '../../geometry/motion-time.ts';
import { dialectOf } from './dialects/dialect-of.ts';
import type { GcodeSettings } from './settings.ts';

/** Each is called before moves of its kind; of files that set no acceleration none does anything. */
export interface AccelerationWriter {
  /** Beads to come, with their acceleration. */
  print(mmPerS2: number): void;
  /** Another move with filament, as the last bead. */
  again(): void;
  /** A move without filament. */
  travel(): void;
  /** Filament alone: the machine's own. */
  alone(): void;
}

/** Starts with the acceleration of the machine. */
export function accelerationWriter(
  put: (line: string) => void,
  { accelerations, accelerationMmPerS2, firmware, heaterNames }: GcodeSettings,
  clock: MotionClock,
): AccelerationWriter {
  if (accelerations === undefined) return { print() {}, again() {}, travel() {}, alone() {} };
  const dialect = dialectOf(firmware, heaterNames);
  const { travelMmPerS2 } = accelerations;
  const travelLine = travelMmPerS2 === null ? null : dialect.travelAcceleration(travelMmPerS2);
  /** One acceleration holds for all moves: it is set anew for each travel, where travels have one. */
  const isShared = dialect.travelAcceleration(1) === null;
  let print = accelerationMmPerS2;
  /** What the file has set last, for beads and travels, or for all. */
  let said: number | null = null;
  let isTravelSaid = false;

  function say(mmPerS2: number): void {
    if (mmPerS2 === said) return;
    const line = dialect.acceleration(mmPerS2);
    assert(line !== null, 'a firmware without a command for accelerations is asked for none');
    put(line);
    said = mmPerS2;
  }

  function again(): void {
    if (said !== null || print !== accelerationMmPerS2) say(print);
    clock.accelerate(print);
  }

  return {
    print(mmPerS2) {
      print = mmPerS2;
      say(mmPerS2);
      clock.accelerate(mmPerS2);
    },
    again,
    travel() {
      if (isShared) {
        if (travelMmPerS2 !== null) say(travelMmPerS2);
        clock.accelerate(said ?? accelerationMmPerS2);
        return;
      }
      if (travelLine !== null && !isTravelSaid) put(travelLine);
      isTravelSaid = true;
      clock.accelerate(travelMmPerS2 ?? accelerationMmPerS2);
    },
    alone: () => clock.accelerate(accelerationMmPerS2),
  };
}

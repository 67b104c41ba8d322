/** How often raw offset curves wind around what lies on their right: where the result ends is where that is 0. */
import { growableInts, pushInt } from './growable.ts';
import { centreWindings, windingBeside } from './inset-centres.ts';
import type { InsetCrossings } from './inset-crossings.ts';
import type { InsetOrder } from './inset-order.ts';
import { type KeptRoom, NEW_ROOM } from './kept-room.ts';
import type { OffsetSegments } from './offset-segments.ts';

/** Windings of the right side. */
export interface InsetWindings {
  /** Of each loop at its first vertex. */
  readonly atStart: Int32Array;
  /** Behind each pass, by its place. */
  readonly behind: Int32Array;
}

/** Returns the windings of the right sides of all loops, or null where they contradict each other. */
export function rightWindings(
  segments: OffsetSegments,
  crossings: InsetCrossings,
  order: InsetOrder,
  room: KeptRoom = NEW_ROOM,
): InsetWindings | null {
  const { starts } = segments;
  const { goesLeft } = crossings;
  const { at, placeOf, firstOf, loopOf } = order;
  const loops = starts.length - 1;
  // Against the loop's start at first; each pass over to the left of another segment adds one turn.
  const behind = room.ints('behind', at.length);
  for (let l = 0; l < loops; l++) {
    let winding = 0;
    for (let place = firstOf[starts[l]!]!; place < firstOf[starts[l + 1]!]!; place++) {
      winding += stepAt(goesLeft, at[place]!);
      behind[place] = winding;
    }
    if (winding !== 0) return null;
  }
  const atStart = new Int32Array(loops);
  const known = new Uint8Array(loops);
  const waiting = growableInts(64);
  const centres = centreWindings(segments, crossings.grid, room);
  for (let l = 0; l < loops; l++) {
    if (known[l] || starts[l] === starts[l + 1]) continue;
    const winding = windingBeside(centres, starts[l]!);
    if (winding === null) return null;
    atStart[l] = winding;
    known[l] = 1;
    pushInt(waiting, l);
    while (waiting.length > 0) {
      const loop = waiting.values[--waiting.length]!;
      for (let place = firstOf[starts[loop]!]!; place < firstOf[starts[loop + 1]!]!; place++) {
        const pass = at[place]!;
        const step = stepAt(goesLeft, pass);
        // The winding right of both segments is that on the right of either: of the one that goes left before, of the other behind.
        const rightOfBoth = atStart[loop]! + behind[place]! - (step > 0 ? 1 : 0);
        const otherPlace = placeOf[pass ^ 1]!;
        const other = loopOf[otherPlace]!;
        const start = rightOfBoth - behind[otherPlace]! + (step > 0 ? 0 : 1);
        if (known[other]) {
          if (atStart[other] !== start) return null;
          continue;
        }
        atStart[other] = start;
        known[other] = 1;
        pushInt(waiting, other);
      }
    }
  }
  for (let place = 0; place < at.length; place++) behind[place]! += atStart[loopOf[place]!]!;
  return { atStart, behind };
}

/** Turns that the right side gains at a pass. */
export function stepAt(goesLeft: Uint8Array, pass: number): number {
  return goesLeft[pass >> 1] === (pass & 1) ? -1 : 1;
}

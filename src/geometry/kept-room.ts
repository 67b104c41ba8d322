/** Room for numbers that is kept from one call to the next: typed arrays lie outside of the heap, and what is taken anew for each layer is cleared as often. */

/** Typed arrays by places; each holds what was last written to it until the place is asked for again, and is as long as was asked. */
export interface KeptRoom {
  floats(place: string, length: number): Float64Array;
  ints(place: string, length: number): Int32Array;
  bytes(place: string, length: number): Uint8Array;
}

/** Rooms more than this many times too large for what is asked are given back, so that one large layer does not hold memory for good. */
const ROOMY = 64;
/** Numbers that a place has at least. */
const LEAST = 1024;

/** Returns a room of its own; who makes one sees to it that nothing it lent is in use when it lends that again. */
export function keptRoom(): KeptRoom {
  return {
    floats: lender((length) => new Float64Array(length)),
    ints: lender((length) => new Int32Array(length)),
    bytes: lender((length) => new Uint8Array(length)),
  };
}

/** Room that is new each time. */
export const NEW_ROOM: KeptRoom = {
  floats: (_, length) => new Float64Array(length),
  ints: (_, length) => new Int32Array(length),
  bytes: (_, length) => new Uint8Array(length),
};

interface Shortened<T> {
  readonly length: number;
  subarray(from: number, to: number): T;
}

function lender<T extends Shortened<T>>(make: (length: number) => T): (place: string, length: number) => T {
  const kept = new Map<string, T>();
  return (place, length) => {
    let all = kept.get(place);
    if (all === undefined || all.length < length || all.length > ROOMY * Math.max(length, LEAST)) {
      all = make(Math.max(LEAST, Math.ceil(1.25 * length)));
      kept.set(place, all);
    }
    return all.subarray(0, length);
  };
}

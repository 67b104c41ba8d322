/** Typed arrays that grow, for results whose length is not known before. */

/** A growing list of doubles. */
export interface GrowableFloats {
  values: Float64Array;
  length: number;
}

/** A growing list of 32-bit integers. */
export interface GrowableInts {
  values: Int32Array;
  length: number;
}

/** Returns an empty list of doubles with room for `capacity`. */
export function growableFloats(capacity: number): GrowableFloats {
  return { values: new Float64Array(capacity), length: 0 };
}

/** Returns an empty list of integers with room for `capacity`. */
export function growableInts(capacity: number): GrowableInts {
  return { values: new Int32Array(capacity), length: 0 };
}

/** Appends one double. */
export function pushFloat(list: GrowableFloats, value: number): void {
  if (list.length === list.values.length) {
    const grown = new Float64Array(Math.max(16, 2 * list.length));
    grown.set(list.values);
    list.values = grown;
  }
  list.values[list.length++] = value;
}

/** Appends one integer. */
export function pushInt(list: GrowableInts, value: number): void {
  if (list.length === list.values.length) {
    const grown = new Int32Array(Math.max(16, 2 * list.length));
    grown.set(list.values);
    list.values = grown;
  }
  list.values[list.length++] = value;
}

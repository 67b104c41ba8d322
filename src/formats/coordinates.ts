/** From the numbers of a file to mm, and the room they go into. */
import { assert } from '../core/prep-error.ts';

/** Coordinates that are made room for before any of them is seen, so that an absurd count costs nothing. */
const FIRST_ROOM = 1 << 16;

/** Returns the function from file units to mm. */
export function millimetres(units: number): (value: number) => number {
  const perMm = Math.round(1 / units);
  // Dividing by a whole number rounds once, so whole grid units come back as the very doubles that were written.
  if (perMm >= 1 && Math.abs(1 / units - perMm) < 1e-9 * perMm) return (value) => value / perMm + 0;
  return (value) => value * units + 0;
}

/** Returns room for the first of `total` coordinates. */
export function coordinateRoom(total: number): Float64Array {
  return new Float64Array(Math.min(total, FIRST_ROOM));
}

/** Returns `values`, or a larger copy of it, with room for `length` of `total` coordinates. */
export function withRoom(values: Float64Array, length: number, total: number): Float64Array {
  if (length <= values.length) return values;
  assert(length <= total, 'coordinates stay within their count');
  const larger = new Float64Array(Math.min(total, Math.max(length, 2 * values.length)));
  larger.set(values);
  return larger;
}

/**
 * Arithmetic of bounds: what 32-bit arithmetic of a device can be off by. Each operation of WGSL is rounded to one of the two
 * neighbouring floats (2^-23 of the result at worst), may flush results below 2^-126 to zero, and may be fused with its neighbour into
 * something at least as exact; a bound for the unfused operations therefore holds for the fused ones
 * (WGSL, "Floating Point Accuracy" and "Reassociation and Fusion").
 */

/** A number in a device: its exact value is at most `size` in magnitude, what is computed is at most `error` away from it. */
export interface Bounded {
  readonly size: number;
  readonly error: number;
}

/** Largest relative error of an operation. */
export const EPSILON = 2 ** -23;

/** Below this a result may be zero. */
const FLUSHED = 2 ** -126;

/** Returns the bound of a number that a device holds, given one that it holds exactly or rounded. */
export function constantBound(value: number): Bounded {
  const size = Math.abs(value);
  return { size, error: Math.fround(value) === value ? 0 : size * EPSILON + FLUSHED };
}

/** Returns the bound of numbers up to `size` that were rounded to floats. */
export function inputBound(size: number): Bounded {
  return { size, error: size * EPSILON + FLUSHED };
}

/** Returns the bound of a + b or a - b. */
export function sumBound(a: Bounded, b: Bounded): Bounded {
  return rounded(a.size + b.size, a.error + b.error);
}

/** Returns the bound of a b. */
export function productBound(a: Bounded, b: Bounded): Bounded {
  return rounded(a.size * b.size, a.size * b.error + b.size * a.error + a.error * b.error);
}

/** Returns the bound of the length of a vector; WGSL's sqrt is within 5 units of the last place (a reciprocal and its inverse root). */
export function lengthBound(parts: readonly Bounded[]): Bounded {
  let square = 0;
  let error = 0;
  for (const part of parts) {
    square += part.size * part.size;
    error += part.error;
  }
  const size = Math.sqrt(square);
  // Squares and their sum: 2 roundings each, halved by the root; below 2^-63 squares are flushed.
  return { size, error: error + 12 * EPSILON * (size + error) + 2 ** -60 };
}

/** Returns the same computed number, known to be at most `size` when exact. */
export function atMost(size: number, bound: Bounded): Bounded {
  return { size: Math.min(size, bound.size), error: bound.error };
}

function rounded(size: number, error: number): Bounded {
  return { size, error: error + EPSILON * (size + error) + FLUSHED };
}

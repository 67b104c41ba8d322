/** Sizes of hash tables. */

/** Returns the least power of two, at least 16, that is not below `count`. */
export function leastPowerOfTwo(count: number): number {
  let size = 16;
  while (size < count) size *= 2;
  return size;
}

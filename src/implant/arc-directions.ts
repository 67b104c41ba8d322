/** Directions along an arc, by halving it. */

/** A direction as a unit vector. */
export type Direction = readonly [number, number];

/**
 * Returns directions from the centre of an arc, its first end included and its last left out; the ends are less than half a
 * circle apart. The arc is halved until no chord is farther from it than `chordShare` of its radius. Halving takes
 * square roots only, which are the same bits everywhere.
 */
export function arcDirections(from: Direction, to: Direction, chordShare: number): Direction[] {
  const x = from[0] + to[0];
  const y = from[1] + to[1];
  const length = Math.sqrt(x * x + y * y);
  // The chord passes the centre at the cosine of half its angle, which is half the length of the sum.
  if (1 - length / 2 <= chordShare) return [from];
  const middle: Direction = [x / length, y / length];
  return [...arcDirections(from, middle, chordShare), ...arcDirections(middle, to, chordShare)];
}

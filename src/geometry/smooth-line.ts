/** Evens out a line. */

/** Returns the points with each moved towards the mean of its neighbours, `rounds` times; the ends of an open line stay. */
export function smoothLine(xy: Float64Array, closed: boolean, rounds: number): Float64Array {
  const n = xy.length / 2;
  let from = xy;
  for (let round = 0; round < rounds; round++) {
    const to = from.slice();
    for (let i = closed ? 0 : 1; i < (closed ? n : n - 1); i++) {
      const a = i === 0 ? n - 1 : i - 1;
      const b = i + 1 === n ? 0 : i + 1;
      to[2 * i] = (from[2 * a]! + 2 * from[2 * i]! + from[2 * b]!) / 4;
      to[2 * i + 1] = (from[2 * a + 1]! + 2 * from[2 * i + 1]! + from[2 * b + 1]!) / 4;
    }
    from = to;
  }
  return from;
}

/** Random closed loops on the coordinate grid, from a seed. */
import { snapMm } from '../../src/core/units.ts';

/** Numbers in 0..1 from a seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

/** A star around a centre, counter-clockwise; with `loose` its corners may leave their sector, so that it can cross itself. */
export function star(
  next: () => number,
  cx: number,
  cy: number,
  radius: number,
  points: number,
  loose = 0,
): Float64Array {
  const xy = new Float64Array(2 * points);
  for (let k = 0; k < points; k++) {
    const angle = (2 * Math.PI * (k + loose * (next() - 0.5))) / points;
    const r = radius * (0.3 + 0.7 * next());
    xy[2 * k] = snapMm(cx + r * Math.cos(angle));
    xy[2 * k + 1] = snapMm(cy + r * Math.sin(angle));
  }
  return xy;
}

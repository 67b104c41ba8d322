/** A pentagram for the tests of contours. */
import type { Polyline } from '../../../src/core/polyline.ts';

/** Outline of a five-pointed star on the grid, counter-clockwise from its tip at +y: even points are tips of 36 degrees, odd ones notches. */
export function star(x: number, y: number, radius: number): Polyline {
  // The notches of a pentagram lie at cos(72) / cos(36) of the radius, which is (3 - sqrt 5) / 2.
  const inner = (radius * (3 - Math.sqrt(5))) / 2;
  const xy = new Float64Array(20);
  for (let i = 0; i < 10; i++) {
    const angle = Math.PI / 2 + (i * Math.PI) / 5;
    const r = i % 2 === 0 ? radius : inner;
    xy[2 * i] = Math.round((x + r * Math.cos(angle)) * 1e4) / 1e4;
    xy[2 * i + 1] = Math.round((y + r * Math.sin(angle)) * 1e4) / 1e4;
  }
  return { xy, closed: true };
}

/** What is left of an area where it is just as wide as a track: slivers that are no room for a contour. */
import type { Loops } from '../core/polyline.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { lengthMm, loopsAreaMm2 } from '../geometry/polygon-area.ts';

/** Parts that are narrower on average are hairlines. */
const HAIRLINE_MM = 0.0005;

/**
 * Returns the parts of an area that are no hairlines: twice the area over the length of the boundary is half a micrometre at least. A wall of just one
 * melt width, along a curve of chords, leaves them in pieces as short as you like; one line along the middle melts all but half a hairline a side.
 *
 * @param inside - clean loops; where nothing goes they come back as they are
 */
export function withoutHairlines(inside: Loops): Loops {
  const parts = nestLoops(inside).map(({ outline, holes }) => [outline, ...holes]);
  // Loops that wind the wrong way or have no area, in no part, are what rounding left of hairlines.
  const kept = new Set(parts.filter((part) => !isHairline(part)).flat());
  return kept.size === inside.length ? inside : inside.filter((loop) => kept.has(loop));
}

function isHairline(loops: Loops): boolean {
  let length = 0;
  for (const loop of loops) length += lengthMm(loop);
  return 2 * Math.abs(loopsAreaMm2(loops)) < HAIRLINE_MM * length;
}

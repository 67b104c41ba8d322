/** Into how many facets a round face is cut. */
import { sineOfCycles } from '../../geometry/sine.ts';

/**
 * How far a facet may lie from the round face that it stands for. A hundredth of the thinnest layer that is printed, and ten
 * steps of the grid that layers are rounded to: no layer shows it.
 */
export const CHORD_MM = 0.001;

/** Facets of a thin pin, which the chord alone would make an octagon. */
const FEWEST = 32;

/** Beyond 3.3 m of radius the chord grows; that is a curved cutting face, no implant. */
const MOST = 4096;

/**
 * Facets around a circle: a multiple of 4, so that the polygon has corners on both axes of its frame. The chord of an arc of
 * 2 pi / n is r (1 - cos(pi / n)) <= r (pi / n)^2 / 2 from it.
 */
export function roundFacets(radiusMm: number): number {
  const needed = Math.PI * Math.sqrt(radiusMm / (2 * CHORD_MM));
  return Math.min(MOST, Math.max(FEWEST, 4 * Math.ceil(needed / 4)));
}

/** Radius of the corners of a polygon over that of the circle of the same area: n / 2 R^2 sin(2 pi / n) = pi r^2. */
export function cornerScale(facets: number): number {
  return Math.sqrt((2 * Math.PI) / facets / sineOfCycles(1 / facets));
}

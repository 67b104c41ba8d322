/** Weights of blended cells, set right for the slopes of their fields. */
import { cornerHarmonics, setHarmonics } from './harmonics.ts';
import type { RecipeForm } from './plane-recipe.ts';
import type { PeriodicCell } from './tpms-cell.ts';

const POINTS = 4096;

/** Returns the root mean square of |grad f| over the cell, by X, Y, Z in radians. */
export function meanSlope(cell: PeriodicCell): number {
  const at = cornerHarmonics();
  const gradient = new Float64Array(3);
  let sum = 0;
  for (let n = 0; n < POINTS; n++) {
    setHarmonics(at, n * 0.8191725133961645, n * 0.6710436067037893, n * 0.5497004779019703);
    cell.gradient(at, gradient);
    sum += gradient[0]! * gradient[0]! + gradient[1]! * gradient[1]! + gradient[2]! * gradient[2]!;
  }
  return Math.sqrt(sum / POINTS);
}

/** Returns the typical slope of g, which decides how strongly a part speaks in a blend. */
export function slopeOfPart(cell: PeriodicCell, form: RecipeForm, level: number): number {
  const slope = meanSlope(cell);
  return form === 'excess' ? slope : slope / level;
}

/**
 * Returns the weight w' for which (1 - w') g1 + w' g2 has the sign of (1 - w) g1 / slope1 + w g2 / slope2: the fields of different
 * cells have values of different size, which must not move the transition.
 */
export function evenedWeight(weight: number, slope1: number, slope2: number): number {
  const second = weight * slope1;
  return second / ((1 - weight) * slope2 + second);
}

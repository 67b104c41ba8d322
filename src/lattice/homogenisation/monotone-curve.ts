/** A smooth curve through points that rises and falls only where they do. */

/** Points of a curve; `x` rises. */
export interface CurvePoints {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * Returns the curve's value at `at`, which must lie within the points: cubic Hermite pieces whose slopes are weighted harmonic means of
 * the neighbouring secants (Fritsch & Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300), one-sided at the ends.
 */
export function monotoneCurve({ x, y }: CurvePoints, at: number): number {
  let i = 0;
  while (i < x.length - 2 && at >= x[i + 1]!) i++;
  const step = x[i + 1]! - x[i]!;
  const t = (at - x[i]!) / step;
  const rest = 1 - t;
  const from = y[i]! * (1 + 2 * t) + t * step * slopeAt(x, y, i);
  const to = y[i + 1]! * (1 + 2 * rest) - rest * step * slopeAt(x, y, i + 1);
  return rest * rest * from + t * t * to;
}

function slopeAt(x: readonly number[], y: readonly number[], i: number): number {
  const last = x.length - 1;
  if (last === 1) return secant(x, y, 0);
  if (i === 0) return endSlope(x[1]! - x[0]!, x[2]! - x[1]!, secant(x, y, 0), secant(x, y, 1));
  if (i === last) {
    return endSlope(x[i]! - x[i - 1]!, x[i - 1]! - x[i - 2]!, secant(x, y, i - 1), secant(x, y, i - 2));
  }
  const before = secant(x, y, i - 1);
  const after = secant(x, y, i);
  if (!(before * after > 0)) return 0;
  const stepBefore = x[i]! - x[i - 1]!;
  const stepAfter = x[i + 1]! - x[i]!;
  const weightBefore = stepBefore + 2 * stepAfter;
  const weightAfter = 2 * stepBefore + stepAfter;
  return (weightBefore + weightAfter) / (weightBefore / before + weightAfter / after);
}

/** Slope of the parabola through the three last points, kept within what a monotone piece bears. */
function endSlope(step: number, stepInside: number, own: number, inside: number): number {
  const slope = ((2 * step + stepInside) * own - step * inside) / (step + stepInside);
  if (!(slope * own > 0)) return 0;
  return Math.abs(slope) > 3 * Math.abs(own) ? 3 * own : slope;
}

function secant(x: readonly number[], y: readonly number[], i: number): number {
  return (y[i + 1]! - y[i]!) / (x[i + 1]! - x[i]!);
}

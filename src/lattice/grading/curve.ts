/** Piecewise-linear curves: what a quantity is at each value of what it depends on. */

/** Points s0, v0, s1, v1, ... with rising s; before the first and after the last the value stays. */
export type Curve = Float64Array;

/** Returns the value of a curve. */
export function curveAt(curve: Curve, s: number): number {
  const last = curve.length - 2;
  if (!(s > curve[0]!)) return curve[1]!;
  if (s >= curve[last]!) return curve[last + 1]!;
  let low = 0;
  let high = last / 2;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (curve[2 * middle]! <= s) low = middle;
    else high = middle;
  }
  const s0 = curve[2 * low]!;
  const v0 = curve[2 * low + 1]!;
  const share = (s - s0) / (curve[2 * low + 2]! - s0);
  return v0 + (curve[2 * low + 3]! - v0) * share;
}

/** Returns the curve of a function, linear between `count` + 1 even steps. */
export function tabulated(f: (s: number) => number, from: number, to: number, count: number): Curve {
  const curve = new Float64Array(2 * (count + 1));
  for (let i = 0; i <= count; i++) {
    const s = from + ((to - from) * i) / count;
    curve[2 * i] = s;
    curve[2 * i + 1] = f(s);
  }
  return curve;
}

/** Returns the lowest and the highest value of a curve. */
export function curveRange(curve: Curve): { readonly min: number; readonly max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 1; i < curve.length; i += 2) {
    min = Math.min(min, curve[i]!);
    max = Math.max(max, curve[i]!);
  }
  return { min, max };
}

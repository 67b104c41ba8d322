// Rounding as everywhere.

/** The whole number next to each lane, halves upward: Math.round. */
@inline
export function rounded(value: v128): v128 {
  const up = f64x2.ceil(value);
  const over = f64x2.gt(f64x2.sub(up, f64x2.splat(0.5)), value);
  return f64x2.sub(up, v128.and(over, f64x2.splat(1)));
}

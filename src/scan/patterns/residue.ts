/** Remainders that are never negative. */

/** Returns the remainder of a whole number, from 0 to below the divisor. */
export function residue(value: number, divisor: number): number {
  const rest = value % divisor;
  return rest < 0 ? rest + divisor : rest + 0;
}

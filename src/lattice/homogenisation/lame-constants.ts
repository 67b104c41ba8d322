/** Lame's constants of an isotropic solid. */

/** Lame's constants, in any one unit of stress. */
export interface LameConstants {
  readonly lambda: number;
  readonly mu: number;
}

/** Returns Lame's constants: lambda = E nu / ((1 + nu)(1 - 2 nu)), mu = E / (2 (1 + nu)); Timoshenko & Goodier 1970, section 6. */
export function lameConstants(youngs: number, poisson: number): LameConstants {
  return { lambda: (youngs * poisson) / ((1 + poisson) * (1 - 2 * poisson)), mu: youngs / (2 * (1 + poisson)) };
}

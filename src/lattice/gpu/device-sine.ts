/**
 * Sine and cosine for devices: additions and multiplications only, since WGSL promises no more than 2^-11 of its own. Those of half the
 * angle, which is within a quarter of a cycle, by polynomials (Abramowitz and Stegun, Handbook of Mathematical Functions, 4.3.97
 * and 4.3.99), then the identities of the double angle: no quadrant has to be chosen. By quadrants, with polynomials half as long,
 * a software device took almost five times as long.
 */
import { atMost, type Bounded, constantBound, productBound, sumBound } from './error-bound.ts';

const SINE = [-0.1666666664, 0.0083333315, -0.000198409, 0.0000027526, -0.0000000239];
const COSINE = [-0.4999999963, 0.0416666418, -0.0013888397, 0.0000247609, -0.0000002605];

/** Most that either polynomial, in exact arithmetic, is away from sine and cosine within a quarter of a cycle (the handbook has 2e-9 of sin x / x and of cos x). */
export const POLYNOMIAL_ERROR = 2.5e-9;

/** WGSL: `sineCosine(u)` of three arguments in cycles. Whole cycles go without rounding. */
export const SINE_WGSL = `
struct Waves { s: vec3f, c: vec3f }
fn sineCosine(u: vec3f) -> Waves {
  let h = ${Math.PI} * (u - round(u));
  let z = h * h;
  let s = h + h * (z * (${hornerText(SINE)}));
  let c = 1.0 + z * (${hornerText(COSINE)});
  return Waves(2.0 * (s * c), 1.0 - 2.0 * (s * s));
}
`;

function hornerText(coefficients: readonly number[]): string {
  const texts = coefficients.map((value) => value.toFixed(10));
  return texts.slice(0, -1).reduceRight((inner, text) => `${text} + z * (${inner})`, texts.at(-1)!);
}

/** Returns sine and cosine by the same polynomials in 64 bits, of an angle in radians within a quarter of a cycle: what is left is their own error. */
export function polynomialSineCosine(angle: number): [number, number] {
  const z = angle * angle;
  const horner = (coefficients: readonly number[]) => coefficients.reduceRight((sum, c) => c + z * sum, 0);
  return [angle + angle * z * horner(SINE), 1 + z * horner(COSINE)];
}

/** Returns the bound of sine and cosine, for a phase whose own error is `phaseError` cycles. */
export function sineBound(phaseError: number): Bounded {
  const h = productBound(constantBound(Math.PI), { size: 0.5, error: 0 });
  const z = productBound(h, h);
  const horner = (coefficients: readonly number[]): Bounded => {
    const bounds = coefficients.map(constantBound);
    return bounds.slice(0, -1).reduceRight((sum, c) => sumBound(c, productBound(z, sum)), bounds.at(-1)!);
  };
  const s = halfBound(sumBound(h, productBound(h, productBound(z, horner(SINE)))));
  const c = halfBound(sumBound(constantBound(1), productBound(z, horner(COSINE))));
  const sine = productBound(s, c);
  const square = productBound(s, s);
  const cosine = sumBound(constantBound(1), { size: 2 * square.size, error: 2 * square.error });
  return { size: 1, error: Math.max(2 * sine.error, cosine.error) + 2 * Math.PI * phaseError };
}

function halfBound(of: Bounded): Bounded {
  return atMost(1, { size: of.size, error: of.error + POLYNOMIAL_ERROR });
}

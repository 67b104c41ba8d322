/** A triply periodic function as a short sum of products of sines and cosines, found from its values. */
import { assert } from '../../core/prep-error.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';

/** One, sine or cosine of the first or the second harmonic along an axis. */
export type Harmonic = 'one' | 'sin' | 'cos' | 'sin2' | 'cos2';

/** A coefficient times one harmonic of each axis. */
export interface HarmonicTerm {
  readonly coefficient: number;
  readonly x: Harmonic;
  readonly y: Harmonic;
  readonly z: Harmonic;
}

const HARMONICS: readonly Harmonic[] = ['one', 'sin', 'cos', 'sin2', 'cos2'];
/** Points along an axis: harmonics up to the third are told apart, so that a function with more is noticed. */
const POINTS = 8;
/** Coefficients are decimals of few digits; this many are kept, which drops the rounding of the sums. */
const DIGITS = 1e9;
/** Largest difference between function and sum at other points. */
const TOLERANCE = 1e-8;

/**
 * Returns the terms of a function of u, v, w in cells that consists of first and second harmonics, as all unit cells here do, in a
 * fixed order. Exact by orthogonality over the points; checked at others.
 */
export function harmonicTerms(value: (u: number, v: number, w: number) => number): HarmonicTerm[] {
  const basis = HARMONICS.map((harmonic) =>
    Float64Array.from({ length: POINTS }, (_, i) => harmonicAt(harmonic, i / POINTS)),
  );
  const norm = basis.map((row) => row.reduce((sum, b) => sum + b * b, 0));
  const samples = new Float64Array(POINTS ** 3);
  for (let n = 0; n < samples.length; n++) {
    samples[n] = value(
      Math.floor(n / POINTS ** 2) / POINTS,
      (Math.floor(n / POINTS) % POINTS) / POINTS,
      (n % POINTS) / POINTS,
    );
  }
  const terms: HarmonicTerm[] = [];
  for (const [a, x] of HARMONICS.entries()) {
    for (const [b, y] of HARMONICS.entries()) {
      for (const [c, z] of HARMONICS.entries()) {
        let sum = 0;
        for (let n = 0; n < samples.length; n++) {
          const [i, j, k] = [Math.floor(n / POINTS ** 2), Math.floor(n / POINTS) % POINTS, n % POINTS] as const;
          sum += samples[n]! * basis[a]![i]! * basis[b]![j]! * basis[c]![k]!;
        }
        const coefficient = Math.round((sum / (norm[a]! * norm[b]! * norm[c]!)) * DIGITS) / DIGITS + 0;
        if (coefficient !== 0) terms.push({ coefficient, x, y, z });
      }
    }
  }
  for (let n = 1; n <= 20; n++) {
    const [u, v, w] = [(n * 0.137) % 1, (n * 0.291) % 1, (n * 0.473) % 1] as const;
    assert(
      Math.abs(sumOfTerms(terms, u, v, w) - value(u, v, w)) < TOLERANCE,
      'a cell has no harmonics above the second',
    );
  }
  return terms;
}

/** Returns the sum of the terms at a point in cells. */
export function sumOfTerms(terms: readonly HarmonicTerm[], u: number, v: number, w: number): number {
  let sum = 0;
  for (const { coefficient, x, y, z } of terms) {
    sum += coefficient * harmonicAt(x, u) * harmonicAt(y, v) * harmonicAt(z, w);
  }
  return sum;
}

function harmonicAt(harmonic: Harmonic, u: number): number {
  switch (harmonic) {
    case 'one':
      return 1;
    case 'sin':
      return sineOfCycles(u);
    case 'cos':
      return cosineOfCycles(u);
    case 'sin2':
      return sineOfCycles(2 * u);
    case 'cos2':
      return cosineOfCycles(2 * u);
  }
}

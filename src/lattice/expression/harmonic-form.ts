/** Finds the few Fourier terms of a trigonometric expression, so that it can take the fast road of the built-in cells. */
import type { Harmonics } from '../harmonics.ts';
import type { TpmsCell } from '../tpms-cell.ts';
import type { Expression } from './expression.ts';
import { fourierSeries, HIGHEST_HARMONIC, type Series, SERIES_WIDTH as WIDTH } from './fourier-series.ts';

/** What is less than this part of the greatest term is what rounding left of a sum that is 0. */
const NOTHING = 1e-15;

/** A term: coefficient times one of 1, sin, cos, sin 2, cos 2 (0..4) of each axis. */
export interface HarmonicTerm {
  readonly coefficient: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A trigonometric polynomial of at most second harmonics, with what fields and densities ask of a built-in cell. */
export interface HarmonicForm extends Pick<TpmsCell, 'harmonics' | 'row' | 'value' | 'gradient'> {
  readonly terms: readonly HarmonicTerm[];
  /** Whether f(x, y, z) = f(y, z, x), as of every built-in cell. */
  readonly isCyclic: boolean;
}

/**
 * Returns an expression as a sum of products of 1, sin, cos, sin 2 and cos 2 of each axis, or null where it is none: then it has higher
 * harmonics, or is no trigonometric polynomial. Values agree with the expression's within rounding.
 */
export function harmonicForm(expression: Expression): HarmonicForm | null {
  const series = fourierSeries(expression);
  if (series === null) return null;
  const terms = termsOf(series);
  return {
    terms,
    harmonics: terms.some((term) => term.x >= 3) ? 2 : 1,
    isCyclic: terms.every((term) => terms.some((other) => isTurned(term, other))),
    ...evaluationOf(terms),
  };
}

/** Tells whether b is a with y for x, z for y and x for z; sums in another order differ by their rounding. */
function isTurned(a: HarmonicTerm, b: HarmonicTerm): boolean {
  if (a.x !== b.y || a.y !== b.z || a.z !== b.x) return false;
  return Math.abs(a.coefficient - b.coefficient) <= 4 * NOTHING * Math.abs(a.coefficient);
}

/** The five real functions of an axis in powers of e^iX: 1, sin, cos, sin 2, cos 2. */
function termsOf(series: Series): readonly HarmonicTerm[] {
  const coefficients = new Float64Array(WIDTH ** 3);
  for (const [place, value] of series) {
    // The function is real: what is imaginary here is cancelled by the power with the other sign.
    const powers = [Math.floor(place / (WIDTH * WIDTH)), Math.floor(place / WIDTH) % WIDTH, place % WIDTH];
    for (let pick = 0; pick < 8; pick++) {
      let [re, im] = value;
      let at = 0;
      let isNothing = false;
      for (let axis = 0; axis < 3; axis++) {
        const power = powers[axis]! - HIGHEST_HARMONIC;
        const isSine = (pick >> axis) % 2 === 1;
        if (power === 0 && isSine) isNothing = true;
        // e^inX = cos nX + i sin nX
        if (isSine) [re, im] = power < 0 ? [im, -re] : [-im, re];
        at = at * WIDTH + (power === 0 ? 0 : 2 * Math.abs(power) - (isSine ? 1 : 0));
      }
      if (!isNothing) coefficients[at]! += re;
    }
  }
  const greatest = coefficients.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const terms: HarmonicTerm[] = [];
  coefficients.forEach((coefficient, at) => {
    if (Math.abs(coefficient) <= NOTHING * greatest) return;
    terms.push({
      coefficient,
      x: Math.floor(at / (WIDTH * WIDTH)),
      y: Math.floor(at / WIDTH) % WIDTH,
      z: at % WIDTH,
    });
  });
  return terms;
}

/** Place in a row's coefficients (sin, cos, constant, sin 2, cos 2) of the five functions 1, sin, cos, sin 2, cos 2. */
const ROW_PLACE = [2, 0, 1, 3, 4] as const;

function evaluationOf(terms: readonly HarmonicTerm[]): Pick<HarmonicForm, 'row' | 'value' | 'gradient'> {
  // One scratch for all calls: they do not nest.
  const [bx, by, bz] = [new Float64Array(WIDTH), new Float64Array(WIDTH), new Float64Array(WIDTH)];
  const [dx, dy, dz] = [new Float64Array(WIDTH), new Float64Array(WIDTH), new Float64Array(WIDTH)];
  return {
    row(sinY, cosY, sinZ, cosZ, out) {
      setBasis(by, sinY, cosY, 2 * sinY * cosY, 1 - 2 * sinY * sinY);
      setBasis(bz, sinZ, cosZ, 2 * sinZ * cosZ, 1 - 2 * sinZ * sinZ);
      out.fill(0);
      for (const { coefficient, x, y, z } of terms) out[ROW_PLACE[x]!]! += coefficient * by[y]! * bz[z]!;
    },
    value(at) {
      setAll(at);
      let total = 0;
      for (const { coefficient, x, y, z } of terms) total += coefficient * bx[x]! * by[y]! * bz[z]!;
      return total;
    },
    gradient(at, out) {
      setAll(at);
      setSlopes(dx, bx);
      setSlopes(dy, by);
      setSlopes(dz, bz);
      out.fill(0);
      for (const { coefficient, x, y, z } of terms) {
        out[0]! += coefficient * dx[x]! * by[y]! * bz[z]!;
        out[1]! += coefficient * bx[x]! * dy[y]! * bz[z]!;
        out[2]! += coefficient * bx[x]! * by[y]! * dz[z]!;
      }
    },
  };

  function setAll(at: Harmonics): void {
    setBasis(bx, at.sx, at.cx, at.s2x, at.c2x);
    setBasis(by, at.sy, at.cy, at.s2y, at.c2y);
    setBasis(bz, at.sz, at.cz, at.s2z, at.c2z);
  }
}

function setBasis(basis: Float64Array, sin: number, cos: number, sin2: number, cos2: number): void {
  basis[0] = 1;
  basis[1] = sin;
  basis[2] = cos;
  basis[3] = sin2;
  basis[4] = cos2;
}

function setSlopes(slopes: Float64Array, basis: Float64Array): void {
  slopes[1] = basis[2]!;
  slopes[2] = -basis[1]!;
  slopes[3] = 2 * basis[4]!;
  slopes[4] = -2 * basis[3]!;
}

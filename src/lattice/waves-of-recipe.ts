/** A recipe as plain numbers for kernels: each cell's f as the sum of products of sines that it is. */
import type { WavePart, WavePlane, WaveTerms } from '../core/field.ts';
import { cornerHarmonics, setHarmonics } from './harmonics.ts';
import type { PlaneRecipe, RecipePart } from './plane-recipe.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** Samples along an axis that tell 1, sine, cosine and those of the double angle apart. */
const SAMPLES = 5;
/** Coefficients below this are rounding. */
const NOTHING = 1e-12;
/** How near the sum has to come to the cell, at places that the projection has not seen. */
const SAME = 1e-11;

interface CellWaves {
  readonly f: WaveTerms;
  readonly gradient: readonly [WaveTerms, WaveTerms, WaveTerms];
}

const known = new WeakMap<PeriodicCell, CellWaves | null>();

/** Returns the recipe with the terms of its cells, or null where a cell is no such sum. */
export function wavesOfRecipe(recipe: PlaneRecipe<PeriodicCell>): WavePlane | null {
  const [first, second] = recipe.parts;
  const a = wavePart(first);
  if (a === null) return null;
  if (second === undefined) return { patches: recipe.patches, parts: [a], weight: recipe.weight };
  const b = wavePart(second);
  return b === null ? null : { patches: recipe.patches, parts: [a, b], weight: recipe.weight };
}

function wavePart({ cell, phases, form, level, slope }: RecipePart<PeriodicCell>): WavePart | null {
  // What turns a level into g in its own way is more than f and a level.
  if (cell.excess !== undefined) return null;
  let waves = known.get(cell);
  if (waves === undefined) {
    waves = cellWaves(cell);
    known.set(cell, waves);
  }
  return waves === null ? null : { f: waves.f, gradient: waves.gradient, phases, form, level, slope };
}

/**
 * Returns the terms of a cell by projection: a function of degree two in each angle is told by 5 x 5 x 5 samples. Null where the cell
 * is not of that kind.
 */
export function cellWaves(cell: PeriodicCell): CellWaves | null {
  const at = cornerHarmonics();
  const valueAt = (u: number, v: number, w: number): number => {
    setHarmonics(at, u, v, w);
    return cell.value(at);
  };
  const samples = new Float64Array(SAMPLES ** 3);
  // basis[5 a + k]: factor a at sample k; its mean square is 1 for the constant and a half for the others.
  const basis = new Float64Array(SAMPLES ** 2);
  for (let k = 0, n = 0; k < SAMPLES; k++) {
    setHarmonics(at, k / SAMPLES, 0, 0);
    const column = [1, at.sx, at.cx, at.s2x, at.c2x];
    for (const [a, value] of column.entries()) basis[SAMPLES * a + k] = value;
    for (let j = 0; j < SAMPLES; j++) {
      for (let i = 0; i < SAMPLES; i++, n++) samples[n] = valueAt(i / SAMPLES, j / SAMPLES, k / SAMPLES);
    }
  }
  const coefficients: number[] = [];
  const factors: number[] = [];
  for (let a = 0; a < SAMPLES; a++) {
    for (let b = 0; b < SAMPLES; b++) {
      for (let c = 0; c < SAMPLES; c++) {
        let sum = 0;
        for (let k = 0, n = 0; k < SAMPLES; k++) {
          for (let j = 0; j < SAMPLES; j++) {
            const across = basis[SAMPLES * b + j]! * basis[SAMPLES * c + k]!;
            for (let i = 0; i < SAMPLES; i++, n++) sum += samples[n]! * basis[SAMPLES * a + i]! * across;
          }
        }
        const weight = [a, b, c].reduce((product, factor) => product * (factor === 0 ? 1 : 2), 1);
        const coefficient = (weight * sum) / SAMPLES ** 3;
        if (Math.abs(coefficient) < NOTHING) continue;
        // What is meant is a short decimal; the projection has it to a few units of the last place.
        coefficients.push(Math.round(coefficient / NOTHING) * NOTHING);
        factors.push(a, b, c);
      }
    }
  }
  const f: WaveTerms = { coefficients: Float64Array.from(coefficients), factors: Uint8Array.from(factors) };
  const size = coefficients.reduce((sum, coefficient) => sum + Math.abs(coefficient), 1);
  for (let n = 1; n <= 20; n++) {
    const [u, v, w] = [0.137 * n, 0.293 * n, 0.411 * n];
    if (!(Math.abs(sumOfTerms(f, u, v, w) - valueAt(u, v, w)) <= SAME * size)) return null;
  }
  return { f, gradient: [derivative(f, 0), derivative(f, 1), derivative(f, 2)] };
}

/** Returns the sum of the terms at u, v, w in cycles. */
export function sumOfTerms({ coefficients, factors }: WaveTerms, u: number, v: number, w: number): number {
  const at = cornerHarmonics();
  setHarmonics(at, u, v, w);
  const x = [1, at.sx, at.cx, at.s2x, at.c2x];
  const y = [1, at.sy, at.cy, at.s2y, at.c2y];
  const z = [1, at.sz, at.cz, at.s2z, at.c2z];
  let sum = 0;
  for (let n = 0; n < coefficients.length; n++) {
    sum += coefficients[n]! * x[factors[3 * n]!]! * y[factors[3 * n + 1]!]! * z[factors[3 * n + 2]!]!;
  }
  return sum;
}

/** Factor that a factor's derivative is a multiple of, and the multiple. */
const DERIVATIVE = [
  [0, 0],
  [2, 1],
  [1, -1],
  [4, 2],
  [3, -2],
] as const;

function derivative({ coefficients, factors }: WaveTerms, axis: number): WaveTerms {
  const list: number[] = [];
  const kinds: number[] = [];
  for (let n = 0; n < coefficients.length; n++) {
    const [kind, multiple] = DERIVATIVE[factors[3 * n + axis]!]!;
    if (multiple === 0) continue;
    list.push(multiple * coefficients[n]!);
    for (let k = 0; k < 3; k++) kinds.push(k === axis ? kind : factors[3 * n + k]!);
  }
  return { coefficients: Float64Array.from(list), factors: Uint8Array.from(kinds) };
}

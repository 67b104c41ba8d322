/**
 * How far a device's 32-bit arithmetic can be off for a recipe. No division takes place: with g = N / D of each part, N = f, f - l or
 * |f| - l and D = l or 1, a node is inside of g < T where N - T D < 0 (one part), or (1 - w) N1 D2 + w N2 D1 - T D1 D2 < 0 (two), if the
 * product of the D is positive, and the other way round if it is negative. Whatever is nearer to zero than its bound is uncertain.
 */

import { PATCH_COEFFICIENTS, type PlaneRecipe, type Varying } from '../plane-recipe.ts';
import { type Formula, formulaOf, gradientOf } from './cell-formula.ts';
import { sineBound } from './device-sine.ts';
import {
  atMost,
  type Bounded,
  constantBound,
  EPSILON,
  inputBound,
  lengthBound,
  productBound,
  sumBound,
} from './error-bound.ts';
import type { RecipeShape, ShapePart } from './recipe-shape.ts';

/** Bounds of one plane. */
export interface RecipeBound {
  /** Of the signed quantity of each level that was asked for. */
  readonly levels: readonly number[];
  /** Of the product of the D; 0 where it is 1. */
  readonly divisor: number;
}

/** Reference values carry errors of their own, far below this (cycles, and parts of a level). */
const REFERENCE_SLACK = 1e-10;

/**
 * Returns the bounds of a plane for the given levels of g. `reach` is the largest place within a patch along x and y that a node has (1, or
 * more where nodes lie outside of the patches). `waveBound` bounds the sines of the device, by the error of a phase.
 */
export function recipeBound(
  recipe: PlaneRecipe,
  shape: RecipeShape,
  reach: readonly [number, number],
  levels: readonly number[],
  waveBound: (phaseError: number) => Bounded = sineBound,
): RecipeBound {
  const slots = shape.channels.map((channel) => channelBound(recipe.patches.channels[channel]!, reach));
  const waves = shape.phases.map((triple) => triple.map((slot) => waveBound(slots[slot]!.error + REFERENCE_SLACK)));
  const varying = (slot: number | null, of: Varying): Bounded =>
    slot !== null ? slots[slot]! : constantBound('constant' in of ? of.constant : 0);
  const parts = shape.parts.map((part, n) => {
    const of = recipe.parts[n]!;
    return partBound(part, waves[part.waves]!, varying(part.level, of.level), of.slope);
  });
  const [first, second] = parts as [PartBound, PartBound | undefined];
  let value = first.n;
  let divisor = first.d;
  if (second !== undefined) {
    const w = atMost(1, varying(shape.weight, recipe.weight));
    const rest = atMost(1, sumBound(constantBound(1), w));
    const a = productBound(rest, times(first.n, second.d));
    const b = productBound(w, times(second.n, first.d));
    value = sumBound(a, b);
    divisor = first.d === null ? second.d : second.d === null ? first.d : productBound(first.d, second.d);
  }
  const boundOf = (level: number): number => {
    const threshold = constantBound(level);
    const { size, error } = sumBound(value, divisor === null ? threshold : productBound(threshold, divisor));
    return error + REFERENCE_SLACK * size;
  };
  return {
    levels: levels.map(boundOf),
    divisor: divisor === null ? 0 : divisor.error + REFERENCE_SLACK * divisor.size,
  };
}

interface PartBound {
  readonly n: Bounded;
  /** Null: 1. */
  readonly d: Bounded | null;
}

function times(n: Bounded, d: Bounded | null): Bounded {
  return d === null ? n : productBound(n, d);
}

/** Bound of a biquadratic polynomial by Horner's scheme, of coefficients and places that are rounded to floats. */
function channelBound(coefficients: Float64Array, [sReach, tReach]: readonly [number, number]): Bounded {
  const largest = new Float64Array(PATCH_COEFFICIENTS);
  for (let at = 0; at < coefficients.length; at += PATCH_COEFFICIENTS) {
    for (let n = 0; n < PATCH_COEFFICIENTS; n++) {
      // Math.max keeps a NaN.
      largest[n] = Math.max(largest[n]!, Math.abs(coefficients[at + n]!));
    }
  }
  const s = inputBound(sReach);
  const t = inputBound(tReach);
  const horner = (x: Bounded, low: Bounded, middle: Bounded, high: Bounded): Bounded =>
    sumBound(low, productBound(x, sumBound(middle, productBound(x, high))));
  const row = (a: number): Bounded =>
    horner(t, inputBound(largest[a]!), inputBound(largest[3 + a]!), inputBound(largest[6 + a]!));
  return horner(s, row(0), row(1), row(2));
}

function partBound(
  part: ShapePart,
  waves: readonly Bounded[],
  level: Bounded,
  slope: readonly [number, number, number] | null,
): PartBound {
  const symbols = new Map<string, Bounded>();
  waves.forEach((wave, axis) => {
    const name = 'xyz'[axis]!;
    const half = productBound(wave, wave);
    const twice = { size: 2 * half.size, error: 2 * half.error };
    symbols.set(`s.${name}`, wave);
    symbols.set(`c.${name}`, wave);
    symbols.set(`s2.${name}`, atMost(1, twice));
    symbols.set(`c2.${name}`, atMost(1, sumBound(constantBound(1), twice)));
  });
  const f = formulaBound(formulaOf(part.cell), symbols);
  let scaled = level;
  if (slope !== null) {
    const gradient = gradientOf(part.cell);
    const parts = gradient.map((of, axis) => productBound(constantBound(slope[axis]!), formulaBound(of, symbols)));
    scaled = productBound(level, lengthBound(parts));
  }
  if (part.form === 'ratio') return { n: f, d: scaled };
  const n = sumBound(f, scaled);
  return { n, d: part.form === 'excess' ? null : scaled };
}

/** Returns the bound of a formula of a cell. */
export function formulaBound(formula: Formula, symbols: ReadonlyMap<string, Bounded>): Bounded {
  switch (formula.kind) {
    case 'number':
      return constantBound(formula.value);
    case 'symbol':
      return symbols.get(formula.name)!;
    case 'negative':
      return formulaBound(formula.of, symbols);
    case 'times':
      return productBound(formulaBound(formula.a, symbols), formulaBound(formula.b, symbols));
    default:
      return sumBound(formulaBound(formula.a, symbols), formulaBound(formula.b, symbols));
  }
}

/** Bound of the sines of a device that has none of ours but keeps WGSL's promise: 2^-11 on +-pi, of an angle that was rounded. */
export function promisedSineBound(phaseError: number): Bounded {
  return { size: 1, error: 2 ** -11 + 2 * Math.PI * (phaseError + 4 * EPSILON) };
}

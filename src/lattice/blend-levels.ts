/**
 * Levels within a blend. The sum of two fields has other values than either: left alone, walls would thicken, thin or part in the
 * middle. So the level at each weight is the one at which points of both cells have the density that is asked for there.
 */
import { type Curve, curveAt } from './grading/curve.ts';
import { cornerHarmonics, setHarmonics } from './harmonics.ts';
import type { RecipeForm } from './plane-recipe.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** One of the two cells, with its level and the density that it has alone. */
export interface BlendSide {
  readonly cell: PeriodicCell;
  readonly form: RecipeForm;
  readonly level: number;
  readonly slope: readonly [number, number, number] | null;
  readonly density: number;
}

/** How the levels of a blend change with the share of the second cell, 0..1. */
export interface BlendLevels {
  /** Factor of the levels of sheets, ratio and wall. */
  factor(share: number): number;
  /** What is added to the levels of networks. */
  shift(share: number): number;
}

/** Points of the additive recurrence of even-walls.ts: densities to a few thousandths. */
const POINTS = 20000;
const NODES = 32;
const HALVINGS = 30;

/** Returns the levels; `weightOf` is the weight of the second cell's g at its share. */
export function blendLevels(first: BlendSide, second: BlendSide, weightOf: (share: number) => number): BlendLevels {
  const a = valuesOf(first);
  const b = valuesOf(second);
  const isMixed = (first.form === 'excess') !== (second.form === 'excess');
  const solve = first.form === 'ratio' ? factorOfSheets : isMixed ? factorOfWall : shiftOfNetworks;
  const start = solve === shiftOfNetworks ? 0 : 1;
  const curve: Curve = new Float64Array(2 * (NODES + 1));
  for (let n = 0; n <= NODES; n++) {
    const share = n / NODES;
    const density = (1 - share) * first.density + share * second.density;
    curve[2 * n] = share;
    curve[2 * n + 1] = n === 0 || n === NODES ? start : solve(weightOf(share), density);
  }
  if (isMixed) {
    // Where a wall has faded out its level says nothing; it goes on as it was.
    const end = first.form === 'excess' ? 0 : NODES;
    curve[2 * end + 1] = curve[2 * (end === 0 ? 1 : NODES - 1) + 1]!;
  }
  const at = (share: number) => curveAt(curve, share);
  return start === 0 ? { factor: () => 1, shift: at } : { factor: at, shift: () => 0 };

  /** |(1 - w) g1 + w g2| < factor. */
  function factorOfSheets(w: number, density: number): number {
    return quantile(
      a.map((value, n) => Math.abs((1 - w) * value + w * b[n]!)),
      density,
    );
  }

  /** (1 - w) g1 + w g2 < shift, which both levels take. */
  function shiftOfNetworks(w: number, density: number): number {
    return quantile(
      a.map((value, n) => (1 - w) * value + w * b[n]!),
      density,
    );
  }

  /** Of the wall g = |f| / (factor l) - 1, of the network g as it is. */
  function factorOfWall(w: number, density: number): number {
    const [wall, network, share] = second.form === 'excess' ? [a, b, 1 - w] : [b, a, w];
    let low = 1e-3;
    let high = 1e3;
    for (let n = 0; n < HALVINGS; n++) {
      const factor = Math.sqrt(low * high);
      let count = 0;
      for (let i = 0; i < POINTS; i++) {
        if (share * ((wall[i]! + 1) / factor - 1) + (1 - share) * network[i]! < 0) count++;
      }
      if (count < density * POINTS) low = factor;
      else high = factor;
    }
    return Math.sqrt(low * high);
  }
}

/** The value below which a share of the values lies. */
function quantile(values: Float64Array, share: number): number {
  const sorted = values.sort();
  const rank = Math.max(0, Math.min(sorted.length - 1.001, share * sorted.length - 0.5));
  const below = Math.floor(rank);
  return sorted[below]! + (rank - below) * (sorted[below + 1]! - sorted[below]!);
}

/** Returns g of one cell at the points. */
function valuesOf({ cell, form, level, slope }: BlendSide): Float64Array {
  const period = cell.periodCells ?? 1;
  const at = cornerHarmonics();
  const gradient = new Float64Array(3);
  return Float64Array.from({ length: POINTS }, (_, n) => {
    setHarmonics(
      at,
      (0.5 + n * 0.8191725133961645) / period,
      (0.5 + n * 0.6710436067037893) / period,
      (0.5 + n * 0.5497004779019703) / period,
    );
    if (form === 'excess') return cell.excess?.(at, level) ?? cell.value(at) - level;
    let scale = level;
    if (slope !== null) {
      cell.gradient(at, gradient);
      const gx = slope[0] * gradient[0]!;
      const gy = slope[1] * gradient[1]!;
      const gz = slope[2] * gradient[2]!;
      scale *= Math.sqrt(gx * gx + gy * gy + gz * gz);
    }
    const value = cell.value(at);
    return form === 'ratio' ? value / scale : Math.abs(value) / scale - 1;
  });
}

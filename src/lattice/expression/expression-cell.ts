/** An expression as a unit cell. */
import { type Place, PrepError } from '../../core/prep-error.ts';
import type { Phase } from '../settings.ts';
import { type CellSamples, cellSamples, pointValue, shareBelowLevel } from './cell-samples.ts';
import { differentiate } from './differentiate.ts';
import type { Expression } from './expression.ts';
import { expressionFault } from './expression-fault.ts';
import { formatExpression } from './format-expression.ts';
import { type HarmonicForm, harmonicForm } from './harmonic-form.ts';
import { EXPRESSION_LIMITS } from './limits.ts';
import { lowerExpression } from './lower.ts';
import { parseExpression } from './parse-expression.ts';
import { aperiodicity, hasJumps, highestHarmonic } from './period.ts';
import { type Program, programBuilder } from './program.ts';
import { programRunner } from './program-runner.ts';

/** Up to this harmonic the samples of a row can be joined to curves. */
const SMOOTH_HARMONIC = 4;
/** Twice and once what was measured; see shareBelowLevel. */
const SMOOTH_ERROR = 1e-4;
const COUNTED_ERROR = 5e-4;
/** Levels are rounded to this part of the range of f, far below any effect on a density. */
const LEVEL_QUANTUM = 1e-9;
/** A density that comes out further than this from the one asked for lies in a jump of f. */
const DENSITY_TOLERANCE = 1e-4;
const MAX_STEPS = 90;
/** A density as near as this ends the search for its level. */
const NEAR_ENOUGH = 1e-10;
const TWO_PI = 2 * Math.PI;

/** A unit cell that a user wrote. Whether its solid hangs together at a level is not said here. */
export interface ExpressionCell {
  readonly expression: Expression;
  /** The canonical text. */
  readonly formula: string;
  /** Its few Fourier terms where it has no harmonic above the second; else null. */
  readonly harmonicForm: HarmonicForm | null;
  /** Highest multiple of X, Y, Z, which tells how finely to sample; null where none is known. */
  readonly highestHarmonic: number | null;
  /** Returns f at u, v, w in cycles. */
  value(u: number, v: number, w: number): number;
  /** Writes the derivatives with respect to X, Y, Z in radians; times 2 pi / L they are those per mm. One-sided at kinks, 0 at jumps. */
  gradient(u: number, v: number, w: number, out: Float64Array): void;
  /** Returns least and greatest value, found by sampling and a local search: not proven. */
  range(): { readonly min: number; readonly max: number };
  /** How far a share may be off: 1e-4 for trigonometric formulas up to fourth harmonics, 5e-4 for all others; measured, not proven. */
  readonly shareError: number;
  /** Returns the share of the cell with f < level. */
  shareBelow(level: number): number;
  /** Returns the relative density at a level: |f| < level for a sheet, f < level for a network. */
  densityAtLevel(phase: Phase, level: number): number;
  /** Returns the level that gives a relative density; throws `density-out-of-reach` where none does. */
  levelOfDensity(phase: Phase, relativeDensity: number): number;
}

/**
 * Parses an expression and returns it as a unit cell; throws `lattice-invalid` where it is faulty, does not repeat in the cell, or has
 * a value that is no number. An expression that does not repeat can still be a field, with a level of its own.
 */
export function expressionCell(text: string, place: Place): ExpressionCell {
  const expression = parseExpression(text, place);
  const fault = aperiodicity(expression);
  if (fault !== null) throw expressionFault(place, fault.column, fault.reason);
  const builder = programBuilder();
  const value = lowerExpression(builder, expression, null);
  const program: Program = { instructions: builder.instructions.slice(), outputs: [value] };
  const slopes = [0, 1, 2].map((axis) =>
    differentiate(
      builder,
      value,
      Array.from({ length: 6 }, (_, input) => (input === axis ? 1 : 0)),
    ),
  );
  const slope = programRunner({ instructions: builder.instructions, outputs: slopes }, ['fixed', 'fixed', 'fixed'], 1);
  let known: CellSamples | null = null;
  const samples = (): CellSamples => {
    known ??= usableSamples(program, place);
    return known;
  };
  const finest = highestHarmonic(expression);
  const isSmooth = !hasJumps(expression) && finest !== null && finest <= SMOOTH_HARMONIC;
  const shareBelow = (level: number) => shareBelowLevel(samples(), level, isSmooth);
  const densityAtLevel = (phase: Phase, level: number): number => {
    const below = shareBelow(level);
    return phase === 'sheet' ? Math.max(0, below - shareBelow(-level)) : below;
  };

  return {
    expression,
    formula: formatExpression(expression),
    harmonicForm: harmonicForm(expression),
    highestHarmonic: finest,
    shareError: isSmooth ? SMOOTH_ERROR : COUNTED_ERROR,
    value: pointValue(program),
    gradient(u, v, w, out) {
      slope.inputs[0]![0] = u;
      slope.inputs[1]![0] = v;
      slope.inputs[2]![0] = w;
      slope.run(1);
      for (let axis = 0; axis < 3; axis++) out[axis] = slope.output(axis)[0]! / TWO_PI;
    },
    range: () => ({ min: samples().min, max: samples().max }),
    shareBelow,
    densityAtLevel,
    levelOfDensity(phase, relativeDensity) {
      const { min, max } = samples();
      const refuse = (reason: string): never => {
        throw new PrepError('density-out-of-reach', reason, place);
      };
      if (!(relativeDensity > 0 && relativeDensity < 1)) {
        refuse(`relative density ${relativeDensity} is not between 0 and 1`);
      }
      const from = phase === 'sheet' ? 0 : min;
      const to = phase === 'sheet' ? Math.max(-min, max) : max;
      const quantum = LEVEL_QUANTUM * (max - min);
      const root = risingRoot(
        (level) => densityAtLevel(phase, level) - relativeDensity,
        from,
        to,
        relativeDensity,
        quantum,
      );
      const level = quantum > 0 ? Math.round(root / quantum) * quantum : root;
      const found = densityAtLevel(phase, level);
      if (!(Math.abs(found - relativeDensity) <= DENSITY_TOLERANCE)) {
        const [before, after] = [level - 2 * quantum, level + 2 * quantum].map((at) =>
          densityAtLevel(phase, at).toFixed(3),
        );
        refuse(
          `relative density ${relativeDensity} is out of reach: the density jumps from ${before} to ${after} at level ${level}`,
        );
      }
      return level;
    },
  };
}

/**
 * Finds the root of a density's excess, from -`asked` to 1 - `asked`: three steps of a guarded secant (Illinois), then one halving, for
 * densities that stand still or jump.
 */
function risingRoot(
  excess: (level: number) => number,
  from: number,
  to: number,
  asked: number,
  tolerance: number,
): number {
  let [low, high, fLow, fHigh, side] = [from, to, -asked, 1 - asked, 0];
  for (let n = 0; n < MAX_STEPS && high - low > tolerance; n++) {
    const secant = (low * fHigh - high * fLow) / (fHigh - fLow);
    const isInside = n % 4 < 3 && secant > low && secant < high;
    const level = isInside ? secant : 0.5 * (low + high);
    const found = excess(level);
    if (Math.abs(found) < NEAR_ENOUGH) return level;
    // The end that stays a second time weighs half.
    if (found < 0) {
      low = level;
      fLow = found;
      if (side < 0) fHigh *= 0.5;
      side = -1;
    } else {
      high = level;
      fHigh = found;
      if (side > 0) fLow *= 0.5;
      side = 1;
    }
  }
  return high;
}

function usableSamples(program: Program, place: Place): CellSamples {
  const samples = cellSamples(program, EXPRESSION_LIMITS.magnitude);
  if ('rows' in samples) return samples;
  const what = Number.isNaN(samples.value) ? 'is not a number' : `is ${samples.value}`;
  const where = samples.at.map((share) => share.toFixed(4)).join(', ');
  throw new PrepError('lattice-invalid', `the value of the expression ${what} at ${where} of the cell`, place);
}

/** Stiffness of a lattice by its density, and the density for a stiffness, from the table. */
import { type Place, PrepError } from '../../core/prep-error.ts';
import type { Phase } from '../settings.ts';
import { STRUT_CELLS } from '../struts/strut-cells.ts';
import { monotoneCurve } from './monotone-curve.ts';
import { STIFFNESS_TABLE, type StiffnessCurve } from './stiffness-table.ts';

/** Elastic constants of a cubic lattice along its axes, as shares of the solid's Young's modulus. */
export interface LatticeModulus {
  /** E along an axis of the cell over E of the solid. */
  readonly youngsRatio: number;
  /** G in a plane of two axes over E (not G) of the solid. */
  readonly shearRatio: number;
  readonly poisson: number;
  /** Zener's 2 G (1 + nu) / E: below 1 the axes are the stiffest directions, above 1 the space diagonals. */
  readonly zener: number;
}

/** Steps of the bisection: a density to 1e-15. */
const HALVINGS = 50;

/** Returns the modulus of a unit cell at a relative density; refuses cells and densities outside of the table. */
export function modulusOf(
  cellId: string,
  phase: Phase,
  relativeDensity: number,
  place: Place = ['lattice'],
): LatticeModulus {
  const { relativeDensity: x, youngsRatio, shearRatio, poisson } = curveOf(cellId, phase, place);
  const min = x[0]!;
  const max = x[x.length - 1]!;
  if (!(relativeDensity >= min && relativeDensity <= max)) {
    throw new PrepError(
      'density-out-of-reach',
      `the stiffness of ${wordsOf(cellId, phase)} is known at relative densities from ${min} to ${max}, got ${relativeDensity}`,
      [...place, 'relativeDensity'],
    );
  }
  const e = monotoneCurve({ x, y: youngsRatio }, relativeDensity);
  const g = monotoneCurve({ x, y: shearRatio }, relativeDensity);
  const nu = monotoneCurve({ x, y: poisson }, relativeDensity);
  return { youngsRatio: e, shearRatio: g, poisson: nu, zener: (2 * g * (1 + nu)) / e };
}

/** Returns the lowest and highest E along the axes that the table holds of a cell, over that of the solid. */
export function reachableModulus(
  cellId: string,
  phase: Phase,
  place: Place = ['lattice'],
): { readonly min: number; readonly max: number } {
  const { youngsRatio } = curveOf(cellId, phase, place);
  return { min: youngsRatio[0]!, max: youngsRatio[youngsRatio.length - 1]! };
}

/** Returns the relative density at which E along the axes is `youngsRatio` of the solid's; the inverse of `modulusOf`. */
export function densityOfModulus(
  cellId: string,
  phase: Phase,
  youngsRatio: number,
  place: Place = ['lattice'],
): number {
  const { relativeDensity: x, youngsRatio: y } = curveOf(cellId, phase, place);
  const min = y[0]!;
  const max = y[y.length - 1]!;
  if (!(youngsRatio >= min && youngsRatio <= max)) {
    throw new PrepError(
      'density-out-of-reach',
      `${wordsOf(cellId, phase)} reaches from ${min} to ${max} of the solid's Young's modulus, got ${youngsRatio}`,
      [...place, 'youngsRatio'],
    );
  }
  let low = x[0]!;
  let high = x[x.length - 1]!;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = 0.5 * (low + high);
    if (monotoneCurve({ x, y }, middle) < youngsRatio) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

function curveOf(cellId: string, phase: Phase, place: Place): StiffnessCurve {
  const curve = STIFFNESS_TABLE.find((entry) => entry.cellId === cellId && entry.phase === phase);
  if (curve !== undefined) return curve;
  const known = STIFFNESS_TABLE.map((entry) => wordsOf(entry.cellId, entry.phase)).join('; ');
  const reason = `no stiffness is known of ${wordsOf(cellId, phase)}; known are ${known}`;
  throw new PrepError('lattice-invalid', reason, place);
}

/** Struts have no phase. */
function wordsOf(cellId: string, phase: Phase): string {
  return Object.hasOwn(STRUT_CELLS, cellId) ? cellId : `${cellId}, ${phase}`;
}

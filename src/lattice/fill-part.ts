/** One cell of a fill that varies: its level over the part. */
import type { Box3 } from '../core/mesh.ts';
import type { Place } from '../core/prep-error.ts';
import type { DensityOverPart } from './asked-density.ts';
import type { DensityLaw } from './density-law.ts';
import { type Curve, curveAt, tabulated } from './grading/curve.ts';
import type { Scalar } from './grading/scalar.ts';
import { sampleControls } from './patch-channel.ts';
import type { PatchFrame } from './patch-frame.ts';
import type { RecipeForm } from './plane-recipe.ts';
import type { PhaseSpec, RecipePartSpec, VaryingSpec } from './recipe-field.ts';
import type { LatticeSettings, Phase } from './settings.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** A cell with what is asked of it. */
export interface FillPart {
  readonly key: string;
  readonly cell: PeriodicCell;
  readonly phase: Phase;
  readonly law: DensityLaw;
  readonly asked: DensityOverPart;
  readonly phases: readonly [PhaseSpec, PhaseSpec, PhaseSpec];
  readonly slope: readonly [number, number, number] | null;
}

/** Steps of the table from density to level. */
const LEVEL_STEPS = 96;
/** Distance from the ends of what is reached, which are no density of the cell themselves. */
const OFF_END = 1e-4;

/** Returns the part of a recipe; `mixed` where a sheet blends with a network. Densities out of reach throw at `place`. */
export function fillPart(part: FillPart, mixed: boolean, frame: PatchFrame, boxMm: Box3, place: Place): RecipePartSpec {
  const form: RecipeForm = part.phase === 'network' ? 'excess' : mixed ? 'wall' : 'ratio';
  const { key, phases, slope } = part;
  return { cellType: key, form, level: levelOver(part, frame, boxMm, place), phases, slope };
}

function levelOver({ law, asked }: FillPart, frame: PatchFrame, boxMm: Box3, place: Place): VaryingSpec {
  if (asked.relativeDensity !== null) return { constant: law.levelOf(asked.relativeDensity, place) };
  // Densities of the part that are out of reach are refused; those between are then within reach too.
  const within = rangeOf(sampleControls(frame, inBox(asked.at, boxMm)));
  law.levelOf(within.min, place);
  law.levelOf(within.max, place);
  // Beside the part, where only the splines look, they are held within reach.
  const { range } = law;
  const controls = sampleControls(frame, asked.at).map((density) =>
    Math.max(Math.min(within.min, range.min + OFF_END), Math.min(Math.max(within.max, range.max - OFF_END), density)),
  );
  const { min, max } = rangeOf(controls);
  const low = law.levelOf(min, place);
  if (min === max) return { constant: low };
  const levels = levelsBetween(law, low, law.levelOf(max, place));
  return { controls: controls.map((density) => curveAt(levels, density)) };
}

/** Returns the scalar of the nearest point of a box. */
function inBox(scalar: Scalar, [x0, y0, z0, x1, y1, z1]: Box3): Scalar {
  return (x, y, z) =>
    scalar(Math.max(x0, Math.min(x1, x)), Math.max(y0, Math.min(y1, y)), Math.max(z0, Math.min(z1, z)));
}

/** Returns the curve from density to level: exact at its points, linear between. */
function levelsBetween(law: DensityLaw, low: number, high: number): Curve {
  const curve = tabulated((level) => law.densityAt(level), low, high, LEVEL_STEPS);
  for (let i = 0; i < curve.length; i += 2) [curve[i], curve[i + 1]] = [curve[i + 1]!, curve[i]!];
  return curve;
}

/** Returns the wall where it is thinnest: thin walls may stand in large cells, so density and cell count together. */
export function leastWallOf(
  { cellMm, evenWalls, stretch }: LatticeSettings,
  { law: { wall }, asked }: FillPart,
  frame: PatchFrame,
): number | null {
  if (wall === null) return null;
  // Even walls are the same along all axes; others are thinnest across the axis that is stretched least.
  const share = evenWalls ? 1 : Math.min(...stretch);
  const { relativeDensity } = asked;
  if (relativeDensity !== null && asked.cellMm === null) return wall.of(relativeDensity) * cellMm * share;
  const densities = sampleControls(frame, asked.at);
  const { min, max } = rangeOf(densities);
  const walls =
    min === max ? Float64Array.of(min, wall.of(min)) : tabulated((rho) => wall.of(rho), min, max, LEVEL_STEPS);
  const edgeMm: Scalar = asked.cellMm ?? (() => cellMm);
  const edges = sampleControls(frame, edgeMm);
  return densities.reduce((least, rho, n) => Math.min(least, curveAt(walls, rho) * edges[n]!), Infinity) * share;
}

function rangeOf(values: Float64Array): { min: number; max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { min, max };
}

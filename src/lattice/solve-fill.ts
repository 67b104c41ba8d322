/** From what is asked of a fill to the field that has it: levels are solved, maps laid, gradings sampled. */
import type { SolidBand } from '../core/field.ts';
import { type Place, PrepError } from '../core/prep-error.ts';
import { askedDensity, type DensityOverPart } from './asked-density.ts';
import { blendThinning, evenedWeight, slopeOfPart } from './blend-weight.ts';
import { cellAxes } from './cell-axes.ts';
import { type DensityLaw, evenWallLaw, tpmsLaw } from './density-law.ts';
import type { FillContext } from './fill-context.ts';
import type { FillSpec } from './fill-spec.ts';
import { type Curve, curveAt, tabulated } from './grading/curve.ts';
import { placeScalar } from './grading/place.ts';
import { placeOf } from './grading/place-of.ts';
import type { Scalar } from './grading/scalar.ts';
import { phasesOf } from './maps/phases-of.ts';
import { sampleControls } from './patch-channel.ts';
import { type PatchFrame, patchFrame } from './patch-frame.ts';
import type { RecipeForm } from './plane-recipe.ts';
import type { RecipePartSpec, VaryingSpec } from './recipe-field.ts';
import type { LatticeSettings, Phase } from './settings.ts';
import type { TpmsCell } from './tpms-cell.ts';
import { knownCell } from './unit-cell.ts';

/** A fill that has what was asked. */
export interface SolvedFill {
  readonly spec: FillSpec;
  /** The relative density that the fill is to have at a point. */
  readonly densityAt: Scalar;
  /** The one density where it is the same everywhere. */
  readonly relativeDensity: number | null;
  /** Edge of the cells; of the smallest where they vary. */
  readonly leastCellMm: number;
  /** Mean wall of the first cell where it is thinnest; null for networks. */
  readonly leastWallMm: number | null;
  /** True where cells stand along the axes of the file and all have one size: whole cells can be told. */
  readonly isRegular: boolean;
}

/** Steps of the table from density to level. */
const LEVEL_STEPS = 96;

/** Solves a fill; what is out of reach throws at `place`. */
export function solveFill(settings: LatticeSettings, context: FillContext, place: Place = ['lattice']): SolvedFill {
  const cell = knownCell(settings.cellType, [...place, 'cellType']);
  const { phase, cellMm, stretch, turnDeg, blend } = settings;
  refuseUnfit(settings, place);
  const axes = cellAxes(turnDeg, stretch);
  const slope = settings.evenWalls ? evenSlope(stretch) : null;
  const law = slope === null ? tpmsLaw(cell, phase) : evenWallLaw(cell, slope);
  const asked = askedDensity(settings, law, context, place);
  const isStraight = settings.map.kind === 'straight' && asked.cellMm === null;
  const isPlain = isStraight && turnDeg.every((angle) => angle === 0) && stretch.every((length) => length === 1);
  const leastCellMm = Math.min(asked.leastCellMm, cellMm) * Math.min(...stretch);
  const wallOf = (density: number): number | null => (law.wall === null ? null : law.wall.of(density) * leastCellMm);
  if (isPlain && asked.relativeDensity !== null && blend === null && slope === null) {
    const level = law.levelOf(asked.relativeDensity, place);
    const spec: FillSpec = {
      kind: 'cells',
      cellType: cell.id,
      cellMm,
      originMm: context.originMm,
      band: bandOf(phase, level),
    };
    const leastWallMm = wallOf(asked.relativeDensity);
    return {
      spec,
      densityAt: asked.at,
      relativeDensity: asked.relativeDensity,
      leastCellMm,
      leastWallMm,
      isRegular: true,
    };
  }
  const frame = patchFrame(context.boxMm, context.originMm, leastCellMm / 2);
  const phases = phasesOf(settings, axes, asked.cellMm, frame, context, place);
  const mixed = blend !== null && blend.phase !== phase;
  const first = partOf(phase, mixed, law, asked, frame, place);
  const part: RecipePartSpec = { cellType: cell.id, form: first.form, level: first.level, phases, slope };
  const leastWallMm = wallOf(first.leastDensity);
  const isRegular = isPlain;
  if (blend === null) {
    const recipe = { frame, parts: [part] as const, weight: { constant: 0 } };
    const spec: FillSpec = { kind: 'recipe', recipe, band: recipeBand(phase, false) };
    return { spec, densityAt: asked.at, relativeDensity: asked.relativeDensity, leastCellMm, leastWallMm, isRegular };
  }
  const at: Place = [...place, 'blend'];
  const other = knownCell(blend.cellType, [...at, 'cellType']);
  const otherLaw =
    slope === null || blend.phase === 'network' ? tpmsLaw(other, blend.phase) : evenWallLaw(other, slope);
  const otherAsked: DensityOverPart =
    blend.relativeDensity === null
      ? asked
      : {
          at: () => blend.relativeDensity as number,
          relativeDensity: blend.relativeDensity,
          cellMm: asked.cellMm,
          leastCellMm: asked.leastCellMm,
        };
  const second = partOf(blend.phase, mixed, otherLaw, otherAsked, frame, at);
  const otherSlope = blend.phase === 'network' ? null : slope;
  const otherPart: RecipePartSpec = {
    cellType: other.id,
    form: second.form,
    level: second.level,
    phases,
    slope: otherSlope,
  };
  const reach = Math.max(blend.fromMm, blend.toMm);
  const where = placeScalar(placeOf(blend.place, context, reach, [...at, 'place']));
  const share: Scalar = (x, y, z) =>
    Math.max(0, Math.min(1, (where(x, y, z) - blend.fromMm) / (blend.toMm - blend.fromMm)));
  const slopes = [typicalSlope(cell, part), typicalSlope(other, otherPart)] as const;
  const thinned = (one: RecipePartSpec): RecipePartSpec =>
    mixed ? one : { ...one, level: thinnedLevel(one.level, frame, share) };
  const weight: VaryingSpec = {
    controls: sampleControls(frame, (x, y, z) => evenedWeight(share(x, y, z), slopes[0], slopes[1])),
  };
  const densityAt: Scalar = (x, y, z) => {
    const w = share(x, y, z);
    return (1 - w) * asked.at(x, y, z) + w * otherAsked.at(x, y, z);
  };
  const recipe = { frame, parts: [thinned(part), thinned(otherPart)] as const, weight };
  const spec: FillSpec = { kind: 'recipe', recipe, band: recipeBand(phase, mixed) };
  return { spec, densityAt, relativeDensity: null, leastCellMm, leastWallMm, isRegular };
}

function refuseUnfit({ evenWalls, phase, blend, map, grading }: LatticeSettings, place: Place): void {
  const refuse = (reason: string, key: string): never => {
    throw new PrepError('lattice-invalid', reason, [...place, key]);
  };
  if (evenWalls && phase !== 'sheet') refuse('even walls are for sheets', 'evenWalls');
  if (evenWalls && blend !== null && blend.phase !== phase) {
    refuse('even walls do not blend with a network', 'evenWalls');
  }
  if (blend !== null && !(blend.toMm > blend.fromMm)) {
    refuse(`toMm must be above fromMm, got ${blend.fromMm} and ${blend.toMm}`, 'blend');
  }
  if (map.kind !== 'straight' && grading.some(({ quantity }) => quantity === 'cell')) {
    refuse('a cell size that varies needs straight cells', 'grading');
  }
}

/** Factors of the gradient by X, Y, Z: a stretched cell is flatter along that axis. */
function evenSlope([x, y, z]: readonly [number, number, number]): readonly [number, number, number] {
  return [1 / x, 1 / y, 1 / z];
}

function bandOf(phase: Phase, level: number): SolidBand {
  return { from: phase === 'sheet' ? -level : null, to: level };
}

function recipeBand(phase: Phase, mixed: boolean): SolidBand {
  return phase === 'sheet' && !mixed ? { from: -1, to: 1 } : { from: null, to: 0 };
}

function partOf(
  phase: Phase,
  mixed: boolean,
  law: DensityLaw,
  asked: DensityOverPart,
  frame: PatchFrame,
  place: Place,
): Pick<RecipePartSpec, 'form' | 'level'> & { readonly leastDensity: number } {
  const form: RecipeForm = phase === 'network' ? 'excess' : mixed ? 'wall' : 'ratio';
  if (asked.relativeDensity !== null) {
    const level = { constant: law.levelOf(asked.relativeDensity, place) };
    return { form, level, leastDensity: asked.relativeDensity };
  }
  const controls = sampleControls(frame, asked.at);
  let [min, max] = [Infinity, -Infinity];
  for (const density of controls) {
    min = Math.min(min, density);
    max = Math.max(max, density);
  }
  // Ends that are out of reach are refused; those between are then within reach too.
  const low = law.levelOf(min, place);
  if (min === max) return { form, level: { constant: low }, leastDensity: min };
  const levels = levelsBetween(law, low, law.levelOf(max, place));
  const level = { controls: controls.map((density) => curveAt(levels, density)) };
  return { form, level, leastDensity: min };
}

/** Returns the curve from density to level: exact at its points, linear between. */
function levelsBetween(law: DensityLaw, low: number, high: number): Curve {
  const curve = tabulated((level) => law.densityAt(level), low, high, LEVEL_STEPS);
  for (let i = 0; i < curve.length; i += 2) [curve[i], curve[i + 1]] = [curve[i + 1]!, curve[i]!];
  return curve;
}

function thinnedLevel(level: VaryingSpec, frame: PatchFrame, share: Scalar): VaryingSpec {
  const controls = sampleControls(frame, (x, y, z) => blendThinning(share(x, y, z)));
  for (let n = 0; n < controls.length; n++) {
    controls[n]! *= 'constant' in level ? level.constant : level.controls[n]!;
  }
  return { controls };
}

function typicalSlope(cell: TpmsCell, { form, level }: RecipePartSpec): number {
  if ('constant' in level) return slopeOfPart(cell, form, level.constant);
  let sum = 0;
  for (const value of level.controls) sum += value;
  return slopeOfPart(cell, form, sum / level.controls.length);
}

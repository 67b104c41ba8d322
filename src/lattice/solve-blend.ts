/** A second cell into which the first one blends. */
import type { SolidBand } from '../core/field.ts';
import type { Place } from '../core/prep-error.ts';
import type { DensityOverPart } from './asked-density.ts';
import { type BlendLevels, type BlendSide, blendLevels } from './blend-levels.ts';
import { evenedWeight, slopeOfPart } from './blend-weight.ts';
import { cellByKey, keyOfCell } from './cell-by-key.ts';
import type { FillContext } from './fill-context.ts';
import { type FillPart, fillPart } from './fill-part.ts';
import type { FillSpec } from './fill-spec.ts';
import { placeScalar } from './grading/place.ts';
import { placeOf } from './grading/place-of.ts';
import type { Scalar } from './grading/scalar.ts';
import { lawOf } from './law-of.ts';
import { sampleControls } from './patch-channel.ts';
import type { PatchFrame } from './patch-frame.ts';
import type { PhaseSpec, RecipePartSpec, VaryingSpec } from './recipe-field.ts';
import type { BlendSettings, LatticeSettings } from './settings.ts';
import { isStruts } from './strut-periodic.ts';

/** Returns the blend of a part with a second cell, whose phases `phasesFor` gives for its period. */
export function solveBlend(
  settings: LatticeSettings,
  blend: BlendSettings,
  own: FillPart,
  phasesFor: (periodCells: number) => readonly [PhaseSpec, PhaseSpec, PhaseSpec],
  frame: PatchFrame,
  context: FillContext,
  place: Place,
): { readonly spec: FillSpec; readonly densityAt: Scalar; readonly other: FillPart } {
  // A fill has one formula: where the second cell is one too, it is the same.
  const expression = blend.cellType === 'expression' ? settings.expression : null;
  const key = keyOfCell({ ...settings, cellType: blend.cellType, expression }, place);
  const cell = cellByKey(key, place);
  const phase = isStruts(cell) ? 'network' : blend.phase;
  const slope = phase === 'network' ? null : own.slope;
  const { relativeDensity } = blend;
  const asked: DensityOverPart =
    relativeDensity === null ? own.asked : { ...own.asked, at: () => relativeDensity, relativeDensity };
  const period = cell.periodCells ?? 1;
  const phases = period === (own.cell.periodCells ?? 1) ? own.phases : phasesFor(period);
  const other: FillPart = { key, cell, phase, law: lawOf(cell, phase, slope), asked, phases, slope };
  const mixed = phase !== own.phase;
  const first = fillPart(own, mixed, frame, context.boxMm, place.slice(0, -1));
  const second = fillPart(other, mixed, frame, context.boxMm, place);
  const where = placeScalar(placeOf(blend.place, context, Math.max(blend.fromMm, blend.toMm), [...place, 'place']));
  const share: Scalar = (x, y, z) =>
    Math.max(0, Math.min(1, (where(x, y, z) - blend.fromMm) / (blend.toMm - blend.fromMm)));
  const sides = [sideOf(own, first), sideOf(other, second)] as const;
  const slopes = sides.map(({ cell, form, level }) => slopeOfPart(cell, form, level)) as [number, number];
  const weightOf = (part: number) => evenedWeight(part, slopes[0], slopes[1]);
  const weight: VaryingSpec = { controls: sampleControls(frame, (x, y, z) => weightOf(share(x, y, z))) };
  const levels = blendLevels(sides[0], sides[1], weightOf);
  const shares = sampleControls(frame, share);
  const blended = (part: RecipePartSpec): RecipePartSpec => ({ ...part, level: blendedLevel(part, levels, shares) });
  const recipe = { frame, parts: [blended(first), blended(second)] as const, weight };
  const band: SolidBand = phase === 'sheet' && !mixed ? { from: -1, to: 1 } : { from: null, to: 0 };
  return {
    other,
    spec: { kind: 'recipe', recipe, band },
    densityAt(x, y, z) {
      const w = share(x, y, z);
      return (1 - w) * own.asked.at(x, y, z) + w * asked.at(x, y, z);
    },
  };
}

function blendedLevel({ form, level }: RecipePartSpec, levels: BlendLevels, shares: Float64Array): VaryingSpec {
  const controls = shares.map((share, n) => {
    const alone = 'constant' in level ? level.constant : level.controls[n]!;
    return form === 'excess' ? alone + levels.shift(share) : alone * levels.factor(share);
  });
  return { controls };
}

/** A cell at its mean level, where that varies. */
function sideOf({ cell, law }: FillPart, { form, level, slope }: RecipePartSpec): BlendSide {
  const mean =
    'constant' in level ? level.constant : level.controls.reduce((sum, one) => sum + one, 0) / level.controls.length;
  return { cell, form, level: mean, slope, density: law.densityAt(mean) };
}

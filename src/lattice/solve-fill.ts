/** From what is asked of a fill to the field that has it: levels are solved, maps laid, gradings sampled. */
import type { SolidBand } from '../core/field.ts';
import type { Place } from '../core/prep-error.ts';
import { askedDensity } from './asked-density.ts';
import { cellAxes } from './cell-axes.ts';
import { cellByKey, keyOfCell } from './cell-by-key.ts';
import type { FillContext } from './fill-context.ts';
import { type FillPart, fillPart, leastWallOf } from './fill-part.ts';
import type { FillSpec } from './fill-spec.ts';
import type { Scalar } from './grading/scalar.ts';
import { lawOf } from './law-of.ts';
import { askedOfPart, lawOfPart } from './law-of-part.ts';
import { leastSolidMm, neckMm } from './least-solid.ts';
import { phasesOf } from './maps/phases-of.ts';
import { patchFrame } from './patch-frame.ts';
import { refuseUnfit } from './refuse-unfit.ts';
import { defaultStepMm } from './sampling-step.ts';
import type { LatticeSettings, Phase } from './settings.ts';
import { solveBlend } from './solve-blend.ts';
import { isStruts } from './strut-periodic.ts';

/** A fill that has what was asked. */
export interface SolvedFill {
  readonly spec: FillSpec;
  /** The relative density that the fill is to have at a point. */
  readonly densityAt: Scalar;
  /** The one density where it is the same everywhere. */
  readonly relativeDensity: number | null;
  /** Edge of the cells; of the smallest where they vary. */
  readonly leastCellMm: number;
  /** Mean wall or diameter of the first cell where it is thinnest; null for networks. */
  readonly leastWallMm: number | null;
  /** Thinnest wall, strut or neck of all cells; null where nobody knows it. */
  readonly leastSolidMm: number | null;
  /** The sampling step that cell and walls need. */
  readonly defaultStepMm: number;
  /** The step that walls need whose thinnest is as thick, in mm. */
  stepFor(wallMm: number | null): number;
  /** True where cells stand along the axes of the file and all have one size: whole cells can be told. */
  readonly isRegular: boolean;
}

/** Solves a fill; what is out of reach throws at `place`. */
export function solveFill(settings: LatticeSettings, context: FillContext, place: Place = ['lattice']): SolvedFill {
  const key = keyOfCell(settings, place);
  const cell = cellByKey(key, place);
  const struts = isStruts(cell);
  refuseUnfit(settings, struts, place);
  const phase: Phase = struts ? 'network' : settings.phase;
  const { cellMm, stretch, turnDeg } = settings;
  const slope = settings.evenWalls ? evenSlope(stretch) : null;
  const axes = cellAxes(turnDeg, stretch);
  const ofCell = lawOf(cell, phase, slope);
  const law = lawOfPart(settings, cell, ofCell, axes, context);
  const asked = askedOfPart(settings, askedDensity(settings, cell, law, context, place), ofCell, law, place);
  const isStraight = settings.map.kind === 'straight' && asked.cellMm === null;
  const isRegular = isStraight && turnDeg.every((angle) => angle === 0) && stretch.every((length) => length === 1);
  const leastCellMm = asked.leastCellMm * Math.min(...stretch);
  const { relativeDensity } = asked;
  const stepFor = (wallMm: number | null) => defaultStepMm(cell, leastCellMm, wallMm);
  const facts = (leastWallMm: number | null, leastSolid: number | null) => ({
    leastCellMm,
    leastWallMm,
    leastSolidMm: leastSolid,
    defaultStepMm: stepFor(leastWallMm),
    stepFor,
    isRegular,
  });
  if (isRegular && relativeDensity !== null && settings.blend === null && slope === null) {
    const level = law.levelOf(relativeDensity, place);
    const { originMm } = context;
    const spec: FillSpec = struts
      ? {
          kind: 'struts',
          graph: cell.graph,
          cellMm,
          originMm,
          radiusMm: level * cellMm,
          filletMm: settings.filletMm,
          band: { from: null, to: level * cellMm },
        }
      : { kind: 'cells', cellType: key, cellMm, originMm, band: bandOf(phase, level) };
    const leastWallMm = law.wall === null ? null : law.wall.of(relativeDensity) * cellMm;
    const leastSolid = leastWallMm ?? neckMm(cell, phase, relativeDensity, cellMm);
    return { spec, densityAt: asked.at, relativeDensity, ...facts(leastWallMm, leastSolid) };
  }
  const frame = patchFrame(context.boxMm, context.originMm, leastCellMm / 2);
  const phasesFor = (periodCells: number) => phasesOf(settings, axes, asked.cellMm, periodCells, frame, context, place);
  const phases = phasesFor(cell.periodCells ?? 1);
  const own: FillPart = { key, cell, phase, law, asked, phases, slope: phase === 'network' ? null : slope };
  const leastWallMm = leastWallOf(settings, own, frame);
  if (settings.blend !== null) {
    const blended = solveBlend(settings, settings.blend, own, phasesFor, frame, context, [...place, 'blend']);
    const [one, two] = [own, blended.other].map((part) => leastSolidMm(settings, part, frame));
    const leastSolid = one == null || two == null ? null : Math.min(one, two);
    const { spec, densityAt } = blended;
    return { spec, densityAt, relativeDensity: null, ...facts(leastWallMm, leastSolid) };
  }
  const recipe = {
    frame,
    parts: [fillPart(own, false, frame, context.boxMm, place)] as const,
    weight: { constant: 0 },
  };
  const band: SolidBand = phase === 'sheet' ? { from: -1, to: 1 } : { from: null, to: 0 };
  const all = facts(leastWallMm, leastSolidMm(settings, own, frame));
  return { spec: { kind: 'recipe', recipe, band }, densityAt: asked.at, relativeDensity, ...all };
}

/** Factors of the gradient by X, Y, Z: a stretched cell is flatter along that axis. */
function evenSlope([x, y, z]: readonly [number, number, number]): readonly [number, number, number] {
  return [1 / x, 1 / y, 1 / z];
}

function bandOf(phase: Phase, level: number): SolidBand {
  return { from: phase === 'sheet' ? -level : null, to: level };
}

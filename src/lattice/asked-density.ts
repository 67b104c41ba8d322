/** The relative density that a request comes to, everywhere in the part. */

import { type Place, PrepError } from '../core/prep-error.ts';
import type { DensityLaw } from './density-law.ts';
import type { FillContext } from './fill-context.ts';
import { type Curve, curveAt, curveRange, tabulated } from './grading/curve.ts';
import { placeScalar } from './grading/place.ts';
import { placeOf } from './grading/place-of.ts';
import type { Scalar } from './grading/scalar.ts';
import { densityOfModulus, reachableModulus } from './homogenisation/modulus.ts';
import { densityOfPore } from './pore-size.ts';
import { FEWEST_SAMPLES_PER_CELL } from './sampling-step.ts';
import type { GradingSettings, LatticeSettings, Phase } from './settings.ts';
import { isStruts } from './strut-periodic.ts';
import { VORONOI } from './struts/voronoi.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** Relative density and cell size over the part. */
export interface DensityOverPart {
  readonly at: Scalar;
  /** Where the density is the same everywhere. */
  readonly relativeDensity: number | null;
  /** Edge of the cell at a point; null where it is the same everywhere. */
  readonly cellMm: Scalar | null;
  readonly leastCellMm: number;
}

/** Returns what is asked; quantities that a cell cannot have throw at `place`. */
export function askedDensity(
  settings: LatticeSettings,
  unit: PeriodicCell,
  law: DensityLaw,
  context: FillContext,
  place: Place,
): DensityOverPart {
  const graded = (quantity: GradingSettings['quantity']) => {
    const index = settings.grading.findIndex((grading) => grading.quantity === quantity);
    const grading = settings.grading[index];
    return grading === undefined ? null : gradedQuantity(grading, context, [...place, 'grading', index]);
  };
  const cell = graded('cell');
  if (cell !== null) refuseTinyCells(settings, cell.least, place);
  const wall = graded('wall');
  const density = graded('density');
  const cellMm = cell?.at ?? null;
  const leastCellMm = cell?.least ?? settings.cellMm;
  const result = (at: Scalar, relativeDensity: number | null) => ({ at, relativeDensity, cellMm, leastCellMm });
  if (density !== null) return result(density.at, null);
  const { wallMm } = settings;
  if (wall !== null || wallMm !== null) {
    const relation = law.wall;
    if (relation === null) {
      throw new PrepError('lattice-invalid', 'a wall thickness needs the sheet phase; give a density instead', [
        ...place,
        wall === null ? 'wallMm' : 'grading',
      ]);
    }
    const wallAt: Scalar = wall?.at ?? (() => wallMm as number);
    if (wall !== null || cellMm !== null) {
      const edge: Scalar = cellMm ?? (() => settings.cellMm);
      const least = (wall?.least ?? (wallMm as number)) / (cell?.most ?? settings.cellMm);
      const most = (wall?.most ?? (wallMm as number)) / leastCellMm;
      const densities = tabulated((wallOverCell) => relation.densityOf(wallOverCell), least, most, WALL_STEPS);
      return result((x, y, z) => curveAt(densities, wallAt(x, y, z) / edge(x, y, z)), null);
    }
    const relativeDensity = relation.densityOf((wallMm as number) / settings.cellMm);
    if (relativeDensity >= law.range.max) refuseWideWall(settings, relation.of(law.range.max), place);
    return constant(relativeDensity);
  }
  return constant(constantDensity(settings, unit, context, place));

  function constant(relativeDensity: number): DensityOverPart {
    return result(() => relativeDensity, relativeDensity);
  }
}

/** Steps of the table from wall to density where one of them varies. */
const WALL_STEPS = 192;

/** Cells by a table of samples are known only here: those that are none, or too small for the sampling step, are refused. */
function refuseTinyCells({ grading, stretch, stepMm }: LatticeSettings, leastMm: number, place: Place): void {
  const at: Place = [...place, 'grading', grading.findIndex(({ quantity }) => quantity === 'cell')];
  if (!(leastMm > 0)) throw new PrepError('lattice-invalid', `a cell of ${leastMm} mm is none`, at);
  const most = (leastMm * Math.min(...stretch)) / FEWEST_SAMPLES_PER_CELL;
  if (stepMm === null || stepMm <= most) return;
  const reason = `a step of ${stepMm} mm is too coarse for a cell of ${leastMm} mm: at most ${most} mm`;
  throw new PrepError('lattice-invalid', reason, at);
}

function refuseWideWall({ wallMm, cellType, cellMm }: LatticeSettings, widestOverCell: number, place: Place): never {
  const most = (Math.floor(widestOverCell * cellMm * 1000) / 1000).toFixed(3);
  throw new PrepError(
    'density-out-of-reach',
    `a wall of ${wallMm} mm is out of reach of ${cellType} in a cell of ${cellMm} mm: at most ${most} mm`,
    [...place, 'wallMm'],
  );
}

function constantDensity(settings: LatticeSettings, unit: PeriodicCell, context: FillContext, place: Place): number {
  const { relativeDensity, poreMm, modulusGPa, cellType, phase, cellMm, evenWalls, stretch, map } = settings;
  if (relativeDensity !== null) return relativeDensity;
  const refuse = (key: string, reason: string): never => {
    throw new PrepError('lattice-invalid', reason, [...place, key]);
  };
  const isCubic = !evenWalls && map.kind === 'straight' && stretch.every((length) => length === 1);
  if (poreMm !== null) {
    if (!isCubic) refuse('poreMm', 'a pore size is known for plain cubic cells; give a density instead');
    return densityOfPore(unit, phase, poreMm, cellMm, [...place, 'poreMm']);
  }
  if (modulusGPa === null) return refuse('relativeDensity', 'a density, wall, pore size or modulus is needed');
  if (!isCubic) refuse('modulusGPa', 'the modulus is known for plain cubic cells; give a density instead');
  const unknown = unknownModulus(settings);
  if (unknown !== null)
    refuse('modulusGPa', `${unknown}: give a density, and \`trabecula homogenise\` tells its modulus`);
  const { solidYoungsGPa } = context;
  if (solidYoungsGPa === null) {
    return refuse('modulusGPa', "a modulus needs the solid's own: a profile with youngsModulusGPa");
  }
  const at: Place = [...place, 'modulusGPa'];
  const tablePhase: Phase = isStruts(unit) ? 'network' : phase;
  const { min, max } = reachableModulus(cellType, tablePhase, at);
  const ratio = modulusGPa / solidYoungsGPa;
  if (!(ratio >= min && ratio <= max)) {
    const words = isStruts(unit) ? cellType : `${cellType}, ${phase}`;
    // Rounded inward: every modulus between the two is within reach.
    const span = `${(Math.ceil(1e3 * min * solidYoungsGPa) / 1e3).toFixed(3)} to ${(Math.floor(1e3 * max * solidYoungsGPa) / 1e3).toFixed(3)}`;
    throw new PrepError(
      'density-out-of-reach',
      `a modulus of ${modulusGPa} GPa is out of reach of ${words} in a solid of ${solidYoungsGPa} GPa: from ${span} GPa`,
      at,
    );
  }
  return densityOfModulus(cellType, tablePhase, ratio, at);
}

/** Why the table holds no modulus of a cell; null where it does. */
function unknownModulus({ cellType, expression, filletMm }: LatticeSettings): string | null {
  if (expression !== null) return 'the modulus of a formula is in no table';
  if (cellType === VORONOI.id) return 'every seed of voronoi struts has a modulus of its own';
  return filletMm > 0 ? 'the modulus is known for struts without fillets' : null;
}

function gradedQuantity(
  { quantity, place: where, table }: GradingSettings,
  context: FillContext,
  place: Place,
): { at: Scalar; least: number; most: number } {
  const reachMm = table === null ? 0 : Math.max(0, ...table.map(([at]) => at));
  const at = placeScalar(placeOf(where, context, reachMm, [...place, 'place']));
  if (table === null) {
    if (where.by !== 'samples') throw new PrepError('lattice-invalid', 'needs a table', [...place, 'table']);
    let [least, most] = [Infinity, -Infinity];
    const { samples } = context.samples(where.file);
    for (let i = 3; i < samples.length; i += 4) {
      least = Math.min(least, samples[i]!);
      most = Math.max(most, samples[i]!);
    }
    if (quantity !== 'cell' && !(least > 0)) {
      const reason = `the samples of ${where.file} go down to ${least}, which is no ${quantity}`;
      throw new PrepError('lattice-invalid', reason, [...place, 'place']);
    }
    return { at, least, most };
  }
  const curve: Curve = Float64Array.from(table.flat());
  const { min, max } = curveRange(curve);
  return { at: (x, y, z) => curveAt(curve, at(x, y, z)), least: min, most: max };
}

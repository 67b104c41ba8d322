/** The relative density that a request comes to, everywhere in the part. */
import { type Place, PrepError } from '../core/prep-error.ts';
import type { DensityLaw } from './density-law.ts';
import type { FillContext } from './fill-context.ts';
import { type Curve, curveAt, curveRange } from './grading/curve.ts';
import { placeScalar } from './grading/place.ts';
import { placeOf } from './grading/place-of.ts';
import type { Scalar } from './grading/scalar.ts';
import { densityOfModulus } from './homogenisation/modulus.ts';
import { densityOfPore } from './pore-size.ts';
import type { GradingSettings, LatticeSettings } from './settings.ts';

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
      return result((x, y, z) => relation.densityOf(wallAt(x, y, z) / edge(x, y, z)), null);
    }
    const relativeDensity = relation.densityOf((wallMm as number) / settings.cellMm);
    if (relativeDensity >= law.range.max) refuseWideWall(settings, relation.of(law.range.max), place);
    return constant(relativeDensity);
  }
  return constant(constantDensity(settings, context, place));

  function constant(relativeDensity: number): DensityOverPart {
    return result(() => relativeDensity, relativeDensity);
  }
}

function refuseWideWall({ wallMm, cellType, cellMm }: LatticeSettings, widestOverCell: number, place: Place): never {
  const most = (Math.floor(widestOverCell * cellMm * 1000) / 1000).toFixed(3);
  throw new PrepError(
    'density-out-of-reach',
    `a wall of ${wallMm} mm is out of reach of ${cellType} in a cell of ${cellMm} mm: at most ${most} mm`,
    [...place, 'wallMm'],
  );
}

function constantDensity(settings: LatticeSettings, context: FillContext, place: Place): number {
  const { relativeDensity, poreMm, modulusGPa, cellType, phase, cellMm, evenWalls, stretch, map } = settings;
  if (relativeDensity !== null) return relativeDensity;
  const refuse = (key: string, reason: string): never => {
    throw new PrepError('lattice-invalid', reason, [...place, key]);
  };
  const isCubic = !evenWalls && map.kind === 'straight' && stretch.every((length) => length === 1);
  if (poreMm !== null) {
    if (!isCubic) refuse('poreMm', 'a pore size is known for plain cubic cells; give a density instead');
    return densityOfPore(cellType, phase, poreMm, cellMm, [...place, 'poreMm']);
  }
  if (modulusGPa === null) return refuse('relativeDensity', 'a density, wall, pore size or modulus is needed');
  if (!isCubic) refuse('modulusGPa', 'the modulus is known for plain cubic cells; give a density instead');
  const { solidYoungsGPa } = context;
  if (solidYoungsGPa === null) {
    return refuse('modulusGPa', "a modulus needs the solid's own: a profile with youngsModulusGPa");
  }
  return densityOfModulus(cellType, phase, modulusGPa / solidYoungsGPa, place);
}

function gradedQuantity(
  { place: where, table }: GradingSettings,
  context: FillContext,
  place: Place,
): { at: Scalar; least: number } {
  const reachMm = table === null ? 0 : Math.max(0, ...table.map(([at]) => at));
  const at = placeScalar(placeOf(where, context, reachMm, [...place, 'place']));
  if (table === null) {
    if (where.by !== 'samples') throw new PrepError('lattice-invalid', 'needs a table', [...place, 'table']);
    let least = Infinity;
    const { samples } = context.samples(where.file);
    for (let i = 3; i < samples.length; i += 4) least = Math.min(least, samples[i]!);
    return { at, least };
  }
  const curve: Curve = Float64Array.from(table.flat());
  return { at: (x, y, z) => curveAt(curve, at(x, y, z)), least: curveRange(curve).min };
}

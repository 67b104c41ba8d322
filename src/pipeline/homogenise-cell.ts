/** What `homogenise` does: the stiffness of one cell as one material, with the error that the voxels make. */
import { type Finding, finding } from '../core/finding.ts';
import type { RunContext } from '../core/ports.ts';
import { assert, PrepError } from '../core/prep-error.ts';
import { cellByKey, keyOfCell } from '../lattice/cell-by-key.ts';
import type { FillContext } from '../lattice/fill-context.ts';
import { fillField } from '../lattice/fill-spec.ts';
import { cellStiffness, type GridStiffness, LOADS, TOLERANCE } from '../lattice/homogenisation/cell-stiffness.ts';
import { cubicDeviation } from '../lattice/homogenisation/cubic-part.ts';
import { elasticConstants, youngsAlongGPa } from '../lattice/homogenisation/elastic-constants.ts';
import { hashinShtrikmanUpper } from '../lattice/homogenisation/hashin-shtrikman.ts';
import { type Foretold, foretell } from '../lattice/homogenisation/two-grids.ts';
import type { LatticeSettings, Point3 } from '../lattice/settings.ts';
import { solveFill } from '../lattice/solve-fill.ts';
import { isStruts } from '../lattice/strut-periodic.ts';
import { defaultContext } from './request/default-context.ts';
import { latticeWords } from './request/lattice-words.ts';
import { voxelsOfPeriod } from './voxels-of-period.ts';

/** What a run is asked for. */
export interface CellRequest {
  readonly lattice: LatticeSettings;
  /** Voxels along the edge of an unstretched period; null: 48, or the next number that suits the stretch. */
  readonly voxels: number | null;
  /** Poisson's ratio of the solid. */
  readonly poisson: number;
  /** Young's modulus of the solid; null where nobody knows it. */
  readonly solidYoungsGPa: number | null;
}

/** Young's moduli over that of the solid. */
export interface YoungsRatios {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Along the diagonal of the face xy and of the cell. */
  readonly xy: number;
  readonly xyz: number;
}

/** What one grid says; moduli over Young's modulus of the solid. */
export interface GridResult {
  readonly voxels: readonly number[];
  readonly voxelMm: number;
  readonly relativeDensity: number;
  readonly youngsRatio: YoungsRatios;
  /** G over E (not G) of the solid, in the planes yz, xz and xy. */
  readonly shearRatio: readonly number[];
  /** xy, yz, zx: contraction along the second axis over extension along the first. */
  readonly poisson: readonly number[];
  /** 2 C44 / (C11 - C12) of the means over the axes. */
  readonly zener: number;
  readonly bulkRatio: number;
  /** C over E of the solid, 6 rows of 6: xx, yy, zz, yz, xz, xy, engineering shear. */
  readonly stiffnessRatio: readonly (readonly number[])[];
  readonly iterations: number;
  readonly residual: number;
}

/** The stiffness of a cell. */
export interface CellStiffnessResult {
  readonly cell: string;
  readonly periodMm: readonly number[];
  /** Of the cell as it is built; the voxels' own stands with each grid. */
  readonly relativeDensity: number;
  readonly solid: { readonly youngsGPa: number | null; readonly poisson: number };
  readonly fine: GridResult;
  readonly coarse: GridResult;
  /** Figures without the error of the voxels, and how far off they may be. */
  readonly extrapolated: {
    readonly youngsRatio: YoungsRatios;
    readonly within: YoungsRatios;
    /** E of the solid times the ratio; null where it is not known. */
    readonly youngsGPa: YoungsRatios | null;
    /** The largest share by which one of them may be off. */
    readonly uncertainty: number;
  };
  /** Largest difference from a cubic stiffness over C11. */
  readonly cubicDeviation: number;
  readonly isCubic: boolean;
  /** Upper bounds of an isotropic material of that density, over E of the solid. */
  readonly hashinShtrikman: { readonly bulkRatio: number; readonly shearRatio: number; readonly youngsRatio: number };
  readonly findings: readonly Finding[];
}

/** A cell is called cubic where no entry of its stiffness is further off than this share of C11. */
const CUBIC_WITHIN = 0.01;
/** Above this share the voxels are too coarse for the cell. */
const MOST_UNCERTAIN = 0.05;
/** Digits that are told: more than any grid is worth, fewer than the last bits of a machine. */
const DIGITS = 6;

/** Returns the stiffness of the cell of a fill; what is out of reach or no single cell throws. */
export async function homogeniseCell(
  request: CellRequest,
  context: RunContext = defaultContext(),
): Promise<CellStiffnessResult> {
  const { lattice, poisson, solidYoungsGPa } = request;
  refuseMoreThanACell(lattice);
  const cell = cellByKey(keyOfCell(lattice, ['lattice']), ['lattice']);
  const edgeMm = lattice.cellMm * (cell.periodCells ?? 1);
  const periodMm = lattice.stretch.map((factor) => edgeMm * factor) as unknown as Point3;
  const voxels = voxelsOfPeriod(request.voxels, lattice.stretch);
  const { spec, relativeDensity } = solveFill(lattice, contextOfCell(periodMm, solidYoungsGPa));
  assert(relativeDensity !== null, 'one cell has one density');
  const { fine, coarse } = await cellStiffness({
    field: fillField(spec),
    periodMm: periodMm[0],
    phase: spec.band.from === null ? 'network' : 'sheet',
    relativeDensity,
    voxels,
    poisson,
    signal: context.signal,
    onLoad: (done) => context.progress({ stage: 'homogenise', done, total: LOADS }),
  });
  const [fineResult, coarseResult] = [gridResult(fine), gridResult(coarse)];
  const corners = isStruts(cell) ? 'sharp' : 'smooth';
  const foretold = byDirection((key) => foretell(fineResult.youngsRatio[key], coarseResult.youngsRatio[key], corners));
  const uncertainty = digits(Math.max(...Object.values(foretold).map(({ value, within }) => within / value)));
  const deviation = digits(cubicDeviation(fine.stiffness));
  const bound = hashinShtrikmanUpper(relativeDensity, 1, poisson);
  return {
    cell: latticeWords(lattice, relativeDensity),
    periodMm,
    relativeDensity: digits(relativeDensity),
    solid: { youngsGPa: solidYoungsGPa, poisson },
    fine: fineResult,
    coarse: coarseResult,
    extrapolated: {
      youngsRatio: byDirection((key) => digits(foretold[key].value)),
      within: byDirection((key) => digits(foretold[key].within)),
      youngsGPa: solidYoungsGPa === null ? null : byDirection((key) => digits(foretold[key].value * solidYoungsGPa)),
      uncertainty,
    },
    cubicDeviation: deviation,
    isCubic: deviation <= CUBIC_WITHIN,
    hashinShtrikman: {
      bulkRatio: digits(bound.bulkGPa),
      shearRatio: digits(bound.shearGPa),
      youngsRatio: digits(bound.youngsGPa),
    },
    findings: findingsOf(fine, coarse, foretold, uncertainty),
  };
}

/** What varies over a part, or bends with it, is no single cell. */
function refuseMoreThanACell({ grading, blend, map, turnDeg }: LatticeSettings): void {
  const refuse = (key: string, reason: string): never => {
    throw new PrepError('lattice-invalid', reason, ['lattice', key]);
  };
  if (grading.length > 0) refuse('grading', 'a cell that varies has no one stiffness');
  if (blend !== null) refuse('blend', 'a blend of two cells has no one stiffness');
  if (map.kind !== 'straight') refuse('map', 'the stiffness is that of straight cells');
  if (turnDeg.some((angle) => angle !== 0)) refuse('turnDeg', 'the stiffness is told along the axes of the cell');
}

/** A fill without a part: it may ask for its period and the solid alone. */
function contextOfCell(periodMm: Point3, solidYoungsGPa: number | null): FillContext {
  const none = (): never => assert(false, 'one cell asks for no part') as never;
  return {
    boxMm: [0, 0, 0, ...periodMm],
    originMm: [0, 0, 0],
    solidYoungsGPa,
    surface: none,
    sideSurface: none,
    regionSurface: none,
    samples: none,
  };
}

const DIRECTIONS: Readonly<Record<keyof YoungsRatios, Point3>> = {
  x: [1, 0, 0],
  y: [0, 1, 0],
  z: [0, 0, 1],
  xy: [1, 1, 0],
  xyz: [1, 1, 1],
};

function byDirection<T>(of: (key: keyof YoungsRatios) => T): Record<keyof YoungsRatios, T> {
  return { x: of('x'), y: of('y'), z: of('z'), xy: of('xy'), xyz: of('xyz') };
}

function gridResult({ voxels, voxelMm, relativeDensity, stiffness, iterations, residual }: GridStiffness): GridResult {
  const { shearGPa, poisson, zener, bulkGPa, compliancePerGPa } = elasticConstants(stiffness);
  return {
    voxels,
    voxelMm: digits(voxelMm),
    relativeDensity: digits(relativeDensity),
    youngsRatio: byDirection((key) => digits(youngsAlongGPa(compliancePerGPa, DIRECTIONS[key]))),
    shearRatio: shearGPa.map(digits),
    poisson: poisson.map(digits),
    zener: digits(zener),
    bulkRatio: digits(bulkGPa.hill),
    stiffnessRatio: [0, 6, 12, 18, 24, 30].map((row) => [...stiffness.subarray(row, row + 6)].map(digits)),
    iterations,
    residual: digits(residual),
  };
}

function digits(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

function findingsOf(
  fine: GridStiffness,
  coarse: GridStiffness,
  foretold: Readonly<Record<keyof YoungsRatios, Foretold>>,
  uncertainty: number,
): Finding[] {
  const findings: Finding[] = [];
  const residual = Math.max(fine.residual, coarse.residual);
  if (residual > 2 * TOLERANCE) {
    const message = `the solver stopped at a residual of ${digits(residual)}: the stiffness is too high`;
    findings.push(
      finding('residual-high', 'error', message, { measured: residual, limit: 2 * TOLERANCE, unit: 'share' }),
    );
  }
  if (!(uncertainty <= MOST_UNCERTAIN) || Object.values(foretold).some(({ value }) => !(value > 0))) {
    const message = `voxels of ${digits(fine.voxelMm)} mm are coarse for this cell: the moduli may be off by ${(100 * uncertainty).toFixed(1)} %; take more --voxels`;
    findings.push(
      finding('voxels-coarse', 'warning', message, { measured: uncertainty, limit: MOST_UNCERTAIN, unit: 'share' }),
    );
  }
  return findings;
}

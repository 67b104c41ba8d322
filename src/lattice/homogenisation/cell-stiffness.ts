/** Stiffness of one period of a fill on two grids of voxels, so that the error of the voxels can be told. */
import type { Field } from '../../core/field.ts';
import type { Phase } from '../settings.ts';
import { homogenise } from './homogenise.ts';
import { solidShareInTurns } from './solid-share.ts';
import type { VoxelCounts } from './voxel-mesh.ts';

/** One period and how finely it is looked at. */
export interface CellStiffnessOptions {
  readonly field: Field;
  /** Length of the period along x; the others follow from the voxels, which are cubes. */
  readonly periodMm: number;
  readonly phase: Phase;
  readonly relativeDensity: number;
  /** Voxels along x, y and z of the finer grid, all even; the coarser one has half as many. */
  readonly voxels: VoxelCounts;
  readonly poisson: number;
  readonly signal: AbortSignal;
  /** Called after each of the twelve loads, six a grid. */
  readonly onLoad: (done: number) => void;
}

/** What one grid says; moduli over Young's modulus of the solid. */
export interface GridStiffness {
  readonly voxels: VoxelCounts;
  readonly voxelMm: number;
  /** Solid in the voxels over the volume of the period. */
  readonly relativeDensity: number;
  /** 6 x 6 by rows in Voigt's order (xx, yy, zz, yz, xz, xy, engineering shear). */
  readonly stiffness: Float64Array;
  readonly iterations: number;
  /** Residual force over the force of the loads. */
  readonly residual: number;
}

/** Loads of both grids together. */
export const LOADS = 12;

/** Residual force over the force of the loads at which the solver stops; the error of the stiffness is about its square. */
export const TOLERANCE = 1e-5;

const MOST_ITERATIONS = 20_000;
/** Samples along each edge of a voxel, as long as all of them are no more than this. */
const SAMPLES_PER_VOXEL = 4;
const MOST_SAMPLES = 6e7;

/** Returns the stiffness on both grids; rejects with the signal's reason once it is aborted. */
export async function cellStiffness(
  options: CellStiffnessOptions,
): Promise<{ readonly fine: GridStiffness; readonly coarse: GridStiffness }> {
  const { voxels, onLoad } = options;
  const half: VoxelCounts = [voxels[0] / 2, voxels[1] / 2, voxels[2] / 2];
  const coarse = await onGrid(options, half, onLoad);
  const fine = await onGrid(options, voxels, (done) => onLoad(LOADS / 2 + done));
  return { fine, coarse };
}

async function onGrid(
  { field, periodMm, phase, relativeDensity, poisson, signal }: CellStiffnessOptions,
  voxels: VoxelCounts,
  onLoad: (done: number) => void,
): Promise<GridStiffness> {
  const [nx, ny, nz] = voxels;
  let samplesPerVoxel = SAMPLES_PER_VOXEL;
  while (samplesPerVoxel > 1 && nx * ny * nz * samplesPerVoxel ** 3 > MOST_SAMPLES) samplesPerVoxel--;
  const share = await solidShareInTurns(
    { field, cellMm: periodMm, phase, relativeDensity, n: voxels, samplesPerVoxel },
    signal,
  );
  const { stiffnessGPa, iterations, residual } = await homogenise({
    n: voxels,
    solidShare: share,
    youngsGPa: 1,
    poisson,
    tolerance: TOLERANCE,
    maxIterations: MOST_ITERATIONS,
    signal,
    onLoad,
  });
  const voxelRelativeDensity = share.reduce((sum, value) => sum + value, 0) / share.length;
  return {
    voxels,
    voxelMm: periodMm / nx,
    relativeDensity: voxelRelativeDensity,
    stiffness: stiffnessGPa,
    iterations,
    residual,
  };
}

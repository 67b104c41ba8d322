/** A periodic field as voxels: how much of each is solid, at a given share of the whole cell. */
import type { Field } from '../../core/field.ts';
import type { Phase } from '../settings.ts';
import { nthSmallest } from './nth-smallest.ts';
import { countsOf, type VoxelCounts } from './voxel-mesh.ts';

/** One unit cell of a field and how it is sampled. */
export interface SolidShareOptions {
  readonly field: Field;
  /** Edge of the cell; its length along x where it is no cube. */
  readonly cellMm: number;
  readonly phase: Phase;
  readonly relativeDensity: number;
  /** Voxels along each edge, or along x, y and z; voxels are cubes. */
  readonly n: number | VoxelCounts;
  /** Samples along each edge of a voxel: 1 makes voxels that are solid or void, more give shares. */
  readonly samplesPerVoxel: number;
}

/**
 * Shares of a step by which the samples lie off the middles. At the middles the symmetric points of a cell share one value, so that
 * whole groups of them turn solid at once and few densities can be met; and f = 0 can lie on samples exactly.
 */
const SHIFT = [0.137, 0.291, 0.419] as const;

/**
 * Returns the solid share of the voxels, x fastest. Counting samples at the level of the exact density is off by percents, because
 * the grid is in step with the cell; so the level is the one at which the samples themselves have the density, to one sample.
 */
export function solidShare(options: SolidShareOptions): Float64Array {
  const { samples, planes, samplePlane } = cellSamples(options);
  for (let k = 0; k < planes; k++) samplePlane(k);
  return sharesOf(options, samples);
}

/** Returns the same shares, and lets the event loop run between planes; rejects with the signal's reason once it is aborted. */
export async function solidShareInTurns(options: SolidShareOptions, signal: AbortSignal): Promise<Float64Array> {
  const { samples, planes, samplePlane } = cellSamples(options);
  for (let k = 0; k < planes; k++) {
    samplePlane(k);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
  }
  return sharesOf(options, samples);
}

function cellSamples({ field, cellMm, phase, n, samplesPerVoxel }: SolidShareOptions) {
  const [nx, ny, nz] = countsOf(n).map((count) => count * samplesPerVoxel) as [number, number, number];
  const stepMm = cellMm / nx;
  const [x, y, z] = SHIFT;
  const grid = { x0Mm: (0.5 + x) * stepMm, y0Mm: (0.5 + y) * stepMm, stepMm, nx, ny };
  const samples = new Float64Array(nx * ny * nz);
  const samplePlane = (k: number): void => {
    const plane = field.plane((k + 0.5 + z) * stepMm, grid, null);
    for (let j = 0; j < ny; j++) {
      const at = (k * ny + j) * nx;
      const row = samples.subarray(at, at + nx);
      plane.row(j, row);
      if (phase === 'sheet') for (let i = 0; i < nx; i++) row[i] = Math.abs(row[i]!);
    }
  };
  return { samples, planes: nz, samplePlane };
}

function sharesOf({ n, relativeDensity, samplesPerVoxel: m }: SolidShareOptions, samples: Float64Array): Float64Array {
  const [nx, ny, nz] = countsOf(n);
  const share = new Float64Array(nx * ny * nz);
  const solid = Math.round(relativeDensity * samples.length);
  if (solid === 0) return share;
  const level = nthSmallest(samples.slice(), solid - 1);
  const counts = new Int32Array(share.length);
  for (let k = 0, at = 0; k < nz * m; k++) {
    for (let j = 0; j < ny * m; j++) {
      const row = (Math.floor(k / m) * ny + Math.floor(j / m)) * nx;
      for (let i = 0; i < nx * m; i++, at++) if (samples[at]! <= level) counts[row + Math.floor(i / m)]!++;
    }
  }
  for (let v = 0; v < share.length; v++) share[v] = counts[v]! / (m * m * m);
  return share;
}

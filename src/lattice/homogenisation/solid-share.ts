/** A periodic field as voxels: how much of each is solid, at a given share of the whole cell. */
import type { Field } from '../../core/field.ts';
import type { Phase } from '../settings.ts';

/** One unit cell of a field and how it is sampled. */
export interface SolidShareOptions {
  readonly field: Field;
  readonly cellMm: number;
  readonly phase: Phase;
  readonly relativeDensity: number;
  /** Voxels along each edge. */
  readonly n: number;
  /** Samples along each edge of a voxel: 1 makes voxels that are solid or void, more give shares. */
  readonly samplesPerVoxel: number;
}

/**
 * Shares of a step by which the samples lie off the middles. At the middles the symmetric points of a cell share one value, so that
 * whole groups of them turn solid at once and few densities can be met; and f = 0 can lie on samples exactly.
 */
const SHIFT = [0.137, 0.291, 0.419] as const;

/**
 * Returns the solid share of n^3 voxels, x fastest. Counting samples at the level of the exact density is off by percents, because
 * the grid is in step with the cell; so the level is the one at which the samples themselves have the density, to one sample.
 */
export function solidShare(options: SolidShareOptions): Float64Array {
  const { phase, relativeDensity, n, samplesPerVoxel: m } = options;
  const samples = sampleCell(options);
  if (phase === 'sheet') for (let i = 0; i < samples.length; i++) samples[i] = Math.abs(samples[i]!);
  const share = new Float64Array(n * n * n);
  const solid = Math.round(relativeDensity * samples.length);
  if (solid === 0) return share;
  const level = Float64Array.from(samples).sort()[solid - 1]!;
  const counts = new Int32Array(share.length);
  const edge = n * m;
  for (let k = 0, at = 0; k < edge; k++) {
    for (let j = 0; j < edge; j++) {
      const row = (Math.floor(k / m) * n + Math.floor(j / m)) * n;
      for (let i = 0; i < edge; i++, at++) if (samples[at]! <= level) counts[row + Math.floor(i / m)]!++;
    }
  }
  for (let v = 0; v < share.length; v++) share[v] = counts[v]! / (m * m * m);
  return share;
}

function sampleCell({ field, cellMm, n, samplesPerVoxel }: SolidShareOptions): Float64Array {
  const edge = n * samplesPerVoxel;
  const stepMm = cellMm / edge;
  const [x, y, z] = SHIFT;
  const grid = { x0Mm: (0.5 + x) * stepMm, y0Mm: (0.5 + y) * stepMm, stepMm, nx: edge, ny: edge };
  const samples = new Float64Array(edge * edge * edge);
  for (let k = 0; k < edge; k++) {
    const plane = field.plane((k + 0.5 + z) * stepMm, grid, null);
    for (let j = 0; j < edge; j++) {
      const at = (k * edge + j) * edge;
      plane.row(j, samples.subarray(at, at + edge));
    }
  }
  return samples;
}

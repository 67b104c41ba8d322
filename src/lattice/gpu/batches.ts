/** How bands are put together into jobs that fit the device. */
import { PrepError } from '../../core/prep-error.ts';
import { PATCH_COEFFICIENTS } from '../plane-recipe.ts';
import { BLOCK_WORDS } from './job-layout.ts';
import type { Band } from './pack-job.ts';
import type { MarkPlane } from './plane-marker.ts';
import { shapeOf } from './recipe-shape.ts';

/** Splits bands, in order, into jobs of at most `maxBlocks` blocks whose inputs fit into buffers of `maxBytes`. */
export function batches(
  bands: readonly Band[],
  planes: readonly MarkPlane[],
  maxBlocks: number,
  maxBytes: number,
): Band[][] {
  const jobs: Band[][] = [];
  let job: Band[] = [];
  let blocks = 0;
  let inputBytes = 0;
  for (const band of bands) {
    const plane = planes[band.plane]!;
    const input = job.at(-1)?.plane === band.plane ? 0 : inputBytesOf(plane);
    if (input > maxBytes)
      throw new PrepError('memory-short', 'a plane of the lattice does not fit into a buffer of the GPU');
    const full = blocks + band.blocks > maxBlocks || inputBytes + input > maxBytes;
    if (full && job.length > 0) {
      jobs.push(job);
      job = [];
      blocks = 0;
      inputBytes = 0;
    }
    job.push(band);
    blocks += band.blocks;
    inputBytes += job.length === 1 ? inputBytesOf(plane) : input;
  }
  if (job.length > 0) jobs.push(job);
  return jobs;
}

/** Returns two bands that cover the rows of one. A band of one row of its own has no halves. */
export function halvesOf(band: Band, nx: number): [Band, Band] {
  if (band.ownRows < 2)
    throw new PrepError('memory-short', 'a row of the lattice has more edges than a buffer of the GPU holds');
  const low = band.ownRows >> 1;
  const part = (firstRow: number, rows: number, ownRows: number): Band => ({
    plane: band.plane,
    firstRow,
    rows,
    ownRows,
    blocks: Math.ceil((rows * Math.ceil(nx / 32)) / BLOCK_WORDS),
  });
  return [part(band.firstRow, low + 1, low), part(band.firstRow + low, band.rows - low, band.ownRows - low)];
}

/** Bytes of coefficients and of the tables of columns and rows: of whichever is more. */
function inputBytesOf({ recipe, grid }: MarkPlane): number {
  const { nx, ny } = recipe.patches;
  return Math.max(4 * PATCH_COEFFICIENTS * nx * ny * shapeOf(recipe).channels.length, 8 * (grid.nx + grid.ny));
}

/** What cannot be beaten: the same bytes written and synced, the same samples of the field taken by one thread. */
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gridAround } from '../dist/geometry/node-mask.js';
import { levelOfDensity } from '../dist/lattice/relative-density.js';
import { tpmsField } from '../dist/lattice/tpms-field.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';
import { BLOCK_MM, LAYER_MM } from './block.mjs';

const CHUNK_BYTES = 1 << 20;
/** `prepare` and `slice` sample each plane once for each of the two faces of a sheet. */
const FACES_OF_A_SHEET = 2;

/** Seconds to write and fsync this many bytes into a new file of a folder. */
export function writeFloorS(folder, bytes) {
  const path = join(folder, 'floor.bin');
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (let i = 0; i < chunk.length; i++) chunk[i] = (i * 2654435761) >>> 24;
  const begin = performance.now();
  const file = openSync(path, 'w');
  for (let left = bytes; left > 0; left -= CHUNK_BYTES) writeSync(file, chunk, 0, Math.min(left, CHUNK_BYTES));
  fsyncSync(file);
  closeSync(file);
  const seconds = (performance.now() - begin) / 1000;
  rmSync(path);
  return seconds;
}

/** Seconds of one thread to take the samples of the field in these layers, and how many there are. */
export function sampleFloor(from, to, stepMm) {
  const field = tpmsField(UNIT_CELLS.gyroid, 2, [0, 0, 0]);
  const level = levelOfDensity(UNIT_CELLS.gyroid, 'sheet', 0.3);
  const [x, y] = BLOCK_MM;
  const outline = [{ xy: Float64Array.of(0, 0, x, 0, x, y, 0, y), closed: true }];
  const grid = gridAround(outline, stepMm, 0, 0);
  const row = new Float64Array(grid.nx);
  let samples = 0;
  let inside = 0;
  const begin = performance.now();
  for (let index = from; index < to; index++) {
    const plane = field.plane((index + 0.5) * LAYER_MM, grid, null);
    for (let face = 0; face < FACES_OF_A_SHEET; face++) {
      for (let j = 0; j < grid.ny; j++) {
        plane.row(j, row);
        for (let i = 0; i < row.length; i++) if (row[i] < level && row[i] > -level) inside++;
        samples += row.length;
      }
    }
  }
  const seconds = (performance.now() - begin) / 1000;
  // Also keeps the loop from being optimised away.
  if (Math.abs(inside / samples - 0.3) > 0.05) throw new Error('the sampled field is not the lattice of the block');
  return { seconds, samples };
}

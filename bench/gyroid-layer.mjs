// One layer of the benchmark block, or of another, as a sheet gyroid of 2 mm at 0.30, trimmed by the block.
import { BLOCK_MM } from './block.mjs';

const STEP_MM = 0.1;

/** Returns the loops of the layer at a height; `dist` is the folder of the build. */
export async function gyroidLayer(dist, zMm, [x, y] = BLOCK_MM) {
  const load = (path) => import(`${dist}${path}`);
  const { contourBand } = await load('geometry/marching-squares.js');
  const { gridAround, nodeMask } = await load('geometry/node-mask.js');
  const { intersectSets } = await load('geometry/combine-sets.js');
  const { levelOfDensity } = await load('lattice/relative-density.js');
  const { tpmsField } = await load('lattice/tpms-field.js');
  const { UNIT_CELLS } = await load('lattice/unit-cell.js');
  const outline = [{ xy: Float64Array.of(0, 0, x, 0, x, y, 0, y), closed: true }];
  const grid = gridAround(outline, STEP_MM, 0, 0);
  const mask = nodeMask(outline, grid);
  const level = levelOfDensity(UNIT_CELLS.gyroid, 'sheet', 0.3);
  const plane = tpmsField(UNIT_CELLS.gyroid, 2, [0, 0, 0]).plane(zMm, grid, mask);
  return intersectSets(contourBand(plane, grid, { from: -level, to: level }, mask), outline);
}

/** How fine a volume can be measured in the memory at hand. */
import { PrepError } from '../core/prep-error.ts';
import { BYTES_PER_NODE } from './grid-measures.ts';

/** Corners of the box that holds all layers. */
export interface BoxMm {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

/** Empty nodes on each side of the box, so that the surface is closed and every neighbour exists. */
export const MARGIN_NODES = 3;
/** Growth of the voxel until the volume fits. */
const COARSER = 1.01;
/** Voxels across the shortest edge of the box below which nothing is worth measuring. */
const FEWEST_ACROSS = 4;

/** Returns the nodes along x, y and z for a box at a voxel size. */
export function nodesOf(box: BoxMm, voxelMm: number): [number, number, number] {
  const along = (axis: 0 | 1 | 2): number =>
    Math.ceil((box.max[axis] - box.min[axis]) / voxelMm) + 2 * MARGIN_NODES + 1;
  return [along(0), along(1), along(2)];
}

/**
 * Returns the voxel edge in mm: the one wished for, or the next larger one at which the volume fits into the memory.
 *
 * Throws `memory-short` when not even 4 voxels would cross the shortest edge of the box.
 */
export function chooseVoxelMm(box: BoxMm, wishMm: number, memoryBytes: number): number {
  const shortest = Math.min(box.max[0] - box.min[0], box.max[1] - box.min[1], box.max[2] - box.min[2]);
  if (!(shortest > 0)) throw new PrepError('value-out-of-range', 'the box to measure has no volume');
  if (!(wishMm > 0)) throw new PrepError('value-out-of-range', `a voxel must be above 0 mm, got ${wishMm}`);
  let voxelMm = wishMm;
  while (voxelMm * FEWEST_ACROSS <= shortest) {
    const [nx, ny, nz] = nodesOf(box, voxelMm);
    if (nx * ny * nz * BYTES_PER_NODE <= memoryBytes) return voxelMm;
    voxelMm *= COARSER;
  }
  throw new PrepError(
    'memory-short',
    `${memoryBytes} bytes do not hold a volume of ${FEWEST_ACROSS} voxels across ${shortest} mm at voxels from ${wishMm} mm`,
  );
}

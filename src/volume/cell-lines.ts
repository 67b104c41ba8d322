/** Lines of a periodic cell: what the edges of its grid meet. */
import { type LineTally, lineTally } from './intercepts.ts';
import { cutShare, SOLID, type SurfaceGrid } from './surface-grid.ts';

/** Returns what the lines of nodes along an axis meet; exact between the nodes, as long as an edge is cut once at most. */
export function cellLines(grid: SurfaceGrid, axis: 0 | 1 | 2): LineTally {
  const { nx, ny, nz, flags, voxelMm } = grid;
  const tally = lineTally();
  const cut = grid.cuts[axis];
  const stride = [1, nx, nx * ny][axis]!;
  const size = [nx, ny, nz][axis]!;
  let empty = 0;
  let ends = 0;
  for (let p = 0; p < flags.length; p++) {
    const code = cut[p]!;
    const last = Math.trunc(p / stride) % size === size - 1;
    const q = last ? p - (size - 1) * stride : p + stride;
    if (code !== 0) ends++;
    const solidHere = (flags[p]! & SOLID) !== 0;
    const solidThere = (flags[q]! & SOLID) !== 0;
    if (solidHere !== solidThere) empty += solidHere ? 1 - cutShare(code) : cutShare(code);
    else if (!solidHere) empty++;
  }
  tally.voidMm3 = empty * voxelMm ** 3;
  tally.regionMm3 = flags.length * voxelMm ** 3;
  tally.endsMm2 = ends * voxelMm ** 2;
  return tally;
}

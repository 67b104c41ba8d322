/** Exact Euclidean distance of every node to the nearest cut of the surface with an edge of the grid. */
import { type EnvelopeBuffers, envelopeBuffers, FAR, rowEnvelope } from './row-envelope.ts';
import { cutShare, type SurfaceGrid } from './surface-grid.ts';

/**
 * Writes to `out` the squared distance in voxels from each node to the nearest cut on any edge, FAR where there is none; `scratch`
 * has the same length. Both phases come out at once.
 *
 * Cuts of edges along x lie in rows of nodes, so the distance along the row is exact at once and the other two axes are plain
 * separable passes; likewise y and z. The least of the three is exact. Cuts along x and y share the pass along z. A mask of
 * filled voxels would put the surface up to half a voxel off; cuts put it where it is, and their spacing of at most a voxel
 * lengthens a distance d by less than 0.25 / d voxels (`refineDistances` takes most of that away).
 */
export function squaredDistances(grid: SurfaceGrid, out: Float32Array, scratch: Float32Array): void {
  const { nx, ny, nz, periodic, cuts } = grid;
  const longest = Math.max(nx, ny, nz);
  const buffers = envelopeBuffers(longest);
  const area = nx * ny;
  const plane = new Float32Array(area);
  for (let k = 0; k < nz; k++) {
    const into = scratch.subarray(k * area, (k + 1) * area);
    for (let j = 0; j < ny; j++) cutRow(cuts[0], k * area + j * nx, 1, nx, periodic, buffers, into, j * nx, 1);
    for (let i = 0; i < nx; i++) envelopeOf(into, i, nx, ny, periodic, buffers);
    for (let i = 0; i < nx; i++) cutRow(cuts[1], k * area + i, nx, ny, periodic, buffers, plane, i, nx);
    for (let j = 0; j < ny; j++) envelopeOf(plane, j * nx, 1, nx, periodic, buffers);
    for (let p = 0; p < area; p++) if (plane[p]! < into[p]!) into[p] = plane[p]!;
  }
  // Slices of constant y are copied together: columns along z of the whole volume would miss the cache at every step.
  const slice = new Float32Array(nx * nz);
  for (let j = 0; j < ny; j++) {
    for (let k = 0; k < nz; k++) slice.set(scratch.subarray(k * area + j * nx, k * area + (j + 1) * nx), k * nx);
    for (let i = 0; i < nx; i++) envelopeOf(slice, i, nx, nz, periodic, buffers);
    for (let k = 0; k < nz; k++) scratch.set(slice.subarray(k * nx, (k + 1) * nx), k * area + j * nx);
    for (let i = 0; i < nx; i++) cutRow(cuts[2], j * nx + i, area, nz, periodic, buffers, slice, i, nx);
    for (let k = 0; k < nz; k++) out.set(slice.subarray(k * nx, (k + 1) * nx), k * area + j * nx);
  }
  for (let k = 0; k < nz; k++) {
    const from = out.subarray(k * area, (k + 1) * area);
    for (let j = 0; j < ny; j++) envelopeOf(from, j * nx, 1, nx, periodic, buffers);
    for (let i = 0; i < nx; i++) envelopeOf(from, i, nx, ny, periodic, buffers);
    const other = scratch.subarray(k * area, (k + 1) * area);
    for (let p = 0; p < area; p++) if (other[p]! < from[p]!) from[p] = other[p]!;
  }
}

function envelopeOf(
  values: Float32Array,
  first: number,
  stride: number,
  n: number,
  periodic: boolean,
  buffers: EnvelopeBuffers,
): void {
  const { row } = buffers;
  for (let i = 0, p = first; i < n; i++, p += stride) row[i] = values[p]!;
  rowEnvelope(buffers, n, periodic);
  for (let i = 0, p = first; i < n; i++, p += stride) values[p] = row[i]!;
}

/** Writes the squared distance along one row of nodes to its nearest cut: one sweep up, one down. */
function cutRow(
  cut: Uint8Array,
  first: number,
  stride: number,
  n: number,
  periodic: boolean,
  buffers: EnvelopeBuffers,
  out: Float32Array,
  outFirst: number,
  outStride: number,
): void {
  const { row } = buffers;
  const lead = periodic ? n : 0;
  let at = -Infinity;
  for (let i = -lead; i < n; i++) {
    if (i >= 0) row[i] = i - at;
    const code = cut[first + (i < 0 ? i + n : i) * stride]!;
    if (code !== 0) at = i + cutShare(code);
  }
  at = Infinity;
  for (let i = n - 1 + lead; i >= 0; i--) {
    const code = cut[first + (i >= n ? i - n : i) * stride]!;
    if (code !== 0) at = i + cutShare(code);
    if (i >= n) continue;
    const d = Math.min(row[i]!, at - i);
    out[outFirst + i * outStride] = d === Infinity ? FAR : d * d;
  }
}

/** Upright lines through the middles of a raster's squares, with all facets that each passes. Room is kept from one orientation to the next. */

/** What is passed on the lines of a raster. */
export interface Columns {
  /** Squares of the raster in x and y, and their size, after the latest `cast`. */
  nx: number;
  ny: number;
  dx: number;
  dy: number;
  /** For each square the lowest passage of its line, or -1. */
  readonly heads: Int32Array;
  /** For each passage the next one above it, or -1; its height; and its facet. */
  next: Int32Array;
  z: Float64Array;
  facet: Int32Array;
  /** Finds all passages of a part whose turned vertices stand in `xyz` within a box from (x0, y0) that is `sizeX` by `sizeY` large. */
  cast(xyz: Float64Array, x0: number, y0: number, sizeX: number, sizeY: number): void;
}

/** Passages for which there is room at first, for each square. */
const PASSAGES = 4;

/** Makes a raster of at most `most` squares a side for a set of triangles. */
export function columnRaster(triangles: Uint32Array, most: number): Columns {
  const columns: Columns = {
    nx: 0,
    ny: 0,
    dx: 0,
    dy: 0,
    heads: new Int32Array(most * most),
    next: new Int32Array(PASSAGES * most * most),
    z: new Float64Array(PASSAGES * most * most),
    facet: new Int32Array(PASSAGES * most * most),
    cast,
  };
  const heads = columns.heads;
  let used = 0;

  function cast(xyz: Float64Array, x0: number, y0: number, sizeX: number, sizeY: number): void {
    const step = Math.max(sizeX, sizeY) / most;
    const nx = Math.min(most, Math.max(1, Math.ceil(sizeX / step - 1e-9)));
    const ny = Math.min(most, Math.max(1, Math.ceil(sizeY / step - 1e-9)));
    const dx = sizeX / nx;
    const dy = sizeY / ny;
    columns.nx = nx;
    columns.ny = ny;
    columns.dx = dx;
    columns.dy = dy;
    heads.fill(-1, 0, nx * ny);
    used = 0;
    // In squares, with the lines at whole numbers.
    const [kx, ky] = [1 / dx, 1 / dy];
    for (let t = 0; t < triangles.length; t += 3) {
      const a = 3 * triangles[t]!;
      const b = 3 * triangles[t + 1]!;
      const c = 3 * triangles[t + 2]!;
      const ay = (xyz[a + 1]! - y0) * ky - 0.5;
      const by = (xyz[b + 1]! - y0) * ky - 0.5;
      const cy = (xyz[c + 1]! - y0) * ky - 0.5;
      // Rows from low <= j < high: a row through a vertex belongs to the triangles above it.
      const j0 = Math.max(0, Math.ceil(ay < by ? (ay < cy ? ay : cy) : by < cy ? by : cy));
      const j1 = Math.min(ny, Math.ceil(ay > by ? (ay > cy ? ay : cy) : by > cy ? by : cy));
      if (j0 >= j1) continue;
      const ax = (xyz[a]! - x0) * kx - 0.5;
      const bx = (xyz[b]! - x0) * kx - 0.5;
      const cx = (xyz[c]! - x0) * kx - 0.5;
      const twice = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
      if (twice === 0) continue;
      const [az, bz, cz] = [xyz[a + 2]!, xyz[b + 2]!, xyz[c + 2]!];
      const zx = ((bz - az) * (cy - ay) - (cz - az) * (by - ay)) / twice;
      const zy = ((cz - az) * (bx - ax) - (bz - az) * (cx - ax)) / twice;
      const zLow = az < bz ? (az < cz ? az : cz) : bz < cz ? bz : cz;
      const zHigh = az > bz ? (az > cz ? az : cz) : bz > cz ? bz : cz;
      for (let j = j0; j < j1; j++) {
        let left = Infinity;
        let right = -Infinity;
        // Both triangles at an edge work out the same crossing: from the lower of its ends.
        if (ay <= j !== by <= j) {
          const x = ay < by ? ax + ((j - ay) * (bx - ax)) / (by - ay) : bx + ((j - by) * (ax - bx)) / (ay - by);
          if (x < left) left = x;
          if (x > right) right = x;
        }
        if (by <= j !== cy <= j) {
          const x = by < cy ? bx + ((j - by) * (cx - bx)) / (cy - by) : cx + ((j - cy) * (bx - cx)) / (by - cy);
          if (x < left) left = x;
          if (x > right) right = x;
        }
        if (cy <= j !== ay <= j) {
          const x = cy < ay ? cx + ((j - cy) * (ax - cx)) / (ay - cy) : ax + ((j - ay) * (cx - ax)) / (cy - ay);
          if (x < left) left = x;
          if (x > right) right = x;
        }
        const i0 = Math.max(0, Math.ceil(left));
        const i1 = Math.min(nx, Math.ceil(right));
        for (let i = i0; i < i1; i++) {
          const z = az + zx * (i - ax) + zy * (j - ay);
          insert(j * nx + i, z < zLow ? zLow : z > zHigh ? zHigh : z, t / 3);
        }
      }
    }
  }

  function insert(square: number, height: number, facet: number): void {
    if (used === columns.next.length) grow();
    const { next, z } = columns;
    let before = -1;
    let at = heads[square]!;
    while (at >= 0 && z[at]! < height) {
      before = at;
      at = next[at]!;
    }
    next[used] = at;
    z[used] = height;
    columns.facet[used] = facet;
    if (before < 0) heads[square] = used;
    else next[before] = used;
    used++;
  }

  function grow(): void {
    const { next, z, facet } = columns;
    columns.next = new Int32Array(2 * used);
    columns.next.set(next);
    columns.z = new Float64Array(2 * used);
    columns.z.set(z);
    columns.facet = new Int32Array(2 * used);
    columns.facet.set(facet);
  }

  return columns;
}

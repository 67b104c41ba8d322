/** The edges of a layer's contours in a grid of squares, in whole grid units, so that crossings are decided exactly. */
import { toGrid } from '../core/units.ts';
import { type GrowableInts, growableInts, pushInt } from '../geometry/growable.ts';

/**
 * Edges by number; those of loop l are loopStart[l] to loopStart[l + 1] - 1 in running order. Coordinates are whole
 * grid units, repeated points are left out. A square lists every edge that comes within one unit of it.
 */
export interface SegmentGrid {
  readonly ax: Float64Array;
  readonly ay: Float64Array;
  readonly bx: Float64Array;
  readonly by: Float64Array;
  readonly loopOf: Int32Array;
  readonly loopStart: Int32Array;
  readonly x0: number;
  readonly y0: number;
  readonly edge: number;
  readonly nx: number;
  readonly ny: number;
  readonly cellStart: Int32Array;
  readonly cellSegments: Int32Array;
}

/** Room in which the grid of one layer after the other is laid. */
export interface GridRoom {
  ax: Float64Array;
  ay: Float64Array;
  bx: Float64Array;
  by: Float64Array;
  loopOf: Int32Array;
  /** Squares of all edges, edge by edge, and how many those up to each edge have. */
  readonly cells: GrowableInts;
  listed: Int32Array;
  cellStart: Int32Array;
  filled: Int32Array;
  cellSegments: Int32Array;
}

/** Returns room that grows with the largest layer. */
export function gridRoom(): GridRoom {
  const [noFloats, noInts] = [new Float64Array(0), new Int32Array(0)];
  return {
    ax: noFloats,
    ay: noFloats,
    bx: noFloats,
    by: noFloats,
    loopOf: noInts,
    cells: growableInts(4096),
    listed: noInts,
    cellStart: noInts,
    filled: noInts,
    cellSegments: noInts,
  };
}

/**
 * Returns the grid of closed loops given in mm without repeated first point; about one square per edge. It holds until its room is used
 * again.
 */
export function segmentGrid(loops: readonly Float64Array[], room: GridRoom = gridRoom()): SegmentGrid {
  let points = 0;
  for (const xy of loops) points += xy.length / 2;
  if (room.ax.length < points) {
    const size = points + (points >> 2);
    room.ax = new Float64Array(size);
    room.ay = new Float64Array(size);
    room.bx = new Float64Array(size);
    room.by = new Float64Array(size);
    room.loopOf = new Int32Array(size);
    room.listed = new Int32Array(size + 1);
  }
  const { ax, ay, bx, by, loopOf } = room;
  const loopStart = new Int32Array(loops.length + 1);
  let count = 0;
  for (let l = 0; l < loops.length; l++) {
    const xy = loops[l]!;
    const first = count;
    let lastX = Number.NaN;
    let lastY = Number.NaN;
    for (let i = 0; i < xy.length; i += 2) {
      const x = toGrid(xy[i]!);
      const y = toGrid(xy[i + 1]!);
      if (x === lastX && y === lastY) continue;
      if (count > first) {
        bx[count - 1] = x;
        by[count - 1] = y;
      }
      ax[count] = x;
      ay[count] = y;
      loopOf[count++] = l;
      lastX = x;
      lastY = y;
    }
    while (count > first + 1 && ax[count - 1] === ax[first] && ay[count - 1] === ay[first]) count--;
    if (count < first + 3) count = first;
    else {
      bx[count - 1] = ax[first]!;
      by[count - 1] = ay[first]!;
    }
    loopStart[l + 1] = count;
  }
  const segments = {
    ax: ax.subarray(0, count),
    ay: ay.subarray(0, count),
    bx: bx.subarray(0, count),
    by: by.subarray(0, count),
    loopOf: loopOf.subarray(0, count),
    loopStart,
  };
  return { ...segments, ...listInCells(room, count) };
}

/** Size of the squares, and the edges of each by counting sort, so that a list rises. */
function listInCells(room: GridRoom, count: number) {
  const { ax, ay, bx, by, cells, listed } = room;
  let x0 = Infinity;
  let y0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  for (let s = 0; s < count; s++) {
    const x = ax[s]!;
    const y = ay[s]!;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
  }
  if (count === 0) x0 = y0 = x1 = y1 = 0;
  const edge = Math.ceil(
    Math.max(64, Math.sqrt(((x1 - x0) * (y1 - y0)) / (count + 1)), (x1 - x0 + y1 - y0) / (count + 8)),
  );
  const nx = Math.floor((x1 - x0) / edge) + 1;
  const ny = Math.floor((y1 - y0) / edge) + 1;
  const place = { x0, y0, edge, nx, ny };
  cells.length = 0;
  for (let s = 0; s < count; s++) {
    pushCells(place, ax[s]!, ay[s]!, bx[s]!, by[s]!, cells);
    listed[s + 1] = cells.length;
  }
  const size = nx * ny;
  if (room.cellStart.length < size + 1) {
    room.cellStart = new Int32Array(size + 1 + (size >> 2));
    room.filled = new Int32Array(size + (size >> 2));
  }
  if (room.cellSegments.length < cells.length) room.cellSegments = new Int32Array(cells.values.length);
  const { cellStart, filled, cellSegments } = room;
  const { values, length } = cells;
  cellStart.fill(0, 0, size + 1);
  for (let k = 0; k < length; k++) cellStart[values[k]! + 1]!++;
  for (let c = 0; c < size; c++) {
    filled[c] = cellStart[c]!;
    cellStart[c + 1]! += cellStart[c]!;
  }
  for (let s = 0, k = 0; s < count; s++) {
    for (const end = listed[s + 1]!; k < end; k++) cellSegments[filled[values[k]!]!++] = s;
  }
  return { ...place, cellStart: cellStart.subarray(0, size + 1), cellSegments: cellSegments.subarray(0, length) };
}

/** Where the squares of a grid lie, in grid units. */
export type CellPlace = Pick<SegmentGrid, 'x0' | 'y0' | 'edge' | 'nx' | 'ny'>;

/** Appends the squares that come within one unit of a line, row by row; each square once. */
export function pushCells(place: CellPlace, ax: number, ay: number, bx: number, by: number, cells: GrowableInts): void {
  const { x0, y0, edge, nx, ny } = place;
  const low = ay < by ? ay : by;
  const high = ay < by ? by : ay;
  const left = ax < bx ? ax : bx;
  const right = ax < bx ? bx : ax;
  const perUnit = 1 / edge;
  // Truncated for the floor of what is below 0 comes to 0 all the same, and squares are counted in 32 bits.
  const jFirst = Math.max(0, ((low - 1 - y0) * perUnit) | 0);
  const jLast = Math.min(ny - 1, Math.floor((high + 1 - y0) * perUnit));
  const iFirst = Math.max(0, ((left - 1 - x0) * perUnit) | 0);
  const iLast = Math.min(nx - 1, Math.floor((right + 1 - x0) * perUnit));
  if (jFirst === jLast && iFirst === iLast) {
    pushInt(cells, jFirst * nx + iFirst);
    return;
  }
  const boxed = jFirst === jLast || iFirst === iLast || high === low;
  const slope = boxed ? 0 : (bx - ax) / (by - ay);
  for (let j = jFirst; j <= jLast; j++) {
    let i0 = iFirst;
    let i1 = iLast;
    if (!boxed) {
      const yA = Math.max(low, Math.min(high, y0 + j * edge - 1));
      const yB = Math.max(low, Math.min(high, y0 + (j + 1) * edge + 1));
      const xA = ax + (yA - ay) * slope;
      const xB = ax + (yB - ay) * slope;
      i0 = Math.max(i0, Math.floor((Math.min(xA, xB) - 2 - x0) * perUnit));
      i1 = Math.min(i1, Math.floor((Math.max(xA, xB) + 2 - x0) * perUnit));
    }
    for (let i = i0; i <= i1; i++) pushInt(cells, j * nx + i);
  }
}

/** Twice the signed area of a, b, p: above 0 where p lies left of a to b. Exact for whole grid units up to 3 m. */
export function sideOf(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}

/** Whether two lines cross, a point on a line counting as left of it: a pass through a vertex counts once. */
export function linesCross(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  if (sideOf(ax, ay, bx, by, cx, cy) >= 0 === sideOf(ax, ay, bx, by, dx, dy) >= 0) return false;
  return sideOf(cx, cy, dx, dy, ax, ay) >= 0 !== sideOf(cx, cy, dx, dy, bx, by) >= 0;
}

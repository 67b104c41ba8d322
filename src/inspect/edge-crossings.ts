/** Where edges of a layer's contours cross, each pair of edges once. */
import { linesCross, type SegmentGrid, sideOf } from './segment-grid.ts';

/** Edges s < t cross; positions along their loops are edge number plus share of the edge, x and y in grid units. */
export interface EdgeCrossing {
  readonly s: number;
  readonly t: number;
  readonly atS: number;
  readonly atT: number;
  readonly x: number;
  readonly y: number;
}

/** Largest shift of a vertex for the test, in grid units: 0.03 um, far below any depth that counts. */
const SHIFT = 0.3;

/**
 * Returns all crossings of edges that are not neighbours, by testing the pairs that share a square. The hot loop of the
 * inspection: 30,000 edges make some 100,000 pairs.
 *
 * Vertices lie on a grid, so they often meet other vertices and edges exactly. Each is shifted by its own small amount
 * first (from its number, so always the same): then no three points lie on a line, and two contours that touch cross an
 * even number of times. Counting a point on a line as left of it instead gave odd numbers where corners met.
 */
export function edgeCrossings(grid: SegmentGrid, room: ShiftRoom = shiftRoom()): EdgeCrossing[] {
  const { loopOf, loopStart, cellStart, cellSegments } = grid;
  const { ax, ay, bx, by } = shifted(grid, room);
  const crossings: EdgeCrossing[] = [];
  const seen = new Set<number>();
  for (let cell = 0; cell + 1 < cellStart.length; cell++) {
    const end = cellStart[cell + 1]!;
    for (let p = cellStart[cell]!; p < end - 1; p++) {
      const s = cellSegments[p]!;
      const x0 = ax[s]!;
      const y0 = ay[s]!;
      const x1 = bx[s]!;
      const y1 = by[s]!;
      const left = x0 < x1 ? x0 : x1;
      const right = x0 < x1 ? x1 : x0;
      const low = y0 < y1 ? y0 : y1;
      const high = y0 < y1 ? y1 : y0;
      for (let q = p + 1; q < end; q++) {
        const t = cellSegments[q]!;
        const u0 = ax[t]!;
        const v0 = ay[t]!;
        const u1 = bx[t]!;
        const v1 = by[t]!;
        if ((u0 > right && u1 > right) || (u0 < left && u1 < left)) continue;
        if ((v0 > high && v1 > high) || (v0 < low && v1 < low)) continue;
        if (!linesCross(x0, y0, x1, y1, u0, v0, u1, v1)) continue;
        const loop = loopOf[s]!;
        if (loop === loopOf[t] && (t === s + 1 || (s === loopStart[loop] && t === loopStart[loop + 1]! - 1))) continue;
        const key = s * loopOf.length + t;
        if (seen.has(key)) continue;
        seen.add(key);
        const a = sideOf(u0, v0, u1, v1, x0, y0);
        const share = a / (a - sideOf(u0, v0, u1, v1, x1, y1));
        const b = sideOf(x0, y0, x1, y1, u0, v0);
        const atT = t + b / (b - sideOf(x0, y0, x1, y1, u1, v1));
        crossings.push({ s, t, atS: s + share, atT, x: x0 + share * (x1 - x0), y: y0 + share * (y1 - y0) });
      }
    }
  }
  return crossings;
}

/** Room for shifted edges, and the shifts themselves, which are the same for every layer. */
export interface ShiftRoom {
  shifts: Float64Array;
  ax: Float64Array;
  ay: Float64Array;
  bx: Float64Array;
  by: Float64Array;
}

/** Returns room that grows with the largest layer. */
export function shiftRoom(): ShiftRoom {
  const none = new Float64Array(0);
  return { shifts: none, ax: none, ay: none, bx: none, by: none };
}

/** The edges with their vertices shifted. */
function shifted(grid: SegmentGrid, room: ShiftRoom): Pick<SegmentGrid, 'ax' | 'ay' | 'bx' | 'by'> {
  const { loopStart } = grid;
  const count = grid.ax.length;
  if (room.ax.length < count) {
    const size = count + (count >> 2);
    room.shifts = Float64Array.from({ length: 2 * size }, (_, k) => SHIFT * scatter(k));
    room.ax = new Float64Array(size);
    room.ay = new Float64Array(size);
    room.bx = new Float64Array(size);
    room.by = new Float64Array(size);
  }
  const { shifts, ax, ay, bx, by } = room;
  for (let s = 0; s < count; s++) {
    const x = grid.ax[s]! + shifts[2 * s]!;
    const y = grid.ay[s]! + shifts[2 * s + 1]!;
    ax[s] = x;
    ay[s] = y;
    if (s === 0) continue;
    bx[s - 1] = x;
    by[s - 1] = y;
  }
  for (let l = 0; l + 1 < loopStart.length; l++) {
    const first = loopStart[l]!;
    const end = loopStart[l + 1]!;
    if (end === first) continue;
    bx[end - 1] = ax[first]!;
    by[end - 1] = ay[first]!;
  }
  return { ax, ay, bx, by };
}

/** A number from -1 to 1 that looks random and depends on k alone (the finaliser of MurmurHash3). */
function scatter(k: number): number {
  let h = Math.imul(k ^ (k >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) / 0x80000000;
}

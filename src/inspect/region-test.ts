/** Whether points of a layer lie in its solid, and how far outside, by the grid of its contours. */
import { linesCross, type SegmentGrid, sideOf } from './segment-grid.ts';

/** Point questions about the solid of a layer, in grid units. */
export interface RegionTest {
  /** Winding number at a point; solid where above 0. */
  windingAt(x: number, y: number): number;
  /** Distance from a point to the nearest contour in grid units, up to `atMost`, beyond which infinity. */
  distanceTo(x: number, y: number, atMost: number): number;
}

/** Room for the winding numbers of one layer after the other. */
export interface WindingRoom {
  windings: Int32Array;
}

/** Returns room that grows with the largest layer. */
export function windingRoom(): WindingRoom {
  return { windings: new Int32Array(0) };
}

/**
 * Returns the test; it holds until its room is used again. The winding number at the middle of each square comes from one pass along rows; that of a point is
 * then the middle's plus the crossings on the way, which are those of the few edges that the square lists.
 */
export function regionTest(grid: SegmentGrid, room: WindingRoom = windingRoom()): RegionTest {
  const { x0, y0, edge, nx, ny, ax, ay, bx, by, cellStart, cellSegments } = grid;
  const windings = windingsAtMiddles(grid, room);
  const middle = Math.floor(edge / 2);

  function windingAt(x: number, y: number): number {
    const i = Math.floor((x - x0) / edge);
    const j = Math.floor((y - y0) / edge);
    if (i < 0 || j < 0 || i >= nx || j >= ny) return 0;
    const cell = j * nx + i;
    const mx = x0 + i * edge + middle + 0.5;
    const my = y0 + j * edge + middle + 0.25;
    let winding = windings[cell]!;
    for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) {
      const s = cellSegments[k]!;
      if (!linesCross(mx, my, x, y, ax[s]!, ay[s]!, bx[s]!, by[s]!)) continue;
      winding += sideOf(ax[s]!, ay[s]!, bx[s]!, by[s]!, mx, my) >= 0 ? -1 : 1;
    }
    return winding;
  }

  function distanceTo(x: number, y: number, atMost: number): number {
    let best = Infinity;
    for (let reach = Math.min(atMost, edge); ; reach = Math.min(atMost, 2 * reach)) {
      const iFirst = Math.max(0, Math.floor((x - reach - x0) / edge));
      const iLast = Math.min(nx - 1, Math.floor((x + reach - x0) / edge));
      const jFirst = Math.max(0, Math.floor((y - reach - y0) / edge));
      const jLast = Math.min(ny - 1, Math.floor((y + reach - y0) / edge));
      for (let j = jFirst; j <= jLast; j++) {
        for (let i = iFirst; i <= iLast; i++) {
          const cell = j * nx + i;
          for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) {
            const s = cellSegments[k]!;
            best = Math.min(best, distanceToLine(x, y, ax[s]!, ay[s]!, bx[s]!, by[s]!));
          }
        }
      }
      if (best <= reach) return best;
      if (reach >= atMost || (iFirst === 0 && jFirst === 0 && iLast === nx - 1 && jLast === ny - 1)) {
        return best <= atMost ? best : Infinity;
      }
    }
  }

  return { windingAt, distanceTo };
}

/** Distance from a point to a line of finite length. */
export function distanceToLine(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const ux = bx - ax;
  const uy = by - ay;
  const length2 = ux * ux + uy * uy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * ux + (py - ay) * uy) / length2));
  return Math.hypot(px - ax - t * ux, py - ay - t * uy);
}

/** A middle on an edge counts as left of it, as everywhere; where an edge crosses a row is known up to this much rounding. */
const ON_EDGE = 1e-7;

/**
 * Winding number at the middle of each square: each edge that crosses a row of middles adds its turn to the first middle behind it, then the
 * turns are summed along the row. Middles lie at halves and quarters of a unit, so on no vertex.
 */
function windingsAtMiddles(grid: SegmentGrid, room: WindingRoom): Int32Array {
  const { x0, y0, edge, nx, ny, ax, ay, bx, by } = grid;
  if (room.windings.length < nx * ny) room.windings = new Int32Array(nx * ny + ((nx * ny) >> 2));
  const { windings } = room;
  windings.fill(0, 0, nx * ny);
  const middle = Math.floor(edge / 2);
  const firstX = x0 + middle + 0.5;
  const firstY = y0 + middle + 0.25;
  const perUnit = 1 / edge;
  for (let s = 0; s < ax.length; s++) {
    const yA = ay[s]!;
    const yB = by[s]!;
    const isDown = yB < yA;
    const yLow = isDown ? yB : yA;
    const yHigh = isDown ? yA : yB;
    // Rows lie at firstY + j edge; the quotient is off by far less than a vertex is from a row.
    let j = Math.max(0, Math.ceil((yLow - firstY) * perUnit));
    const jEnd = Math.min(ny, Math.ceil((yHigh - firstY) * perUnit));
    if (j >= jEnd) continue;
    const xLow = isDown ? bx[s]! : ax[s]!;
    const slope = ((isDown ? ax[s]! : bx[s]!) - xLow) / (yHigh - yLow);
    for (; j < jEnd; j++) {
      const x = xLow + (firstY + j * edge - yLow) * slope;
      // Down: from the middle at the crossing on; up: from the one behind it on.
      const from = isDown ? x - ON_EDGE : x + ON_EDGE;
      const i = Math.max(0, Math.ceil((from - firstX) * perUnit));
      if (i < nx) windings[j * nx + i]! += isDown ? 1 : -1;
    }
  }
  for (let j = 0; j < ny; j++) {
    let winding = 0;
    for (let k = j * nx; k < (j + 1) * nx; k++) {
      winding += windings[k]!;
      windings[k] = winding;
    }
  }
  return windings;
}

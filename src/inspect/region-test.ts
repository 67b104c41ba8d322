/** Whether points of a layer lie in its solid, and how far outside, by the grid of its contours. */
import { rowCrossings } from '../volume/row-crossings.ts';
import { linesCross, type SegmentGrid, sideOf } from './segment-grid.ts';

/** Point questions about the solid of a layer, in grid units. */
export interface RegionTest {
  /** Winding number at a point; solid where above 0. */
  windingAt(x: number, y: number): number;
  /** Distance from a point to the nearest contour in grid units, up to `atMost`, beyond which infinity. */
  distanceTo(x: number, y: number, atMost: number): number;
}

/**
 * Returns the test. The winding number at the middle of each square comes from one pass along rows; that of a point is
 * then the middle's plus the crossings on the way, which are those of the few edges that the square lists.
 */
export function regionTest(grid: SegmentGrid): RegionTest {
  const { x0, y0, edge, nx, ny, ax, ay, bx, by, cellStart, cellSegments } = grid;
  const windings = windingsAtMiddles(grid);
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

/** A middle on an edge counts as left of it, as everywhere; row crossings carry this much rounding. */
const ON_EDGE = 1e-7;

/** Winding number at the middle of each square. Middles lie at halves and quarters of a unit, so on no vertex. */
function windingsAtMiddles(grid: SegmentGrid): Int32Array {
  const { x0, y0, edge, nx, ny, ax, ay, loopStart } = grid;
  const loops: Float64Array[] = [];
  for (let l = 0; l + 1 < loopStart.length; l++) {
    const from = loopStart[l]!;
    const xy = new Float64Array(2 * (loopStart[l + 1]! - from));
    for (let k = 0; k < xy.length / 2; k++) {
      xy[2 * k] = ax[from + k]!;
      xy[2 * k + 1] = ay[from + k]!;
    }
    loops.push(xy);
  }
  const middle = Math.floor(edge / 2);
  const yRows = new Float64Array(ny);
  for (let j = 0; j < ny; j++) yRows[j] = y0 + j * edge + middle + 0.25;
  const { start, xMm, turn } = rowCrossings(loops, yRows);
  const windings = new Int32Array(nx * ny);
  for (let j = 0; j < ny; j++) {
    let c = start[j]!;
    let winding = 0;
    for (let i = 0; i < nx; i++) {
      const mx = x0 + i * edge + middle + 0.5;
      for (; c < start[j + 1]! && xMm[c]! < mx - ON_EDGE; c++) winding += turn[c]!;
      let onEdge = 0;
      for (let k = c; k < start[j + 1]! && xMm[k]! <= mx + ON_EDGE; k++) if (turn[k]! > 0) onEdge++;
      windings[j * nx + i] = winding + onEdge;
    }
  }
  return windings;
}

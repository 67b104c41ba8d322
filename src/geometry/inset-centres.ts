/**
 * How often segments wind around the centres of the grid's squares, worked out for a row of squares when first asked for. A winding
 * elsewhere then takes a look at one square.
 *
 * Centres are whole grid units and a half, so no vertex has their y; where one lies on a segment it is thought to lie a shade to the
 * right, by more than any step of a vertex.
 */
import { columnOf, type InsetGrid, rowOf } from './inset-grid.ts';
import { sideOf, stepOf, vertexBefore } from './inset-nudge.ts';
import { type KeptRoom, NEW_ROOM } from './kept-room.ts';
import type { OffsetSegments } from './offset-segments.ts';

/** Windings around the centres of squares. */
export interface CentreWindings {
  readonly segments: OffsetSegments;
  readonly grid: InsetGrid;
  /** By square, where the row is known. */
  readonly windings: Int32Array;
  readonly rowKnown: Uint8Array;
  /** The row that last counted a run, and 1. */
  readonly countedFor: Int32Array;
}

/** Returns the windings around centres, none of them known yet. */
export function centreWindings(segments: OffsetSegments, grid: InsetGrid, room: KeptRoom = NEW_ROOM): CentreWindings {
  return {
    segments,
    grid,
    windings: room.ints('windings', grid.columns * grid.rows).fill(0),
    rowKnown: room.bytes('row-known', grid.rows).fill(0),
    countedFor: room.ints('counted-for', grid.runCount).fill(0),
  };
}

/** Returns how often the segments wind around the right side of a loop beside vertex v; null where that stays open. */
export function windingBeside(centres: CentreWindings, v: number): number | null {
  const { segments, grid, windings, rowKnown } = centres;
  const { x, y, next } = segments;
  const before = vertexBefore(segments, v);
  const column = columnOf(grid, x[v]!);
  const row = rowOf(grid, y[v]!);
  const square = row * grid.columns + column;
  if (rowKnown[row] === 0) countRow(centres, row);
  let winding = windings[square]!;
  const cx = centreX(grid, column);
  const cy = centreY(grid, row);
  const [xLow, xHigh] = [Math.min(cx, x[v]!), Math.max(cx, x[v]!)];
  const [yLow, yHigh] = [Math.min(cy, y[v]!), Math.max(cy, y[v]!)];
  const { entries, runs } = grid;
  for (let m = grid.last[square]!; m > 0; m = entries[2 * m + 1]!) {
    const run = entries[2 * m]!;
    const end = runs[run + 1]!;
    for (let e = runs[run]!; e < end; e++) {
      if (e === v || e === before) continue;
      const f = next[e]!;
      if ((x[e]! < xLow && x[f]! < xLow) || (x[e]! > xHigh && x[f]! > xHigh)) continue;
      if ((y[e]! < yLow && y[f]! < yLow) || (y[e]! > yHigh && y[f]! > yHigh)) continue;
      // The way from the centre to the vertex crosses the segment where either has its ends on both sides of the other.
      const fromLeft = isLeftOf(segments, e, f, cx, cy);
      const side = sideOf(segments, e, f, v);
      if (side === 0) return null;
      if (fromLeft === side > 0) continue;
      const leftE = isLeftOfWay(segments, cx, cy, v, e);
      const leftF = isLeftOfWay(segments, cx, cy, v, f);
      if (leftE === null || leftF === null) return null;
      if (leftE !== leftF) winding += fromLeft ? -1 : 1;
    }
  }
  // That is the winding beside the vertex on the way's side of the loop.
  const after = next[v]!;
  const turn = sideOf(segments, before, v, after);
  if (turn === 0) return null;
  const leftOfIn = isLeftOf(segments, before, v, cx, cy);
  const leftOfOut = isLeftOf(segments, v, after, cx, cy);
  const onLeft = turn > 0 ? leftOfIn && leftOfOut : leftOfIn || leftOfOut;
  return onLeft ? winding - 1 : winding;
}

/** Works out the windings around the centres of a row, from the left, where nothing winds. */
function countRow({ segments, grid, windings, rowKnown, countedFor }: CentreWindings, row: number): void {
  const { x, y, next } = segments;
  const { runs, last, entries, columns } = grid;
  const cy = centreY(grid, row);
  const first = row * columns;
  rowKnown[row] = 1;
  for (let column = 0; column < columns; column++) {
    for (let m = last[first + column]!; m > 0; m = entries[2 * m + 1]!) {
      const run = entries[2 * m]!;
      if (countedFor[run] === row + 1) continue;
      countedFor[run] = row + 1;
      // One segment of a run at most passes the centre's height, as no vertex has it.
      let e = runs[run]!;
      const end = runs[run + 1]!;
      const up = y[next[end - 1]!]! > cy;
      if (y[e]! > cy === up) continue;
      while (y[next[e]!]! > cy !== up) e++;
      const f = next[e]!;
      // The first centre on the right of the crossing, put right where rounding has missed it.
      const crossX = x[e]! + ((cy - y[e]!) / (y[f]! - y[e]!)) * (x[f]! - x[e]!);
      let k = Math.max(0, Math.min(columns, Math.ceil((crossX - grid.x0) * grid.perUnit - 0.5)));
      while (k > 0 && isLeftOf(segments, e, f, centreX(grid, k - 1), cy) !== up) k--;
      while (k < columns && isLeftOf(segments, e, f, centreX(grid, k), cy) === up) k++;
      if (k < columns) windings[first + k]! += up ? -1 : 1;
    }
  }
  for (let column = 1; column < columns; column++) windings[first + column]! += windings[first + column - 1]!;
}

function centreX(grid: InsetGrid, column: number): number {
  return Math.floor(grid.x0 + (column + 0.5) / grid.perUnit) + 0.5;
}

function centreY(grid: InsetGrid, row: number): number {
  return Math.floor(grid.y0 + (row + 0.5) / grid.perUnit) + 0.5;
}

/** True where a centre lies on the left of the line from a to b. */
function isLeftOf({ x, y }: OffsetSegments, a: number, b: number, cx: number, cy: number): boolean {
  const cross = (x[b]! - x[a]!) * (cy - y[a]!) - (y[b]! - y[a]!) * (cx - x[a]!);
  return cross !== 0 ? cross > 0 : y[b]! < y[a]!;
}

/** True where vertex e lies on the left of the way from a centre to vertex v; null where that stays open. */
function isLeftOfWay(segments: OffsetSegments, cx: number, cy: number, v: number, e: number): boolean | null {
  const { x, y } = segments;
  const wayX = x[v]! - cx;
  const wayY = y[v]! - cy;
  const cross = wayX * (y[e]! - cy) - wayY * (x[e]! - cx) || y[v]! - y[e]!;
  if (cross !== 0) return cross > 0;
  // Both vertices lie on one place.
  const [ex, ey] = stepOf(segments, e);
  const [vx, vy] = stepOf(segments, v);
  const nudged = wayX * (ey - vy) - wayY * (ex - vx);
  return nudged === 0 ? null : nudged > 0;
}

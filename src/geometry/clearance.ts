/** How near the boundary of an area comes to places. */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { type KeptRoom, NEW_ROOM } from './kept-room.ts';
import { type LoopSegments, loopSegments } from './loop-segments.ts';
import { columnOf, rowOf, segmentGrid } from './segment-grid.ts';

/** Answers about places. */
export interface Clearance {
  /** True where the boundary comes nearer to the place than the radius. */
  isWithin(xMm: number, yMm: number, radiusMm: number): boolean;
  /** The same for many places, x and y in mm each: clears the marks of those that the boundary stays away from. Places without a mark are not asked. */
  clearBeyond(xy: Float64Array, count: number, radiusMm: number, marks: Uint8Array): void;
  /** The same without some of the segments, by their numbers. */
  isWithinBeside(xMm: number, yMm: number, radiusMm: number, isLeftOut: (segment: number) => boolean): boolean;
}

const WORDS = 5;

/** Returns the answers for the boundary of an area. */
export function clearanceOf(loops: Loops): Clearance {
  return clearanceBetween(loopSegments(loops), null);
}

/** Returns the answers for segments, or those of them that are 1 in `isNear`. */
export function clearanceBetween(
  segments: LoopSegments,
  isNear: Uint8Array | null,
  room: KeptRoom = NEW_ROOM,
): Clearance {
  const grid = segmentGrid(segments, isNear, 0, room);
  const { x, y, next } = segments;
  // Of each segment its start, the way to its end and one over the square of its length, side by side.
  const lines = room.floats('lines', WORDS * next.length);
  for (let i = 0, w = 0; i < next.length; i++, w += WORDS) {
    if (isNear !== null && isNear[i] === 0) continue;
    const ux = x[next[i]!]! - x[i]!;
    const uy = y[next[i]!]! - y[i]!;
    lines[w] = x[i]!;
    lines[w + 1] = y[i]!;
    lines[w + 2] = ux;
    lines[w + 3] = uy;
    lines[w + 4] = 1 / (ux * ux + uy * uy);
  }
  const { first, items, columns } = grid;
  // Places are mostly asked for along a line: what came too near to the one before is asked first.
  let nearest = -1;
  return {
    isWithin(xMm, yMm, radiusMm) {
      const px = xMm * GRID_PER_MM;
      const py = yMm * GRID_PER_MM;
      const r = radiusMm * GRID_PER_MM;
      const r2 = r * r;
      if (nearest >= 0 && squareOfDistance(lines, nearest, px, py) < r2) return true;
      const c0 = columnOf(grid, px - r);
      const c1 = columnOf(grid, px + r);
      const r1 = rowOf(grid, py + r);
      for (let row = rowOf(grid, py - r); row <= r1; row++) {
        // Squares beside each other have their segments one after the other.
        const end = first[row * columns + c1 + 1]!;
        for (let m = first[row * columns + c0]!; m < end; m++) {
          const w = WORDS * items[m]!;
          if (squareOfDistance(lines, w, px, py) >= r2) continue;
          nearest = w;
          return true;
        }
      }
      return false;
    },
    clearBeyond(xy, count, radiusMm, marks) {
      const { x0, y0, perUnit, rows } = grid;
      const r = radiusMm * GRID_PER_MM;
      const r2 = r * r;
      let near = nearest;
      for (let k = 0; k < count; k++) {
        if (marks[k] === 0) continue;
        const px = xy[2 * k]! * GRID_PER_MM;
        const py = xy[2 * k + 1]! * GRID_PER_MM;
        if (near >= 0 && squareOfDistance(lines, near, px, py) < r2) continue;
        const c0 = clamped((px - r - x0) * perUnit, columns);
        const c1 = clamped((px + r - x0) * perUnit, columns) + 1;
        const r1 = clamped((py + r - y0) * perUnit, rows);
        let found = -1;
        for (let row = clamped((py - r - y0) * perUnit, rows); row <= r1 && found < 0; row++) {
          const end = first[row * columns + c1]!;
          for (let m = first[row * columns + c0]!; m < end; m++) {
            const w = WORDS * items[m]!;
            if (squareOfDistance(lines, w, px, py) >= r2) continue;
            found = w;
            break;
          }
        }
        if (found < 0) marks[k] = 0;
        else near = found;
      }
      nearest = near;
    },
    isWithinBeside(xMm, yMm, radiusMm, isLeftOut) {
      const px = xMm * GRID_PER_MM;
      const py = yMm * GRID_PER_MM;
      const r = radiusMm * GRID_PER_MM;
      const c0 = columnOf(grid, px - r);
      const c1 = columnOf(grid, px + r);
      const r1 = rowOf(grid, py + r);
      for (let row = rowOf(grid, py - r); row <= r1; row++) {
        for (let m = first[row * columns + c0]!; m < first[row * columns + c1 + 1]!; m++) {
          const e = items[m]!;
          if (squareOfDistance(lines, WORDS * e, px, py) < r * r && !isLeftOut(e)) return true;
        }
      }
      return false;
    },
  };
}

/** Number of a column or row, held within the grid. */
function clamped(at: number, count: number): number {
  // Truncation and rounding down differ below 0 alone, where both are held at 0.
  return at < 0 ? 0 : at >= count ? count - 1 : Math.trunc(at);
}

/** Square of the distance of a place from the segment whose numbers begin at `w`. */
function squareOfDistance(lines: Float64Array, w: number, px: number, py: number): number {
  const ux = lines[w + 2]!;
  const uy = lines[w + 3]!;
  let dx = px - lines[w]!;
  let dy = py - lines[w + 1]!;
  const along = (dx * ux + dy * uy) * lines[w + 4]!;
  if (along > 0) {
    const t = along < 1 ? along : 1;
    dx -= t * ux;
    dy -= t * uy;
  }
  return dx * dx + dy * dy;
}

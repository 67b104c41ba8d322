/** How near the boundary of an area comes to places. */
import { keepCompiled } from '../core/keep-compiled.ts';
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { type KeptRoom, NEW_ROOM } from './kept-room.ts';
import { type LinePlaces, PLACE_WORDS } from './line-places.ts';
import { type LoopSegments, loopSegments } from './loop-segments.ts';
import { columnOf, rowOf, type SegmentGrid, segmentGrid } from './segment-grid.ts';
import { type TouchKernel, takeTouchBytes, touchKernel } from './touch-kernel.ts';

/** Answers about places. */
export interface Clearance {
  /** True where the boundary comes nearer to the place than the radius. */
  isWithin(xMm: number, yMm: number, radiusMm: number): boolean;
  /** The same for points a distance to the left of many places: clears the marks of those that the boundary stays away from. Without a mark none is asked. */
  clearBeyond(places: LinePlaces, leftMm: number, radiusMm: number, marks: Uint8Array): void;
  /** The same without some of the segments, by their numbers. */
  isWithinBeside(xMm: number, yMm: number, radiusMm: number, isLeftOut: (segment: number) => boolean): boolean;
}

/** Numbers of a segment, and their bytes. */
const WORDS = 5;
const BYTES = 8;

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
  let held = NONE_HELD;
  return keepCompiled<Clearance>('clearance', {
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
    clearBeyond(places, leftMm, radiusMm, marks) {
      const { count, values } = places;
      const { kernel, isNew } = touchKernel(grid);
      if (isNew) held = heldIn(kernel, lines, grid);
      if (held.room < count) held = { ...held, ...roomFor(count) };
      const { buffer } = kernel.memory;
      const { placesAt, marksAt, linesAt, firstAt, itemsAt } = held;
      new Float64Array(buffer, placesAt, PLACE_WORDS * count).set(values.subarray(0, PLACE_WORDS * count));
      const own = new Uint8Array(buffer, marksAt, count);
      own.set(marks.subarray(0, count));
      const { x0, y0, perUnit, rows } = grid;
      const r = radiusMm * GRID_PER_MM;
      const at = [placesAt, count, leftMm, r, marksAt, linesAt, firstAt, itemsAt] as const;
      const near = nearest < 0 ? -1 : BYTES * nearest;
      const last = kernel.clearBeyond(...at, x0, y0, perUnit, columns, rows, near);
      nearest = last < 0 ? -1 : last / BYTES;
      marks.set(own);
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
  });
}

/** Addresses in the memory of the kernel, and for how many places there is room. */
interface Held {
  readonly room: number;
  readonly placesAt: number;
  readonly marksAt: number;
  readonly linesAt: number;
  readonly firstAt: number;
  readonly itemsAt: number;
}

const NONE_HELD: Held = { room: 0, placesAt: 0, marksAt: 0, linesAt: 0, firstAt: 0, itemsAt: 0 };

/** Copies segments and their squares into the memory of the kernel. */
function heldIn(kernel: TouchKernel, lines: Float64Array, { first, items }: SegmentGrid): Held {
  const [linesAt, firstAt, itemsAt] = [lines, first, items].map((values) => takeTouchBytes(values.byteLength)) as [
    number,
    number,
    number,
  ];
  const { buffer } = kernel.memory;
  new Float64Array(buffer, linesAt, lines.length).set(lines);
  new Int32Array(buffer, firstAt, first.length).set(first);
  new Int32Array(buffer, itemsAt, items.length).set(items);
  return { ...NONE_HELD, linesAt, firstAt, itemsAt };
}

/** Takes room for places and their marks, and half as many again. */
function roomFor(count: number): Pick<Held, 'room' | 'placesAt' | 'marksAt'> {
  const room = Math.ceil(1.5 * count);
  return { room, placesAt: takeTouchBytes(8 * PLACE_WORDS * room), marksAt: takeTouchBytes(room) };
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

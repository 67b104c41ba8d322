/** Takes away strips without width, which booleans leave where the borders of two areas lie in one line but for rounding. */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { unitePositive } from './clipping.ts';
import { insetLoops } from './inset-loops.ts';
import { type LoopSegments, loopSegments } from './loop-segments.ts';
import { columnOf, rowOf, segmentGrid } from './segment-grid.ts';

/** Sides of a strip are at most this many grid units apart: two vertices that were rounded. */
const WIDE = 1.5;
/** And run beside each other for at least this many: the tip of a wedge is no strip. */
const LONG = 20;
/** Strips are closed from both sides by this much. */
const CLOSE_MM = 1 / GRID_PER_MM;

/**
 * Returns the area without its strips: what is narrower than 0.2 um goes, between two bodies as well as along the border of one. Where
 * there is no strip the loops come back as they are; else what stays may be off by a grid unit, 0.1 um. `loadClipping` must have been
 * awaited before.
 */
export function withoutStrips(loops: Loops): Loops {
  if (!hasStrips(loops)) return loops;
  return insetLoops(insetLoops(unitePositive(loops), -CLOSE_MM, 'miter'), CLOSE_MM, 'miter');
}

/** Tells whether somewhere two sides run beside each other in opposite ways, nearer than rounding. */
export function hasStrips(loops: Loops): boolean {
  const segments = loopSegments(loops);
  const { x, y, next } = segments;
  const grid = segmentGrid(segments);
  for (let i = 0; i < next.length; i++) {
    const k = next[i]!;
    const c0 = columnOf(grid, Math.min(x[i]!, x[k]!));
    const c1 = columnOf(grid, Math.max(x[i]!, x[k]!));
    const r0 = rowOf(grid, Math.min(y[i]!, y[k]!));
    const r1 = rowOf(grid, Math.max(y[i]!, y[k]!));
    for (let r = r0; r <= r1; r++) {
      for (let c = c0; c <= c1; c++) {
        const square = r * grid.columns + c;
        for (let m = grid.first[square]!; m < grid.first[square + 1]!; m++) {
          const e = grid.items[m]!;
          if (e < i && isStrip(segments, i, e)) return true;
        }
      }
    }
  }
  return false;
}

function isStrip({ x, y, next }: LoopSegments, i: number, e: number): boolean {
  const k = next[i]!;
  const f = next[e]!;
  const ux = x[k]! - x[i]!;
  const uy = y[k]! - y[i]!;
  if (ux * (x[f]! - x[e]!) + uy * (y[f]! - y[e]!) >= 0) return false;
  const length = Math.sqrt(ux * ux + uy * uy);
  if (length < LONG) return false;
  // Ends of the other side along this one, from its start, and beside it.
  const along = (v: number) => ((x[v]! - x[i]!) * ux + (y[v]! - y[i]!) * uy) / length;
  const beside = (v: number) => ((y[v]! - y[i]!) * ux - (x[v]! - x[i]!) * uy) / length;
  const [late, early] = [along(e), along(f)];
  const from = Math.max(0, early);
  const to = Math.min(length, late);
  if (to - from < LONG) return false;
  const slope = (beside(e) - beside(f)) / (late - early);
  const besideAt = (at: number) => Math.abs(beside(f) + (at - early) * slope);
  return besideAt(from) <= WIDE && besideAt(to) <= WIDE;
}

/** How near the boundary of an area comes to places. */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { loopSegments } from './loop-segments.ts';
import { columnOf, rowOf, segmentGrid } from './segment-grid.ts';

/** Answers about places. */
export interface Clearance {
  /** True where the boundary comes nearer to the place than the radius. */
  isWithin(xMm: number, yMm: number, radiusMm: number): boolean;
}

/** Returns the answers for the boundary of an area. */
export function clearanceOf(loops: Loops): Clearance {
  const segments = loopSegments(loops);
  const grid = segmentGrid(segments);
  const { x, y, next } = segments;
  return {
    isWithin(xMm, yMm, radiusMm) {
      const px = xMm * GRID_PER_MM;
      const py = yMm * GRID_PER_MM;
      const r = radiusMm * GRID_PER_MM;
      const c1 = columnOf(grid, px + r);
      const r1 = rowOf(grid, py + r);
      for (let row = rowOf(grid, py - r); row <= r1; row++) {
        for (let column = columnOf(grid, px - r); column <= c1; column++) {
          const square = row * grid.columns + column;
          for (let m = grid.first[square]!; m < grid.first[square + 1]!; m++) {
            const i = grid.items[m]!;
            const k = next[i]!;
            const ux = x[k]! - x[i]!;
            const uy = y[k]! - y[i]!;
            const vx = px - x[i]!;
            const vy = py - y[i]!;
            const along = vx * ux + vy * uy;
            const length2 = ux * ux + uy * uy;
            const t = along <= 0 ? 0 : along >= length2 ? 1 : along / length2;
            const dx = vx - t * ux;
            const dy = vy - t * uy;
            if (dx * dx + dy * dy < r * r) return true;
          }
        }
      }
      return false;
    },
  };
}

/** How much room a loop has inside: the disc that touches it at a point and the loop on the other side. */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM, toGrid } from '../core/units.ts';
import { columnOf, rowOf, segmentGrid } from '../geometry/segment-grid.ts';

/** Diameter in mm of the largest free disc that touches the loop at x, y, its centre along the inward unit normal. */
export type FreeDisc = (x: number, y: number, nx: number, ny: number) => number;

/** Only sides that run back count, by the cosine between the normals: at a right angle the neighbour does not. */
const MOST_COSINE = -0.25;

const GUESS_FACTOR = 1.3;
/** Half the diagonal of a square, with a little to spare, in sides. */
const HALF_DIAGONAL = 0.71;

/**
 * Returns a function that finds free discs among loops, solid on their left; infinite where the disc is wider than `mostMm`.
 *
 * The disc is that of the medial axis: half its diameter is the share of the wall of this side, at joints of walls too,
 * where a ray along the normal would leave through a wall.
 */
export function freeDisc(loops: Loops, mostMm: number): FreeDisc {
  let points = 0;
  for (const { xy } of loops) points += xy.length / 2;
  const x = new Float64Array(points);
  const y = new Float64Array(points);
  const next = new Int32Array(points);
  const starts = new Int32Array(loops.length + 1);
  let n = 0;
  for (let k = 0; k < loops.length; k++) {
    const { xy } = loops[k]!;
    for (let i = 0; i < xy.length; i += 2, n++) {
      x[n] = toGrid(xy[i]!);
      y[n] = toGrid(xy[i + 1]!);
      next[n] = n + 1;
    }
    next[n - 1] = starts[k]!;
    starts[k + 1] = n;
  }
  const grid = segmentGrid({ x, y, next, starts });
  const most = (mostMm / 2) * GRID_PER_MM;
  let guess = most;
  return (xMm, yMm, nx, ny) => {
    // Points asked one after the other are neighbours: a disc a little larger than the last one mostly holds the answer.
    let radius = discWithin(xMm * GRID_PER_MM, yMm * GRID_PER_MM, nx, ny, Math.min(most, guess * GUESS_FACTOR));
    if (radius < 0 && guess * GUESS_FACTOR < most) {
      radius = discWithin(xMm * GRID_PER_MM, yMm * GRID_PER_MM, nx, ny, most);
    }
    guess = radius < 0 ? most : radius;
    return radius < 0 ? Number.POSITIVE_INFINITY : (2 * radius) / GRID_PER_MM;
  };

  /** Radius of the free disc where it is below a limit, else -1. */
  function discWithin(px: number, py: number, nx: number, ny: number, limit: number): number {
    let radius = limit;
    const c0 = columnOf(grid, px + (nx - 1) * limit);
    const c1 = columnOf(grid, px + (nx + 1) * limit);
    const r0 = rowOf(grid, py + (ny - 1) * limit);
    const r1 = rowOf(grid, py + (ny + 1) * limit);
    for (let r = r0; r <= r1; r++) {
      for (let c = c0; c <= c1; c++) {
        // The disc found so far does not reach into most squares.
        const dx = (c + 0.5) / grid.perUnit + grid.x0 - px - nx * radius;
        const dy = (r + 0.5) / grid.perUnit + grid.y0 - py - ny * radius;
        const reach = radius + HALF_DIAGONAL / grid.perUnit;
        if (dx * dx + dy * dy > reach * reach) continue;
        const square = r * grid.columns + c;
        for (let k = grid.first[square]!; k < grid.first[square + 1]!; k++) {
          const a = grid.items[k]!;
          const b = next[a]!;
          const ex = x[b]! - x[a]!;
          const ey = y[b]! - y[a]!;
          const turn = ex * ny - ey * nx;
          // The cosine between the normals times the length of the side.
          if (turn >= 0 || turn * turn < MOST_COSINE * MOST_COSINE * (ex * ex + ey * ey)) continue;
          const size = Math.sqrt(ex * ex + ey * ey);
          // Distance of the point from the line of the side, and the disc that touches both.
          const distance = (ex * (py - y[a]!) - ey * (px - x[a]!)) / size;
          if (distance < 0) continue;
          let found = distance / (1 - turn / size);
          const qx = px + nx * found + (ey / size) * found;
          const qy = py + ny * found - (ex / size) * found;
          const along = ((qx - x[a]!) * ex + (qy - y[a]!) * ey) / (size * size);
          if (along < 0) found = throughPoint(x[a]! - px, y[a]! - py);
          else if (along > 1) found = throughPoint(x[b]! - px, y[b]! - py);
          if (found > 0 && found < radius) radius = found;
        }
      }
    }
    return radius < limit ? radius : -1;

    /** Radius of the disc that touches the loop at the point and goes through another at dx, dy from it. */
    function throughPoint(dx: number, dy: number): number {
      const up = dx * nx + dy * ny;
      return up > 0 ? (dx * dx + dy * dy) / (2 * up) : -1;
    }
  }
}

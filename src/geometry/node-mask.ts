/** Which nodes of a sampling grid matter for an area: those inside its loops or within two steps of them. */
import type { PlaneGrid } from '../core/field.ts';
import type { Loops } from '../core/polyline.ts';

/** Steps by which the mask reaches beyond the area. */
export const MASK_MARGIN_STEPS = 2;

/** Grid over the box of the loops, anchored at whole steps from the origin, with room for the mask's margin and a ring of void. */
export function gridAround(loops: Loops, stepMm: number, originXMm: number, originYMm: number): PlaneGrid {
  let xMin = Infinity;
  let yMin = Infinity;
  let xMax = -Infinity;
  let yMax = -Infinity;
  for (const { xy } of loops) {
    for (let i = 0; i < xy.length; i += 2) {
      xMin = Math.min(xMin, xy[i]!);
      xMax = Math.max(xMax, xy[i]!);
      yMin = Math.min(yMin, xy[i + 1]!);
      yMax = Math.max(yMax, xy[i + 1]!);
    }
  }
  const margin = MASK_MARGIN_STEPS + 2;
  const i0 = Math.floor((xMin - originXMm) / stepMm) - margin;
  const j0 = Math.floor((yMin - originYMm) / stepMm) - margin;
  return {
    x0Mm: originXMm + i0 * stepMm,
    y0Mm: originYMm + j0 * stepMm,
    stepMm,
    nx: Math.ceil((xMax - originXMm) / stepMm) - i0 + margin + 1,
    ny: Math.ceil((yMax - originYMm) / stepMm) - j0 + margin + 1,
  };
}

/** Returns 1 for each node (row by row) inside the loops or within the margin of their edges. */
export function nodeMask(loops: Loops, grid: PlaneGrid): Uint8Array {
  const { nx, ny } = grid;
  const mask = new Uint8Array(nx * ny);
  const perStep = 1 / grid.stepMm;
  // Parity toggles: each edge flips, on every row it spans, the nodes right of it.
  for (const { xy } of loops) {
    const n = xy.length;
    for (let i = 0, k = n - 2; i < n; k = i, i += 2) {
      const ax = (xy[k]! - grid.x0Mm) * perStep;
      const ay = (xy[k + 1]! - grid.y0Mm) * perStep;
      const bx = (xy[i]! - grid.x0Mm) * perStep;
      const by = (xy[i + 1]! - grid.y0Mm) * perStep;
      const j0 = Math.ceil(Math.min(ay, by));
      const j1 = Math.ceil(Math.max(ay, by));
      const slope = by !== ay ? (bx - ax) / (by - ay) : 0;
      for (let j = j0; j < j1; j++) {
        const x = Math.ceil(ax + (j - ay) * slope);
        if (x < nx) mask[j * nx + x]! ^= 1;
      }
    }
  }
  for (let j = 0; j < ny; j++) {
    let inside = 0;
    for (let i = j * nx; i < (j + 1) * nx; i++) {
      inside ^= mask[i]!;
      mask[i] = inside;
    }
  }
  for (const { xy } of loops) {
    const n = xy.length;
    for (let i = 0, k = n - 2; i < n; k = i, i += 2) {
      markNear(
        mask,
        grid,
        (xy[k]! - grid.x0Mm) * perStep,
        (xy[k + 1]! - grid.y0Mm) * perStep,
        (xy[i]! - grid.x0Mm) * perStep,
        (xy[i + 1]! - grid.y0Mm) * perStep,
      );
    }
  }
  return mask;
}

/** Marks the nodes within the margin (in either axis) of an edge, in steps. */
function markNear(mask: Uint8Array, grid: PlaneGrid, ax: number, ay: number, bx: number, by: number): void {
  const m = MASK_MARGIN_STEPS;
  const yLow = Math.min(ay, by);
  const yHigh = Math.max(ay, by);
  const slope = by !== ay ? (bx - ax) / (by - ay) : 0;
  for (let j = Math.ceil(yLow - m); j <= Math.floor(yHigh + m); j++) {
    let x0 = Math.min(ax, bx);
    let x1 = Math.max(ax, bx);
    if (yHigh - yLow > 2 * m) {
      const xa = ax + (Math.max(yLow, j - m) - ay) * slope;
      const xb = ax + (Math.min(yHigh, j + m) - ay) * slope;
      x0 = Math.min(xa, xb);
      x1 = Math.max(xa, xb);
    }
    mask.fill(1, j * grid.nx + Math.ceil(x0 - m), j * grid.nx + Math.floor(x1 + m) + 1);
  }
}

/** One cross section of a solid, crossed with the lines through the nodes of a grid. */
import type { PlaneGrid } from '../../core/field.ts';
import type { Loops } from '../../core/polyline.ts';
import { isSolidAt, type LoopLines, loopLines } from './loop-lines.ts';

/** A cross section, its rows (lines along x) and its columns (lines along y). */
export interface StackSheet {
  readonly loops: Loops;
  readonly rows: LoopLines;
  readonly columns: LoopLines;
}

/** Crosses loops, solid on the left, with the lines of a grid. */
export function stackSheet(loops: Loops, { x0Mm, y0Mm, stepMm, nx, ny }: PlaneGrid): StackSheet {
  return {
    loops,
    rows: loopLines(loops, { along: 'x', fromMm: y0Mm, stepMm, count: ny }),
    columns: loopLines(loops, { along: 'y', fromMm: x0Mm, stepMm, count: nx }),
  };
}

/** Marks the solid nodes of a plane, and the rows that have any. A node stands an infinitely small way before its place. */
export function markSolid(
  { rows: { start, at, beyond } }: StackSheet,
  { x0Mm, stepMm, nx, ny }: PlaneGrid,
  solid: Uint8Array,
  rowSolid: Uint8Array,
): void {
  solid.fill(0);
  rowSolid.fill(0);
  for (let j = 0; j < ny; j++) {
    for (let c = start[j]!; c + 1 < start[j + 1]!; c++) {
      if (beyond[c]! <= 0) continue;
      const from = nodeFrom(at[c]!, x0Mm, stepMm, nx);
      const end = nodeFrom(at[c + 1]!, x0Mm, stepMm, nx);
      if (from >= end) continue;
      solid.fill(1, j * nx + from, j * nx + end);
      rowSolid[j] = 1;
    }
  }
}

/** The first node beyond a place. */
function nodeFrom(place: number, x0Mm: number, stepMm: number, nx: number): number {
  let i = Math.max(0, Math.min(nx, Math.ceil((place - x0Mm) / stepMm)));
  while (i > 0 && x0Mm + (i - 1) * stepMm > place) i--;
  while (i < nx && x0Mm + i * stepMm <= place) i++;
  return i;
}

/** Whether the node in column i and row j is solid, as `markSolid` says. */
export function isNodeSolid({ rows }: StackSheet, { x0Mm, stepMm }: PlaneGrid, i: number, j: number): boolean {
  return isSolidAt(rows, j, x0Mm + i * stepMm);
}

/** Walls that pass between the nodes of a grid, of which its mesh knows nothing, and gaps that do. */
import type { PlaneGrid } from '../../core/field.ts';
import { isSolidBefore, type LoopLines } from './loop-lines.ts';
import type { StackSheet } from './stack-sheet.ts';

/** What passes between nodes. */
export interface ThinPasses {
  /** Edges of the grid that a wall passes. */
  walls: number;
  /** Edges within solid that a gap passes. */
  gaps: number;
}

/** The faces of a wall are parallel where the tangent of their angle is at most this: 5 degrees. Edges and tips are no walls. */
const PARALLEL = 0.0875;

/**
 * Returns a counter for one plane after the other. A wall is counted where three lines in a row pass two parallel faces between the same
 * two nodes or those beside them; what is shorter ends there, and is not as thin throughout.
 */
export function thinPasses(grid: PlaneGrid, tally: ThinPasses): (sheet: StackSheet) => void {
  const { x0Mm, y0Mm, stepMm, nx, ny } = grid;
  return ({ rows, columns }) => {
    for (const solid of [true, false]) {
      const found = countThin(rows, ny, nx, x0Mm, stepMm, solid) + countThin(columns, nx, ny, y0Mm, stepMm, solid);
      if (solid) tally.walls += found;
      else tally.gaps += found;
    }
  };
}

function countThin(
  lines: LoopLines,
  count: number,
  nodes: number,
  origin: number,
  step: number,
  solid: boolean,
): number {
  let found = 0;
  let before: number[] = [];
  let here: number[] = [];
  for (let line = 0; line <= count; line++) {
    const after = line < count ? thinAt(lines, line, nodes, origin, step, solid) : [];
    for (const i of here) if (hasNear(before, i) && hasNear(after, i)) found++;
    before = here;
    here = after;
  }
  return found;
}

/** Nodes of a line beyond which something thin passes before the next node. */
function thinAt(lines: LoopLines, line: number, nodes: number, origin: number, step: number, solid: boolean): number[] {
  const { start, at, lean } = lines;
  const places: number[] = [];
  for (let c = start[line]!; c + 1 < start[line + 1]!; c++) {
    const [from, to] = [at[c]!, at[c + 1]!];
    if (to - from >= step || isSolidBefore(lines, line, c + 1) !== solid) continue;
    if (isSolidBefore(lines, line, c) === solid || isSolidBefore(lines, line, c + 2) === solid) continue;
    const i = Math.floor((from - origin) / step);
    if (i < 0 || i + 1 >= nodes || to >= origin + (i + 1) * step) continue;
    const [p, q] = [lean[c]!, lean[c + 1]!];
    // A line that hardly turns its back on the wall is followed by one of the other family that meets it.
    if (Math.abs(p) > 1 || Math.abs(p - q) > PARALLEL * (1 + p * q)) continue;
    places.push(i);
  }
  return places;
}

function hasNear(places: readonly number[], i: number): boolean {
  return places.some((other) => Math.abs(other - i) <= 1);
}

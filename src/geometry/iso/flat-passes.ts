/** Flat walls and gaps that pass between two planes of nodes, and of which a section between them tells. */
import type { PlaneGrid } from '../../core/field.ts';
import { markSolid, type StackSheet } from './stack-sheet.ts';
import type { ThinPasses } from './thin-passes.ts';

/** What of a wall is narrower than this many steps to each side of a node is an edge that runs out flat, and no wall. */
const REACH = 2;

/**
 * Returns a counter for one slab after the other: nodes whose upright edge has two void ends and solid between them, or the other way
 * round, and so have the nodes around them. What is thinner than the distance of the sections may pass unseen.
 */
export function flatPasses(
  grid: PlaneGrid,
  tally: ThinPasses,
): (low: Uint8Array, inner: readonly StackSheet[], high: Uint8Array) => void {
  const { nx, ny } = grid;
  const nodes = nx * ny;
  const solid = new Uint8Array(nodes);
  const rowSolid = new Uint8Array(ny);
  /** 1: a wall passes, 2: a gap passes. */
  const passes = new Uint8Array(nodes);

  return (low, inner, high) => {
    passes.fill(0);
    const found = [0, 0, 0];
    for (const sheet of inner) {
      markSolid(sheet, grid, solid, rowSolid);
      for (let n = 0; n < nodes; n++) {
        const s = low[n]!;
        if (s !== high[n] || s === solid[n] || passes[n] !== 0) continue;
        passes[n] = 1 + s;
        found[1 + s]!++;
      }
    }
    if (found[1] !== 0) tally.walls += countWide(1);
    if (found[2] !== 0) tally.gaps += countWide(2);
  };

  function countWide(kind: number): number {
    let count = 0;
    for (let j = REACH; j + REACH < ny; j++) {
      for (let n = j * nx + REACH; n < (j + 1) * nx - REACH; n++) if (passes[n] === kind && isWide(n, kind)) count++;
    }
    return count;
  }

  function isWide(n: number, kind: number): boolean {
    for (let r = 1; r <= REACH; r++) {
      if (passes[n - r] !== kind || passes[n + r] !== kind) return false;
      if (passes[n - r * nx] !== kind || passes[n + r * nx] !== kind) return false;
    }
    return true;
  }
}

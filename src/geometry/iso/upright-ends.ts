/** Where a solid of cross sections ends on the upright edges of a grid. */
import type { PlaneGrid } from '../../core/field.ts';
import { wayToEnd } from './loop-lines.ts';
import { isNodeSolid, type StackSheet } from './stack-sheet.ts';

/** What is cut of a slab: sections from its lower to its upper plane at even distances, and any other one on demand. */
export interface SlabSections {
  readonly sheets: readonly StackSheet[];
  /** The section at a share of the slab's height, 0 to 1. */
  at(share: number): StackSheet;
}

/** Finds the ends; what it was given serves until it is asked again. */
export interface UprightEnds {
  /** For each node (row by row) one end of whose upright edge is solid, writes where the solid ends, 0 to 1. */
  find(sections: SlabSections, nodes: Int32Array, count: number, lowSolid: Uint8Array, out: Float64Array): void;
}

/**
 * A slanted face is met by a row or column of the section where the node is solid, and by the same one where it is void: the node lies
 * between, and so does the end. That is exact for plane faces. A face that runs further than this many steps in between is too flat.
 */
const SLANT_STEPS = 2;
/** Ends on flat faces that are worth a section of their own: a flat face is seldom smaller, a rounded place seldom larger. */
const FLAT_EDGES = 64;
/** Times that a distance of sections is halved to find a flat face. */
const ROUNDS = 6;

/** Returns the finder for a grid. */
export function uprightEnds(grid: PlaneGrid): UprightEnds {
  const { x0Mm, y0Mm, stepMm, nx } = grid;

  function find(
    sections: SlabSections,
    nodes: Int32Array,
    count: number,
    lowSolid: Uint8Array,
    out: Float64Array,
  ): void {
    const { sheets } = sections;
    const parts = sheets.length - 1;
    const between: number[][] = Array.from({ length: parts }, () => []);
    for (let e = 0; e < count; e++) between[endIn(sheets, nodes[e]!, lowSolid[nodes[e]!] === 1)]!.push(e);
    for (const [p, edges] of between.entries()) {
      const shares = [p / parts, (p + 1) / parts] as const;
      narrow(sheets[p]!, sheets[p + 1]!, ...shares, edges, 0);
    }

    function narrow(
      a: StackSheet,
      b: StackSheet,
      from: number,
      to: number,
      edges: readonly number[],
      round: number,
    ): void {
      const flat: number[] = [];
      for (const e of edges) {
        const n = nodes[e]!;
        const solidBelow = lowSolid[n] === 1;
        const share = solidBelow ? slant(a, b, n) : 1 - slant(b, a, n);
        out[e] = from + (to - from) * (Number.isNaN(share) ? 0.5 : share);
        if (Number.isNaN(share)) flat.push(e);
      }
      if (flat.length < FLAT_EDGES || round === ROUNDS) return;
      const middle = (from + to) / 2;
      const sheet = sections.at(middle);
      const below: number[] = [];
      const above: number[] = [];
      for (const e of flat) {
        const n = nodes[e]!;
        const j = Math.floor(n / nx);
        const upper = isNodeSolid(sheet, grid, n - j * nx, j) === (lowSolid[n] === 1);
        (upper ? above : below).push(e);
      }
      if (below.length > 0) narrow(a, sheet, from, middle, below, round + 1);
      if (above.length > 0) narrow(sheet, b, middle, to, above, round + 1);
    }
  }

  /** The distance of sections within which the solid ends, looking from its end of the edge. */
  function endIn(sheets: readonly StackSheet[], n: number, solidBelow: boolean): number {
    const j = Math.floor(n / nx);
    const last = sheets.length - 1;
    for (let p = 1; p < last; p++) {
      const s = solidBelow ? p : last - p;
      if (!isNodeSolid(sheets[s]!, grid, n - j * nx, j)) return solidBelow ? p - 1 : s;
    }
    return solidBelow ? last - 1 : 0;
  }

  /** Where between a section with a solid node and one with a void one a slanted face passes; NaN where none does. */
  function slant(solid: StackSheet, empty: StackSheet, n: number): number {
    const j = Math.floor(n / nx);
    const x = x0Mm + (n - j * nx) * stepMm;
    const y = y0Mm + j * stepMm;
    let least = SLANT_STEPS * stepMm;
    let share = Number.NaN;
    for (let side = 0; side < 4; side++) {
      const inRow = side < 2;
      const line = inRow ? j : n - j * nx;
      const place = inRow ? x : y;
      const ahead = side % 2 === 0;
      const out = wayToEnd(inRow ? solid.rows : solid.columns, line, place, ahead, true);
      if (!(out < least)) continue;
      // The face that lies ahead where the node is solid lies behind it where it is not.
      const way = out + wayToEnd(inRow ? empty.rows : empty.columns, line, place, !ahead, false);
      if (!(way > 0 && way < least)) continue;
      least = way;
      share = out / way;
    }
    return share;
  }

  return { find };
}

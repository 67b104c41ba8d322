/** Turns the crossings of rows into alternating runs of void and solid, each with the piece it belongs to. */
import { type ComponentTable, joinNodes, notePlace, OUTSIDE } from './component-table.ts';
import type { RowCrossings } from './row-crossings.ts';

/** Runs of row r are start[r] to start[r + 1] - 1: void, solid, void, ..., from -infinity to the last end, +infinity. */
export interface LayerRuns {
  readonly start: Int32Array;
  readonly endMm: Float64Array;
  readonly node: Int32Array;
}

/** For each loop the node of the solid along it and the node of the void along it. */
export interface LoopNodes {
  readonly solid: Int32Array;
  readonly void: Int32Array;
}

/** How often the crossings of a loop lay where they belong, on the edge between winding 0 and 1, and elsewhere. */
export interface NestingCount {
  readonly fits: Int32Array;
  readonly strays: Int32Array;
}

/**
 * Builds the runs of all rows and joins the pieces that one row shows to be one.
 *
 * The solid along a loop is one piece wherever the loop goes, and so is the void along it. So within a layer the pieces
 * come out exact once each loop is crossed by one row, however far apart the rows are. Gaps up to `minOverlapMm`
 * count as contact of their two solids and not as a passage.
 */
export function layerRuns(
  crossings: RowCrossings,
  yMm: Float64Array,
  nodes: LoopNodes,
  minOverlapMm: number,
  table: ComponentTable,
  nesting: NestingCount,
): LayerRuns {
  const rowCount = yMm.length;
  const start = new Int32Array(rowCount + 1);
  const endMm = new Float64Array(crossings.xMm.length + rowCount);
  const node = new Int32Array(endMm.length);
  let runs = 0;
  for (let r = 0; r < rowCount; r++) {
    let winding = 0;
    let current = OUTSIDE;
    let beforeGap = OUTSIDE;
    let from = -Infinity;
    for (let c = crossings.start[r]!; c < crossings.start[r + 1]!; c++) {
      const l = crossings.loop[c]!;
      const x = crossings.xMm[c]!;
      const before = winding;
      winding += crossings.turn[c]!;
      if (before + winding === 1) nesting.fits[l]!++;
      else nesting.strays[l]!++;
      if (before > 0 === winding > 0) {
        if (winding > 0) joinNodes(table, current, nodes.solid[l]!);
        continue;
      }
      endMm[runs] = x;
      node[runs++] = current;
      if (from > -Infinity) notePlace(table, current, from, x, yMm[r]!);
      if (winding > 0) {
        if (x - from > minOverlapMm) joinNodes(table, current, nodes.void[l]!);
        else joinNodes(table, beforeGap, nodes.solid[l]!);
        current = nodes.solid[l]!;
      } else {
        joinNodes(table, current, nodes.solid[l]!);
        beforeGap = current;
        current = nodes.void[l]!;
      }
      from = x;
    }
    if (current !== OUTSIDE) joinNodes(table, current, OUTSIDE);
    endMm[runs] = Infinity;
    node[runs++] = OUTSIDE;
    start[r + 1] = runs;
  }
  return { start, endMm, node };
}

/**
 * Joins what lies over each other in row a of one layer and row b of the next: solid with solid, void with void, where
 * they share more than `minOverlapMm`. `rests` gets a 1 at each node of the upper layer with solid under it.
 */
export function linkRows(
  below: LayerRuns,
  a: number,
  above: LayerRuns,
  b: number,
  minOverlapMm: number,
  table: ComponentTable,
  rests: Uint8Array,
): void {
  let i = below.start[a]!;
  let j = above.start[b]!;
  const iEnd = below.start[a + 1]!;
  const jEnd = above.start[b + 1]!;
  let from = -Infinity;
  let solidBelow = 0;
  let solidAbove = 0;
  while (i < iEnd && j < jEnd) {
    const endBelow = below.endMm[i]!;
    const endAbove = above.endMm[j]!;
    const to = Math.min(endBelow, endAbove);
    if (solidBelow === solidAbove && to - from > minOverlapMm) {
      joinNodes(table, below.node[i]!, above.node[j]!);
      if (solidAbove === 1) rests[above.node[j]!] = 1;
    }
    from = to;
    if (endBelow === to) {
      i++;
      solidBelow ^= 1;
    }
    if (endAbove === to) {
      j++;
      solidAbove ^= 1;
    }
  }
}

/** Joins every void of a row with the outside: the neighbouring layer has nothing there. */
export function openRow(runs: LayerRuns, r: number, table: ComponentTable): void {
  for (let i = runs.start[r]!; i < runs.start[r + 1]!; i += 2) joinNodes(table, runs.node[i]!, OUTSIDE);
}

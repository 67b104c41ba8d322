/** The order in which cells of a pattern are exposed. */
import type { Cell } from './cell-pieces.ts';
import { inGasOrder } from './gas-flow.ts';
import { nearestNext } from './nearest-next.ts';
import type { CellOrder } from './settings.ts';

/** A cell with the points x0, y0, x1, y1 where its vectors begin and end. */
export interface OrderedCell extends Cell {
  readonly ends: readonly [number, number, number, number];
}

/** A cell by its number in the list given, and whether it is entered where its vectors end. */
export interface Visit {
  readonly at: number;
  readonly fromEnd: boolean;
}

/** Returns the cells in an order; the same cells give the same order however they are listed. */
export function cellOrder(
  cells: readonly OrderedCell[],
  settings: { readonly order: CellOrder; readonly gasFlowDeg: number | null },
): Visit[] {
  const rows = inRows(cells);
  switch (settings.order) {
    case 'rows':
      return rows.map(forward);
    case 'scatter':
      return scattered(cells, rows).map(forward);
    case 'gas': {
      const xy = Float64Array.from(rows.flatMap((i) => [cells[i]!.xMm, cells[i]!.yMm]));
      return [...inGasOrder(xy, settings.gasFlowDeg)].map((k) => forward(rows[k]!));
    }
    case 'distance': {
      const ends = Float64Array.from(rows.flatMap((i) => cells[i]!.ends));
      return nearestNext(ends).map(({ at, fromEnd }) => ({ at: rows[at]!, fromEnd }));
    }
  }
}

function forward(at: number): Visit {
  return { at, fromEnd: false };
}

/** Lanes rising; every second lane backwards, by the lane's own number so that a hole in the area changes nothing. */
function inRows(cells: readonly Cell[]): number[] {
  return cells
    .map((_, i) => i)
    .sort((a, b) => {
      const [p, q] = [cells[a]!, cells[b]!];
      return p.lane - q.lane || (p.lane % 2 === 0 ? p.place - q.place : q.place - p.place);
    });
}

/**
 * One group after the other, each by rows. Where the first cell of a group touches the last one exposed, the group runs backwards. An area of
 * so few cells that both its ends touch has no order without neighbours that a group could give.
 */
function scattered(cells: readonly Cell[], rows: readonly number[]): number[] {
  const groups: number[][] = [];
  for (const i of rows) {
    const { group } = cells[i]!;
    groups[group] ??= [];
    groups[group].push(i);
  }
  const order: number[] = [];
  for (const group of groups) {
    if (group === undefined) continue;
    const last = order[order.length - 1];
    const isNear = last !== undefined && touches(cells[last]!, cells[group[0]!]!);
    order.push(...(isNear ? group.reverse() : group));
  }
  return order;
}

/** Tells whether two cells are neighbours in the grid, across corners too. */
function touches(a: Cell, b: Cell): boolean {
  return Math.abs(a.column - b.column) <= 1 && Math.abs(a.row - b.row) <= 1;
}

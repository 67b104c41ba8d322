/** The numbers of one periodic unit cell: for data sheets, and to turn a pore size into a level. */
import { cellLines } from './cell-lines.ts';
import { measureGrid } from './grid-measures.ts';
import { type MeanIntercept, meanIntercept } from './intercepts.ts';
import { type CellSampler, gridOfCell } from './sample-grid.ts';
import type { Spread } from './spread.ts';
import type { Throat } from './throat.ts';

/** Measures of a cell of edge 1: lengths are shares of the edge, so "Mm" reads as "for a cell of 1 mm". */
export interface CellMeasures {
  /** Nodes along an edge. */
  readonly nodes: number;
  readonly voidFraction: number;
  /** Local thickness of the solid and of the void; null where the cell has none. */
  readonly wall: Spread | null;
  readonly pore: Spread | null;
  /** Largest balls that pass through the void and through the solid. */
  readonly throat: Throat | null;
  readonly neck: Throat | null;
  /** Surface of one cell over its edge squared, both faces of a sheet. */
  readonly surface: number;
  readonly meanVoidIntercept: MeanIntercept;
  /** False where half of the solid is thinner than two voxels: then its wall and neck are rough and parts may be missed. */
  readonly resolved: boolean;
}

/** Median wall in voxels from which a cell counts as resolved. */
const RESOLVED = 2;

/** Measures a field of period 1, above 0 in solid, on n x n x n nodes. Lengths are good to about a tenth of 1 / n. */
export function measureCell(sampler: CellSampler, n: number): CellMeasures {
  const grid = gridOfCell(sampler, n);
  const lines = [cellLines(grid, 0), cellLines(grid, 1), cellLines(grid, 2)] as const;
  const measured = measureGrid(grid);
  const { solid } = measured.thickness;
  return {
    nodes: n,
    voidFraction: 1 - measured.solidShare,
    wall: solid,
    pore: measured.thickness.void,
    throat: measured.pore,
    neck: measured.neck,
    surface: measured.surfacePerMm,
    meanVoidIntercept: meanIntercept(...lines),
    resolved: solid === null || solid.p50 * n >= RESOLVED,
  };
}

/** Vectors of the cells of a pattern in execution order. */
import { snapMm } from '../../core/units.ts';
import { directionOf } from '../../geometry/line-clip.ts';
import { cellOrder } from './cell-order.ts';
import type { Cell, CellPieces } from './cell-pieces.ts';
import { advancesDownstream, flowOf } from './gas-flow.ts';
import { backwards, type HatchCell, type PatternHatch } from './pattern-hatch.ts';
import type { CellOrder } from './settings.ts';

/** How cells are ordered. */
interface OrderSettings {
  readonly order: CellOrder;
  readonly gasFlowDeg: number | null;
}

/**
 * Lays the vectors of each cell as a meander of its own: the direction alternates by line number, all pieces of a line run one way, and a
 * hole does not break it. A cell runs backwards where `runsBack` says so in the order `rows`, where it would advance downstream in
 * the order `gas`, and where its end is the nearer one in the order `distance`.
 */
export function layCells(pieces: CellPieces, settings: OrderSettings, runsBack: (cell: Cell) => boolean): PatternHatch {
  const { cells } = pieces;
  const { xyxy, starts, skipped } = cellVectors(pieces);
  const filled = cells.map((_, i) => i).filter((i) => starts[i + 1]! > starts[i]!);
  const flow = settings.order === 'gas' ? flowOf(settings.gasFlowDeg) : null;
  const ordered = cellOrder(
    filled.map((i) => ({ ...cells[i]!, ends: endsOf(xyxy, starts[i]!, starts[i + 1]!) })),
    settings,
  );
  const out = new Float64Array(xyxy.length);
  const done: HatchCell[] = [];
  let n = 0;
  for (const { at, fromEnd } of ordered) {
    const i = filled[at]!;
    const cell = cells[i]!;
    const vectors = xyxy.subarray(4 * starts[i]!, 4 * starts[i + 1]!);
    const isBack =
      fromEnd ||
      (settings.order === 'rows' && runsBack(cell)) ||
      (flow !== null && advancesDownstream(cell.angleDeg, flow));
    out.set(isBack ? backwards(vectors) : vectors, n);
    done.push({ column: cell.column, row: cell.row, first: n / 4, count: vectors.length / 4 });
    n += vectors.length;
  }
  return { lines: { xyxy: out }, rings: [], cells: done, skipped };
}

/** Where the vectors of a cell begin and end. */
function endsOf(xyxy: Float64Array, first: number, end: number): readonly [number, number, number, number] {
  return [xyxy[4 * first]!, xyxy[4 * first + 1]!, xyxy[4 * end - 2]!, xyxy[4 * end - 1]!];
}

/** The vectors cell by cell; cell i has those from `starts[i]` to `starts[i + 1] - 1`. */
function cellVectors(pieces: CellPieces) {
  const { cells } = pieces;
  const count = pieces.cell.length;
  const cellOf = pieces.cell.values;
  const next = new Int32Array(cells.length + 1);
  for (let p = 0; p < count; p++) next[cellOf[p]! + 1]!++;
  for (let i = 0; i < cells.length; i++) next[i + 1]! += next[i]!;
  const pieceStarts = next.slice();
  const byCell = new Int32Array(count);
  for (let p = 0; p < count; p++) byCell[next[cellOf[p]!]!++] = p;

  const xyxy = new Float64Array(4 * count);
  const starts = new Int32Array(cells.length + 1);
  let { skipped } = pieces;
  let n = 0;
  for (let i = 0; i < cells.length; i++) {
    const { cos, sin } = directionOf(cells[i]!.angleDeg);
    const end = pieceStarts[i + 1]!;
    for (let first = pieceStarts[i]!; first < end; ) {
      const line = pieces.line.values[byCell[first]!]!;
      let last = first + 1;
      while (last < end && pieces.line.values[byCell[last]!] === line) last++;
      const offsetMm = pieces.offset.values[byCell[first]!]!;
      const isForward = line % 2 === 0;
      for (let k = first; k < last; k++) {
        const p = byCell[isForward ? k : first + last - 1 - k]!;
        const from = isForward ? pieces.from.values[p]! : pieces.to.values[p]!;
        const to = isForward ? pieces.to.values[p]! : pieces.from.values[p]!;
        xyxy[n] = snapMm(from * cos - offsetMm * sin);
        xyxy[n + 1] = snapMm(from * sin + offsetMm * cos);
        xyxy[n + 2] = snapMm(to * cos - offsetMm * sin);
        xyxy[n + 3] = snapMm(to * sin + offsetMm * cos);
        if (xyxy[n] === xyxy[n + 2] && xyxy[n + 1] === xyxy[n + 3]) skipped++;
        else n += 4;
      }
      first = last;
    }
    starts[i + 1] = n / 4;
  }
  return { xyxy: xyxy.slice(0, n), starts, skipped };
}

/** Pieces of lines by the cell of a pattern that they lie in. */
import {
  type GrowableFloats,
  type GrowableInts,
  growableFloats,
  growableInts,
  pushFloat,
  pushInt,
} from '../../geometry/growable.ts';
import type { LineFamily, LinePieces } from '../../geometry/line-clip.ts';
import { isLine, offsetIn } from '../../geometry/line-lanes.ts';

/** A cell as its pattern lays it out. */
export interface Cell {
  readonly column: number;
  readonly row: number;
  /** Row of the serpentine, and place along it. */
  readonly lane: number;
  readonly place: number;
  /** Number of the group that is exposed together when scattered; cells that touch are in different ones. */
  readonly group: number;
  /** Centre on the plate. */
  readonly xMm: number;
  readonly yMm: number;
  /** Direction of its lines. */
  readonly angleDeg: number;
}

/** Pieces in the order in which they were added: lines rising, pieces along each. */
export interface CellPieces {
  readonly cells: Cell[];
  /** Per piece: its cell, its line, the distance of that from the origin, and where it runs, as in `LinePieces`. */
  readonly cell: GrowableInts;
  readonly line: GrowableInts;
  readonly offset: GrowableFloats;
  readonly from: GrowableFloats;
  readonly to: GrowableFloats;
  skipped: number;
}

/** A stretch of this length or less is what rounding leaves where a line touches a cell. */
const TOUCH_MM = 1e-6;
const ROOM = 4096;

/** Returns an empty set of pieces. */
export function emptyCellPieces(): CellPieces {
  return {
    cells: [],
    cell: growableInts(ROOM),
    line: growableInts(ROOM),
    offset: growableFloats(ROOM),
    from: growableFloats(ROOM),
    to: growableFloats(ROOM),
    skipped: 0,
  };
}

/** Adds the part of a piece from `fromMm` to `toMm` to a cell, unless it is too short. */
export function addPiece(
  pieces: CellPieces,
  cell: number,
  line: number,
  offsetMm: number,
  fromMm: number,
  toMm: number,
  minLengthMm: number,
): void {
  const length = toMm - fromMm;
  if (length <= TOUCH_MM) return;
  if (length < minLengthMm) {
    pieces.skipped++;
    return;
  }
  pushInt(pieces.cell, cell);
  pushInt(pieces.line, line);
  pushFloat(pieces.offset, offsetMm);
  pushFloat(pieces.from, fromMm);
  pushFloat(pieces.to, toMm);
}

/** Returns a function that gives the number of a cell of a grid, and makes the cell where it is new. */
export function cellTable(pieces: CellPieces, make: (column: number, row: number) => Cell) {
  const known = new Map<number, number>();
  let lastKey = Number.NaN;
  let last = -1;
  return (column: number, row: number): number => {
    // Grids of less than 2^24 cells each way, about the origin.
    const key = (column + 2 ** 24) * 2 ** 25 + (row + 2 ** 24);
    if (key === lastKey) return last;
    lastKey = key;
    let index = known.get(key);
    if (index === undefined) {
      index = pieces.cells.length;
      pieces.cells.push(make(column, row));
      known.set(key, index);
    }
    last = index;
    return index;
  };
}

/** Calls back for each piece of each line with the line's number and its distance from the origin, to the left of its direction. */
export function eachPiece(
  found: LinePieces,
  { spacingMm, phase, lanes }: LineFamily,
  use: (line: number, offsetMm: number, from: number, to: number) => void,
): void {
  for (let k = 0; k + 1 < found.starts.length; k++) {
    const line = found.firstLine + k;
    if (lanes !== undefined && !isLine(lanes, line)) continue;
    const offsetMm = lanes === undefined ? (line + phase) * spacingMm : offsetIn(lanes, line);
    for (let p = found.starts[k]!; p < found.starts[k + 1]!; p++) use(line, offsetMm, found.from[p]!, found.to[p]!);
  }
}

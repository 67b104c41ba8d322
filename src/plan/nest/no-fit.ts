/** Where a part fits in between what lies on a plate already, on a grid of squares. */
import { noSquares, type Squares } from './squares.ts';

/** Squares beside one another in a row of a part: the first one and how many. */
interface Run {
  readonly row: number;
  readonly first: number;
  readonly count: number;
}

/** Answers for one state of a plate: where a part, by its own squares, meets what is taken. */
export type NoFit = (part: Squares) => Squares;

/**
 * Returns where parts do not fit on a plate. The square (x, y) of an answer is marked where the part with its own square (0, 0) there lies on a taken square or
 * reaches beyond the grid: the Minkowski sum of what is taken and the part turned over, on the grid.
 *
 * For each run of squares of a part the rows of the plate are needed with every taken square spread to the left over the length of the run. These rows are made
 * once for each length, for all parts and turns, until something new is laid on the plate; what is left is one shift and one union for each run.
 */
export function noFit(plate: Squares): NoFit {
  const { columns, rows, wordsPerRow, words } = plate;
  const spread = new Map<number, Uint32Array>([[1, words]]);

  /** The rows with each taken square spread to the left, so that it is `count` squares long. */
  function spreadBy(count: number): Uint32Array {
    const known = spread.get(count);
    if (known !== undefined) return known;
    const half = spreadBy((count + 1) >> 1);
    const made = half.slice();
    for (let row = 0; row < rows; row++) uniteShifted(made, row, half, row, count >> 1, wordsPerRow);
    spread.set(count, made);
    return made;
  }

  return (part) => {
    const taken = noSquares(columns, rows);
    const runs = runsOf(part);
    const lastColumn = columns - part.columns;
    const lastRow = rows - part.rows;
    for (let y = 0; y < rows; y++) {
      if (y > lastRow) {
        taken.words.fill(0xffffffff, y * wordsPerRow, (y + 1) * wordsPerRow);
        continue;
      }
      for (const { row, first, count } of runs) {
        uniteShifted(taken.words, y, spreadBy(count), y + row, first, wordsPerRow);
      }
      for (let x = Math.max(0, lastColumn + 1); x < columns; x++) {
        taken.words[y * wordsPerRow + (x >>> 5)]! |= 1 << (x & 31);
      }
    }
    return taken;
  };
}

/** Unites a row with another one moved to the left by a number of squares. */
function uniteShifted(
  to: Uint32Array,
  row: number,
  from: Uint32Array,
  fromRow: number,
  by: number,
  wordsPerRow: number,
): void {
  const whole = by >>> 5;
  const rest = by & 31;
  const at = row * wordsPerRow;
  const start = fromRow * wordsPerRow + whole;
  const count = wordsPerRow - whole;
  if (rest === 0) {
    for (let w = 0; w < count; w++) to[at + w]! |= from[start + w]!;
    return;
  }
  for (let w = 0; w < count; w++) {
    const next = w + 1 < count ? from[start + w + 1]! << (32 - rest) : 0;
    to[at + w]! |= (from[start + w]! >>> rest) | next;
  }
}

/** The runs of a part, one after the other. */
function runsOf({ columns, rows, wordsPerRow, words }: Squares): Run[] {
  const runs: Run[] = [];
  for (let row = 0; row < rows; row++) {
    let first = -1;
    for (let c = 0; c <= columns; c++) {
      const marked = c < columns && ((words[row * wordsPerRow + (c >>> 5)]! >>> (c & 31)) & 1) === 1;
      if (marked && first < 0) first = c;
      if (marked || first < 0) continue;
      runs.push({ row, first, count: c - first });
      first = -1;
    }
  }
  return runs;
}

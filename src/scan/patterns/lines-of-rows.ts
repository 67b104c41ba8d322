/** Lines of cells: about the middle of each row of them, and over all rows as many as the rows are wide. */
import type { LineLanes } from '../../geometry/line-lanes.ts';

/** Golden ratio less one: which rows have a line more than others changes from layer to layer, so the mean over layers is right too. */
const GOLDEN = 0.618_033_988_749_894_9;

/** Rows of cells across their lines. */
export interface CellRows {
  /** Middle of row 0, and from one row to the next. */
  readonly middleMm: number;
  readonly pitchMm: number;
  /** Width of a row, overlap included. */
  readonly widthMm: number;
  /** Share of a line that is the rows' own: other directions of the same layer have others. */
  readonly share: number;
}

/**
 * Returns the lines of rows of cells, rows that overlap apart. A cell is seldom a whole number of spacings wide, and lines even over the plate may meet all
 * cells at one place: then each has the same share of a line too many or too few, up to half a line. So each row has one of the two whole numbers
 * about its width in spacings, in turn.
 */
export function linesOfRows(rows: CellRows, spacingMm: number, layerIndex: number): LineLanes[] {
  const { middleMm, pitchMm, widthMm, share } = rows;
  const start = (layerIndex * GOLDEN + share) % 1;
  const every = widthMm > pitchMm ? 2 : 1;
  return Array.from({ length: every }, (_, first) => ({
    middleMm,
    pitchMm,
    first,
    every,
    spacingMm,
    lines: widthMm / spacingMm,
    start,
  }));
}

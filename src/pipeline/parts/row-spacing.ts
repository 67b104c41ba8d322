/** How far the rows are apart on which pieces of neighbouring layers are joined. */
import type { PartJob } from './part-job.ts';

const MAX_ROW_SPACING_MM = 0.1;
const ROWS_PER_CELL = 20;

/** Returns the distance in mm: fine enough for the cells of the part. */
export function rowSpacingOf({ fills }: Pick<PartJob, 'fills'>): number {
  return Math.min(MAX_ROW_SPACING_MM, ...fills.map(({ solved }) => solved.leastCellMm / ROWS_PER_CELL));
}

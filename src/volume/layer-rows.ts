/** Where the loops of a layer cross the regular rows on which layers are joined: what of that work needs no other layer. */
import { type RowCrossings, rowCrossings } from './row-crossings.ts';

/** The regular rows that meet a layer, from the number `firstRow` on, and the crossings of its loops with them. */
export interface LayerRows {
  readonly firstRow: number;
  readonly yMm: Float64Array;
  readonly crossings: RowCrossings;
}

/** Rows lie at (j + phase) * spacing: off the round coordinates where designed faces lie. */
const ROW_PHASE = 0.4142135623730951;

/** Returns the rows of a layer of closed loops; row j of every layer has the same y. */
export function layerRows(loops: readonly Float64Array[], spacingMm: number): LayerRows {
  const { firstRow, yMm } = regularRows(loops, spacingMm);
  return { firstRow, yMm, crossings: rowCrossings(loops, yMm) };
}

function regularRows(loops: readonly Float64Array[], spacingMm: number): { firstRow: number; yMm: Float64Array } {
  let low = Infinity;
  let high = -Infinity;
  for (const xy of loops) {
    for (let i = 1; i < xy.length; i += 2) {
      const y = xy[i]!;
      if (y < low) low = y;
      if (y > high) high = y;
    }
  }
  if (!(high > low)) return { firstRow: 0, yMm: new Float64Array(0) };
  const firstRow = Math.ceil(low / spacingMm - ROW_PHASE);
  const count = Math.max(0, Math.floor(high / spacingMm - ROW_PHASE) - firstRow + 1);
  const yMm = new Float64Array(count);
  for (let r = 0; r < count; r++) yMm[r] = (firstRow + r + ROW_PHASE) * spacingMm;
  return { firstRow, yMm };
}

/** Rows at even distances, along which areas are measured. */

/** Rows run along (cos, sin); a point (x, y) lies at x cos + y sin along them and y cos - x sin across. */
export interface RowTurn {
  readonly cos: number;
  readonly sin: number;
}

/** Rows by number, from 0. */
export interface MeasuringRows {
  readonly count: number;
  /** Row n lies at (n + base + phase) x spacing + shift. */
  readonly base: number;
  readonly phase: number;
  readonly spacingMm: number;
  readonly shiftMm: number;
  /** The next row from each one on that is asked for, `count` behind the last; null where all are. */
  readonly next: Int32Array | null;
}

/** Returns the rows from `lowMm` up to below `highMm`. */
export function measuringRows(lowMm: number, highMm: number, spacingMm: number, phase: number): MeasuringRows {
  const rowAbove = (yMm: number): number => Math.ceil(yMm / spacingMm - phase);
  const base = highMm >= lowMm ? rowAbove(lowMm) : 0;
  const count = highMm >= lowMm ? Math.max(rowAbove(highMm) - base, 0) : 0;
  return { count, base, phase, spacingMm, shiftMm: 0, next: null };
}

/** Returns the same rows moved up, of them those that are asked for (1 in `wanted`). */
export function someRows(rows: MeasuringRows, byMm: number, wanted: Uint8Array): MeasuringRows {
  const { count } = rows;
  const next = new Int32Array(count + 1).fill(count);
  for (let row = count - 1; row >= 0; row--) next[row] = wanted[row] === 1 ? row : next[row + 1]!;
  return { ...rows, shiftMm: byMm, next };
}

/** Returns the height of a row. */
export function yOfRow({ base, phase, spacingMm, shiftMm }: MeasuringRows, row: number): number {
  return (row + base + phase) * spacingMm + shiftMm;
}

/** Returns the first row at or above a height that is asked for, not below 0; `count` or more where there is none. */
export function firstRowFrom(rows: MeasuringRows, yMm: number): number {
  const row = Math.ceil((yMm - rows.shiftMm) / rows.spacingMm - rows.phase) - rows.base;
  return rowFrom(rows, row > 0 ? row : 0);
}

/** Returns the row itself or the next that is asked for. */
export function rowFrom({ next, count }: MeasuringRows, row: number): number {
  return next === null ? row : row < count ? next[row]! : count;
}

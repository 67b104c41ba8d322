/** The port behind which lattices and distances hide: a scalar field that is sampled plane by plane. */

/** A rectangular grid of sample points in a plane: x = x0Mm + i stepMm, y = y0Mm + j stepMm. */
export interface PlaneGrid {
  readonly x0Mm: number;
  readonly y0Mm: number;
  readonly stepMm: number;
  readonly nx: number;
  readonly ny: number;
}

/** A field in one plane. */
export interface PlaneField {
  /** Writes the values of row j (nx values). */
  row(j: number, out: Float64Array): void;
  /** Returns the value of one node, to the last bit that which `row` writes. */
  nodeAt(i: number, j: number): number;
  /** Returns the exact value anywhere in the plane. */
  valueAt(xMm: number, yMm: number): number;
}

/** A scalar field in mm space. */
export interface Field {
  /**
   * Prepares one plane; the result serves until the next call. Only nodes with mask 1 (row by row; null: all) are asked for:
   * at others a row may hold anything.
   */
  plane(zMm: number, grid: PlaneGrid, mask: Uint8Array | null): PlaneField;
}

/** The solid part of a field: from <= f < to; null means unbounded. */
export interface SolidBand {
  readonly from: number | null;
  readonly to: number | null;
}

/** How several lasers share a layer; lengths in mm. */

/** Lasers whose fields lie side by side along an axis, and where the borders between neighbours may be. */
export interface LaserRow {
  readonly axis: 'x' | 'y';
  /** Numbers of the lasers in rising order along the axis. */
  readonly lasers: readonly number[];
  /** For each pair of neighbours the least and greatest place of their border: what both reach, less the seam. */
  readonly borders: readonly (readonly [number, number])[];
}

/** How the paths of a layer are shared out. */
export interface LaserShare {
  /** One row for each axis along which the fields lie side by side. */
  readonly rows: readonly LaserRow[];
  /** How far the paths of two lasers overlap where they meet. */
  readonly overlapMm: number;
  /** By how much borders move from layer to layer, so that seams do not stack. */
  readonly shiftMm: number;
  /** Keys that one laser runs whole, with its number. */
  readonly fixed: Readonly<Record<string, number>>;
}

/** What a hatch pattern makes of an area. */
import type { HatchSet, Polyline } from '../../core/polyline.ts';

/** A stripe, a square or a hexagon that holds something of the area. */
export interface HatchCell {
  /** Place in the grid of the pattern: a stripe's number stands in the column. */
  readonly column: number;
  readonly row: number;
  /** First of its vectors in `lines`, and their count. */
  readonly first: number;
  readonly count: number;
}

/** Exposed lines in execution order; a pattern has either vectors or rings. */
export interface PatternHatch {
  readonly lines: HatchSet;
  /** Closed rings, and the lines along the middle of what is left between them. */
  readonly rings: readonly Polyline[];
  /** The cells in execution order; empty for patterns without. */
  readonly cells: readonly HatchCell[];
  /** Pieces that were left out as too short. */
  readonly skipped: number;
}

/** Returns the same vectors run backwards, the last one first. */
export function backwards(xyxy: Float64Array): Float64Array {
  const out = new Float64Array(xyxy.length);
  for (let i = 0, k = xyxy.length - 4; i < xyxy.length; i += 4, k -= 4) {
    out[i] = xyxy[k + 2]!;
    out[i + 1] = xyxy[k + 3]!;
    out[i + 2] = xyxy[k]!;
    out[i + 3] = xyxy[k + 1]!;
  }
  return out;
}

/** A planned bead before it is put in order. */
import type { Polyline } from '../core/polyline.ts';
import type { BeadFeature } from '../core/toolpath.ts';

/** A line with its strip width in mm at each point. */
export interface Bead {
  readonly path: Polyline;
  readonly widthMm: Float64Array;
  readonly feature: BeadFeature;
  /** True in runs that are laid in their order and sense alone. */
  readonly keepsSense?: boolean;
}

/** A place that gets no bead. */
export interface Unfilled {
  readonly areaMm2: number;
  readonly xMm: number;
  readonly yMm: number;
}

/** What stands below and above a layer. */
import type { Loops } from '../core/polyline.ts';

/** Solid of the neighbour layers, nearest first. */
export interface Surroundings {
  /** Null: the layer lies on the plate, which bears all of it. */
  readonly below: readonly Loops[] | null;
  readonly above: readonly Loops[];
}

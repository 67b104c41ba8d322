/** What a cut through the parts at one height holds. */
import type { Polyline } from './polyline.ts';

/** Kind of area: the bulk, its border, a surface that faces up or down, or a support. */
export type Area = 'core' | 'hull' | 'upskin' | 'downskin' | 'support';

/** One outline with its holes: outline counter-clockwise, holes clockwise. Regions of one part and region id do not overlap. */
export interface Region {
  readonly partId: string;
  readonly regionId: string | null;
  readonly area: Area;
  readonly outline: Polyline;
  readonly holes: readonly Polyline[];
}

/** The middle line (f = 0) of a sheet lattice with the wall thickness at each point in mm. */
export interface Midline {
  readonly partId: string;
  readonly regionId: string | null;
  readonly path: Polyline;
  readonly thicknessMm: Float64Array;
}

/** One layer: `zMm` is its upper surface, the cut lies within its thickness. */
export interface Layer {
  readonly index: number;
  readonly zMm: number;
  readonly thicknessMm: number;
  readonly regions: readonly Region[];
  readonly midlines: readonly Midline[];
}

/** Settings of the layers. */

/** Where in the layer's thickness the part is cut. */
export type CutPosition = 'mid' | 'base' | 'top';

/** Layers thinner than this are refused. */
export const MIN_LAYER_THICKNESS_MM = 0.001;

/** How a part is cut into layers. */
export interface SliceSettings {
  readonly thicknessMm: number;
  readonly cut: CutPosition;
}

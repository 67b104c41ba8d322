/** Settings of the layers. */

/** Where in the layer's thickness the part is cut. */
export type CutPosition = 'mid' | 'base' | 'top';

/** How a part is cut into layers. */
export interface SliceSettings {
  readonly thicknessMm: number;
  readonly cut: CutPosition;
}

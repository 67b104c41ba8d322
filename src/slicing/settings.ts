/** Settings of the layers. */

/** Where in the layer's thickness the part is cut. */
export type CutPosition = 'mid' | 'base' | 'top';

/** Layers thinner than this are refused. */
export const MIN_LAYER_THICKNESS_MM = 0.001;

/** Layers that a part stands on: upper surfaces from the plate up, rising, and the gap from the last one to the part. */
export interface LayersBelow {
  readonly topsMm: readonly number[];
  readonly gapMm: number;
}

/** How a part is cut into layers. */
export interface SliceSettings {
  readonly thicknessMm: number;
  readonly cut: CutPosition;
  /** What is printed below the part; absent: nothing, and layers count from its lowest point. */
  readonly below?: LayersBelow;
}

/** Returns how high above the plate a part stands on what is printed below it. */
export function liftOf({ below }: SliceSettings): number {
  return below === undefined ? 0 : (below.topsMm.at(-1) ?? 0) + below.gapMm;
}

/** What makes a place of a layer a skin, seen from one side. */
export interface SkinRule {
  /** Faces flatter than this count, in degrees from the plate: above 0, at most 90. */
  readonly angleDeg: number;
  /** How many layers deep the skin is, at least 1. */
  readonly layers: number;
  /** The skin is grown by this within its layer; 0 leaves it as it is. */
  readonly expansionMm: number;
  /** What is narrower goes, before the skin is grown; 0 keeps all. */
  readonly minWidthMm: number;
}

/** How a layer is split into areas that are exposed in their own ways. */
export interface SkinSettings {
  readonly thicknessMm: number;
  /** Of faces that look up; null: none. */
  readonly upskin: SkinRule | null;
  /** Of faces that look down; null: none. */
  readonly downskin: SkinRule | null;
  /** Of what is no skin, this much along the border of the layer is hull; null: none. */
  readonly hullMm: number | null;
}

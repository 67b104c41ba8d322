/** The area that a machine builds in, in plate coordinates. */

/** A figure in the plane of the plate. A polygon runs counter-clockwise, does not cross itself and does not repeat its first point. */
export type PlateFigure =
  | {
      readonly shape: 'rectangle';
      readonly xMinMm: number;
      readonly yMinMm: number;
      readonly xMaxMm: number;
      readonly yMaxMm: number;
    }
  | { readonly shape: 'circle'; readonly xMm: number; readonly yMm: number; readonly radiusMm: number }
  | { readonly shape: 'polygon'; readonly xy: Float64Array };

/** A place within the outline that must stay empty, such as a screw hole of the plate. */
export interface Exclusion {
  readonly figure: PlateFigure;
  readonly reason: string;
}

/** Where parts and supports may be: within the outline, clear of the exclusions, from the plate (z = 0) up to a height. */
export interface BuildArea {
  readonly outline: PlateFigure;
  readonly exclusions: readonly Exclusion[];
  /** Height above the plate that can be built. */
  readonly heightMm: number;
  /** True where the maker counts the plate in the height and nobody has said how thick it is: less than `heightMm` is left then. */
  readonly plateUncounted: boolean;
}

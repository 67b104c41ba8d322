/** Settings of the laser paths; lengths in mm, angles in degrees. */
import type { ContourPathSettings } from './contour-paths/settings.ts';
import type { HatchSettings } from './patterns/settings.ts';

/** How the contours of a layer are laid out. */
export interface ContourSettings {
  /** Inward offset of the outermost contour from the nominal boundary: half the melt width. */
  readonly beamCompensationMm: number;
  /** Number of contours, at least 1. */
  readonly count: number;
  /** Distance from one contour to the next inner one. */
  readonly offsetMm: number;
  /** Corners that open keep their point up to this distance in multiples of the offset; left out, they are rounded. */
  readonly miterLimit?: number;
}

/** How contours and hatches of a layer are laid out. */
export interface ScanSettings {
  /** Width of one melt track; exposure is measured with it. */
  readonly meltWidthMm: number;
  readonly contour: ContourSettings;
  /** How contours are run; left out: as they are cut, from the outside in, before the hatch. */
  readonly contourPaths?: ContourPathSettings;
  /** Distance from the innermost contour to the ends of the hatch lines. */
  readonly hatchOffsetMm: number;
  /** Vectors shorter than its least length are left out; what they would have exposed is measured as unexposed. */
  readonly hatch: HatchSettings;
}

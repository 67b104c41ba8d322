/** Settings of the laser paths. */

/** How contours and hatches of a layer are laid out; lengths in mm, angles in degrees. */
export interface ScanSettings {
  /** Width of one melt track; exposure is measured with it. */
  readonly meltWidthMm: number;
  /** Inward offset of the outermost contour from the nominal boundary: half the melt width. */
  readonly beamCompensationMm: number;
  /** Number of contours, at least 1. */
  readonly contourCount: number;
  /** Distance from one contour to the next inner one. */
  readonly contourOffsetMm: number;
  /** Distance from the innermost contour to the ends of the hatch lines. */
  readonly hatchOffsetMm: number;
  /** Distance between neighbouring hatch lines. */
  readonly hatchSpacingMm: number;
  /** Hatch direction of layer 0, counter-clockwise from +x. */
  readonly hatchAngleDeg: number;
  /** Turn of the hatch direction from layer to layer. */
  readonly hatchAngleStepDeg: number;
  /** Hatch lines shorter than this are left out; what they would have exposed is measured as unexposed. */
  readonly minHatchLengthMm: number;
}

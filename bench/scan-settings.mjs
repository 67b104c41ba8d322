/** Laser paths as the benches plan them: two contours, thin walls, meander at 0.08 mm. */
export const SETTINGS = {
  meltWidthMm: 0.12,
  contour: { beamCompensationMm: 0.06, count: 2, offsetMm: 0.06 },
  hatchOffsetMm: 0.02,
  hatch: {
    pattern: 'meander',
    spacingMm: 0.08,
    angleDeg: 0,
    angleStepDeg: 67,
    minLengthMm: 0.06,
    order: 'rows',
    gasFlowDeg: null,
    coneDeg: 0,
  },
};

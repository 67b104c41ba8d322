/** Settings of the laser paths out of a profile. */
import type { ScanSettings } from '../scan/settings.ts';
import type { LpbfProfile } from './profile.ts';

/** How contours and hatches are laid out. */
export function scanSettingsOf({ meltWidthMm, contour, hatch }: LpbfProfile): ScanSettings {
  return {
    meltWidthMm: meltWidthMm.value,
    contour: {
      beamCompensationMm: contour.beamCompensationMm.value,
      count: contour.count.value,
      offsetMm: contour.offsetMm.value,
    },
    hatchOffsetMm: hatch.offsetMm.value,
    hatch: {
      pattern: 'meander',
      spacingMm: hatch.spacingMm.value,
      angleDeg: hatch.angleDeg.value,
      angleStepDeg: hatch.angleStepDeg.value,
      minLengthMm: hatch.minLengthMm.value,
      order: 'rows',
      gasFlowDeg: null,
      coneDeg: 0,
    },
  };
}

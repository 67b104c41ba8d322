/** Settings of the laser paths out of a profile. */
import type { HatchSettings } from '../scan/patterns/settings.ts';
import type { ScanSettings } from '../scan/settings.ts';
import { contourPathsOf, miterLimitOf } from './contour-settings.ts';
import type { LpbfProfile } from './profile.ts';

/**
 * How contours and hatches are laid out.
 *
 * @param gasFlowDeg - where the gas of the printer flows to; null where its file does not say
 */
export function scanSettingsOf(profile: LpbfProfile, gasFlowDeg: number | null): ScanSettings {
  const { meltWidthMm, contour, hatch } = profile;
  const miterLimit = miterLimitOf(contour);
  const contourPaths = contourPathsOf(profile);
  return {
    meltWidthMm: meltWidthMm.value,
    contour: {
      beamCompensationMm: contour.beamCompensationMm.value,
      count: contour.count.value,
      offsetMm: contour.offsetMm.value,
      ...(miterLimit === null ? {} : { miterLimit }),
    },
    ...(contourPaths === null ? {} : { contourPaths }),
    hatchOffsetMm: hatch.offsetMm.value,
    hatch: hatchSettingsOf(hatch, gasFlowDeg),
  };
}

/** The pattern of the hatch with what it takes; where a profile is silent, what its schema says of absent keys. */
function hatchSettingsOf(hatch: LpbfProfile['hatch'], gasFlowDeg: number | null): HatchSettings {
  const spacingMm = hatch.spacingMm.value;
  const any = { spacingMm, minLengthMm: hatch.minLengthMm.value, gasFlowDeg };
  const angles = { angleDeg: hatch.angleDeg.value, angleStepDeg: hatch.angleStepDeg.value };
  switch (hatch.pattern) {
    case 'stripes':
      return { ...any, ...angles, ...cellsOf(hatch, 0), pattern: hatch.pattern, widthMm: hatch.widthMm.value };
    case 'islands':
      return { ...any, ...angles, ...cellsOf(hatch, 0), pattern: hatch.pattern, sizeMm: hatch.sizeMm.value };
    case 'hexagon': {
      const cells = cellsOf(hatch, spacingMm / 2);
      return { ...any, ...angles, ...cells, pattern: hatch.pattern, sizeMm: hatch.sizeMm.value };
    }
    case 'concentric':
    case 'contour-parallel':
      return { ...any, pattern: hatch.pattern, order: hatch.order ?? 'rows' };
    default: {
      const coneDeg = hatch.gasFlowConeDeg?.value ?? 0;
      return { ...any, ...angles, coneDeg, pattern: 'meander', order: hatch.order ?? 'rows' };
    }
  }
}

type CellWords = Extract<LpbfProfile['hatch'], { readonly pattern: 'stripes' | 'islands' | 'hexagon' }>;

function cellsOf({ gasFlowConeDeg, overlapMm, shiftMm, order }: CellWords, leastOverlapMm: number) {
  return {
    coneDeg: gasFlowConeDeg?.value ?? 0,
    overlapMm: overlapMm?.value ?? leastOverlapMm,
    shiftMm: shiftMm?.value ?? 0,
    order: order ?? 'rows',
  } as const;
}

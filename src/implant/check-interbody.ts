/** Refuses an interbody cage that cannot be. */
import { PrepError } from '../core/prep-error.ts';
import { footprintSideMm } from './footprint.ts';
import { cranialHeightMm, type InterbodyFrame } from './interbody-frame.ts';
import type { InterbodySize } from './interbody-size.ts';

/** Checks a size from the outside inward and refuses it by the first field that does not fit. */
export function checkInterbody(size: InterbodySize, frame: InterbodyFrame): void {
  checkNumbers(size);
  checkOutline(size, frame);
  checkWindow(size, frame);
  checkSeats(size, frame);
  checkCanals(size, frame);
}

/** Refuses where a condition does not hold (nor for NaN). */
function need(holds: boolean, field: keyof InterbodySize, reason: string): void {
  if (!holds) throw new PrepError('value-out-of-range', reason, ['interbody', field]);
}

function checkNumbers(size: InterbodySize): void {
  for (const [key, value] of Object.entries(size) as [keyof InterbodySize, number][]) {
    const least = key === 'lordosisDeg' ? 'at least 0' : 'above 0';
    const fits = Number.isFinite(value) && (value > 0 || (value === 0 && key === 'lordosisDeg'));
    need(fits, key, `must be ${least}, got ${value}`);
  }
  need(size.lordosisDeg < 45, 'lordosisDeg', `must be below 45 degrees, got ${size.lordosisDeg}`);
  need(
    size.canalInclinationDeg > size.lordosisDeg && size.canalInclinationDeg < 90,
    'canalInclinationDeg',
    `must lie between the lordosis and 90 degrees for both canals to leave the part, got ${size.canalInclinationDeg}`,
  );
  need(size.seatConeDeg < 180, 'seatConeDeg', `must be below 180 degrees, got ${size.seatConeDeg}`);
}

function checkOutline(size: InterbodySize, { lordosis }: InterbodyFrame): void {
  const half = size.widthMm / 2;
  const { anteriorCornerRadiusMm: front, posteriorCornerRadiusMm: back, posteriorHollowMm: hollow } = size;
  need(front < half, 'anteriorCornerRadiusMm', `must be below half the width, ${half} mm, got ${front}`);
  need(back < half, 'posteriorCornerRadiusMm', `must be below half the width, ${half} mm, got ${back}`);
  need(size.anteriorRadiusMm > half, 'anteriorRadiusMm', `must be above half the width, ${half} mm`);
  need(
    (half - back) ** 2 + hollow ** 2 > 2 * hollow * Math.max(back, hollow),
    'posteriorHollowMm',
    `is too deep for the posterior wall to meet its corners, got ${hollow}`,
  );
  const sideMm = footprintSideMm(size);
  need(sideMm > 0, 'depthMm', `leaves no straight side between the corners: ${sideMm} mm`);
  const corner = Math.min(front, back);
  need(size.frameMm < corner, 'frameMm', `must be below the corner radii, ${corner} mm, got ${size.frameMm}`);
  need(size.edgeMm < size.frameMm, 'edgeMm', `must be below the frame, ${size.frameMm} mm, got ${size.edgeMm}`);
  const posteriorMm = cranialHeightMm(size, lordosis, -size.depthMm / 2);
  need(
    posteriorMm > 2 * size.edgeMm,
    'lordosisDeg',
    `leaves ${posteriorMm} mm of height behind, which must be above the two edges of ${size.edgeMm} mm`,
  );
}

function checkWindow(size: InterbodySize, { seatRearMm }: InterbodyFrame): void {
  const { windowWidthMm: width, windowDepthMm: depth, windowCornerRadiusMm: corner, collarMm: collar } = size;
  const aside = size.widthMm - 2 * (size.frameMm + collar);
  need(width <= aside, 'windowWidthMm', `must be at most ${aside} mm for frame and collar, got ${width}`);
  const behind = size.depthMm - 2 * (size.posteriorHollowMm + size.frameMm + collar);
  need(depth <= behind, 'windowDepthMm', `must be at most ${behind} mm for frame and collar, got ${depth}`);
  const radius = Math.min(width, depth) / 2;
  need(corner < radius, 'windowCornerRadiusMm', `must be below half the window, ${radius} mm, got ${corner}`);
  const besideMm = size.canalOffsetMm - size.seatDiameterMm / 2 - width / 2;
  const frontMm = seatRearMm - depth / 2;
  need(
    besideMm >= collar || frontMm >= collar,
    'windowDepthMm',
    `brings the window to ${frontMm} mm of the seats, which is less than the collar of ${collar} mm`,
  );
}

function checkSeats(size: InterbodySize, { canals, inclination, lordosis }: InterbodyFrame): void {
  const { sin, cos } = inclination;
  const { seatDepthMm: depth, collarMm: collar } = size;
  const seat = size.seatDiameterMm / 2;
  need(
    size.seatDiameterMm > size.canalDiameterMm,
    'seatDiameterMm',
    `must be above the canal, ${size.canalDiameterMm} mm`,
  );
  const asideMm = size.widthMm / 2 - size.frameMm - seat;
  need(
    size.canalOffsetMm <= asideMm,
    'canalOffsetMm',
    `must be at most ${asideMm} mm for seat and frame, got ${size.canalOffsetMm}`,
  );
  for (const { entryField, rise, entryMm } of canals) {
    const [, y, z] = entryMm;
    const mouthMm = seat / cos;
    const below = rise > 0 ? z - mouthMm : z - sin * depth - cos * seat;
    const rimY = y - cos * depth + sin * seat;
    const above =
      rise > 0
        ? cranialHeightMm(size, lordosis, rimY) - (z + sin * depth + cos * seat)
        : cranialHeightMm(size, lordosis, y) - (z + mouthMm);
    need(below >= collar, entryField, `leaves ${below} mm below the seat, less than the collar of ${collar} mm`);
    need(above >= collar, entryField, `leaves ${above} mm above the seat, less than the collar of ${collar} mm`);
  }
}

function checkCanals(size: InterbodySize, { canals, inclination, lordosis }: InterbodyFrame): void {
  const bore = size.canalDiameterMm / 2;
  const wallMm = size.canalOffsetMm - bore - size.windowWidthMm / 2;
  need(
    wallMm >= size.collarMm,
    'canalOffsetMm',
    `leaves ${wallMm} mm between canal and window, less than the collar of ${size.collarMm} mm`,
  );
  const fall = inclination.sin / inclination.cos;
  const frameY = size.posteriorHollowMm + size.frameMm + size.collarMm - size.depthMm / 2;
  for (const { rise, entryMm } of canals) {
    const [, y, z] = entryMm;
    // The wall of the canal that leaves last is half a bore, measured upright, away from the axis.
    const toFaceMm = (rise > 0 ? cranialHeightMm(size, lordosis, y) - z : z) + bore / inclination.cos;
    const exitY = y - toFaceMm / (fall + (rise > 0 ? lordosis.sin / lordosis.cos : 0));
    need(
      exitY >= frameY,
      'canalInclinationDeg',
      `lets a canal leave at y = ${exitY} mm, which is not in front of the posterior frame and collar at ${frameY} mm`,
    );
  }
}

/** Cells around an axis are squeezed towards it: where the part is filled too near to the axis nothing can be made of them. */
import { type Place, PrepError } from '../../core/prep-error.ts';
import type { Vector3 } from '../grading/scalar.ts';
import { type PorousRegion, porousPoints } from '../porous-region.ts';

/** Narrowest cell along the turn, over its length: walls are an eighth of what they are meant to be there, and contours cross. */
const NARROWEST = 1 / 8;
/** Points of the region that are looked at. */
const POINTS = 100_000;

/** Throws `lattice-invalid` where the region comes nearer to the axis than `cellsAround` cells of `cellMm` have room. */
export function refuseNearAxis(
  region: PorousRegion,
  { originMm, direction }: { readonly originMm: Vector3; readonly direction: Vector3 },
  cellsAround: number,
  cellMm: number,
  place: Place,
): void {
  const leastMm = (NARROWEST * cellsAround * cellMm) / (2 * Math.PI);
  const { xyz } = porousPoints(region, leastMm / 8, POINTS);
  for (let n = 0; n < xyz.length; n += 3) {
    const [dx, dy, dz] = [xyz[n]! - originMm[0], xyz[n + 1]! - originMm[1], xyz[n + 2]! - originMm[2]];
    const along = dx * direction[0] + dy * direction[1] + dz * direction[2];
    if (dx * dx + dy * dy + dz * dz - along * along >= leastMm * leastMm) continue;
    throw new PrepError(
      'lattice-invalid',
      `${cellsAround} cells around the axis are narrower than an eighth of ${cellMm} mm within ${leastMm.toFixed(2)} mm of it, and the part is filled there: it needs a bore or a solid core`,
      [...place, 'map'],
    );
  }
}

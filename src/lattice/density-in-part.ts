/**
 * The law of random struts in one part. A tile of a thousand cells holds what it is asked for to 0.1 %, a part of a few of them holds
 * a few percent more or less: so the radius is found for the very struts that lie in the part.
 */
import type { Place } from '../core/prep-error.ts';
import type { DensityLaw } from './density-law.ts';
import type { Vector3 } from './grading/scalar.ts';
import { cornerHarmonics } from './harmonics.ts';
import type { PorousPoints } from './porous-region.ts';
import type { StrutPeriodic } from './strut-periodic.ts';
import { radiusWith } from './struts/strut-density.ts';

/** Of the points at which the struts of a part are met, how many are asked how far a fillet reaches. */
const FILLET_POINTS = 40_000;
/** The radius, in cells, of struts of which nothing is left. */
const THINNEST_CELLS = 1e-9;
/** Bisections of the radius from which a fillet fills a point. */
const FILLET_HALVINGS = 14;

/** How a point of the part lies in the lattice: origin, axes over the stretch and the edge of the cells. */
export interface CellFrame {
  readonly originMm: Vector3;
  readonly axes: readonly [Vector3, Vector3, Vector3];
  readonly cellMm: number;
}

/**
 * Returns the law of struts of one radius in the region of which the points are given (at least one). A point is solid from a certain radius on: the
 * share of the points up to a radius is the density.
 */
export function lawInPart(cell: StrutPeriodic, law: DensityLaw, { xyz }: PorousPoints, frame: CellFrame): DensityLaw {
  const distances = new Float64Array(xyz.length / 3);
  const locate = locator(frame, cell.periodCells);
  for (let n = 0; n < distances.length; n++) distances[n] = cell.value(locate(xyz, n));
  const added = cell.filletCells > 0 ? filletShare(cell, distances, xyz, locate) : null;
  const plain = shareUpTo(distances.sort());
  const density = added === null ? plain : (radius: number) => plain(radius) + added(radius);
  const maxRadiusCells = cell.pinchAbove;
  const range = { min: density(THINNEST_CELLS), max: density(maxRadiusCells) };
  const levelOf = (relativeDensity: number, place: Place) =>
    radiusWith(density, { ...range, maxRadiusCells }, relativeDensity, place);
  return {
    range,
    levelOf,
    densityAt: density,
    wall:
      law.wall === null
        ? null
        : {
            densityOf: (diameterCells) => density(diameterCells / 2),
            of: (relativeDensity) => 2 * levelOf(relativeDensity, [cell.id]),
          },
  };
}

/** Returns a function that sets harmonics to point n in periods; struts ask for nothing but the place. */
function locator({ originMm: [ox, oy, oz], axes, cellMm }: CellFrame, periodCells: number) {
  const at = cornerHarmonics();
  const [a, b, c] = axes.map((axis) =>
    axis.map((value) => value / (cellMm * periodCells)),
  ) as unknown as CellFrame['axes'];
  return (xyz: Float64Array, n: number) => {
    const x = xyz[3 * n]! - ox;
    const y = xyz[3 * n + 1]! - oy;
    const z = xyz[3 * n + 2]! - oz;
    at.u = a[0] * x + a[1] * y + a[2] * z;
    at.v = b[0] * x + b[1] * y + b[2] * z;
    at.w = c[0] * x + c[1] * y + c[2] * z;
    return at;
  };
}

/** Returns the share of values up to a limit, linear between them: 0 at 0, and as steep beyond the last as a share can be. */
function shareUpTo(rising: Float64Array): (limit: number) => number {
  const count = rising.length;
  return (limit) => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rising[middle]! < limit) low = middle + 1;
      else high = middle;
    }
    if (low === count) return 1;
    const from = low === 0 ? 0 : rising[low - 1]!;
    const width = rising[low]! - from;
    return (low + (width > 0 ? (limit - from) / width : 0)) / count;
  };
}

/**
 * Returns the share that fillets of struts add at a radius, by fewer points: each is filled from some radius below its distance on, by
 * at most the fillet.
 */
function filletShare(
  { excess, filletCells, pinchAbove }: StrutPeriodic,
  distances: Float64Array,
  xyz: Float64Array,
  locate: ReturnType<typeof locator>,
): (radius: number) => number {
  const stride = Math.max(1, Math.floor(distances.length / FILLET_POINTS));
  const count = Math.ceil(distances.length / stride);
  const plain = new Float64Array(count);
  const filled = new Float64Array(count);
  for (let m = 0; m < count; m++) {
    const distance = distances[m * stride]!;
    plain[m] = distance;
    filled[m] = filledFrom(m * stride, distance);
  }
  const without = shareUpTo(plain.sort());
  const withFillets = shareUpTo(filled.sort());
  return (radius) => withFillets(radius) - without(radius);

  function filledFrom(n: number, distance: number): number {
    let low = Math.max(0, distance - filletCells);
    let high = Math.min(distance, pinchAbove);
    if (!(low < high)) return distance;
    const at = locate(xyz, n);
    if (excess(at, high === distance ? high * (1 - 1e-6) : high) >= 0) return distance;
    for (let step = 0; step < FILLET_HALVINGS; step++) {
      const middle = 0.5 * (low + high);
      if (excess(at, middle) < 0) high = middle;
      else low = middle;
    }
    return high;
  }
}

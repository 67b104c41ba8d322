/** What a compensated lattice is in the file and expected to be when built, by counting points of its field. */
import type { Field, PlaneGrid, SolidBand } from '../core/field.ts';
import type { Box3 } from '../core/mesh.ts';
import { compensatedField, inclinationDeg, thinned } from './compensated-field.ts';
import { curveAt } from './grading/curve.ts';
import type { Compensation } from './settings.ts';

/** Shares of the fill without skin; a share is good to about half a percent of itself. */
export interface AsBuilt {
  /** Solid of the field as asked for. */
  readonly asked: number;
  /** Solid of the compensated field: what the file holds. */
  readonly inFile: number;
  /** Solid when every wall has grown by the excess of its inclination. */
  readonly expected: number;
  /** Share of the solid whose wall the narrowest track kept from being thinned as much as it should be. */
  readonly limited: number;
}

/** Points along each edge of the box; irrational steps keep them out of step with cells. */
const POINTS = 64;
const STEPS = [0.8191725133961645, 0.6710436067037893, 0.5497004779019703] as const;
const DELTA_MM = 1e-3;
const NO_GRID: PlaneGrid = { x0Mm: 0, y0Mm: 0, stepMm: 1, nx: 1, ny: 1 };

/** Returns the shares within a box that the fill covers. */
export function asBuilt(
  make: () => Field,
  band: SolidBand,
  diameterMm: number | null,
  compensation: Compensation,
  box: Box3,
): AsBuilt {
  const plain = make();
  const near = make();
  const compensated = compensatedField(make, band, diameterMm, compensation);
  const isSolid = (g: number) => (band.to === null || g < band.to) && (band.from === null || g >= band.from);
  let [asked, inFile, expected, limited] = [0, 0, 0, 0];
  const total = POINTS * POINTS * POINTS;
  const at = (n: number, axis: 0 | 1 | 2): number => {
    const share = (0.5 + n * STEPS[axis]) % 1;
    return box[axis] + share * (box[(axis + 3) as 3 | 4 | 5] - box[axis]);
  };
  // Planes are dear and points in them cheap: the third coordinate is taken in even slabs.
  const planes = POINTS;
  for (let k = 0; k < planes; k++) {
    const z = box[2] + ((k + 0.5) / planes) * (box[5] - box[2]);
    const here = plain.plane(z, NO_GRID, null);
    const thin = compensated.plane(z, NO_GRID, null);
    const over = near.plane(z + DELTA_MM, NO_GRID, null);
    for (let n = k * POINTS * POINTS; n < (k + 1) * POINTS * POINTS; n++) {
      const [x, y] = [at(n, 0), at(n, 1)];
      const g = here.valueAt(x, y);
      if (isSolid(g)) asked++;
      const file = isSolid(thin.valueAt(x, y));
      if (file) inFile++;
      const gx = (here.valueAt(x + DELTA_MM, y) - g) / DELTA_MM;
      const gy = (here.valueAt(x, y + DELTA_MM) - g) / DELTA_MM;
      const gz = (over.valueAt(x, y) - g) / DELTA_MM;
      const slope = Math.sqrt(gx * gx + gy * gy + gz * gz);
      const excess = curveAt(compensation.excessMm, inclinationDeg(slope > 0 ? Math.abs(gz) / slope : 1));
      const wall = band.from !== null && band.to !== null ? (band.to - band.from) / slope : diameterMm;
      const kept = wall === null ? excess : excess - (wall - thinned(wall, excess, compensation.leastWallMm));
      if (kept > 1e-9 && isSolid(g)) limited++;
      // What could not be taken away grows on top of what was asked for, on both faces.
      const grown = 0.5 * Math.max(0, kept) * slope;
      if ((band.to === null || g - grown < band.to) && (band.from === null || g + grown >= band.from)) expected++;
    }
  }
  return {
    asked: asked / total,
    inFile: inFile / total,
    expected: expected / total,
    limited: asked > 0 ? limited / asked : 0,
  };
}

/**
 * From the numbers of a file back to the grid. A program that writes 116.05 mm as a 32-bit float means 116.05 and not
 * 116.05000305175781: where the float is the one nearest to a whole number of 0.1 um, that number is read. In ASCII only
 * what the multiplication with the unit left behind goes.
 */
import { GRID_PER_MM, snapMm } from '../../core/units.ts';
import type { CommonLayerHeader } from './common-layer-file.ts';

/** More than rounding of a double does to a coordinate, and far less than any file writes. */
const NOISE_MM = 1e-9;

/** Returns the function that takes a coordinate of a file, in mm, to the decimal that it stands for. */
export function decimalMm({ encoding, units }: CommonLayerHeader): (mm: number) => number {
  if (encoding === 'ascii') {
    return (mm) => {
      const snapped = snapMm(mm);
      return Math.abs(snapped - mm) < NOISE_MM ? snapped : mm;
    };
  }
  const perMm = Math.round(1 / units);
  const isGridUnit = perMm >= 1 && GRID_PER_MM % perMm === 0 && Math.abs(1 / units - perMm) < 1e-9 * perMm;
  if (!isGridUnit) return (mm) => mm;
  return (mm) => {
    const snapped = snapMm(mm);
    return Math.fround(snapped * perMm) === Math.fround(mm * perMm) ? snapped : mm;
  };
}

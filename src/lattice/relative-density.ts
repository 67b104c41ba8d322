/** Relative density of a unit cell as a function of its level, and the level for a density: solved, not fitted. */

import { type Place, PrepError } from '../core/prep-error.ts';
import type { Phase } from './settings.ts';
import { shareBelow } from './share-below.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** Levels are rounded to this, far below any effect on a density, so that the last bits of atan2 cannot matter. */
const LEVEL_QUANTUM = 1e-9;
const MAX_STEPS = 60;

/** Returns the relative density of the solid at a level: |f| < level for a sheet, f < level for a network. */
export function densityAtLevel(cell: PeriodicCell, phase: Phase, level: number): number {
  return phase === 'sheet' ? shareBelow(cell, level) - shareBelow(cell, -level) : shareBelow(cell, level);
}

/** Relative densities above `min` and below `max`. */
export interface DensityRange {
  readonly min: number;
  readonly max: number;
}

/** What a range is depends on its cell alone; each is found once. */
const RANGES = new WeakMap<PeriodicCell, Map<Phase, DensityRange>>();

/** Returns the relative densities between which solid and void of a cell both hang together. */
export function reachableDensities(cell: PeriodicCell, phase: Phase): DensityRange {
  const ranges = RANGES.get(cell) ?? new Map<Phase, DensityRange>();
  RANGES.set(cell, ranges);
  const known = ranges.get(phase);
  if (known !== undefined) return known;
  const range = {
    min: phase === 'sheet' ? 0 : densityAtLevel(cell, phase, cell.pinchBelow),
    max: densityAtLevel(cell, phase, highestLevel(cell, phase)),
  };
  ranges.set(phase, range);
  return range;
}

/** A sheet parts the cell into two voids, f > t and f < -t; both must hang together. */
function highestLevel(cell: PeriodicCell, phase: Phase): number {
  return phase === 'sheet' ? Math.min(cell.pinchAbove, -cell.pinchBelow) : cell.pinchAbove;
}

/** Returns the level at which the cell has the relative density; throws `density-out-of-reach` with the range. */
export function levelOfDensity(
  cell: PeriodicCell,
  phase: Phase,
  relativeDensity: number,
  place: Place = ['lattice'],
): number {
  const range = reachableDensities(cell, phase);
  if (!(relativeDensity > range.min && relativeDensity < range.max)) {
    throw new PrepError(
      'density-out-of-reach',
      `relative density ${relativeDensity} is out of reach of ${cell.id}, ${phase}: solid and pores ` +
        (range.max > range.min
          ? `both hang together only between ${ceil3(range.min)} and ${floor3(range.max)}`
          : 'hang together at no density'),
      [...place, 'relativeDensity'],
    );
  }
  const excess = (level: number) => densityAtLevel(cell, phase, level) - relativeDensity;
  const low = phase === 'sheet' ? 0 : cell.pinchBelow;
  const level = rootOf(
    excess,
    low,
    highestLevel(cell, phase),
    range.min - relativeDensity,
    range.max - relativeDensity,
  );
  return Math.round(level / LEVEL_QUANTUM) * LEVEL_QUANTUM;
}

/** Finds the root of a rising function in a bracket (Illinois: a guarded secant). */
function rootOf(f: (x: number) => number, low: number, high: number, fLow: number, fHigh: number): number {
  let [a, b, fa, fb] = [low, high, fLow, fHigh];
  let x = a;
  for (let n = 0; n < MAX_STEPS; n++) {
    const before = x;
    x = (a * fb - b * fa) / (fb - fa);
    if (n > 0 && Math.abs(x - before) < LEVEL_QUANTUM / 4) return x;
    const fx = f(x);
    if (fx === 0) return x;
    if (fx < 0 === fb < 0) fa *= 0.5;
    else {
      a = b;
      fa = fb;
    }
    b = x;
    fb = fx;
  }
  return x;
}

function ceil3(value: number): string {
  return (Math.ceil(value * 1000) / 1000).toFixed(3);
}

function floor3(value: number): string {
  return (Math.floor(value * 1000) / 1000).toFixed(3);
}

/** Relative density of a unit cell as a function of its level, and the level for a density: solved, not fitted. */

import type { SolidBand } from '../core/field.ts';
import { assert, type Place, PrepError } from '../core/prep-error.ts';
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import type { LatticeSettings, Phase } from './settings.ts';
import type { UnitCell } from './unit-cell.ts';

/**
 * Rows of the quadrature along y and z. The integrand has kinks along the cell's diagonals, so the counts share no factor:
 * within 6e-6 of 2003 x 2011 rows, where 160 x 160 are off by up to 9e-5.
 */
const ROWS_Y = 151;
const ROWS_Z = 233;
/** Levels are rounded to this, far below any effect on a density, so that the last bits of atan2 cannot matter. */
const LEVEL_QUANTUM = 1e-9;

/** Returns the share of the cell with f < level. Exact along x, where f is a sine; midpoint rule over y and z. */
export function shareBelow(cell: UnitCell, level: number): number {
  const row = new Float64Array(3);
  let sum = 0;
  for (let k = 0; k < ROWS_Z; k++) {
    const w = (k + 0.5) / ROWS_Z;
    const sinZ = sineOfCycles(w);
    const cosZ = cosineOfCycles(w);
    for (let j = 0; j < ROWS_Y; j++) {
      const v = (j + 0.5) / ROWS_Y;
      cell.row(sineOfCycles(v), cosineOfCycles(v), sinZ, cosZ, row);
      const amplitude = Math.sqrt(row[0]! * row[0]! + row[1]! * row[1]!);
      const rest = level - row[2]!;
      if (rest >= amplitude) sum += 1;
      else if (rest > -amplitude) {
        sum += 0.5 + Math.atan2(rest, Math.sqrt(amplitude * amplitude - rest * rest)) / Math.PI;
      }
    }
  }
  return sum / (ROWS_Y * ROWS_Z);
}

/** Returns the relative density of the solid at a level: |f| < level for a sheet, f < level for a network. */
export function densityAtLevel(cell: UnitCell, phase: Phase, level: number): number {
  return phase === 'sheet' ? shareBelow(cell, level) - shareBelow(cell, -level) : shareBelow(cell, level);
}

/** The relative densities between which solid and void of a cell both hang together. */
export function reachableDensities(cell: UnitCell, phase: Phase): { min: number; max: number } {
  return {
    min: phase === 'sheet' ? 0 : densityAtLevel(cell, phase, -cell.pinchLevel),
    max: densityAtLevel(cell, phase, cell.pinchLevel),
  };
}

/** Returns the level at which the cell has the relative density; throws `density-out-of-reach` with the range. */
export function levelOfDensity(
  cell: UnitCell,
  phase: Phase,
  relativeDensity: number,
  place: Place = ['lattice'],
): number {
  const range = reachableDensities(cell, phase);
  if (!(relativeDensity > range.min && relativeDensity < range.max)) {
    throw new PrepError(
      'density-out-of-reach',
      `relative density ${relativeDensity} is out of reach of ${cell.id}, ${phase}: ` +
        `solid and pores both hang together only between ${ceil3(range.min)} and ${floor3(range.max)}`,
      [...place, 'relativeDensity'],
    );
  }
  let low = phase === 'sheet' ? 0 : -cell.pinchLevel;
  let high = cell.pinchLevel;
  while (high - low > LEVEL_QUANTUM / 4) {
    const middle = 0.5 * (low + high);
    if (densityAtLevel(cell, phase, middle) < relativeDensity) low = middle;
    else high = middle;
  }
  return Math.round((0.5 * (low + high)) / LEVEL_QUANTUM) * LEVEL_QUANTUM;
}

/**
 * Returns the density of a sheet whose mean wall is `wallMm`: rho = w A / L with A the area of f = 0 in one cell over
 * L squared, for walls thin against the radius of curvature.
 */
export function densityOfWall(cell: UnitCell, cellMm: number, wallMm: number): number {
  return (wallMm * cell.areaPerCellSquare) / cellMm;
}

/** The solved fill: the density that was asked for and the band of f that is solid. */
export interface SolvedLattice {
  readonly relativeDensity: number;
  readonly band: SolidBand;
}

/** Returns density and solid band of a lattice's settings; `place` names them in messages. */
export function solveLattice(cell: UnitCell, settings: LatticeSettings, place: Place = ['lattice']): SolvedLattice {
  const { phase, cellMm, wallMm } = settings;
  if (wallMm !== null && phase !== 'sheet') {
    throw new PrepError('lattice-invalid', 'a wall thickness needs the sheet phase; give a density instead', [
      ...place,
      'wallMm',
    ]);
  }
  if (wallMm !== null) refuseWideWall(cell, cellMm, wallMm, place);
  const relativeDensity = wallMm !== null ? densityOfWall(cell, cellMm, wallMm) : settings.relativeDensity;
  assert(relativeDensity !== null, 'a lattice has a density or a wall');
  const level = levelOfDensity(cell, phase, relativeDensity, place);
  return { relativeDensity, band: { from: phase === 'sheet' ? -level : null, to: level } };
}

function refuseWideWall(cell: UnitCell, cellMm: number, wallMm: number, place: Place): void {
  const widestMm = (reachableDensities(cell, 'sheet').max * cellMm) / cell.areaPerCellSquare;
  if (wallMm < widestMm) return;
  throw new PrepError(
    'density-out-of-reach',
    `a wall of ${wallMm} mm is out of reach of ${cell.id} in a cell of ${cellMm} mm: at most ${floor3(widestMm)} mm`,
    [...place, 'wallMm'],
  );
}

function ceil3(value: number): string {
  return (Math.ceil(value * 1000) / 1000).toFixed(3);
}

function floor3(value: number): string {
  return (Math.floor(value * 1000) / 1000).toFixed(3);
}

/** The law of each kind of cell. */
import type { DensityLaw } from './density-law.ts';
import { evenDensity, evenLevel, evenLevelAt, evenRange } from './even-walls.ts';
import { densityAtLevel, levelOfDensity, reachableDensities } from './relative-density.ts';
import type { Phase } from './settings.ts';
import { isStruts, strutLaw } from './strut-periodic.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** Returns the law of a cell. `slope` asks for even walls. */
export function lawOf(cell: PeriodicCell, phase: Phase, slope: readonly [number, number, number] | null): DensityLaw {
  if (isStruts(cell)) return strutLaw(cell);
  return slope === null || phase === 'network' ? tpmsLaw(cell, phase) : evenWallLaw(cell, slope);
}

/** Returns the law of a sheet or network of a triply periodic cell. */
export function tpmsLaw(cell: PeriodicCell, phase: Phase): DensityLaw {
  return {
    range: reachableDensities(cell, phase),
    levelOf: (relativeDensity, place) => levelOfDensity(cell, phase, relativeDensity, place),
    densityAt: (level) => densityAtLevel(cell, phase, level),
    wall: phase === 'sheet' ? meanWall(cell) : null,
  };
}

/**
 * Returns the law of a sheet with even walls, |f| < t |s grad f| with the gradient by X, Y, Z in radians and the factors `slope`. A wall of
 * w over an unstretched cell is t = pi w.
 */
export function evenWallLaw(cell: PeriodicCell, slope: readonly [number, number, number]): DensityLaw {
  return {
    range: evenRange(cell, slope),
    levelOf: (relativeDensity, place) => evenLevel(cell, slope, relativeDensity, place),
    densityAt: (level) => evenDensity(cell, slope, level),
    wall: {
      densityOf: (wallOverCell) => evenDensity(cell, slope, Math.PI * wallOverCell),
      of: (relativeDensity) => evenLevelAt(cell, slope, relativeDensity) / Math.PI,
    },
  };
}

/**
 * The mean wall of a sheet: rho = w A / L with A the area of f = 0 in one cell over L squared, for walls thin against the radius of
 * curvature. The walls of primitive, neovius and frd are uneven: there the mean says little of the thinnest.
 */
function meanWall(cell: PeriodicCell): NonNullable<DensityLaw['wall']> {
  return {
    densityOf: (wallOverCell) => wallOverCell * cell.areaPerCellSquare,
    of: (relativeDensity) => relativeDensity / cell.areaPerCellSquare,
  };
}

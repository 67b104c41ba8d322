/** How level, wall and relative density of one unit cell hang together: what every request is turned into a level by. */
import type { Place } from '../core/prep-error.ts';
import { evenDensity, evenLevel, evenLevelAt, evenRange } from './even-walls.ts';
import { type DensityRange, densityAtLevel, levelOfDensity, reachableDensities } from './relative-density.ts';
import type { Phase } from './settings.ts';
import type { TpmsCell } from './tpms-cell.ts';

/** The relations of one cell. */
export interface DensityLaw {
  /** Relative densities, ends excluded, between which solid and void both hang together. */
  readonly range: DensityRange;
  /** Returns the level; throws `density-out-of-reach` at `place` with the range. */
  levelOf(relativeDensity: number, place: Place): number;
  densityAt(level: number): number;
  /** Mean wall, or diameter of a strut, over the edge of the cell; null where a phase has none. */
  readonly wall: { densityOf(wallOverCell: number): number; of(relativeDensity: number): number } | null;
}

/** Returns the law of a sheet or network of a triply periodic cell. */
export function tpmsLaw(cell: TpmsCell, phase: Phase): DensityLaw {
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
export function evenWallLaw(cell: TpmsCell, slope: readonly [number, number, number]): DensityLaw {
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
function meanWall(cell: TpmsCell): NonNullable<DensityLaw['wall']> {
  return {
    densityOf: (wallOverCell) => wallOverCell * cell.areaPerCellSquare,
    of: (relativeDensity) => relativeDensity / cell.areaPerCellSquare,
  };
}

/** How level, wall and relative density of one unit cell hang together: what every request is turned into a level by. */
import type { Place } from '../core/prep-error.ts';
import type { DensityRange } from './relative-density.ts';

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

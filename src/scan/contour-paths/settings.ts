/** Settings of how contours are run; lengths in mm, angles in degrees. */
import type { ParamsKey } from '../../core/toolpath.ts';

/** What start points have to do with corners; a corner is where the direction turns by `leastTurnDeg` or more. */
export type StartCorners =
  | {
      readonly rule: 'avoid';
      readonly leastTurnDeg: number;
      /** Least distance along the contour from a corner to the start. */
      readonly distanceMm: number;
    }
  | { readonly rule: 'prefer'; readonly leastTurnDeg: number };

/** Where a closed contour begins and ends. */
export type ContourStart =
  /** At the point of smallest x, then y: as areas are written. */
  | { readonly rule: 'as-cut' }
  /** At the point furthest in a direction over the plate, counter-clockwise from +x. */
  | { readonly rule: 'aligned'; readonly directionDeg: number; readonly corners: StartCorners | null }
  /** Further along the contour from layer to layer by a share of its length. */
  | { readonly rule: 'spread'; readonly share: number; readonly corners: StartCorners | null };

/** How the contours of a layer are run. */
export interface ContourPathSettings {
  /** Keys of the levels from the outermost one in; a level without one keeps its own. */
  readonly levelKeys: readonly ParamsKey[];
  readonly order: 'outside-in' | 'inside-out';
  /** Hatch before contours. */
  readonly hatchFirst: boolean;
  readonly start: ContourStart;
  /** Contours are parted at corners that turn by this much or more; null: nowhere. */
  readonly breakAtDeg: number | null;
  /** A closed contour runs on past its start by this length. */
  readonly closingOverlapMm: number;
}

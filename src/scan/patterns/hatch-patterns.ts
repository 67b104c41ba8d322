/** The hatch patterns by name. */
import type { Loops } from '../../core/polyline.ts';
import { planHexagons } from './hexagons.ts';
import { planIslands } from './islands.ts';
import { planMeander } from './meander.ts';
import type { PatternHatch } from './pattern-hatch.ts';
import { planRings } from './rings.ts';
import type { HatchPatternId, HatchSettings } from './settings.ts';
import { planStripes } from './stripes.ts';

/** A hatch pattern: what it is, and how it fills an area of clean loops (see `hatchArea`). */
export interface HatchPattern<Id extends HatchPatternId> {
  readonly name: string;
  readonly meaning: string;
  /** Number of directions its lines have in one layer, evenly apart; the cone about the gas flow opens by 180 / directions at most. */
  readonly directions: 0 | 1 | 2 | 3;
  plan(area: Loops, settings: SettingsOf<Id>, layerIndex: number): PatternHatch;
}

/** The settings of one pattern. */
export type SettingsOf<Id extends HatchPatternId> = Extract<HatchSettings, { readonly pattern: Id }>;

/** Every hatch pattern. */
export const HATCH_PATTERNS: { readonly [Id in HatchPatternId]: HatchPattern<Id> } = {
  meander: {
    name: 'Meander',
    meaning: 'Parallel lines over the whole area, every second one backwards.',
    directions: 1,
    plan: planMeander,
  },
  stripes: {
    name: 'Stripes',
    meaning: 'Stripes of a width, each filled by short lines across.',
    directions: 1,
    plan: planStripes,
  },
  islands: {
    name: 'Islands',
    meaning: 'A chessboard of squares; every second one has its lines turned by 90 degrees.',
    directions: 2,
    plan: planIslands,
  },
  hexagon: {
    name: 'Hexagons',
    meaning: 'Hexagons in three directions; two beside each other never share one.',
    directions: 3,
    plan: planHexagons,
  },
  concentric: {
    name: 'Concentric',
    meaning: 'Closed rings along the border, from the outside in.',
    directions: 0,
    plan: planRings,
  },
  'contour-parallel': {
    name: 'Contour-parallel',
    meaning: 'Closed rings along the border, from the inside out.',
    directions: 0,
    plan: planRings,
  },
};

/** Fills an area by the pattern that its settings name. `loadClipping` must have been awaited. */
export function planPattern(area: Loops, settings: HatchSettings, layerIndex: number): PatternHatch {
  // Which of the plans it is and whose settings are one choice, which the compiler cannot see.
  const { plan } = HATCH_PATTERNS[settings.pattern] as HatchPattern<HatchPatternId>;
  return plan(area, settings, layerIndex);
}

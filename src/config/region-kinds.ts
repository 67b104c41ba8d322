/** The kinds of regions that a case names, and what holds in each unless the case says otherwise. */

/**
 * What stands in a region: solid, a lattice, nothing, or what it would be without the region (`beneath`: the region names a zone, and
 * the next region that has the place gives the material).
 */
export type RegionFill = 'solid' | 'lattice' | 'empty' | 'beneath';

/** One kind of region. */
export interface RegionKindTraits {
  readonly meaning: string;
  readonly fill: RegionFill;
  /** Whether supports must stay away. */
  readonly supportBan: boolean;
}

/** Every kind by its word in a case. */
export const REGION_KINDS = {
  porous: { meaning: 'filled with a lattice', fill: 'lattice', supportBan: false },
  solid: { meaning: 'solid throughout', fill: 'solid', supportBan: false },
  contact: { meaning: 'faces that bear on bone', fill: 'beneath', supportBan: true },
  docking: { meaning: 'seat of another body: a saddle, a notch, a head', fill: 'solid', supportBan: true },
  canal: { meaning: 'bore of a screw, open at both ends', fill: 'empty', supportBan: true },
  hinge: { meaning: 'joint that must move', fill: 'solid', supportBan: true },
  staple: { meaning: 'bow that a wire is led around', fill: 'solid', supportBan: false },
  'rod-clamp': { meaning: 'clamp of a rod', fill: 'solid', supportBan: false },
  'wire-hole': { meaning: 'hole that a wire is led through', fill: 'empty', supportBan: true },
  label: { meaning: 'place of the label', fill: 'solid', supportBan: true },
} as const satisfies Readonly<Record<string, RegionKindTraits>>;

/** The word of a kind. */
export type RegionKind = keyof typeof REGION_KINDS;

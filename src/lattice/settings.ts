/** Settings of a lattice fill. */

/** Solid sheet around the level set, or one of the two networks. */
export type Phase = 'sheet' | 'network';

/** A side of the part that keeps no skin. */
export type OpenSide = 'x+' | 'x-' | 'y+' | 'y-' | 'z+' | 'z-';

/** What fills the inside of a part; lengths in mm. The lattice's origin is the origin of the part's file. */
export interface LatticeSettings {
  /** Id of a unit cell, such as `gyroid`. */
  readonly cellType: string;
  readonly phase: Phase;
  /** Edge of the cubic unit cell. */
  readonly cellMm: number;
  /** Solid volume over envelope volume, 0..1; null when the wall is given. */
  readonly relativeDensity: number | null;
  /** Mean wall (sheet) thickness; null when the density is given. */
  readonly wallMm: number | null;
  /** Thickness of the solid skin; 0 means the lattice ends at the surface. */
  readonly skinMm: number;
  /** Sides whose surface keeps no skin: triangles whose normal lies within 45 degrees of that side's axis. */
  readonly openSides: readonly OpenSide[];
  /** Sampling step of the contour; vertices lie on the exact field whatever the step. */
  readonly stepMm: number;
}

/** Settings of a lattice fill. */

/** Solid sheet around the level set, or one of the two networks. */
export type Phase = 'sheet' | 'network';

/** A side of the part that keeps no skin. */
export type OpenSide = 'x+' | 'x-' | 'y+' | 'y-' | 'z+' | 'z-';

/** A point in the coordinates of the part's file, or a direction. */
export type Point3 = readonly [number, number, number];

/** What a quantity of the fill may depend on; coordinates are those of the part's file. */
export type PlaceSettings =
  /** A coordinate. */
  | { readonly by: 'x' | 'y' | 'z' }
  /** Height above the lowest point of the part. */
  | { readonly by: 'height' }
  /** Along an axis of its own, from `originMm`. */
  | { readonly by: 'axis'; readonly originMm: Point3; readonly direction: Point3 }
  /** Distance from an axis; absent: the upright one through the middle of the part's box. */
  | { readonly by: 'radius'; readonly originMm?: Point3; readonly direction?: Point3 }
  /** Depth below the part's surface or, with a region, distance from that region (0 inside of it). */
  | { readonly by: 'distance'; readonly region?: string }
  /** The value of a table of x, y, z, value. */
  | { readonly by: 'samples'; readonly file: string };

/** Pairs of a place and what holds there, places rising; linear between, the same beyond. */
export type GradingTable = readonly (readonly [number, number])[];

/** A quantity that varies over the part. */
export interface GradingSettings {
  readonly quantity: 'density' | 'wall' | 'cell';
  readonly place: PlaceSettings;
  /** Null for samples alone: their value is the quantity. */
  readonly table: GradingTable | null;
}

/** A second cell into which the first one blends. */
export interface BlendSettings {
  readonly cellType: string;
  readonly phase: Phase;
  /** Relative density of the second cell; null: that of the first. */
  readonly relativeDensity: number | null;
  readonly place: PlaceSettings;
  /** Where the blend begins and where the second cell is alone: their distance is the width of the transition. */
  readonly fromMm: number;
  readonly toMm: number;
}

/** How the cells lie in the part. */
export type MapSettings =
  | { readonly kind: 'straight' }
  /** Around an axis; absent: the upright one through the middle of the part's box. Null: as many cells as fit the part's outermost turn. */
  | {
      readonly kind: 'cylindrical';
      readonly originMm?: Point3;
      readonly direction?: Point3;
      readonly cellsAround: number | null;
    }
  /** Along one side of the part: its triangles whose normals lie within 45 degrees of that axis. */
  | { readonly kind: 'surface'; readonly side: OpenSide };

/** What fills the inside of a part; lengths in mm. The lattice's origin is the origin of the part's file. */
export interface LatticeSettings {
  /** Id of a unit cell, such as `gyroid`, or `expression`. */
  readonly cellType: string;
  /** The formula of a cell of one's own; null for a known one. */
  readonly expression: string | null;
  readonly phase: Phase;
  /** Edge of the cubic unit cell. */
  readonly cellMm: number;
  /** Solid volume over envelope volume, 0..1; null when something else is asked for. Of the four exactly one is given. */
  readonly relativeDensity: number | null;
  /** Mean wall of a sheet or diameter of a strut. */
  readonly wallMm: number | null;
  /** Diameter of the largest sphere that fits into the pores. */
  readonly poreMm: number | null;
  /** Young's modulus of the fill along the axes of the cell. */
  readonly modulusGPa: number | null;
  /** Sheets only: f / |grad f| instead of f, so that the wall is the same all over the cell. */
  readonly evenWalls: boolean;
  /** Struts only: radius by which the corners between struts are rounded; 0 for none. */
  readonly filletMm: number;
  /** Voronoi only: equal seeds give equal struts. */
  readonly seed: number;
  /** Turn of the cells about the axes x, then y, then z of the file, in degrees. */
  readonly turnDeg: Point3;
  /** Lengths of the cell along its own axes over `cellMm`. */
  readonly stretch: Point3;
  readonly map: MapSettings;
  /** At most one for each quantity. */
  readonly grading: readonly GradingSettings[];
  readonly blend: BlendSettings | null;
  /** Thickness of the solid skin; 0 means the lattice ends at the surface. */
  readonly skinMm: number;
  /** Sides whose surface keeps no skin: triangles whose normal lies within 45 degrees of that side's axis. */
  readonly openSides: readonly OpenSide[];
  /** Sampling step of the contour; vertices lie on the exact field whatever the step. Null: as fine as cell and walls need. */
  readonly stepMm: number | null;
}

/** What a process adds to walls, as plain data. */
export interface Compensation {
  /**
   * Excess of a wall in mm at the angle between its surface and the plate in degrees (0 a ceiling or floor, 90 upright): pairs of angle
   * and excess, angles rising; linear between, the same beyond.
   */
  readonly excessMm: Float64Array;
  /** No wall that is thicker is made thinner than this, the narrowest track of the process. */
  readonly leastWallMm: number;
}

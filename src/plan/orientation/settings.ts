/** Settings of the search for an orientation; lengths in mm, angles in degrees. All defaults are uncalibrated examples: no build has confirmed them. */

/** What each part of the score weighs. All parts are shares without a unit, 0 for nothing to object. */
export interface OrientationWeights {
  /** Volume under overhangs, as a share of the part's volume. */
  readonly support: number;
  /** Area that supports touch from below, hanging corners and edges included, as a share of the part's surface. */
  readonly contact: number;
  /** Area that lies on the plate itself, as a share of the surface: it is cut off. */
  readonly plate: number;
  /** Area of protected regions that would need support or lies below some, within what is allowed, as a share of the surface. */
  readonly protected: number;
  /** Area of the part on which supports stand, seen from above, as a share of its surface. */
  readonly feet: number;
  /** Height, as a share of the diagonal of the part's box. */
  readonly height: number;
  /** Walls parallel to the blade, as a share of the surface. */
  readonly blade: number;
  /** Sudden growth of the layers' area, as a share of the largest. */
  readonly areaJump: number;
  /** Upright thin walls, from 0 at the slenderness of the limit to 1 at twice that. */
  readonly thinWalls: number;
  /** Canals that do not stand: mean of the squared sine of their tilt. */
  readonly canals: number;
  /** Share of the struts of a lattice that are flatter than the angle of the process. */
  readonly struts: number;
  /** Directions that should point up and do not: 0 where all do, 1 where all point down. */
  readonly drains: number;
  /** How much is missing of the area that holds the part, as a share of what it should be. */
  readonly anchor: number;
}

/** How orientations are judged. */
export interface OrientationSettings {
  /** Between surface and plate: what is flatter and faces down needs support. */
  readonly overhangAngleDeg: number;
  /** Between strut and plate. */
  readonly strutAngleDeg: number;
  /** The part stands so far above the plate on supports; 0: on the plate itself. */
  readonly liftMm: number;
  readonly layerMm: number;
  /** Time from the end of a layer to the beginning of the next. */
  readonly recoatS: number;
  /** Direction in which the blade travels, counter-clockwise from +x. */
  readonly bladeTravelDeg: number;
  /** Whether the part may be turned about the vertical, too. */
  readonly turnAboutZ: boolean;
  /** Walls thinner than this may bend under the blade, */
  readonly thinWallMm: number;
  /** if they are higher than so many times their thickness. */
  readonly slendernessLimit: number;
  /** Area by which a corner that hangs in the air is held. */
  readonly pointContactMm2: number;
  /** Width at which an edge that hangs in the air is held. */
  readonly edgeContactMm: number;
  /** The area that holds the part should be this share of its largest layer. */
  readonly anchorShare: number;
  /**
   * Up to this share of a protected region may face down or have something above it. A region that is named by a half-space takes strips of the walls beside its face with
   * it; without this a cage with two protected faces could stand in no way. Supports have no place there all the same. 0: none at all.
   */
  readonly protectedShare: number;
  /** Columns of the plate across the longer side of the part. */
  readonly columns: number;
  readonly weights: OrientationWeights;
}

/** How far the search goes. */
export interface SearchSettings {
  /** Most orientations that are judged. */
  readonly candidates: number;
  /** Most orientations that are proposed. */
  readonly proposals: number;
  /** Between the upward directions of two proposals, at least. */
  readonly apartDeg: number;
  /** Scores within this share of the best count as equal: the one with the least turn wins. */
  readonly tieShare: number;
}

/** Uncalibrated example: contact with the part weighs most, as it has to be machined off an implant. */
const WEIGHTS: OrientationWeights = {
  support: 1,
  contact: 3,
  plate: 3,
  protected: 10,
  feet: 3,
  height: 0.2,
  blade: 0.2,
  areaJump: 0.2,
  thinWalls: 0.5,
  canals: 1,
  struts: 0.5,
  drains: 0.5,
  // What nothing holds is not built: this is next to forbidden.
  anchor: 5,
};

/** Uncalibrated example for titanium in the laser powder bed; the angle of 40 degrees and the recoating time of 10 s, too. */
export const TITANIUM_ORIENTATION: OrientationSettings = {
  overhangAngleDeg: 40,
  strutAngleDeg: 40,
  liftMm: 0,
  layerMm: 0.03,
  recoatS: 10,
  bladeTravelDeg: 0,
  turnAboutZ: true,
  thinWallMm: 1,
  slendernessLimit: 10,
  pointContactMm2: 1,
  edgeContactMm: 1,
  anchorShare: 0.1,
  protectedShare: 0.02,
  columns: 96,
  weights: WEIGHTS,
};

/** Uncalibrated example for beads of PEEK, which no blade passes; layers change in no time worth counting. */
export const PEEK_ORIENTATION: OrientationSettings = {
  ...TITANIUM_ORIENTATION,
  overhangAngleDeg: 45,
  strutAngleDeg: 45,
  layerMm: 0.1,
  recoatS: 0,
  turnAboutZ: false,
  // It only sticks to its bed, where titanium is welded to the plate.
  anchorShare: 0.3,
  weights: { ...WEIGHTS, blade: 0 },
};

/** Uncalibrated example. */
export const SEARCH: SearchSettings = { candidates: 2000, proposals: 5, apartDeg: 15, tieShare: 0.01 };

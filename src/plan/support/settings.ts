/** Settings of supports; lengths in mm, angles in degrees. */

/** Teeth at an end of a wall: the wall breaks where they touch the part. */
export interface Teeth {
  /** From middle to middle of two teeth. */
  readonly pitchMm: number;
  readonly heightMm: number;
  /** Width of a tooth where it leaves the wall, at most the pitch, and where it touches. */
  readonly baseMm: number;
  readonly tipMm: number;
  /** How far it reaches into the part. */
  readonly intoMm: number;
}

/** Openings in a wall: upright rhombs in rows, each row moved by half of the pitch. They save powder's way out, time and weight. */
export interface Openings {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly pitchMm: number;
  readonly rowMm: number;
  /** Wall that stays between openings and teeth, foot and sides. */
  readonly rimMm: number;
}

/** A block support: upright walls of single tracks on a grid of the plate. */
export interface BlockSettings {
  readonly spacingMm: number;
  /** Direction of the first family of walls, counter-clockwise from +x; the other stands across. */
  readonly angleDeg: number;
  /** Where it touches the part from below. */
  readonly head: Teeth;
  /** Where it stands on the part; on the plate it has none. */
  readonly foot: Teeth;
  readonly openings: Openings | null;
  /** Walls are parted by gaps every so often, so that what is left of them can be taken out by pieces; null: none. */
  readonly parting: { readonly everyMm: number; readonly gapMm: number } | null;
  readonly closeMm: number;
  readonly leastLengthMm: number;
}

/** Which facets want support. */
export interface WantSettings {
  /** Facets at a smaller angle to the plate want support: 0 is a ceiling, 90 a wall. */
  readonly criticalAngleDeg: number;
  /** What lies no higher than this lies on the plate. */
  readonly plateMm: number;
  /** Smaller groups without a lowest place are left alone. */
  readonly leastAreaMm2: number;
}

/** Walls of a web: short ones that cross under a point. */
export interface WebSettings {
  /** How many lines pass through the point. */
  readonly lines: number;
  /** How far each reaches from the point to both sides. */
  readonly reachMm: number;
}

/** Walls along the border of what overhangs. */
export interface BorderSettings {
  /** How far inside of the border they stand. */
  readonly insetMm: number;
  /** The border is made of straight pieces within this. */
  readonly toleranceMm: number;
  readonly leastLengthMm: number;
}

/** How trees grow; one that may not lean is a pillar. */
export interface TreeSettings {
  /** Where it touches the part; it widens from there downwards. */
  readonly tipRadiusMm: number;
  readonly radiusMm: number;
  /** How much its radius grows for each mm downwards, until it is whole. */
  readonly taper: number;
  /** How far it reaches into the part. */
  readonly intoMm: number;
  /** Below its tip it goes straight down for so long, whatever is beside it. */
  readonly straightMm: number;
  /** How far a branch may move sideways for each mm downwards. */
  readonly lean: number;
  /** Branches nearer than this go towards each other. */
  readonly joinMm: number;
  /** Kept to the sides of the part. */
  readonly gapMm: number;
}

/** Uncalibrated example of trees for titanium: tips of 0.3 mm, columns of 1 mm, at least 55 degrees steep. */
export const TITANIUM_TREES: TreeSettings = {
  tipRadiusMm: 0.15,
  radiusMm: 0.5,
  taper: 0.35,
  intoMm: 0.1,
  straightMm: 1,
  lean: 0.7,
  joinMm: 6,
  gapMm: 0.3,
};

/** Supports of a part. */
export interface SupportSettings {
  readonly wants: WantSettings;
  readonly block: BlockSettings;
  readonly web: WebSettings;
  readonly border: BorderSettings | null;
}

/** Critical angle of titanium in degrees: an uncalibrated example within the 35 to 45 that machine makers name. */
export const CRITICAL_ANGLE_DEG = 40;

/** Uncalibrated example of titanium supports: teeth 0.2 mm wide at their tip every 1 mm, walls 1 mm apart, openings of 1 x 1.5 mm, pieces of 5 mm. */
export const TITANIUM_SUPPORTS: SupportSettings = {
  wants: { criticalAngleDeg: CRITICAL_ANGLE_DEG, plateMm: 0.03, leastAreaMm2: 0.5 },
  block: {
    spacingMm: 1,
    angleDeg: 0,
    head: { pitchMm: 1, heightMm: 0.8, baseMm: 0.9, tipMm: 0.2, intoMm: 0.1 },
    foot: { pitchMm: 1, heightMm: 0.8, baseMm: 0.9, tipMm: 0.2, intoMm: 0.05 },
    openings: { widthMm: 1, heightMm: 1.5, pitchMm: 2, rowMm: 2, rimMm: 0.4 },
    parting: { everyMm: 5, gapMm: 0.3 },
    closeMm: 0.5,
    leastLengthMm: 0.3,
  },
  web: { lines: 3, reachMm: 0.75 },
  border: { insetMm: 0.2, toleranceMm: 0.1, leastLengthMm: 0.5 },
};

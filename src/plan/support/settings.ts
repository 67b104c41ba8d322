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

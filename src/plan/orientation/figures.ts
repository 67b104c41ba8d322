/** Figures of an orientation: one row of numbers for each, so that they cross threads as they are. */

/** Place of each figure in its row. */
export const FIGURE = {
  /** Area of what faces down flatter than the angle and is not on the plate; hidden inside or not. */
  overhangMm2: 0,
  /** Area of overhangs that supports touch, from columns. */
  contactMm2: 1,
  /** Area that lies on the plate itself. */
  plateMm2: 2,
  /** Room between overhangs and what is below them, from columns. */
  supportSpaceMm3: 3,
  /** Area of the part on which supports stand, seen from above, from columns. */
  footMm2: 4,
  /** Contact, plate, feet and hanging corners on protected regions, their rims aside: supports get no place there. */
  protectedMm2: 5,
  /** Corners that hang in the air without an overhang, and the length of such edges. */
  lowPoints: 6,
  lowEdgeMm: 7,
  /** From the plate to the top, lift included. */
  heightMm: 8,
  layers: 9,
  /** Time in which no layer is made: layers times recoating. */
  recoatingS: 10,
  largestAreaMm2: 11,
  /** Largest growth of the layers' area within two of the 64 slices of the part. */
  areaJumpMm2: 12,
  /** Area of steep walls within 15 degrees of parallel to the blade. */
  bladeMm2: 13,
  /** Height over thickness of the slenderest upright thin wall; 0 without one. */
  slenderness: 14,
  /** Mean squared sine of the tilt of canals. */
  canalTilt: 15,
  /** Share of struts flatter than the angle of the process. */
  flatStruts: 16,
  /** 0 where all drains point up, 1 where all point down. */
  drainsDown: 17,
  /** What is missing of the area that should hold the part, as a share. */
  anchorLack: 18,
  /** By how much the part is turned about the vertical after it is brought upright. */
  aboutZDeg: 19,
  /** How much of `protectedMm2` is beyond what settings allow at the sides of the regions: above 0 is forbidden. */
  forbiddenMm2: 20,
} as const;

/** Name of a figure. */
export type FigureName = keyof typeof FIGURE;

/** Length of a row. */
export const FIGURES = Object.keys(FIGURE).length;

/** The row of an orientation with names. */
export function namedFigures(rows: Float64Array, row: number): Readonly<Record<FigureName, number>> {
  return Object.fromEntries(
    Object.entries(FIGURE).map(([name, k]) => [name, rows[row * FIGURES + k]!]),
  ) as unknown as Readonly<Record<FigureName, number>>;
}

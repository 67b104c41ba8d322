/** The rounded sides of a bead. */

/** Returns how far the rounded side of a bead reaches beyond its strip, in mm: half of height x (1 - pi / 4), so that the bead has the area of the strip in its section. */
export function roundedSideMm(heightMm: number): number {
  return (heightMm * (1 - Math.PI / 4)) / 2;
}

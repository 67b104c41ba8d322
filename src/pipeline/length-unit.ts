/** Units of mesh files: what they are in mm, and which one a part's size suggests. */
import type { Box3 } from '../core/mesh.ts';

/** Units that a mesh file may be in. */
export type LengthUnit = 'mm' | 'cm' | 'm' | 'inch' | 'micron';

/** Millimetres in one unit. */
export const MM_PER_UNIT: Readonly<Record<LengthUnit, number>> = { mm: 1, cm: 10, m: 1000, inch: 25.4, micron: 0.001 };

/** A part whose longest side is below this many mm is no implant in millimetres: metres were meant. */
const SHORTEST_PART_MM = 1;
/** Nor is one above this: micrometres were meant. */
const LONGEST_PART_MM = 2000;

/** Returns the unit that the numbers of a box seem to be in, when millimetres are not credible; else null. */
export function suspectedUnit(box: Box3): 'metre' | 'micron' | null {
  const longest = Math.max(box[3] - box[0], box[4] - box[1], box[5] - box[2]);
  if (longest < SHORTEST_PART_MM) return 'metre';
  if (longest > LONGEST_PART_MM) return 'micron';
  return null;
}

/** A box's size for people: `40 x 30 x 20`. */
export function sizeText(box: Box3): string {
  return [box[3] - box[0], box[4] - box[1], box[5] - box[2]]
    .map((side) => String(Number(side.toPrecision(4))))
    .join(' x ');
}

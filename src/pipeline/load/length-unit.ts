/** Units of mesh files: what they are in mm, and which one a part's size suggests. */
import type { Box3 } from '../../core/mesh.ts';

/** Units that a mesh file may be in. */
export type LengthUnit = 'mm' | 'cm' | 'm' | 'inch' | 'micron';

/** Millimetres in one unit. */
export const MM_PER_UNIT: Readonly<Record<LengthUnit, number>> = { mm: 1, cm: 10, m: 1000, inch: 25.4, micron: 0.001 };

/** A unit that the size of a part suggests. */
export type SuspectedUnit = 'metre' | 'inch' | 'micron';

/** What `--units` calls it. */
export const UNIT_OPTIONS: Readonly<Record<SuspectedUnit, LengthUnit>> = { metre: 'm', inch: 'inch', micron: 'micron' };

/** A part whose longest side is below this many mm is likelier in inches, 10 to 100 mm then: the smallest spacers and screws are longer. */
const SHORTEST_LIKELY_MM = 4;
/** Below this it is no part in millimetres at all. */
const SHORTEST_PART_MM = 1;
/** Below this inches are no longer credible: metres were meant, 1 to 400 mm. */
const SHORTEST_IN_INCHES = 0.4;
/** Nor is a part above this in millimetres: micrometres were meant. */
const LONGEST_PART_MM = 2000;

/** Returns the unit that the numbers of a box seem to be in, when millimetres are unlikely; else null. */
export function suspectedUnit(box: Box3): SuspectedUnit | null {
  const longest = Math.max(box[3] - box[0], box[4] - box[1], box[5] - box[2]);
  if (longest < SHORTEST_IN_INCHES) return 'metre';
  if (longest < SHORTEST_LIKELY_MM) return 'inch';
  if (longest > LONGEST_PART_MM) return 'micron';
  return null;
}

/** True where millimetres are out of the question, and not only unlikely. */
export function cannotBeMm(box: Box3): boolean {
  const longest = Math.max(box[3] - box[0], box[4] - box[1], box[5] - box[2]);
  return longest < SHORTEST_PART_MM || longest > LONGEST_PART_MM;
}

/** The unit for people: of several. */
export function unitWords(unit: SuspectedUnit): string {
  return unit === 'inch' ? 'inches' : `${unit}s`;
}

/** A box's size for people: `40 x 30 x 20`. */
export function sizeText(box: Box3): string {
  return [box[3] - box[0], box[4] - box[1], box[5] - box[2]]
    .map((side) => String(Number(side.toPrecision(4))))
    .join(' x ');
}

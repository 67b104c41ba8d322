/** Beads and travels out of the printer's room: `extrusion-outside-bed` and `travel-outside-bed`. */
import type { Box3 } from '../../../core/mesh.ts';
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';
import type { PathBox } from '../path-box.ts';

/** The rule on beads. */
export const extrusionOutsideBed: RuleDefinition = {
  id: 'extrusion-outside-bed',
  meaning: 'The middle line of every bead of part, skirt and supports lies over the bed, none below it.',
  severity: 'error',
  unit: 'mm',
};

/** The rule on travels. */
export const travelOutsideBed: RuleDefinition = {
  id: 'travel-outside-bed',
  meaning: 'From the first bead of the print on the nozzle stays over the bed.',
  severity: 'warning',
  unit: 'mm',
};

/** Coordinates that are added up from relative moves are right to much less than this. */
const ROUNDING_MM = 1e-6;
const SIDES = ['-x', '-y', '-z', '+x', '+y', '+z'] as const;

/** Without a bed nothing may be extruded below z 0. */
const NO_BED: Box3 = [-Infinity, -Infinity, 0, Infinity, Infinity, Infinity];

/** Checks one box of paths against the room of the printer. */
export function checkOutsideBed(rule: RuleDefinition, path: PathBox, bedBoxMm: Box3 | null, log: FindingLog): void {
  const box = path.box();
  if (box === null) return;
  const room = bedBoxMm ?? NO_BED;
  for (const [side, name] of SIDES.entries()) {
    const beyondMm = side < 3 ? room[side]! - box[side]! : box[side]! - room[side]!;
    if (!(beyondMm > ROUNDING_MM)) continue;
    const place = side % 3 === 0 ? { xMm: box[side]! } : side % 3 === 1 ? { yMm: box[side]! } : {};
    log.add(rule, {
      cause: name,
      layer: path.layerOf(side),
      ...place,
      measured: beyondMm,
      limit: 0,
      weight: beyondMm,
      message: () =>
        `${rule === travelOutsideBed ? 'the nozzle travels' : 'beads reach'} ${said(beyondMm)} mm out of the bed on the ${name} side`,
    });
  }
}

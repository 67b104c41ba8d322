/** Areas that are filled with a loop and parallel lines at a distance: rafts and supports. */
import type { Loops } from '../core/polyline.ts';
import type { BeadFeature } from '../core/toolpath.ts';
import { subtractSets } from '../geometry/combine-sets.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { evenBeads } from './adhesion/around.ts';
import type { Bead, Unfilled } from './bead.ts';
import type { BeadUnit } from './bead-unit.ts';
import { parallelBeads } from './infill-beads.ts';

/** A loop along the border, or none, and straight lines inside of it. */
export interface FillPattern {
  readonly feature: BeadFeature;
  readonly beadWidthMm: number;
  /** From line to line; as wide as a bead: they lie side by side. */
  readonly spacingMm: number;
  readonly anglesDeg: readonly number[];
  readonly hasLoop: boolean;
}

/** Beads of an area, and the places that are too narrow for any. */
export interface FilledPattern {
  readonly units: BeadUnit[];
  readonly empty: Unfilled[];
}

/** What is left at the corners of a place that beads do fill is narrower than this share of a bead. */
const CORNER_SHARE = 0.25;

/**
 * Fills an area; no strip leaves it. Lines lie at (i + 1/2) x spacing from the origin of the plate, so that those of one layer stand on
 * those of the one below; where none meets a piece of the area, a loop stands in. Places narrower than a bead get none, and are measured.
 */
export function fillPattern(area: Loops, pattern: FillPattern): FilledPattern {
  const { feature, beadWidthMm, spacingMm, hasLoop } = pattern;
  const units: BeadUnit[] = [];
  const middle = insetLoops(area, -beadWidthMm / 2);
  for (const { outline, holes } of nestLoops(middle)) {
    const own = [outline, ...holes];
    const loops = hasLoop ? evenBeads(own, beadWidthMm, feature) : [];
    // Ends of beads are round: half a width before the loop, or before the border.
    const inner = hasLoop ? insetLoops(own, -beadWidthMm) : own;
    const infill: Bead[][] = [];
    for (const angleDeg of pattern.anglesDeg) {
      const runs = parallelBeads(inner, { angleDeg, spacingMm, phase: 0.5 }, beadWidthMm, feature);
      infill.push(...runs.filter((run) => run.length > 0));
    }
    if (loops.length === 0 && infill.length === 0) loops.push(...evenBeads(own, beadWidthMm, feature));
    units.push({ perimeters: [loops], gaps: [], infill });
  }
  return { units, empty: placesWithout(area, middle, beadWidthMm) };
}

/** The places of an area that no bead with its middle in `middle` reaches. */
function placesWithout(area: Loops, middle: Loops, beadWidthMm: number): Unfilled[] {
  if (area.length === 0) return [];
  const rest = middle.length === 0 ? area : subtractSets(area, insetLoops(middle, beadWidthMm / 2, 'miter'));
  return nestLoops(rest).flatMap(({ outline, holes }) => {
    const own = [outline, ...holes];
    if (insetLoops(own, (-CORNER_SHARE * beadWidthMm) / 2).length === 0) return [];
    return [{ areaMm2: loopsAreaMm2(own), xMm: outline.xy[0]!, yMm: outline.xy[1]! }];
  });
}

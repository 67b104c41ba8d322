/** Areas that are filled with a loop and parallel lines at a distance: rafts and supports. */
import type { Loops } from '../core/polyline.ts';
import type { BeadFeature } from '../core/toolpath.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { evenBeads } from './adhesion/around.ts';
import type { Bead } from './bead.ts';
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

/** Beads of an area, and what is too narrow for any of them. */
export interface FilledPattern {
  readonly units: BeadUnit[];
  readonly emptyMm2: number;
  /** A point of the largest place that got nothing. */
  readonly emptyAt: { readonly xMm: number; readonly yMm: number } | null;
}

/**
 * Fills an area; no strip leaves it. Lines lie at (i + 1/2) x spacing from the origin of the plate, so that those of one layer stand on
 * those of the one below. Places narrower than a bead get none, and are measured.
 */
export function fillPattern(area: Loops, pattern: FillPattern): FilledPattern {
  const { feature, beadWidthMm, spacingMm, hasLoop } = pattern;
  const units: BeadUnit[] = [];
  let emptyMm2 = 0;
  let worst: { readonly areaMm2: number; readonly xMm: number; readonly yMm: number } | null = null;
  for (const { outline, holes } of nestLoops(area)) {
    const own = [outline, ...holes];
    const middle = insetLoops(own, -beadWidthMm / 2);
    if (middle.length === 0) {
      const areaMm2 = loopsAreaMm2(own);
      emptyMm2 += areaMm2;
      if (worst === null || areaMm2 > worst.areaMm2) {
        worst = { areaMm2, xMm: outline.xy[0]!, yMm: outline.xy[1]! };
      }
      continue;
    }
    const loops = hasLoop ? evenBeads(middle, beadWidthMm, feature) : [];
    // Ends of beads are round: half a width before the loop, or before the border.
    const inner = hasLoop ? insetLoops(own, -1.5 * beadWidthMm) : middle;
    const infill: Bead[][] = [];
    for (const angleDeg of pattern.anglesDeg) {
      const runs = parallelBeads(inner, { angleDeg, spacingMm, phase: 0.5 }, beadWidthMm, feature);
      infill.push(...runs.filter((run) => run.length > 0));
    }
    if (loops.length === 0 && infill.length === 0) loops.push(...evenBeads(middle, beadWidthMm, feature));
    units.push({ perimeters: [loops], gaps: [], infill });
  }
  return { units, emptyMm2, emptyAt: worst === null ? null : { xMm: worst.xMm, yMm: worst.yMm } };
}

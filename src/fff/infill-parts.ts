/** Parts the inside of an area by what lies below and above it: bridges, skins and the rest. */
import type { Loops } from '../core/polyline.ts';
import type { BeadFeature } from '../core/toolpath.ts';
import { intersectSets, subtractSets, uniteSets } from '../geometry/combine-sets.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { withoutStrips } from '../geometry/without-strips.ts';
import { bridgeAngleDeg } from './bridge-angle.ts';
import type { BeadSettings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

/** A connected area that is filled in one way. */
export interface InfillPart {
  readonly area: Loops;
  readonly areaMm2: number;
  readonly feature: BeadFeature;
  readonly fraction: number;
  /** Direction of the lines; null: that of the layer. */
  readonly angleDeg: number | null;
  /** Volume over that of the strips. */
  readonly flow: number;
}

/** What is left of an area narrower than this many beads goes to its neighbours. */
const LEAST_WIDTH = 2;
/** A bridge reaches this many beads onto what bears it. */
const ANCHOR = 1;

/**
 * Parts the inside of an area. A bridge is what hangs more than half a bead over nothing, with a bead's width of what bears it; a skin is what the layers above
 * or below do not cover all through, as many of them as the settings say. Skins of sparse infill are solid; what the next layer leaves open is the top.
 */
export function infillParts(
  area: Loops,
  areaMm2: number,
  settings: BeadSettings,
  around: Surroundings | null,
): InfillPart[] {
  const { beadWidthMm, infillFraction, bridge, skin } = settings;
  const rest: Omit<InfillPart, 'area' | 'areaMm2'> = {
    feature: infillFraction >= 1 ? 'solid-infill' : 'internal-infill',
    fraction: infillFraction,
    angleDeg: null,
    flow: 1,
  };
  const whole: InfillPart[] = [{ ...rest, area, areaMm2 }];
  if (around === null || (bridge === undefined && skin === undefined)) return whole;
  const parts: InfillPart[] = [];
  let left = area;
  const take = (
    wanted: Loops,
    of: Omit<InfillPart, 'area' | 'areaMm2' | 'angleDeg'>,
    angle?: (one: Loops) => number,
  ) => {
    const found = opened(intersectSets(left, wanted), beadWidthMm);
    if (found.length === 0) return;
    left = withoutStrips(subtractSets(left, found));
    for (const { outline, holes } of nestLoops(found)) {
      const one = [outline, ...holes];
      parts.push({ ...of, area: one, areaMm2: loopsAreaMm2(one), angleDeg: angle?.(one) ?? null });
    }
  };
  const below = around.below?.[0];
  if (bridge !== undefined && below !== undefined) {
    const air = hanging(area, below, beadWidthMm);
    const wide = air.length === 0 ? [] : insetLoops(air, ANCHOR * beadWidthMm);
    if (wide.length > 0) {
      take(wide, { feature: 'bridge-infill', fraction: 1, flow: bridge.flow }, (one) =>
        bridgeAngleDeg(withoutStrips(subtractSets(one, below)), below, beadWidthMm),
      );
    }
  }
  if (skin !== undefined) {
    const { topLayers, bottomLayers } = skin;
    const solid = { fraction: 1, flow: 1 };
    if (topLayers > 0) take(subtractSets(left, around.above[0] ?? []), { ...solid, feature: 'top-solid-infill' });
    if (infillFraction < 1) {
      const covered = [
        ...coverOf(around.above, topLayers),
        ...(around.below === null ? [] : coverOf(around.below, bottomLayers)),
      ];
      const isBottom = around.below === null && bottomLayers > 0;
      let open: Loops = isBottom ? left : [];
      for (const cover of isBottom ? [] : covered) open = uniteSets(open, subtractSets(left, cover));
      if (open.length > 0) take(open, { ...solid, feature: 'solid-infill' });
    }
  }
  if (parts.length === 0) return whole;
  for (const { outline, holes } of nestLoops(left)) {
    const one = [outline, ...holes];
    parts.push({ ...rest, area: one, areaMm2: loopsAreaMm2(one) });
  }
  return parts;
}

/** The layers that must cover a place; one that is missing covers nothing. */
function coverOf(layers: readonly Loops[], count: number): readonly Loops[] {
  return Array.from({ length: count }, (_, n) => layers[n] ?? []);
}

/** What has no solid under it, of those pieces that somewhere lie more than half a bead beyond the solid below. */
function hanging(area: Loops, below: Loops, beadWidthMm: number): Loops {
  const far = subtractSets(area, insetLoops(below, beadWidthMm / 2));
  if (far.length === 0) return [];
  // Grown back by what was taken off, so that it reaches the solid again.
  return intersectSets(subtractSets(area, below), insetLoops(far, beadWidthMm / 2 + 0.01));
}

/** An area without what is too narrow for lines. */
function opened(area: Loops, beadWidthMm: number): Loops {
  if (area.length === 0) return [];
  const half = (LEAST_WIDTH * beadWidthMm) / 2;
  const kept = insetLoops(area, -half);
  return kept.length === 0 ? [] : withoutStrips(intersectSets(area, insetLoops(kept, half + 0.001, 'miter')));
}

/** Splits a layer into core, hull and the skins that face up and down, by what the layers above and below hold. */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM, toGrid } from '../core/units.ts';
import { canonicalLoops } from '../geometry/canonical-loops.ts';
import { ARC_TOLERANCE_MM, offsetLoops } from '../geometry/clipping.ts';
import { intersectSets } from '../geometry/combine-sets.ts';
import { splitSet } from '../geometry/split-set.ts';
import { withoutStrips } from '../geometry/without-strips.ts';
import { facingArea } from './facing-area.ts';
import type { SkinRule, SkinSettings } from './settings.ts';

/** The areas of a layer; canonical loops. Core, hull, upskin and downskin do not overlap and add up to the layer. */
export interface LayerSkins {
  readonly core: Loops;
  /** Along the border of the layer, outlines and holes, where no skin is. */
  readonly hull: Loops;
  readonly upskin: Loops;
  readonly downskin: Loops;
  /** The part of the downskin that faces up as well: what is thinner than both skins. */
  readonly both: Loops;
}

/**
 * Returns the areas of one layer. `loadClipping` must have been awaited before.
 *
 * A place that faces both ways is downskin: there the melt stands on powder, which takes the heat badly, so that too much energy sags and costs the
 * shape; too little at a face that looks up costs roughness alone.
 *
 * The areas share the points of their cuts. Such a point lies on the grid, so the border of the layer bends there by up to half a grid unit. With
 * no least width the tail of a band, where two borders meet at a grazing angle, may go from the skin as a strip and stay in the core as a slit of
 * the same width, 0.15 um at most.
 *
 * @param layer - clean loops (`unitePositive`); so are the others
 * @param below - the layers below, nearest first; one that is missing holds nothing
 * @param above - the layers above, nearest first
 */
export function classifySkins(
  layer: Loops,
  below: readonly Loops[],
  above: readonly Loops[],
  settings: SkinSettings,
): LayerSkins {
  const whole = canonical(layer);
  const { thicknessMm, hullMm } = settings;
  const down = skinOf(whole, below, thicknessMm, settings.downskin);
  const up = skinOf(whole, above, thicknessMm, settings.upskin);
  const { inside: downskin, outside: notDown } = splitSet(whole, down);
  const { inside: upskin, outside: bulk } = splitSet(notDown, up);
  const both = intersectSets(downskin, up);
  const { inside: core, outside: hull } =
    hullMm === null ? { inside: bulk, outside: [] } : splitSet(bulk, offsetLoops(whole, -hullMm));
  return {
    core: tidy(core),
    hull: tidy(hull),
    upskin: tidy(upskin),
    downskin: tidy(downskin),
    both: tidy(both),
  };
}

/** An area whose common part with the layer is the skin on one side. */
function skinOf(layer: Loops, others: readonly Loops[], thicknessMm: number, rule: SkinRule | null): Loops {
  if (rule === null) return [];
  const facing = facingArea(layer, others.slice(0, rule.layers).map(canonical), thicknessMm, rule);
  if (facing.length === 0) return [];
  const wide = rule.minWidthMm > 0 ? withoutNarrow(layer, facing, rule.minWidthMm) : facing;
  return rule.expansionMm > 0 ? offsetLoops(intersectSets(layer, wide), rule.expansionMm) : wide;
}

/** Takes away what is narrower than a width; what stays keeps its own border. */
function withoutNarrow(layer: Loops, area: Loops, widthMm: number): Loops {
  // A piece of just that width stays.
  const kept = offsetLoops(intersectSets(layer, area), 1 / GRID_PER_MM - widthMm / 2);
  return intersectSets(area, offsetLoops(kept, widthMm / 2 + ARC_TOLERANCE_MM, 'miter'));
}

function tidy(loops: Loops): Loops {
  return canonical(withoutStrips(loops));
}

/** One writing for one area, so that the order of loops never shows. */
function canonical(loops: Loops): Loops {
  return canonicalLoops(loops.map(({ xy }) => xy.map(toGrid)));
}

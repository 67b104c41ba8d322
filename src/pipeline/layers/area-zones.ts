/** The areas of a layer that are exposed in their own ways, from its own cut and those of its neighbours. */
import type { Loops } from '../../core/polyline.ts';
import { offsetLoops } from '../../geometry/clipping.ts';
import { intersectSets, subtractSets } from '../../geometry/combine-sets.ts';
import { reachOfLayerMm } from '../../geometry/layer-reach.ts';
import type { AreaZone } from '../../scan/area-zone.ts';
import { classifySkins } from '../../slicing/classify-skins.ts';
import { type OverhangClass, overhangClasses } from '../../slicing/overhang-classes.ts';
import type { SkinRule, SkinSettings } from '../../slicing/settings.ts';
import type { AreaSpec } from './area-spec.ts';
import type { LayerCutter } from './cut-layers.ts';
import type { LayerAreas } from './layer-areas.ts';

/** A layer on its way to areas. */
export interface LayerToSplit {
  readonly index: number;
  readonly areas: LayerAreas;
  readonly thicknessMm: number;
  /** Whether the lowest layer lies on the plate, which then bears what lies on it. */
  readonly onPlate: boolean;
}

/** What a layer is split into. */
export interface SplitLayer {
  /** Areas beside the core, in the order in which they are exposed after it. */
  readonly zones: readonly AreaZone[];
  /** Surface that looks down flatter than the limit; null where none is set. */
  readonly overhang: Pick<OverhangClass, 'areaMm2' | 'worst'> | null;
}

/**
 * Splits a layer. Skins and hull are those of its dense parts, or with `inLattice` of all its solid. What a dense part rests on or bears is all
 * solid of the neighbour layers, lattice or not: over a pore it looks down. Where the part stands on the plate, layers below the first one count as full.
 */
export function splitLayer(layer: LayerToSplit, spec: AreaSpec, cutter: LayerCutter): SplitLayer {
  const { areas, thicknessMm } = layer;
  const parts = spec.inLattice && spec.transitionMm === null ? { dense: areas.solid, lattice: [] } : areas.parts();
  const skinned = spec.inLattice ? areas.solid : parts.dense;
  const isClipped = !spec.inLattice && parts.lattice.length > 0;
  const near = (n: number, rule: SkinRule | null): Loops[] => neighbours(layer, cutter, skinned, n, rule, isClipped);
  const zones = spec.skins === null ? [] : skinZones(layer, skinned, { ...spec.skins, thicknessMm }, spec, near);
  const { transitionMm } = spec;
  if (transitionMm !== null && parts.lattice.length > 0) {
    const keys = { 'hatch-core': 'hatch-lattice', 'thin-wall': 'hatch-lattice' };
    const reach = transitionMm > 0 ? offsetLoops(parts.dense, transitionMm) : parts.dense;
    const place = zones.reduce((left, zone) => subtractSets(left, zone.place), reach);
    zones.push({ area: 'core', place, keys, spacingMm: null, isOutside: true });
  }
  return { zones, overhang: overhangOf(layer, parts.dense, spec.overhangDeg, near) };
}

function skinZones(
  layer: LayerToSplit,
  skinned: Loops,
  settings: SkinSettings,
  { spacingMm, contours, contourKeys }: AreaSpec,
  near: (step: number, rule: SkinRule | null) => Loops[],
): AreaZone[] {
  if (skinned.length === 0) return [];
  // On the plate the rule ends there: no layer below the first one has a say.
  const downskin = layer.onPlate ? upToPlate(settings.downskin, layer.index) : settings.downskin;
  const { upskin } = settings;
  const areas = classifySkins(skinned, near(-1, downskin), near(1, upskin), { ...settings, downskin });
  const zones: AreaZone[] = [];
  if (areas.hull.length > 0) {
    zones.push({ area: 'hull', place: areas.hull, keys: { 'hatch-core': 'hatch-hull' }, spacingMm: null });
  }
  for (const area of ['upskin', 'downskin'] as const) {
    if (areas[area].length === 0) continue;
    const own = contours[area] ? contourKeys.map((key) => [key, `contour-${area}`] as const) : [];
    const keys = { 'hatch-core': `hatch-${area}`, ...Object.fromEntries(own) };
    zones.push({ area, place: areas[area], keys, spacingMm: spacingMm[area] });
  }
  return zones;
}

function upToPlate(rule: SkinRule | null, index: number): SkinRule | null {
  if (rule === null || index === 0) return null;
  return { ...rule, layers: Math.min(rule.layers, index) };
}

/** Beyond the reach, so that rounding leaves nothing out. */
const BESIDE_MM = 0.05;

/** The layers on one side, nearest first. Of a lattice only what comes within the reach of the dense area has a say. */
function neighbours(
  { index, thicknessMm }: LayerToSplit,
  cutter: LayerCutter,
  skinned: Loops,
  step: number,
  rule: SkinRule | null,
  isClipped: boolean,
): Loops[] {
  if (rule === null) return [];
  const layers = Array.from({ length: rule.layers }, (_, n) => cutter.solidAt(index + step * (n + 1)));
  if (!isClipped) return layers;
  const reachMm = rule.layers * reachOfLayerMm(thicknessMm, rule.angleDeg) + BESIDE_MM;
  const around = offsetLoops(skinned, reachMm);
  return layers.map((solid) => intersectSets(solid, around));
}

function overhangOf(
  layer: LayerToSplit,
  dense: Loops,
  limitDeg: number | null,
  near: (step: number, rule: SkinRule | null) => Loops[],
): SplitLayer['overhang'] {
  if (limitDeg === null) return null;
  if (dense.length === 0 || (layer.onPlate && layer.index === 0)) return { areaMm2: 0, worst: null };
  const rule: SkinRule = { angleDeg: limitDeg, layers: 1, expansionMm: 0, minWidthMm: 0 };
  const { thicknessMm } = layer;
  const [flat] = overhangClasses(dense, near(-1, rule), { thicknessMm, layers: 1, bordersDeg: [limitDeg] });
  return { areaMm2: flat?.areaMm2 ?? 0, worst: flat?.worst ?? null };
}

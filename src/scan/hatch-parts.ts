/** The hatch area of a layer in parts, where zones have hatch lines of their own. */
import type { Area } from '../core/layer.ts';
import type { Loops } from '../core/polyline.ts';
import type { ParamsKey } from '../core/toolpath.ts';
import { offsetLoops } from '../geometry/clipping.ts';
import { intersectSets, subtractSets } from '../geometry/combine-sets.ts';
import type { AreaZone } from './area-zone.ts';
import type { HatchSettings } from './patterns/settings.ts';

/** What is hatched at one distance. */
export interface HatchPart {
  readonly area: Area;
  readonly params: ParamsKey;
  readonly place: Loops;
  readonly hatch: HatchSettings;
}

/**
 * Returns the parts in the order in which they are exposed: what has the common distance first, then each zone with its own. A point is exposed by
 * the line nearest to it, half a distance away at most; so each part reaches over the border by half of its own distance, and nothing is left bare
 * between two families of lines. That band is exposed by both.
 */
export function hatchParts(
  area: Loops,
  params: ParamsKey,
  hatch: HatchSettings,
  kind: Area,
  zones: readonly AreaZone[],
): HatchPart[] {
  const own = zones.flatMap(({ spacingMm, ...zone }) => (isOwn(spacingMm, hatch) ? [{ ...zone, spacingMm }] : []));
  if (own.length === 0) return [{ area: kind, params, place: area, hatch }];
  let rest = area;
  const parts: HatchPart[] = [];
  for (const { area: zoneArea, place, keys, spacingMm } of own) {
    rest = subtractSets(rest, offsetLoops(place, -hatch.spacingMm / 2));
    const grown = intersectSets(area, offsetLoops(place, spacingMm / 2));
    parts.push({ area: zoneArea, params: keys[params] ?? params, place: grown, hatch: withSpacing(hatch, spacingMm) });
  }
  return [{ area: kind, params, place: rest, hatch }, ...parts];
}

/** The same pattern with lines at another distance; hexagons need half of it as overlap. */
function withSpacing(hatch: HatchSettings, spacingMm: number): HatchSettings {
  if (hatch.pattern !== 'hexagon') return { ...hatch, spacingMm };
  return { ...hatch, spacingMm, overlapMm: Math.max(hatch.overlapMm, spacingMm / 2) };
}

/** Returns the zones as they are told apart after hatching: paths of a key that a zone had planned apart are not cut along its border again. */
export function zonesAfterHatch(zones: readonly AreaZone[], params: ParamsKey, hatch: HatchSettings): AreaZone[] {
  return zones.map((zone) => {
    if (!isOwn(zone.spacingMm, hatch)) return zone;
    const { [params]: _, ...keys } = zone.keys;
    return { ...zone, keys };
  });
}

/** Tells whether a zone has hatch lines of its own. */
function isOwn(spacingMm: number | null, hatch: HatchSettings): spacingMm is number {
  return spacingMm !== null && spacingMm !== hatch.spacingMm;
}

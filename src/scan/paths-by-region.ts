/** Laser paths with the region of the case that each lies in: contours and hatch are cut where regions meet. */
import type { Loops } from '../core/polyline.ts';
import type { HatchToolpath, Toolpath, ToolpathLayer } from '../core/toolpath.ts';
import { snapMm } from '../core/units.ts';
import { splitByZone } from '../geometry/split-by-zone.ts';
import { type ZoneMap, zoneMap } from '../geometry/zone-map.ts';

/** The place of a region in a layer. */
export interface RegionZone {
  readonly regionId: string;
  readonly place: Loops;
}

/**
 * Returns the same paths in the same order, cut at the borders of the regions; `zones` stand in their order. What is exposed does not change:
 * pieces meet end to end, and one that would be shorter than `leastMm` stays with its neighbour. Beads are left as they are.
 */
export function pathsByRegion(layer: ToolpathLayer, zones: readonly RegionZone[], leastMm: number): ToolpathLayer {
  const [first] = zones;
  if (first === undefined) return layer;
  if (zones.length === 1) {
    const toolpaths = layer.toolpaths.map((path) => ({ ...path, regionId: first.regionId }));
    return { ...layer, toolpaths };
  }
  const map = zoneMap(zones.map(({ place }) => place));
  // What rounding has put beside all of them is in the region that has the rest, which is the last one.
  const nameOf = (zone: number) => (zones[zone] ?? zones[zones.length - 1] ?? first).regionId;
  const toolpaths = layer.toolpaths.flatMap((path): Toolpath[] => {
    if (path.kind === 'hatch') return hatchPieces(path, map, nameOf, leastMm);
    if (path.kind === 'bead') return [path];
    const { xy, closed } = path.path;
    return splitByZone(xy, closed, map, leastMm, snapMm).map((piece) => ({
      ...path,
      regionId: nameOf(piece.zone),
      path: { xy: piece.xy, closed: piece.closed },
    }));
  });
  return { ...layer, toolpaths };
}

/** Vectors in execution order, in one set as long as the region stays the same. */
function hatchPieces(
  path: HatchToolpath,
  map: ZoneMap,
  nameOf: (zone: number) => string,
  leastMm: number,
): HatchToolpath[] {
  const { xyxy } = path.lines;
  const sets: { readonly regionId: string; readonly lines: number[] }[] = [];
  for (let i = 0; i < xyxy.length; i += 4) {
    for (const { zone, xy } of splitByZone(xyxy.subarray(i, i + 4), false, map, leastMm, snapMm)) {
      const regionId = nameOf(zone);
      let set = sets[sets.length - 1];
      if (set === undefined || set.regionId !== regionId) {
        set = { regionId, lines: [] };
        sets.push(set);
      }
      set.lines.push(xy[0]!, xy[1]!, xy[xy.length - 2]!, xy[xy.length - 1]!);
    }
  }
  return sets.map(({ regionId, lines }) => ({ ...path, regionId, lines: { xyxy: Float64Array.from(lines) } }));
}

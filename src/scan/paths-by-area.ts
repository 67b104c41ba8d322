/** Laser paths with the area of the layer that each lies in: core, hull, faces that look up or down, the inside of a lattice. */
import type { Area } from '../core/layer.ts';
import type { ContourToolpath, HatchToolpath, ParamsKey, Toolpath, ToolpathLayer } from '../core/toolpath.ts';
import { snapMm } from '../core/units.ts';
import { splitByZone } from '../geometry/split-by-zone.ts';
import { type ZoneMap, zoneMap } from '../geometry/zone-map.ts';
import type { AreaZone } from './area-zone.ts';

/** The zones that rename a key, and where they are. */
interface Renaming {
  readonly zones: readonly { readonly area: Area; readonly params: ParamsKey }[];
  readonly map: ZoneMap;
}

/**
 * Returns the same paths, cut at the borders of the zones that have a key for them. What is exposed does not change: pieces meet end to end, and one that
 * would be shorter than `leastMm` stays with its neighbour. Lines stay in their order, but of each set of vectors those of no zone come first,
 * then those of each zone in the order of the zones. Supports are left as they are.
 */
export function pathsByArea(layer: ToolpathLayer, zones: readonly AreaZone[], leastMm: number): ToolpathLayer {
  if (zones.length === 0) return layer;
  const [only] = zones;
  const renamings = new Map<ParamsKey, Renaming | null>();
  const renamingOf = (params: ParamsKey): Renaming | null => {
    const known = renamings.get(params);
    if (known !== undefined) return known;
    const made = renaming(zones, params);
    renamings.set(params, made);
    return made;
  };
  const toolpaths = layer.toolpaths.flatMap((path): Toolpath[] => {
    if (path.kind === 'bead' || path.area === 'support') return [path];
    const everywhere = zones.length === 1 && only?.isOutside === true && only.place.length === 0;
    if (everywhere) return [renamed(path, only)];
    const found = renamingOf(path.params);
    if (found === null) return [path];
    return path.kind === 'hatch' ? hatchByArea(path, found, leastMm) : contourByArea(path, found, leastMm);
  });
  return { ...layer, toolpaths };
}

/** The path in a zone that is all of the layer. */
function renamed(path: ContourToolpath | HatchToolpath, { area, keys }: AreaZone): Toolpath {
  const params = keys[path.params];
  return params === undefined ? path : { ...path, area, params };
}

function renaming(zones: readonly AreaZone[], params: ParamsKey): Renaming | null {
  const own = zones.filter(({ keys }) => Object.hasOwn(keys, params));
  const last = own[own.length - 1];
  if (last === undefined) return null;
  // What is outside of a place is outside of the zones before it too, whether they have a key or not.
  const mapped = last.isOutside === true ? zones : own;
  const map = zoneMap(mapped.map(({ place }) => place));
  // What is in none of them is one more zone, so that it stays so.
  const rest = own.length;
  const zoneOf = mapped.map((zone) => {
    const n = own.indexOf(zone);
    return n < 0 || zone.isOutside === true ? rest : n;
  });
  const outside = last.isOutside === true ? rest - 1 : rest;
  const at = (xMm: number, yMm: number): number => zoneOf[map.at(xMm, yMm)] ?? outside;
  const named = own.map(({ area, keys }) => ({ area, params: keys[params] as ParamsKey }));
  return { zones: named, map: { ...map, at } };
}

function contourByArea(path: ContourToolpath, { zones, map }: Renaming, leastMm: number): ContourToolpath[] {
  const { xy, closed } = path.path;
  return splitByZone(xy, closed, map, leastMm, snapMm).map((piece) => ({
    ...path,
    ...zones[piece.zone],
    path: { xy: piece.xy, closed: piece.closed },
  }));
}

function hatchByArea(path: HatchToolpath, { zones, map }: Renaming, leastMm: number): HatchToolpath[] {
  const { xyxy } = path.lines;
  const rest: number[] = [];
  const inZone = zones.map((): number[] => []);
  for (let i = 0; i < xyxy.length; i += 4) {
    for (const { zone, xy } of splitByZone(xyxy.subarray(i, i + 4), false, map, leastMm, snapMm)) {
      const lines = inZone[zone] ?? rest;
      lines.push(xy[0]!, xy[1]!, xy[xy.length - 2]!, xy[xy.length - 1]!);
    }
  }
  const sets = [
    { ...path, xyxy: rest },
    ...zones.map((zone, n) => ({ ...path, ...zone, xyxy: inZone[n] as number[] })),
  ];
  return sets.flatMap(({ xyxy: lines, ...set }) =>
    lines.length === 0 ? [] : [{ ...set, lines: { xyxy: Float64Array.from(lines) } }],
  );
}

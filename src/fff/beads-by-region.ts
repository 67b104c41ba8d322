/** Beads with the region of the case that most of each lies in. */
import type { Loops } from '../core/polyline.ts';
import { isOfPart, type ToolpathLayer } from '../core/toolpath.ts';
import { zoneMap } from '../geometry/zone-map.ts';

/** The place of a region in a layer. */
export interface BeadZone {
  readonly regionId: string;
  readonly place: Loops;
}

/**
 * Returns the same beads, each with the region that has most of its length; one that touches none, and what is no part of the part, have no region. A bead is
 * never cut where regions meet: an end of a bead is a weak place.
 */
export function beadsByRegion(layer: ToolpathLayer, zones: readonly BeadZone[]): ToolpathLayer {
  if (zones.length === 0) return layer;
  const map = zoneMap(zones.map(({ place }) => place));
  const lengths = new Float64Array(zones.length);
  const toolpaths = layer.toolpaths.map((path) => {
    if (path.kind !== 'bead' || !isOfPart(path.feature)) return path;
    const { xy, closed } = path.path;
    lengths.fill(0);
    const n = xy.length / 2;
    for (let s = 0; s < (closed ? n : n - 1); s++) {
      const to = (s + 1) % n;
      const x0 = xy[2 * s]!;
      const y0 = xy[2 * s + 1]!;
      const dx = xy[2 * to]! - x0;
      const dy = xy[2 * to + 1]! - y0;
      const length = Math.sqrt(dx * dx + dy * dy);
      let from = 0;
      for (const until of [...map.crossings(x0, y0, xy[2 * to]!, xy[2 * to + 1]!), 1]) {
        const middle = (from + until) / 2;
        const zone = map.at(x0 + middle * dx, y0 + middle * dy);
        if (zone >= 0) lengths[zone]! += (until - from) * length;
        from = until;
      }
    }
    const most = lengths.reduce((best, length, zone) => (length > lengths[best]! ? zone : best), 0);
    return lengths[most]! > 0 ? { ...path, regionId: zones[most]?.regionId ?? null } : path;
  });
  return { ...layer, toolpaths };
}

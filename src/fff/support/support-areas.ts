/** What of a region to be supported gets beads in a layer, and where they are those next to the part. */
import type { Loops } from '../../core/polyline.ts';
import { intersectSets, subtractSets, uniteSets } from '../../geometry/combine-sets.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import type { SupportSettings } from './settings.ts';

/** A region to be supported in a layer, and the part in this layer and beside it. */
export interface SupportedLayer {
  readonly region: Loops;
  readonly part: Loops;
  /** The part in the layers above, the next one first, as many as `layersBeside` says. */
  readonly above: readonly Loops[];
  /** The part in the layers below, the next one first. */
  readonly below: readonly Loops[];
}

/** Areas that beads of support fill; they do not overlap. */
export interface SupportAreas {
  readonly support: Loops;
  readonly contact: Loops;
}

/** Arcs of an offset are chords, and points lie on a grid: so much is added to the gap that it is never less. */
const RESERVE_MM = 0.003;

/** Returns how many layers above and below a layer decide its supports. */
export function layersBeside({ gapLayers, contact }: SupportSettings): {
  readonly above: number;
  readonly below: number;
} {
  return { above: gapLayers.under + contact.layers, below: gapLayers.on + contact.layers };
}

/**
 * Returns the areas of support in a layer: the region less the part and the gap around it, less what lies in the gap under or on the part;
 * what lies next to that is contact.
 */
export function supportAreas(layer: SupportedLayer, settings: SupportSettings, heightMm: number): SupportAreas {
  const { gapLayers, contact } = settings;
  const free = trimmed(layer, settings, heightMm);
  const { above, below } = layer;
  const near = [
    ...above.slice(gapLayers.under, gapLayers.under + contact.layers),
    ...below.slice(gapLayers.on, gapLayers.on + contact.layers),
  ];
  if (free.length === 0) return { support: [], contact: [] };
  const beside = near.reduce(uniteSets, []);
  const contacts = beside.length === 0 ? [] : intersectSets(free, beside);
  return { support: contacts.length === 0 ? free : subtractSets(free, contacts), contact: contacts };
}

function trimmed(
  { region, part, above, below }: SupportedLayer,
  { gapXyMm, gapLayers }: SupportSettings,
  heightMm: number,
): Loops {
  // Rounded sides of a bead reach beyond its strip.
  const reachMm = gapXyMm + (heightMm * (1 - Math.PI / 4)) / 2 + RESERVE_MM;
  let free = region;
  if (part.length > 0 && free.length > 0) free = subtractSets(free, insetLoops(part, reachMm));
  for (const other of [...above.slice(0, gapLayers.under), ...below.slice(0, gapLayers.on)]) {
    if (other.length > 0 && free.length > 0) free = subtractSets(free, other);
  }
  return free;
}

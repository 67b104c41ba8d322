/**
 * Islands of a stack of layers and when they join the part: pieces of a layer with no solid under them, followed upward until they hang together
 * with what stands on the plate or on supports. In lattices such tips are common and short: whiskers.
 *
 * Pieces are followed as `trackComponents` does, on rows: a contact that shows itself only between two rows is missed, so islands are found
 * rather too often and joined rather too late. Layers are forgotten; what stays is a number for each loop of the stack and the islands.
 */
import type { Loops } from '../../core/polyline.ts';
import { intersectSets } from '../../geometry/combine-sets.ts';
import { nestLoops } from '../../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../../geometry/polygon-area.ts';
import { labelSets } from '../../volume/label-sets.ts';
import { trackComponents } from '../../volume/run-components.ts';
import { piecePlaces } from './piece-places.ts';
import type { IslandSettings } from './settings.ts';

/** What lies around a layer. */
export interface IslandLayer {
  readonly index: number;
  readonly thicknessMm: number;
  /** Clean loops of the part. */
  readonly loops: Loops;
  /** Supports under this layer; what touches them stands. */
  readonly supports: Loops;
  /** Tells whether a place of this layer is in a porous region. */
  isPorous(xMm: number, yMm: number): boolean;
}

/**
 * What an island is. `whisker`: in a porous place, and joins the part within the layers allowed. `trim`: in a porous place, and joins later or
 * never. `unsupported`: in a solid place, however soon it joins.
 */
export type IslandKind = 'whisker' | 'trim' | 'unsupported';

/** An island at the layer in which it begins. */
export interface Island {
  readonly kind: IslandKind;
  readonly layer: number;
  readonly areaMm2: number;
  /** A place in it. */
  readonly xMm: number;
  readonly yMm: number;
  readonly isPorous: boolean;
  /** Layers from its first to the one that joins it with the part; null where none does. */
  readonly joinedAfter: number | null;
}

/** How many islands there are of a kind, and their area where they begin. */
export interface IslandTally {
  readonly count: number;
  readonly areaMm2: number;
}

/** The islands of a stack, from the bottom up. */
export interface IslandsThrough {
  readonly islands: readonly Island[];
  readonly tallies: Readonly<Record<IslandKind, IslandTally>>;
}

/** Takes layers from the bottom up. */
export interface IslandTracker {
  layer(layer: IslandLayer): void;
  /** Returns what was found; no layer comes after. */
  finish(): IslandsThrough;
}

/** An island that has not joined the part. */
interface OpenIsland {
  readonly label: number;
  readonly found: Omit<Island, 'kind' | 'joinedAfter'>;
  readonly place: number;
}

/** Returns a tracker for one part. `loadClipping` must have been awaited before. */
export function trackIslands(settings: IslandSettings): IslandTracker {
  const labels = labelSets();
  const components = trackComponents(settings, labels);
  const standing = labels.fresh();
  const islands: (Omit<Island, 'kind' | 'joinedAfter'> & { joinedAfter: number | null })[] = [];
  let open: OpenIsland[] = [];
  let isFirst = true;

  return {
    layer({ index, thicknessMm, loops, supports, isPorous }) {
      const before = labels.count;
      const { solidLabels } = components.layer(
        index,
        loops.map(({ xy }) => xy),
        thicknessMm,
      );
      const pieces = nestLoops(loops);
      const labelOf = new Map(loops.map(({ xy }, l) => [xy, solidLabels[l]!]));
      for (const { outline, holes } of pieces) {
        const label = labelOf.get(outline.xy)!;
        if (labels.rootOf(label) === standing) continue;
        const piece = [outline, ...holes];
        const stands = (isFirst && settings.onPlate) || intersectSets(piece, supports).length > 0;
        if (stands) labels.join(standing, label);
        // What was joined with a piece below has a label from before this layer.
        else if (labels.rootOf(label) >= before) {
          const areaMm2 = loopsAreaMm2(piece);
          const { within } = piecePlaces({ outline, holes });
          const [xMm, yMm] = [within[0] ?? outline.xy[0]!, within[1] ?? outline.xy[1]!];
          const found = { layer: index, areaMm2, xMm, yMm, isPorous: isPorous(xMm, yMm) };
          open.push({ label, found, place: islands.length });
          islands.push({ ...found, joinedAfter: null });
        }
      }
      if (pieces.length > 0) isFirst = false;
      open = open.filter(({ label, found, place }) => {
        if (labels.rootOf(label) !== standing) return true;
        islands[place] = { ...found, joinedAfter: index - found.layer };
        return false;
      });
    },
    finish() {
      const done = islands.map((island): Island => ({ ...island, kind: kindOf(island, settings.whiskerLayers) }));
      const tallies = { whisker: noIslands(), trim: noIslands(), unsupported: noIslands() };
      for (const { kind, areaMm2 } of done) {
        tallies[kind].count++;
        tallies[kind].areaMm2 += areaMm2;
      }
      return { islands: done, tallies };
    },
  };
}

function noIslands(): { count: number; areaMm2: number } {
  return { count: 0, areaMm2: 0 };
}

function kindOf(
  { isPorous, joinedAfter }: Pick<Island, 'isPorous' | 'joinedAfter'>,
  whiskerLayers: number,
): IslandKind {
  if (!isPorous) return 'unsupported';
  return joinedAfter !== null && joinedAfter <= whiskerLayers ? 'whisker' : 'trim';
}

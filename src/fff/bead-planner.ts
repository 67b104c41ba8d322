/** Plans the layers of a job, and none twice: prismatic parts have the same areas over many layers. */
import type { Loops } from '../core/polyline.ts';
import { hasShield } from './adhesion/shield-bead.ts';
import { layerAngleDeg } from './infill-beads.ts';
import { type BeadAreas, type BeadLayer, type BeadResult, planBeads } from './plan-beads.ts';
import type { BeadSettings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

/** `planBeads` with settings in place. */
export type BeadPlanner = (
  layer: BeadLayer,
  areas: BeadAreas,
  around: Surroundings | null,
  seamPlace: Loops | null,
) => BeadResult;

/** Layers that are kept: those of two areas with up to four directions. */
const MOST_KEPT = 8;
/** Layers of more points than this are not kept, so that what is held stays small. */
const MOST_POINTS = 100_000;

interface KeptPlan {
  readonly angleDeg: number;
  readonly isBelowKnown: boolean;
  readonly sets: readonly Loops[];
  readonly result: BeadResult;
}

/**
 * Returns a planner that gives a layer the beads of a former one where all that decides them is the same to the last bit: areas, neighbours, direction, place
 * of seams. A layer with a lattice is planned by itself: no two are the same. What it keeps changes no answer.
 */
export function beadPlanner(settings: BeadSettings): BeadPlanner {
  const kept: KeptPlan[] = [];
  const isSpread = settings.seam?.position === 'spread';
  return (layer, areas, around, seamPlace) => {
    const isAlone = isSpread || areas.lattice.length > 0 || hasMore(layer, areas, settings);
    const sets = [areas.solid, ...(around?.below ?? []), ...(around?.above ?? []), seamPlace ?? [], areas.faces ?? []];
    if (isAlone || pointsOf(sets) > MOST_POINTS) return planBeads(layer, areas, settings, around, seamPlace);
    // The plate bears all, which is not the same as nothing below.
    const angleDeg = layerAngleDeg(settings, layer.index);
    const hasBelow = around === null || around.below !== null;
    const isBelowKnown = areas.below != null;
    const isSame = (one: KeptPlan) =>
      one.angleDeg === angleDeg && one.isBelowKnown === isBelowKnown && areSame(one.sets, sets);
    const found = hasBelow ? kept.findIndex(isSame) : -1;
    if (found >= 0) {
      const [same] = kept.splice(found, 1);
      kept.unshift(same as KeptPlan);
      return copied((same as KeptPlan).result, layer);
    }
    const result = planBeads(layer, areas, settings, around, seamPlace);
    if (!hasBelow) return result;
    kept.unshift({ angleDeg, isBelowKnown, sets: sets.map(copyOf), result: copied(result, layer) });
    kept.length = Math.min(kept.length, MOST_KEPT);
    return result;
  };
}

/** Whether a layer has more than its part: what is beside, below or under it decides its beads too. */
function hasMore(
  layer: BeadLayer,
  { support = [], supportInterface = [], footing = [] }: BeadAreas,
  { skirt, adhesion }: BeadSettings,
): boolean {
  if (support.length + supportInterface.length + footing.length > 0) return true;
  if (layer.index === 0) return skirt.loops > 0 || adhesion !== undefined;
  if (adhesion === undefined) return false;
  const { skirtLayers, shield } = adhesion;
  return layer.index < skirtLayers || (shield !== null && hasShield(shield, layer));
}

function pointsOf(sets: readonly Loops[]): number {
  let points = 0;
  for (const loops of sets) for (const { xy } of loops) points += xy.length / 2;
  return points;
}

function areSame(a: readonly Loops[], b: readonly Loops[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) {
    const [one, other] = [a[k] as Loops, b[k] as Loops];
    if (one.length !== other.length) return false;
    for (let n = 0; n < one.length; n++) if (one[n]!.xy.length !== other[n]!.xy.length) return false;
    for (let n = 0; n < one.length; n++) {
      const [p, q] = [one[n]!.xy, other[n]!.xy];
      for (let i = 0; i < p.length; i++) if (p[i] !== q[i]) return false;
    }
  }
  return true;
}

/** Arrays of a finished layer may be handed on. */
function copyOf(loops: Loops): Loops {
  return loops.map(({ xy, closed }) => ({ xy: xy.slice(), closed }));
}

function copied({ toolpaths, ...figures }: BeadResult, { index, zMm, thicknessMm, partId }: BeadLayer): BeadResult {
  const copies = toolpaths.toolpaths.map((bead) =>
    bead.kind === 'bead'
      ? {
          ...bead,
          partId,
          heightMm: thicknessMm,
          path: { xy: bead.path.xy.slice(), closed: bead.path.closed },
          widthMm: bead.widthMm.slice(),
          ...(bead.approach === undefined ? {} : { approach: { ...bead.approach, via: bead.approach.via.slice() } }),
        }
      : bead,
  );
  return { ...figures, toolpaths: { index, zMm, thicknessMm, toolpaths: copies } };
}

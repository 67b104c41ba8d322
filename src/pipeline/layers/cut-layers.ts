/** The cuts of a job by layer, without its loose pieces; those of neighbours are kept for as long as they are near. */
import type { Region } from '../../core/layer.ts';
import type { Loops } from '../../core/polyline.ts';
import { intersectSets } from '../../geometry/combine-sets.ts';
import { nestLoops } from '../../geometry/loop-nesting.ts';
import { footAreas } from './foot-areas.ts';
import type { JobSpec } from './job-spec.ts';
import type { LayerAreas } from './layer-areas.ts';
import type { LayerEdges } from './layer-marks.ts';
import { madeAreaCutter } from './made-areas.ts';
import type { MadeLayers } from './made-shape.ts';

/** One layer as it is cut. */
export interface CutLayer {
  readonly areas: LayerAreas;
  readonly regions: readonly Region[];
}

/** Cuts layers on request. */
export interface LayerCutter {
  /** Cuts a layer; `edges` are those of the lattice's walls where a device marked them, `keptSolid` its solid where it was cut before. */
  at(index: number, edges: LayerEdges | null, keptSolid?: Loops | null): CutLayer;
  /** A layer of the part near the one cut last. */
  areasAt(index: number): LayerAreas;
  /** The solid of a layer near the one cut last; empty beside the part. */
  solidAt(index: number): Loops;
}

/**
 * Returns the cutter of a job that keeps the layers up to `below` and `above` the one that was asked for last. Layers that are asked for in rising order
 * are cut once each; the answers are the same in any order, and whether a device marked the edges or not.
 */
export function layerCutter(
  spec: JobSpec,
  plan: MadeLayers,
  { below, above }: { readonly below: number; readonly above: number },
): LayerCutter {
  const cut = madeAreaCutter(spec);
  const kept = new Map<number, CutLayer>();

  function cutLayer(index: number, edges: LayerEdges | null, keptSolid: Loops | null): CutLayer {
    const { foot } = spec;
    const isFoot = foot != null && index < foot.layers;
    // Kept is what is made of a layer; how much went is measured on what was there before.
    const whole = cut(plan.zDesignMm(index), edges, isFoot ? null : keptSolid);
    const cutAreas = isFoot ? footAreas(whole, foot) : whole;
    const found = toRegions(cutAreas.solid, spec.partId);
    const regions = spec.dropped === null ? found : withoutDropped(found, spec.dropped, index);
    return { areas: regions.length === found.length ? cutAreas : narrowed(cutAreas, regions), regions };
  }

  function keptLayer(index: number, edges: LayerEdges | null, keptSolid: Loops | null): CutLayer {
    const known = kept.get(index);
    if (known !== undefined) return known;
    const layer = cutLayer(index, edges, keptSolid);
    kept.set(index, layer);
    return layer;
  }

  return {
    at(index, edges, keptSolid = null) {
      if (below === 0 && above === 0) return cutLayer(index, edges, keptSolid);
      for (const known of [...kept.keys()]) if (known < index - below || known > index + above) kept.delete(known);
      return keptLayer(index, edges, keptSolid);
    },
    areasAt: (index) => keptLayer(index, null, null).areas,
    solidAt(index) {
      return index < 0 || index >= plan.count ? [] : keptLayer(index, null, null).areas.solid;
    },
  };
}

function toRegions(solid: Loops, partId: string): Region[] {
  return nestLoops(solid).map(({ outline, holes }) => ({ partId, regionId: null, area: 'core', outline, holes }));
}

/** The areas that hang together with the part. */
function withoutDropped(
  regions: readonly Region[],
  { start, areas }: NonNullable<JobSpec['dropped']>,
  index: number,
): readonly Region[] {
  const dropped = new Set(areas.subarray(start[index]!, start[index + 1]!));
  return dropped.size === 0 ? regions : regions.filter((_, n) => !dropped.has(n));
}

/** The same areas with the solid narrowed to some of its regions. */
function narrowed(areas: LayerAreas, regions: readonly Region[]): LayerAreas {
  const solid = regions.flatMap(({ outline, holes }) => [outline, ...holes]);
  return {
    ...areas,
    solid,
    parts() {
      const { dense, lattice } = areas.parts();
      return { dense: intersectSets(dense, solid), lattice: intersectSets(lattice, solid) };
    },
  };
}

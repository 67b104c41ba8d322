/** Places that travels of a layer keep off: regions in the layer itself, and what lies bare shortly below the nozzle. */
import type { Loops } from '../../core/polyline.ts';
import { subtractSets, uniteSets } from '../../geometry/combine-sets.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import type { JobSpec } from './job-spec.ts';
import type { LayerAreas } from './layer-areas.ts';
import type { MadeLayers } from './made-shape.ts';

/** Heights that differ by less are the same but for rounding. */
const SAME_MM = 1e-6;
/** What is bare and narrower than this is a border that two layers have in common, or no place to be seen. */
const NARROW_MM = 0.01;

/** Returns how many layers below a layer have faces that its travels pass lower than the nozzle is lifted; 0 where nothing is kept off. */
export function keptOffBelow({ paths, layers: { thicknessMm } }: Pick<JobSpec, 'paths' | 'layers'>): number {
  if (paths?.kind !== 'beads' || paths.keptOff === undefined) return 0;
  const { ids, clearMm } = paths.keptOff;
  return ids.length === 0 ? 0 : Math.max(0, Math.ceil((clearMm - SAME_MM) / thicknessMm) - 1);
}

/**
 * Returns a function that gives the places that travels of a layer keep off: those of the regions in it, and those in the layers below that nothing of
 * the part has covered since, this layer included, as long as the nozzle is nearer above them than it would be lifted.
 */
export function keptOffPlaces(
  spec: Pick<JobSpec, 'paths' | 'layers' | 'regions'>,
  plan: Pick<MadeLayers, 'below'>,
  areasAt: (index: number) => Pick<LayerAreas, 'envelope' | 'regions'>,
): (index: number, areas: Pick<LayerAreas, 'regions'>) => Loops {
  const { paths, regions } = spec;
  const ids = paths?.kind === 'beads' ? (paths.keptOff?.ids ?? []) : [];
  const wanted = regions.flatMap(({ id }, n) => (id !== null && ids.includes(id) ? [n] : []));
  if (wanted.length === 0) return () => [];
  const depth = keptOffBelow(spec);
  /** Of a layer: what of its places is bare after the layers up to another one. */
  const bare = new Map<number, { upTo: number; left: Loops }>();

  const placesIn = (areas: Pick<LayerAreas, 'regions'>): Loops =>
    united(wanted.map((n) => areas.regions[n]?.place ?? []));

  /** What covers: all within the contours that is not left empty. */
  const coverAt = (index: number): Loops => {
    const { envelope, regions: areas } = areasAt(index);
    const empty = united(areas.map(({ fill, place }) => (fill === 'empty' ? place : [])));
    return empty.length === 0 ? envelope : subtractSets(envelope, empty);
  };

  function bareAt(layer: number, index: number): Loops {
    let known = bare.get(layer);
    if (known === undefined || known.upTo > index) {
      known = { upTo: layer, left: placesIn(areasAt(layer)) };
      bare.set(layer, known);
    }
    while (known.upTo < index) {
      known.upTo++;
      if (known.left.length > 0) known.left = withoutNarrow(subtractSets(known.left, coverAt(known.upTo)));
    }
    return known.left;
  }

  return (index, areas) => {
    if (index < plan.below) return [];
    for (const layer of [...bare.keys()]) if (layer < index - depth || layer >= index) bare.delete(layer);
    const from = Math.max(plan.below, index - depth);
    const below = Array.from({ length: index - from }, (_, n) => bareAt(from + n, index));
    return united([placesIn(areas), ...below]);
  };
}

function united(sets: readonly Loops[]): Loops {
  const [first = [], ...others] = sets.filter((one) => one.length > 0);
  return others.reduce(uniteSets, first);
}

/** The same area, or nothing where it is narrow all over. */
function withoutNarrow(area: Loops): Loops {
  return area.length === 0 || insetLoops(area, -NARROW_MM / 2).length === 0 ? [] : area;
}

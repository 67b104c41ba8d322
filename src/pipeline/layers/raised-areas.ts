/** The areas of a cut with the faces that look down raised. */
import type { Loops } from '../../core/polyline.ts';
import { intersectLoops, subtractLoops, unitePositive } from '../../geometry/clipping.ts';
import { subtractSets } from '../../geometry/combine-sets.ts';
import { withoutStrips } from '../../geometry/without-strips.ts';
import { withoutSpecks } from '../../slicing/cut-field.ts';
import { raisedSection } from '../../slicing/raise-downfaces.ts';
import type { JobSpec } from './job-spec.ts';
import type { LayerAreas, RaisedArea } from './layer-areas.ts';
import { regionPlacer } from './region-places.ts';

/** Heights nearer than this are one: far below the grid, beyond rounding. */
const SAME_HEIGHT_MM = 1e-7;

/**
 * Returns a function that finds what raising does to the part at rising heights in the design, whose areas are given; null where nothing is raised.
 *
 * Lattices stay, their skins do not, and both count as solid for what stands on them: what the process adds to walls is taken from them by
 * `latticeGrowth`. The section of the lowest layer stands on the plate and is solid down to it.
 */
export function areaRaiser(spec: JobSpec): ((zMm: number, areas: LayerAreas) => RaisedArea) | null {
  const { shape, layers, box } = spec;
  const raise = shape?.raise ?? null;
  if (shape == null || raise === null) return null;
  // Raised by so much as it is made: less or more in the design, which is scaled.
  const byMm = raise.byMm / shape.scale[2];
  const layerMm = layers.thicknessMm / shape.scale[2];
  const depths: number[] = [];
  for (let n = 1; n * layerMm < byMm - SAME_HEIGHT_MM; n++) depths.push(n * layerMm);
  depths.push(byMm);
  // One for each depth, since each follows its own heights upward.
  const below = depths.map((depthMm) => ({ depthMm, section: sectionCutter(spec) }));
  const above = sectionCutter(spec);
  const placesAt = regionPlacer(spec);
  return (zMm, areas) => {
    const { envelope, empty } = placesAt(zMm);
    const own = solidOf(envelope, empty);
    const under = below.flatMap(({ depthMm, section }) =>
      zMm - depthMm > box[2] + SAME_HEIGHT_MM ? [section(zMm - depthMm)] : [],
    );
    const { solid, keptMm2, droppedMm2 } = raisedSection(own, under, above(zMm + layerMm), raise.leastWidthMm);
    const lattices = spec.regions.flatMap(({ fill }, n) => (fill === 'lattice' ? areas.porous(n) : []));
    const within = lattices.length === 0 ? solid : unitePositive([...solid, ...lattices]);
    return { within, removed: tidy(subtractLoops(own, within)), keptMm2, droppedMm2 };
  };
}

function sectionCutter(spec: JobSpec): (zMm: number) => Loops {
  const placesAt = regionPlacer(spec);
  return (zMm) => {
    const { envelope, empty } = placesAt(zMm);
    return solidOf(envelope, empty);
  };
}

function solidOf(envelope: Loops, empty: Loops): Loops {
  return empty.length === 0 ? envelope : withoutStrips(subtractSets(envelope, empty));
}

/** Returns the areas of a cut without what raising takes away. The places of the regions stay as designed. */
export function raisedAreas(areas: LayerAreas, raised: RaisedArea): LayerAreas {
  const { within, removed } = raised;
  if (removed.length === 0 && raised.droppedMm2 === 0 && raised.keptMm2 === 0) return areas;
  const less = (area: Loops) => (area.length === 0 ? area : tidy(intersectLoops(area, within)));
  const envelope = less(areas.envelope);
  return {
    ...areas,
    envelope,
    solid: areas.solid === areas.envelope ? envelope : less(areas.solid),
    solidRegions: less(areas.solidRegions),
    parts() {
      const { dense, lattice } = areas.parts();
      return { dense: less(dense), lattice: less(lattice) };
    },
    porous: areas.porous,
    raised,
  };
}

function tidy(loops: Loops): Loops {
  return withoutSpecks(withoutStrips(loops));
}

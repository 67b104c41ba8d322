/** The first layers of a part made smaller all round, since the plate squeezes them wide. */
import type { Loops } from '../../core/polyline.ts';
import { intersectSets, subtractSets, uniteSets } from '../../geometry/combine-sets.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import type { FootSpec } from './job-spec.ts';
import type { LayerAreas } from './layer-areas.ts';

/**
 * Returns the areas of a layer with the solid taken back from the outside of the part and from its bores. Walls of a lattice keep their
 * width and end where the outside does; a place of the part that would be left narrower than the narrowest bead stays as it is.
 */
export function footAreas(areas: LayerAreas, foot: FootSpec): LayerAreas {
  const within = takenBack(areas.envelope, foot);
  const solid = intersectSets(areas.solid, within);
  return {
    ...areas,
    solid,
    solidRegions: intersectSets(areas.solidRegions, within),
    footGone: subtractSets(areas.solid, solid),
    // They lie where walls were: beads of these layers go along what is left.
    middles: () => [],
    parts() {
      const { dense, lattice } = areas.parts();
      return { dense: intersectSets(dense, within), lattice: intersectSets(lattice, within) };
    },
  };
}

/** An area less its border, but for its narrow places. */
function takenBack(area: Loops, { byMm, leastMm }: FootSpec): Loops {
  const inner = insetLoops(area, -byMm);
  const reachMm = byMm + leastMm / 2;
  // What a disc of twice the reach does not get into; corners are mitred, so that those of a box are no narrow places.
  const rest = subtractSets(area, insetLoops(insetLoops(area, -reachMm), reachMm, 'miter'));
  const narrow = insetLoops(insetLoops(rest, -leastMm / 4), leastMm / 4);
  if (narrow.length === 0) return inner;
  // So far that a narrow place still hangs on the wide one beside it.
  return uniteSets(inner, intersectSets(area, insetLoops(narrow, 2 * byMm)));
}

/** What one cut holds as it is made: the areas of the design with its faces that look down raised, scaled. */
import type { Loops } from '../../core/polyline.ts';
import { scaledLoops } from '../../geometry/scale-loops.ts';
import { cleanContours } from '../../slicing/clean-contours.ts';
import type { JobSpec, ShapeSpec } from './job-spec.ts';
import { areaCutter, type LayerAreas } from './layer-areas.ts';
import type { LayerEdges } from './layer-marks.ts';
import { isScaled } from './made-shape.ts';
import { areaRaiser, raisedAreas } from './raised-areas.ts';

/** Returns a function that cuts the part at heights in the design, as `areaCutter` does, and gives the areas as they are made. */
export function madeAreaCutter(
  spec: JobSpec,
): (zMm: number, edges?: LayerEdges | null, keptSolid?: Loops | null) => LayerAreas {
  const design = areaCutter(spec);
  const { shape } = spec;
  if (shape == null) return design;
  const raiser = areaRaiser(spec);
  return (zMm, edges = null, keptSolid = null) => {
    const areas = design(zMm, edges, keptSolid);
    return scaledAreas(raiser === null ? areas : raisedAreas(areas, raiser(zMm, areas)), shape);
  };
}

/** Returns the areas of a cut through the design as they are made. */
function scaledAreas(areas: LayerAreas, shape: ShapeSpec): LayerAreas {
  if (!isScaled(shape)) return areas;
  const factors = [shape.scale[0], shape.scale[1]] as const;
  const about = [shape.aboutMm[0], shape.aboutMm[1]] as const;
  const known = new Map<Loops, Loops>();
  /** One area in two places stays one. */
  const made = (loops: Loops): Loops => {
    const found = known.get(loops);
    if (found !== undefined) return found;
    const scaled = cleanContours(scaledLoops(loops, factors, about));
    known.set(loops, scaled);
    return scaled;
  };
  const { raised } = areas;
  const factorMm2 = factors[0] * factors[1];
  return {
    design: made(areas.design),
    envelope: made(areas.envelope),
    solid: made(areas.solid),
    regions: areas.regions.map(({ fill, place }) => ({ fill, place: made(place) })),
    solidRegions: made(areas.solidRegions),
    open: scaledLoops(
      areas.open.map(({ xy }) => ({ xy, closed: false })),
      factors,
      about,
    ),
    parts() {
      const { dense, lattice } = areas.parts();
      return { dense: made(dense), lattice: made(lattice) };
    },
    middles: () => scaledLoops(areas.middles(), factors, about),
    porous: (region) => made(areas.porous(region)),
    ...(raised === undefined
      ? {}
      : {
          raised: {
            within: made(raised.within),
            removed: made(raised.removed),
            keptMm2: raised.keptMm2 * factorMm2,
            droppedMm2: raised.droppedMm2 * factorMm2,
          },
        }),
  };
}

/** Struts as a unit cell like the others: f is the distance to the nearest axis in cells, its level the radius. */
import type { Place } from '../core/prep-error.ts';
import type { DensityLaw } from './density-law.ts';
import { farthestPlace } from './struts/pore-size.ts';
import { STRUT_CELLS } from './struts/strut-cells.ts';
import { densityOfRadius, radiusOfDensity, reachableStrutDensities } from './struts/strut-density.ts';
import type { StrutGraph } from './struts/strut-graph.ts';
import { strutValues } from './struts/strut-values.ts';
import { VORONOI, voronoiGraph } from './struts/voronoi.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** Struts with the radius of their fillets over the cell. */
export interface StrutPeriodic extends PeriodicCell {
  readonly graph: StrutGraph;
  readonly filletCells: number;
  readonly periodCells: number;
  readonly excess: NonNullable<PeriodicCell['excess']>;
}

/** Ids of all struts. */
export const STRUT_IDS: readonly string[] = [...Object.keys(STRUT_CELLS), VORONOI.id];

/** Step of the differences that stand for the gradient of a distance. */
const DELTA = 1e-5;

/** Returns struts by their id, which must be known; the seed is that of Voronoi struts. */
export function strutPeriodic(id: string, seed: number, filletCells: number): StrutPeriodic {
  const known = STRUT_CELLS[id];
  const graph = known ?? voronoiGraph(seed);
  const { name, formula, source, samplesPerCell } = known ?? VORONOI;
  const { periodCells } = graph;
  const { maxRadiusCells } = reachableStrutDensities(graph, filletCells);
  const values = strutValues(graph, filletCells, maxRadiusCells);
  const distance: PeriodicCell['value'] = ({ u, v, w }) =>
    values.distance(u * periodCells, v * periodCells, w * periodCells);
  return {
    id,
    name,
    formula,
    source,
    graph,
    filletCells,
    periodCells,
    samplesPerCell,
    pinchBelow: 0,
    pinchAbove: maxRadiusCells,
    areaPerCellSquare: 0,
    value: distance,
    excess: ({ u, v, w }, level) => values.value(u * periodCells, v * periodCells, w * periodCells, level) - level,
    gradient({ u, v, w }, out) {
      const at = (du: number, dv: number, dw: number) =>
        values.distance((u + du) * periodCells, (v + dv) * periodCells, (w + dw) * periodCells);
      const scale = 1 / (4 * Math.PI * DELTA);
      out[0] = (at(DELTA, 0, 0) - at(-DELTA, 0, 0)) * scale;
      out[1] = (at(0, DELTA, 0) - at(0, -DELTA, 0)) * scale;
      out[2] = (at(0, 0, DELTA) - at(0, 0, -DELTA)) * scale;
    },
  };
}

/** Tells struts from cells of a level set. */
export function isStruts(cell: PeriodicCell): cell is StrutPeriodic {
  return 'graph' in cell;
}

/** Returns the law of struts: the level is the radius in cells, the wall the diameter. */
export function strutLaw({ graph, filletCells, id }: StrutPeriodic): DensityLaw {
  const { min, max } = reachableStrutDensities(graph, filletCells);
  const radiusAt = (relativeDensity: number, place: Place) =>
    radiusOfDensity(graph, relativeDensity, filletCells, place);
  return {
    range: { min, max },
    levelOf: radiusAt,
    densityAt: (radius) => densityOfRadius(graph, radius, filletCells),
    wall: {
      densityOf: (diameterCells) => densityOfRadius(graph, diameterCells / 2, filletCells),
      of: (relativeDensity) => 2 * radiusAt(relativeDensity, [id]),
    },
  };
}

/** Returns the radius in cells at which the largest sphere in the pores has a diameter in cells; negative where none is left. */
export function radiusOfPore({ graph }: StrutPeriodic, poreCells: number): number {
  return farthestPlace(graph).distanceCells - poreCells / 2;
}

/** Voronoi struts: the edges of the Voronoi diagram of points scattered at random, in a tile that repeats without a seam. */
import { assert } from '../../core/prep-error.ts';
import { discPoints, LEAST_DISTANCE_CELLS, POINTS_PER_CELL } from './disc-points.ts';
import { mergeShortStruts } from './short-struts.ts';
import type { StrutGraph } from './strut-graph.ts';
import { type VoronoiDiagram, voronoiDiagram } from './voronoi-diagram.ts';

/** Id, name and definition of the lattice, for lists and documents. */
export const VORONOI = {
  id: 'voronoi',
  name: 'Voronoi struts',
  formula: `the edges of the Voronoi diagram of random points, one a cubic cell, none nearer than ${LEAST_DISTANCE_CELLS} cells to another`,
  source: 'Poisson-disc points by dart throwing; Voronoi, J. reine angew. Math. 134 (1908) 198',
  samplesPerCell: 20,
} as const;

/** Edge of the tile after which a Voronoi lattice repeats, in cells, unless asked otherwise. */
export const VORONOI_PERIOD_CELLS = 10;

/** Edges shorter than this, in cells, are no struts: their two ends become one node. A strut this short is all node. */
export const SHORTEST_STRUT_CELLS = 0.05;

/** What became of the edges of a diagram. */
export interface VoronoiCounts {
  readonly points: number;
  readonly vertices: number;
  readonly edges: number;
  readonly faces: number;
  /** Edges shorter than SHORTEST_STRUT_CELLS. */
  readonly shortEdges: number;
  /** Edges that are no strut: the short ones, and those that fell together when their ends were merged. */
  readonly edgesDropped: number;
}

/** A Voronoi lattice and how it came about. */
export interface VoronoiGraph extends StrutGraph {
  readonly seed: number;
  readonly counts: VoronoiCounts;
}

/** Sets of points to try until one is in general position; the first has always been. */
const MAX_STREAMS = 16;

/** Returns the diagram of the points of a seed (an integer from 0 to 2^32 - 1) in a tile of `periodCells` cells a side. */
export function seededDiagram(seed: number, periodCells: number): VoronoiDiagram {
  assert(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32, 'a seed is a whole number of 32 bits');
  assert(Number.isInteger(periodCells) && periodCells >= 2, 'a tile of random struts is two cells or more');
  for (let stream = 0; stream < MAX_STREAMS; stream++) {
    const points = discPoints(periodCells, seed, stream);
    const diagram = voronoiDiagram(
      Float64Array.from(points, (x) => x / POINTS_PER_CELL),
      periodCells,
    );
    if (diagram !== null) return diagram;
  }
  assert(false, 'random points are in general position');
}

/** Returns the Voronoi lattice of a seed: equal seeds, equal struts. */
export function voronoiGraph(seed: number, periodCells: number = VORONOI_PERIOD_CELLS): VoronoiGraph {
  const { points, vertices, edges, faceCount } = seededDiagram(seed, periodCells);
  const whole: StrutGraph = { periodCells, nodes: vertices, struts: edges, strutsAlike: false };
  const { graph, shortCount } = mergeShortStruts(whole, SHORTEST_STRUT_CELLS);
  return {
    ...graph,
    seed,
    counts: {
      points: points.length / 3,
      vertices: vertices.length / 3,
      edges: edges.length / 5,
      faces: faceCount,
      shortEdges: shortCount,
      edgesDropped: (edges.length - graph.struts.length) / 5,
    },
  };
}

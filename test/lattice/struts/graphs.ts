/** Graphs whose shapes are known by hand, and distances found the long way round. */
import {
  graphOfSegments,
  STRUT_STRIDE,
  type StrutGraph,
  type StrutSegment,
  strutCount,
  strutEnds,
} from '../../../src/lattice/struts/strut-graph.ts';

/** The graph of the segments of one cell. */
export function graphOf(segments: readonly StrutSegment[], strutsAlike = false): StrutGraph {
  return { ...graphOfSegments(segments), periodCells: 1, strutsAlike };
}

/** A straight rod through the middle of each cell, along z. */
export const ROD = graphOf(
  [
    [
      [0.5, 0.5, 0],
      [0.5, 0.5, 1],
    ],
  ],
  true,
);

/** The same rod in three struts of different length. */
export const JOINED_ROD = graphOf([
  [
    [0.5, 0.5, 0],
    [0.5, 0.5, 0.25],
  ],
  [
    [0.5, 0.5, 0.25],
    [0.5, 0.5, 0.375],
  ],
  [
    [0.5, 0.5, 0.375],
    [0.5, 0.5, 1],
  ],
]);

/** A rod that climbs at 45 degrees in the plane of x and z. */
export const SLANTED_ROD = graphOf(
  [
    [
      [0, 0.5, 0],
      [1, 0.5, 1],
    ],
  ],
  true,
);

/** Two rods that cross at right angles in the middle of the cell, along x and y. */
export const CROSS = graphOf([
  [
    [0, 0.5, 0.5],
    [0.5, 0.5, 0.5],
  ],
  [
    [0.5, 0.5, 0.5],
    [1, 0.5, 0.5],
  ],
  [
    [0.5, 0, 0.5],
    [0.5, 0.5, 0.5],
  ],
  [
    [0.5, 0.5, 0.5],
    [0.5, 1, 0.5],
  ],
]);

/** Two rods that cross at 45 degrees in the middle of the cell, along x and along x = y. */
export const ACUTE_CROSS = graphOf([
  [
    [0, 0.5, 0.5],
    [1, 0.5, 0.5],
  ],
  [
    [0, 0, 0.5],
    [1, 1, 0.5],
  ],
]);

/** Distance to the nearest strut in cells, over every strut and its copies in the periods around. */
export function distanceByForce(graph: StrutGraph, p: readonly [number, number, number]): number {
  const { periodCells: period } = graph;
  const [u, v, w] = p.map((x) => x - period * Math.floor(x / period)) as [number, number, number];
  const ends = new Float64Array(6);
  let least = Infinity;
  for (let n = 0; n < strutCount(graph); n++) {
    strutEnds(graph, n, ends);
    for (let k = -1; k <= 1; k++) {
      for (let j = -1; j <= 1; j++) {
        for (let i = -1; i <= 1; i++) {
          const a = [ends[0]! + i * period, ends[1]! + j * period, ends[2]! + k * period];
          const b = [ends[3]! + i * period, ends[4]! + j * period, ends[5]! + k * period];
          least = Math.min(least, toSegment([u, v, w], a, b));
        }
      }
    }
  }
  return least;
}

function toSegment(p: readonly number[], a: readonly number[], b: readonly number[]): number {
  const way = b.map((x, n) => x - a[n]!);
  const along = way.reduce((sum, x, n) => sum + x * (p[n]! - a[n]!), 0) / way.reduce((sum, x) => sum + x * x, 0);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(...p.map((x, n) => x - a[n]! - t * way[n]!));
}

/** The graph with its struts in the reverse order, each turned round. */
export function reversed(graph: StrutGraph): StrutGraph {
  const struts: number[] = [];
  for (let n = strutCount(graph) - 1; n >= 0; n--) {
    const at = n * STRUT_STRIDE;
    struts.push(graph.struts[at + 1]!, graph.struts[at]!);
    // Turned round, a strut starts in the period where it ended.
    for (let axis = 2; axis < 5; axis++) struts.push(-graph.struts[at + axis]! + 0);
  }
  return { ...graph, struts: Int32Array.from(struts) };
}

/** Points of an additive recurrence sequence (Roberts' R3) in the unit cube. */
export function* scatteredPoints(count: number): Generator<readonly [number, number, number]> {
  const g = 1.2207440846057596;
  for (let n = 1; n <= count; n++) yield [(0.5 + n / g) % 1, (0.5 + n / (g * g)) % 1, (0.5 + n / (g * g * g)) % 1];
}

/** The largest sphere that the void of a strut lattice holds: by branch and bound, so that no corner is overlooked. */
import { nearestAxis } from './strut-distance.ts';
import type { StrutGraph } from './strut-graph.ts';
import { strutIndex } from './strut-index.ts';

/** Boxes along a cell at the start, and the most that are kept. */
const BOXES_A_CELL = 4;
const MOST_BOXES = 60_000;
const SQRT3 = Math.sqrt(3);
const TOLERANCE_CELLS = 1e-7;

/** The place that is farthest from all struts, in cells. */
export interface FarthestPlace {
  readonly at: readonly [number, number, number];
  /** Its distance to the nearest axis: the radius of the largest void sphere is this less the radius of the struts. */
  readonly distanceCells: number;
  /** No place is farther than this; more than 1e-7 above the distance only where farthest places form lines or faces. */
  readonly boundCells: number;
}

const FOUND = new WeakMap<StrutGraph, FarthestPlace>();

/** Returns the place farthest from all struts. A distance grows by at most the way gone, which bounds it over a box. */
export function farthestPlace(graph: StrutGraph): FarthestPlace {
  const known = FOUND.get(graph);
  if (known !== undefined) return known;
  const index = strutIndex(graph, 0);
  const period = graph.periodCells;
  const side = BOXES_A_CELL * Math.ceil(period);
  let half = (0.5 * period) / side;
  let boxes: number[] = [];
  for (let k = 0; k < side; k++) {
    for (let j = 0; j < side; j++) {
      for (let i = 0; i < side; i++) boxes.push((2 * i + 1) * half, (2 * j + 1) * half, (2 * k + 1) * half);
    }
  }
  let best = -1;
  let at: readonly [number, number, number] = [0, 0, 0];
  for (;;) {
    const distances = new Float64Array(boxes.length / 3);
    for (let n = 0; n < distances.length; n++) {
      const distance = nearestAxis(index, boxes[3 * n]!, boxes[3 * n + 1]!, boxes[3 * n + 2]!);
      distances[n] = distance;
      if (distance > best) {
        best = distance;
        at = [boxes[3 * n]!, boxes[3 * n + 1]!, boxes[3 * n + 2]!];
      }
    }
    const kept: number[] = [];
    let bound = best;
    for (let n = 0; n < distances.length; n++) {
      const most = distances[n]! + SQRT3 * half;
      if (most <= best + TOLERANCE_CELLS) continue;
      bound = Math.max(bound, most);
      kept.push(n);
    }
    if (kept.length === 0 || 8 * kept.length > MOST_BOXES) {
      const found = { at, distanceCells: best, boundCells: kept.length === 0 ? best + TOLERANCE_CELLS : bound };
      FOUND.set(graph, found);
      return found;
    }
    half /= 2;
    boxes = kept.flatMap((n) =>
      [0, 1, 2, 3, 4, 5, 6, 7].flatMap((corner) =>
        [0, 1, 2].map((axis) => boxes[3 * n + axis]! + ((corner >> axis) & 1 ? half : -half)),
      ),
    );
  }
}

/** Returns the diameter in mm of the largest sphere in the void; 0 when struts of this radius leave none. */
export function largestPoreMm(graph: StrutGraph, cellMm: number, radiusMm: number): number {
  return Math.max(0, 2 * (cellMm * farthestPlace(graph).distanceCells - radiusMm));
}

/** Distances and filleted values of a strut lattice in its own space, where a cell is 1: what fields in mm, straight or bent, are made of. */
import { filletReach, rollingBall } from './rolling-ball.ts';
import { intoPeriod, nearestAxis } from './strut-distance.ts';
import type { StrutGraph } from './strut-graph.ts';
import { strutIndex } from './strut-index.ts';

/** A strut lattice sampled in cells, anywhere in space. */
export interface StrutValues {
  /** Returns the distance to the nearest axis. */
  distance(u: number, v: number, w: number): number;
  /** Returns that distance lowered by fillets (rolling-ball.ts): below `radius` is solid. `radius` is at most the largest announced. */
  value(u: number, v: number, w: number, radius: number): number;
}

/** Returns the values of a graph with fillets of radius `filletCells` (0: none) for struts of up to `largestRadiusCells`. */
export function strutValues(graph: StrutGraph, filletCells: number, largestRadiusCells: number): StrutValues {
  const index = strutIndex(graph, filletCells > 0 ? filletReach(largestRadiusCells, filletCells) : 0);
  const ball = filletCells > 0 ? rollingBall(index, filletCells) : null;
  const period = graph.periodCells;

  function distance(u: number, v: number, w: number): number {
    return nearestAxis(index, intoPeriod(u, period), intoPeriod(v, period), intoPeriod(w, period));
  }

  if (ball === null) return { distance, value: distance };
  return {
    distance,
    value(u, v, w, radius) {
      const p = intoPeriod(u, period);
      const q = intoPeriod(v, period);
      const r = intoPeriod(w, period);
      return ball.value(p, q, r, nearestAxis(index, p, q, r), radius);
    },
  };
}

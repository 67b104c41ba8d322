/** Where fields meet levels on the upright edges of a slab: all edges together, so that a plane of a field serves many. */
import type { PlaneField } from '../../core/field.ts';
import { parabolaRoot } from './edge-root.ts';

/** Edges that are looked at: at x, y, the values less the level at the lower and upper end; `root` is found, from 0 to 1. */
export interface UprightEdges {
  length: number;
  x: Float64Array;
  y: Float64Array;
  g0: Float64Array;
  g1: Float64Array;
  level: Float64Array;
  root: Float64Array;
}

/** Rounds of halving: the last bracket is a 64th of a step, and a parabola lies within. */
const ROUNDS = 6;

/** Returns an empty list. */
export function uprightEdges(): UprightEdges {
  const none = new Float64Array(0);
  return { length: 0, x: none, y: none, g0: none, g1: none, level: none, root: none };
}

/** Makes room for `more` edges. */
export function reserveEdges(edges: UprightEdges, more: number): void {
  const needed = edges.length + more;
  if (needed <= edges.root.length) return;
  const grown = (values: Float64Array) => {
    const larger = new Float64Array(Math.max(needed, 2 * values.length));
    larger.set(values.subarray(0, edges.length));
    return larger;
  };
  edges.x = grown(edges.x);
  edges.y = grown(edges.y);
  edges.g0 = grown(edges.g0);
  edges.g1 = grown(edges.g1);
  edges.level = grown(edges.level);
  edges.root = grown(edges.root);
}

/**
 * Finds the roots of all edges of a slab. `planeAt` opens the field at a share of the slab's height. Each round halves the
 * brackets in the planes that they share; an edge is done when parabola and straight line agree to `agreed` steps, most after the
 * first.
 */
export function findUprightRoots(edges: UprightEdges, planeAt: (share: number) => PlaneField, agreed: number): void {
  const { length, x, y, g0, g1, level, root } = edges;
  const low = new Float64Array(length);
  const high = new Float64Array(length).fill(1);
  let waiting = Int32Array.from({ length }, (_, e) => e);
  for (let round = 1; round <= ROUNDS && waiting.length > 0; round++) {
    const left: number[] = [];
    // Brackets of one round are parts of equal width; each plane in their middles is opened once.
    const parts = 2 ** (round - 1);
    for (let part = 0; part < parts; part++) {
      const from = part / parts;
      let plane: PlaneField | null = null;
      for (let w = 0; w < waiting.length; w++) {
        const e = waiting[w]!;
        if (low[e] !== from) continue;
        const middle = (part + 0.5) / parts;
        plane ??= planeAt(middle);
        const gm = plane.valueAt(x[e]!, y[e]!) - level[e]!;
        const u = parabolaRoot(low[e]!, middle, high[e]!, g0[e]!, gm, g1[e]!);
        root[e] = u;
        const below = g0[e]! < 0 !== gm < 0;
        const a = below ? low[e]! : middle;
        const ga = below ? g0[e]! : gm;
        const gb = below ? gm : g1[e]!;
        const width = 0.5 / parts;
        if (Math.abs(a + (width * ga) / (ga - gb) - u) < agreed) {
          low[e] = -1;
          continue;
        }
        low[e] = a;
        high[e] = a + width;
        g0[e] = ga;
        g1[e] = gb;
        left.push(e);
      }
    }
    // An edge that was narrowed upward is met again at the part it now lies in only in the next round.
    waiting = Int32Array.from(left);
  }
}

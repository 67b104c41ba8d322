/** The struts of a lattice in a box as plain beams, for formats that keep them as such (a 3MF beam lattice). */

import type { StrutShape } from './strut-field.ts';
import { STRUT_STRIDE, type StrutGraph, strutCount, strutEnds } from './strut-graph.ts';

/** A box in mm. */
export interface BeamBox {
  readonly minMm: readonly [number, number, number];
  readonly maxMm: readonly [number, number, number];
}

/** Round beams between shared vertices. */
export interface BeamList {
  /** x, y, z of each vertex in mm. */
  readonly vertices: Float64Array;
  /** The two vertices of each beam. */
  readonly beams: Uint32Array;
  /** Radius in mm at the two ends of each beam. */
  readonly radiiMm: Float64Array;
}

/**
 * Returns each strut whose axis passes through the box or touches it, once and whole, in an order that depends on the graph and the
 * box alone. Fillets are no part of a beam.
 */
export function beamsInBox(
  graph: StrutGraph,
  cellMm: number,
  originMm: readonly [number, number, number],
  box: BeamBox,
  radiusMm: StrutShape['radiusMm'],
): BeamList {
  const periodMm = graph.periodCells * cellMm;
  const count = strutCount(graph);
  const ends = new Float64Array(6);
  const line = new Float64Array(6);
  const idOf = new Map<string, number>();
  const vertices: number[] = [];
  const beams: number[] = [];
  const radii: number[] = [];
  // A strut starts within its period and may lead into another.
  const reach = [0, 1, 2].map((axis) => {
    let least = 0;
    let most = 0;
    for (let n = 0; n < count; n++) {
      const shift = graph.struts[STRUT_STRIDE * n + 2 + axis]!;
      least = Math.min(least, shift);
      most = Math.max(most, shift);
    }
    const first = Math.floor((box.minMm[axis]! - originMm[axis]!) / periodMm) - most;
    return [first, Math.floor((box.maxMm[axis]! - originMm[axis]!) / periodMm) - least] as const;
  });
  for (let k = reach[2]![0]; k <= reach[2]![1]; k++) {
    for (let j = reach[1]![0]; j <= reach[1]![1]; j++) {
      for (let i = reach[0]![0]; i <= reach[0]![1]; i++) addPeriod([i, j, k]);
    }
  }
  return { vertices: Float64Array.from(vertices), beams: Uint32Array.from(beams), radiiMm: Float64Array.from(radii) };

  function addPeriod(period: readonly [number, number, number]): void {
    for (let n = 0; n < count; n++) {
      strutEnds(graph, n, ends);
      for (let c = 0; c < 6; c++) line[c] = originMm[c % 3]! + cellMm * (ends[c]! + graph.periodCells * period[c % 3]!);
      if (!meetsBox(line, box)) continue;
      const at = STRUT_STRIDE * n;
      const { struts } = graph;
      const there = period.map((p, axis) => p + struts[at + 2 + axis]!);
      for (const [node, place, from] of [
        [struts[at]!, period, 0],
        [struts[at + 1]!, there, 3],
      ] as const) {
        const key = `${node},${place.join()}`;
        let id = idOf.get(key);
        if (id === undefined) {
          id = vertices.length / 3;
          idOf.set(key, id);
          vertices.push(line[from]!, line[from + 1]!, line[from + 2]!);
        }
        beams.push(id);
        const [x, y, z] = [vertices[3 * id]!, vertices[3 * id + 1]!, vertices[3 * id + 2]!];
        radii.push(typeof radiusMm === 'number' ? radiusMm : radiusMm.at(x, y, z));
      }
    }
  }
}

/** True when a line from a to b (six numbers) has a point in the box. */
function meetsBox(line: Float64Array, { minMm, maxMm }: BeamBox): boolean {
  let from = 0;
  let to = 1;
  for (let axis = 0; axis < 3; axis++) {
    const a = line[axis]!;
    const way = line[3 + axis]! - a;
    if (way === 0) {
      if (a < minMm[axis]! || a > maxMm[axis]!) return false;
      continue;
    }
    const low = (minMm[axis]! - a) / way;
    const high = (maxMm[axis]! - a) / way;
    from = Math.max(from, Math.min(low, high));
    to = Math.min(to, Math.max(low, high));
  }
  return from <= to;
}

/** What a strut lattice is: straight struts between nodes, repeated by a cube. */

/** A periodic graph of struts, lengths in cells (1 = one cell edge). Plain data: it may cross threads. */
export interface StrutGraph {
  /** Edge of the cube after which the graph repeats, in cells. */
  readonly periodCells: number;
  /** x, y, z of each node, from 0 up to but not including `periodCells`. */
  readonly nodes: Float64Array;
  /** Five integers a strut: its two nodes, and the periods along x, y and z by which the second node is moved. */
  readonly struts: Int32Array;
  /** True when symmetries of the lattice take each strut to each other: then one of them stands for all. */
  readonly strutsAlike: boolean;
}

/** A strut lattice with one cell as its period. */
export interface StrutCell extends StrutGraph {
  readonly kind: 'struts';
  readonly id: string;
  readonly name: string;
  /** Where its struts run, in words, for lists and documents. */
  readonly formula: string;
  /** Where the definition comes from. */
  readonly source: string;
  /**
   * Largest distance in cells that a ball's centre can keep from all axes while it travels through the whole void: at radii up to
   * this the pores hang together.
   */
  readonly throatCells: number;
  /** Samples along a cell at which cut cells of usual density are within 0.5 % of it; thin struts need more (sampling-step.ts). */
  readonly samplesPerCell: number;
}

/** Integers that describe one strut in `StrutGraph.struts`. */
export const STRUT_STRIDE = 5;

/** One strut as a pair of points in cells. */
export type StrutSegment = readonly [readonly [number, number, number], readonly [number, number, number]];

/**
 * Returns nodes and struts of the segments of one cell, repeated: points that fall together after whole cells are one node, and
 * what lies on the border of the cell counts once. Coordinates must be exact in binary (multiples of 1/8, say).
 */
export function graphOfSegments(segments: readonly StrutSegment[]): Pick<StrutGraph, 'nodes' | 'struts'> {
  const nodeOf = new Map<string, number>();
  const nodes: number[] = [];
  const known = new Set<string>();
  const struts: number[] = [];
  for (const [from, to] of segments) {
    const a = nodeAt(from);
    const b = nodeAt(to);
    const shift = [0, 1, 2].map((axis) => Math.floor(to[axis]!) - Math.floor(from[axis]!));
    const back = shift.map((n) => -n + 0);
    if (known.has(keyOf(a, b, shift)) || known.has(keyOf(b, a, back))) continue;
    known.add(keyOf(a, b, shift));
    struts.push(a, b, ...shift);
  }
  return { nodes: Float64Array.from(nodes), struts: Int32Array.from(struts) };

  function nodeAt(point: readonly number[]): number {
    const inCell = point.map((x) => x - Math.floor(x));
    const key = inCell.join();
    let id = nodeOf.get(key);
    if (id === undefined) {
      id = nodes.length / 3;
      nodeOf.set(key, id);
      nodes.push(...inCell);
    }
    return id;
  }
}

function keyOf(a: number, b: number, shift: readonly number[]): string {
  return `${a},${b},${shift.join()}`;
}

/** Returns how many struts a period has. */
export function strutCount(graph: StrutGraph): number {
  return graph.struts.length / STRUT_STRIDE;
}

/** Writes the two end points of strut `index` (x, y, z, x, y, z in cells): the first within the period, the second where the strut leads. */
export function strutEnds(graph: StrutGraph, index: number, out: Float64Array): void {
  const { nodes, struts, periodCells } = graph;
  const at = index * STRUT_STRIDE;
  for (let axis = 0; axis < 3; axis++) {
    out[axis] = nodes[3 * struts[at]! + axis]!;
    out[3 + axis] = nodes[3 * struts[at + 1]! + axis]! + periodCells * struts[at + 2 + axis]!;
  }
}

/** Returns the length of strut `index` in cells. */
export function strutLength(graph: StrutGraph, index: number): number {
  const ends = new Float64Array(6);
  strutEnds(graph, index, ends);
  return Math.sqrt((ends[3]! - ends[0]!) ** 2 + (ends[4]! - ends[1]!) ** 2 + (ends[5]! - ends[2]!) ** 2);
}

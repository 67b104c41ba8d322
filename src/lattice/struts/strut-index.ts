/**
 * Which struts are near a place: an octree over one period whose boxes list the struts that are nearest to some point in them, or
 * within a reach. A child's list is a part of its parent's, made when first asked for; only the lists of the leaves are kept.
 */
import { assert } from '../../core/prep-error.ts';
import { growableInts, pushInt } from '../../geometry/growable.ts';
import { type StrutGraph, strutCount, strutEnds } from './strut-graph.ts';

/** Numbers that describe one copy of a strut in `StrutIndex.copies`: start, unit direction, length. */
export const COPY_STRIDE = 7;

/** Leaves along an edge of the period: 16 for one cell; 32 for a tile of ten. */
const SMALLEST_LEVELS = 4;
const LEVELS = 5;
const SQRT3 = Math.sqrt(3);

/** A lookup of struts by place; places in cells, within one period: 0 <= u, v, w < periodCells. */
export interface StrutIndex {
  readonly periodCells: number;
  /** x, y, z, direction x, y, z and length of each strut and of its copies in the neighbouring periods. */
  readonly copies: Float64Array;
  /** Lists of indices into `copies` (times its stride); `starts` and `ends` of a leaf point into it. Grows as leaves are asked for. */
  readonly lists: { values: Int32Array; length: number };
  /** Returns the leaf of a place; its lists are ready. */
  leafOf(u: number, v: number, w: number): number;
  /** The list of a leaf runs from `starts` to `middles` for struts that may be the nearest, on to `ends` for those within the reach. */
  readonly starts: Int32Array;
  readonly middles: Int32Array;
  readonly ends: Int32Array;
}

/** Indices where only the nearest counts: one a graph, so that its leaves are filled once. */
const NEAREST = new WeakMap<StrutGraph, StrutIndex>();

/** Returns the index of a graph. `reachCells`: each strut this near to a place is in the list of its leaf; 0 where only the nearest counts. */
export function strutIndex(graph: StrutGraph, reachCells: number): StrutIndex {
  if (reachCells > 0) return newIndex(graph, reachCells);
  const index = NEAREST.get(graph) ?? newIndex(graph, 0);
  NEAREST.set(graph, index);
  return index;
}

function newIndex(graph: StrutGraph, reachCells: number): StrutIndex {
  const { periodCells } = graph;
  const levels = periodCells > 1 ? LEVELS : SMALLEST_LEVELS;
  const side = 2 ** levels;
  const perCell = side / periodCells;
  const copies = copiesWithin(graph, Math.max(farthestNode(graph), reachCells));
  const all = new Int32Array(copies.length / COPY_STRIDE);
  for (let n = 0; n < all.length; n++) all[n] = n * COPY_STRIDE;
  const lists = growableInts(4096);
  const starts = new Int32Array(side ** 3).fill(-1);
  const middles = new Int32Array(side ** 3);
  const ends = new Int32Array(side ** 3);
  const boxes: (Int32Array | undefined)[][] = Array.from({ length: levels }, (_, level) => new Array(8 ** level));

  return {
    periodCells,
    copies,
    lists,
    starts,
    middles,
    ends,
    leafOf(u, v, w) {
      const i = Math.min(side - 1, Math.floor(u * perCell));
      const j = Math.min(side - 1, Math.floor(v * perCell));
      const k = Math.min(side - 1, Math.floor(w * perCell));
      const leaf = (k * side + j) * side + i;
      if (starts[leaf]! < 0) fillLeaf(leaf, i, j, k);
      return leaf;
    },
  };

  function fillLeaf(leaf: number, i: number, j: number, k: number): void {
    const parent = listOf(levels - 1, i >> 1, j >> 1, k >> 1);
    const half = (0.5 * SQRT3) / perCell;
    const near = nearestAndBound(parent, (i + 0.5) / perCell, (j + 0.5) / perCell, (k + 0.5) / perCell);
    starts[leaf] = lists.length;
    for (let n = 0; n < parent.length; n++) if (near.distances[n]! <= near.least + 2 * half) pushInt(lists, parent[n]!);
    middles[leaf] = lists.length;
    for (let n = 0; n < parent.length; n++) {
      const distance = near.distances[n]!;
      if (distance > near.least + 2 * half && distance <= reachCells + half) pushInt(lists, parent[n]!);
    }
    ends[leaf] = lists.length;
  }

  function listOf(level: number, i: number, j: number, k: number): Int32Array {
    if (level === 0) return all;
    const at = (((k << level) | j) << level) | i;
    const known = boxes[level]![at];
    if (known !== undefined) return known;
    const parent = listOf(level - 1, i >> 1, j >> 1, k >> 1);
    const edge = periodCells / 2 ** level;
    const half = 0.5 * SQRT3 * edge;
    const near = nearestAndBound(parent, (i + 0.5) * edge, (j + 0.5) * edge, (k + 0.5) * edge);
    const kept = parent.filter((_, n) => near.distances[n]! <= Math.max(near.least + 2 * half, reachCells + half));
    boxes[level]![at] = kept;
    return kept;
  }

  function nearestAndBound(list: Int32Array, u: number, v: number, w: number) {
    const distances = new Float64Array(list.length);
    let least = Infinity;
    for (let n = 0; n < list.length; n++) {
      // A hair of room for the rounding of centres and distances.
      const distance = Math.sqrt(distanceSquared(copies, list[n]!, u, v, w)) - 1e-9;
      distances[n] = distance;
      if (distance < least) least = distance;
    }
    return { distances, least: least + 2e-9 };
  }
}

/** Returns the squared distance of a point to the copy of a strut at `at`. */
export function distanceSquared(copies: Float64Array, at: number, u: number, v: number, w: number): number {
  const x = u - copies[at]!;
  const y = v - copies[at + 1]!;
  const z = w - copies[at + 2]!;
  const ex = copies[at + 3]!;
  const ey = copies[at + 4]!;
  const ez = copies[at + 5]!;
  let t = x * ex + y * ey + z * ez;
  if (t < 0) t = 0;
  else if (t > copies[at + 6]!) t = copies[at + 6]!;
  const rx = x - t * ex;
  const ry = y - t * ey;
  const rz = z - t * ez;
  return rx * rx + ry * ry + rz * rz;
}

/** Struts and their copies whose box comes within `marginCells` of the period. */
function copiesWithin(graph: StrutGraph, marginCells: number): Float64Array {
  const { periodCells: period } = graph;
  const count = strutCount(graph);
  const ends = new Float64Array(6);
  const out: number[] = [];
  for (let n = 0; n < count; n++) {
    strutEnds(graph, n, ends);
    const length = Math.sqrt((ends[3]! - ends[0]!) ** 2 + (ends[4]! - ends[1]!) ** 2 + (ends[5]! - ends[2]!) ** 2);
    const from = [0, 1, 2].map((c) => Math.ceil((-marginCells - Math.max(ends[c]!, ends[3 + c]!)) / period));
    const to = [0, 1, 2].map((c) => Math.floor((period + marginCells - Math.min(ends[c]!, ends[3 + c]!)) / period));
    for (let k = from[2]!; k <= to[2]!; k++) {
      for (let j = from[1]!; j <= to[1]!; j++) {
        for (let i = from[0]!; i <= to[0]!; i++) {
          out.push(ends[0]! + i * period, ends[1]! + j * period, ends[2]! + k * period);
          for (let c = 0; c < 3; c++) out.push((ends[3 + c]! - ends[c]!) / length);
          out.push(length);
        }
      }
    }
  }
  return Float64Array.from(out);
}

/** An upper bound of the distance from any place to the nearest node: the diagonal of the finest boxes of which each holds one. */
function farthestNode({ nodes, periodCells }: StrutGraph): number {
  assert(nodes.length > 0, 'a strut lattice has a node');
  for (let side = Math.max(1, Math.ceil(2 * periodCells)); ; side--) {
    const held = new Uint8Array(side ** 3);
    let count = 0;
    for (let n = 0; n < nodes.length; n += 3) {
      const [i, j, k] = [0, 1, 2].map((c) => Math.min(side - 1, Math.floor((nodes[n + c]! * side) / periodCells)));
      const box = (k! * side + j!) * side + i!;
      if (held[box] === 0) count++;
      held[box] = 1;
    }
    if (count === held.length) return (SQRT3 * periodCells) / side;
  }
}

/** What a mesh that comes slab by slab consists of: pieces of solid, closed voids, and their volumes. */

import {
  type GrowableFloats,
  type GrowableInts,
  growableFloats,
  growableInts,
  pushFloat,
  pushInt,
} from '../growable.ts';
import { rootOf } from '../root-of.ts';
import type { MeshSlab } from './mesh-slab.ts';

/** Closed surfaces of one kind. */
export interface SurfaceTally {
  readonly count: number;
  readonly volumeMm3: number;
  /** Volume of the largest, and one of its vertices. */
  readonly largestMm3: number;
  readonly at: readonly [number, number, number] | null;
}

/** What was found. A surface that faces outward bounds a piece of solid, one that faces inward a void within one. */
export interface MeshPieces {
  /** Volume of the solid. */
  readonly volumeMm3: number;
  /** All pieces but the largest. */
  readonly loose: SurfaceTally;
  readonly voids: SurfaceTally;
}

/** Takes one slab after the other. */
export interface MeshPieceTracker {
  slab(slab: MeshSlab): void;
  finish(): MeshPieces;
}

/**
 * Returns a tracker. Triangles that share a vertex by number belong to one surface. Memory goes with two slabs and with the
 * number of surfaces that begin apart from each other.
 */
export function meshPieceTracker(): MeshPieceTracker {
  /** Surfaces known so far: each points to itself or to an earlier one that it turned out to be. */
  const joined: GrowableInts = growableInts(64);
  const sixVolumes: GrowableFloats = growableFloats(64);
  const firstVertices: GrowableFloats = growableFloats(192);
  /** Surface of each vertex of the slab before, -1 where no triangle used it yet. */
  let labelsBefore = new Int32Array(0);
  let parent = new Int32Array(0);
  let sums = new Float64Array(0);
  let labels = new Int32Array(0);

  function slab({ firstVertex, positions, firstBefore, before, triangles }: MeshSlab): void {
    const olds = before.length / 3;
    const count = olds + positions.length / 3;
    if (parent.length < count) {
      parent = new Int32Array(2 * count);
      sums = new Float64Array(2 * count);
      labels = new Int32Array(2 * count);
    }
    for (let v = 0; v < count; v++) parent[v] = v;
    sums.fill(0, 0, count);
    const newShift = olds - firstVertex;
    for (let t = 0; t < triangles.length; t += 3) {
      const a = triangles[t]! + (triangles[t]! < firstVertex ? -firstBefore : newShift);
      const b = triangles[t + 1]! + (triangles[t + 1]! < firstVertex ? -firstBefore : newShift);
      const c = triangles[t + 2]! + (triangles[t + 2]! < firstVertex ? -firstBefore : newShift);
      let root = parent[a]!;
      // Mostly all three hang on one root already.
      if (root !== parent[b] || root !== parent[c] || root !== parent[root]) {
        root = unite(unite(rootOf(parent, a), rootOf(parent, b)), rootOf(parent, c));
      }
      const pa = a < olds ? before : positions;
      const pb = b < olds ? before : positions;
      const pc = c < olds ? before : positions;
      const ia = 3 * (a < olds ? a : a - olds);
      const ib = 3 * (b < olds ? b : b - olds);
      const ic = 3 * (c < olds ? c : c - olds);
      const x = pb[ib + 1]! * pc[ic + 2]! - pb[ib + 2]! * pc[ic + 1]!;
      const y = pb[ib + 2]! * pc[ic]! - pb[ib]! * pc[ic + 2]!;
      const z = pb[ib]! * pc[ic + 1]! - pb[ib + 1]! * pc[ic]!;
      sums[root]! += pa[ia]! * x + pa[ia + 1]! * y + pa[ia + 2]! * z;
    }
    // The sums went to whatever was the root then; every one ends at the label of its last root.
    labels.fill(-1, 0, count);
    for (let v = 0; v < olds; v++) {
      const known = labelsBefore[v]!;
      if (known < 0) continue;
      const root = rootOf(parent, v);
      labels[root] = labels[root]! < 0 ? surfaceOf(known) : join(labels[root]!, known);
    }
    for (let v = 0; v < count; v++) {
      const root = rootOf(parent, v);
      // A vertex alone has no triangle yet: those of a slab's upper plane wait for the next.
      if (labels[root]! < 0 && (root !== v || sums[v] !== 0))
        labels[root] = begin(v < olds ? before : positions, v < olds ? v : v - olds);
      if (labels[root]! >= 0) sixVolumes.values[labels[root]!]! += sums[v]!;
    }
    const fresh = count - olds;
    if (labelsBefore.length < fresh) labelsBefore = new Int32Array(2 * fresh);
    for (let v = 0; v < fresh; v++) labelsBefore[v] = labels[rootOf(parent, olds + v)]!;
  }

  function unite(a: number, b: number): number {
    if (a < b) {
      parent[b] = a;
      return a;
    }
    parent[a] = b;
    return b;
  }

  function begin(positions: Float32Array, vertex: number): number {
    pushInt(joined, joined.length);
    pushFloat(sixVolumes, 0);
    for (let axis = 0; axis < 3; axis++) pushFloat(firstVertices, positions[3 * vertex + axis]!);
    return joined.length - 1;
  }

  function surfaceOf(label: number): number {
    const { values } = joined;
    let l = label;
    while (values[l] !== l) {
      values[l] = values[values[l]!]!;
      l = values[l]!;
    }
    return l;
  }

  function join(a: number, b: number): number {
    const [low, high] = [surfaceOf(a), surfaceOf(b)].sort((p, q) => p - q) as [number, number];
    joined.values[high] = low;
    return low;
  }

  function finish(): MeshPieces {
    const total = new Float64Array(joined.length);
    for (let l = 0; l < joined.length; l++) total[surfaceOf(l)]! += sixVolumes.values[l]! / 6;
    let main = -1;
    let volumeMm3 = 0;
    for (const [l, volume] of total.entries()) {
      volumeMm3 += volume;
      if (joined.values[l] === l && volume > (main < 0 ? 0 : total[main]!)) main = l;
    }
    const tally = (isOne: (label: number) => boolean): SurfaceTally => {
      let [count, sum, largest] = [0, 0, -1];
      for (const [l, volume] of total.entries()) {
        if (joined.values[l] !== l || l === main || !isOne(l)) continue;
        count++;
        sum += Math.abs(volume);
        if (largest < 0 || Math.abs(volume) > Math.abs(total[largest]!)) largest = l;
      }
      if (largest < 0) return { count, volumeMm3: 0, largestMm3: 0, at: null };
      const at = [0, 1, 2].map((axis) => firstVertices.values[3 * largest + axis]!) as [number, number, number];
      return { count, volumeMm3: sum, largestMm3: Math.abs(total[largest]!), at };
    };
    return { volumeMm3, loose: tally((l) => total[l]! > 0), voids: tally((l) => total[l]! < 0) };
  }

  return { slab, finish };
}

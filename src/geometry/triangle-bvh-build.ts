/** Builds a tree of boxes over triangles. */
import type { TriangleMesh } from '../core/mesh.ts';
import type { TriangleBvhData } from './triangle-bvh.ts';

const LEAF_SIZE = 4;
const BINS = 16;
/** Below this depth ranges are halved by count, which bounds the depth of the whole tree at 48 + log2(triangles). */
const MAX_SAH_DEPTH = 48;

/**
 * Builds the tree over all triangles of a mesh, or over those named in `subset`. Ranges are split across their longest
 * side where the surface area heuristic (MacDonald and Booth 1990), taken at 16 bins, costs least.
 */
export function buildTriangleBvh(mesh: TriangleMesh, subset?: Uint32Array): TriangleBvhData {
  const count = subset?.length ?? mesh.triangles.length / 3;
  const order = subset === undefined ? Uint32Array.from({ length: count }, (_, i) => i) : Uint32Array.from(subset);
  const boxes = triangleBoxes(mesh, order);
  const slots = new Uint32Array(count);
  for (let i = 0; i < count; i++) slots[i] = i;
  const bounds = new Float64Array(12 * Math.max(1, count));
  const nodes = new Int32Array(4 * Math.max(1, count));
  const nodeCount = count === 0 ? 0 : splitRanges(boxes, slots, bounds, nodes);
  const corners = new Float64Array(9 * count);
  const triangles = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const t = order[slots[i]!]!;
    triangles[i] = t;
    for (let k = 0; k < 3; k++) {
      const p = 3 * mesh.triangles[3 * t + k]!;
      corners[9 * i + 3 * k] = mesh.positions[p]!;
      corners[9 * i + 3 * k + 1] = mesh.positions[p + 1]!;
      corners[9 * i + 3 * k + 2] = mesh.positions[p + 2]!;
    }
  }
  return { bounds: bounds.slice(0, 6 * nodeCount), nodes: nodes.slice(0, 2 * nodeCount), corners, triangles };
}

function triangleBoxes(mesh: TriangleMesh, order: Uint32Array): Float64Array {
  const { positions, triangles } = mesh;
  const boxes = new Float64Array(6 * order.length);
  for (let i = 0; i < order.length; i++) {
    const a = 3 * triangles[3 * order[i]!]!;
    const b = 3 * triangles[3 * order[i]! + 1]!;
    const c = 3 * triangles[3 * order[i]! + 2]!;
    for (let axis = 0; axis < 3; axis++) {
      boxes[6 * i + axis] = Math.min(positions[a + axis]!, positions[b + axis]!, positions[c + axis]!);
      boxes[6 * i + 3 + axis] = Math.max(positions[a + axis]!, positions[b + axis]!, positions[c + axis]!);
    }
  }
  return boxes;
}

/** Splits the slots into a tree, ordering them on the way; returns the number of nodes. */
function splitRanges(boxes: Float64Array, slots: Uint32Array, bounds: Float64Array, nodes: Int32Array): number {
  let nodeCount = 0;
  const box = new Float64Array(6);
  const split = rangeSplitter(boxes, slots);

  function build(begin: number, end: number, depth: number): void {
    const node = nodeCount++;
    uniteBoxes(boxes, slots, begin, end, box);
    bounds.set(box, 6 * node);
    if (end - begin <= LEAF_SIZE) {
      nodes[2 * node] = begin;
      nodes[2 * node + 1] = end - begin;
      return;
    }
    const middle = split(begin, end, depth);
    build(begin, middle, depth + 1);
    nodes[2 * node] = nodeCount;
    build(middle, end, depth + 1);
  }

  build(0, slots.length, 0);
  return nodeCount;
}

function uniteBoxes(boxes: Float64Array, slots: Uint32Array, begin: number, end: number, out: Float64Array): void {
  out.fill(Infinity, 0, 3);
  out.fill(-Infinity, 3, 6);
  for (let i = begin; i < end; i++) {
    const b = 6 * slots[i]!;
    for (let k = 0; k < 3; k++) {
      if (boxes[b + k]! < out[k]!) out[k] = boxes[b + k]!;
      if (boxes[b + 3 + k]! > out[3 + k]!) out[3 + k] = boxes[b + 3 + k]!;
    }
  }
}

/** Returns a function that parts a range of slots in two and returns where the second part begins. */
function rangeSplitter(boxes: Float64Array, slots: Uint32Array) {
  const binBoxes = new Float64Array(6 * BINS);
  const binCounts = new Int32Array(BINS);
  const growing = new Float64Array(6);
  const rightCost = new Float64Array(BINS);
  /** Twice the middle of a triangle's box, which saves a division. */
  const middleOf = (slot: number, axis: number) => boxes[6 * slot + axis]! + boxes[6 * slot + 3 + axis]!;

  return function split(begin: number, end: number, depth: number): number {
    const half = (begin + end) >>> 1;
    let axis = 0;
    let low = 0;
    let extent = -1;
    for (let k = 0; k < 3; k++) {
      let min = Infinity;
      let max = -Infinity;
      for (let i = begin; i < end; i++) {
        const middle = middleOf(slots[i]!, k);
        if (middle < min) min = middle;
        if (middle > max) max = middle;
      }
      if (max - min > extent) {
        axis = k;
        low = min;
        extent = max - min;
      }
    }
    const perUnit = BINS / extent;
    if (!(extent > 0) || !Number.isFinite(perUnit)) return half;
    if (depth >= MAX_SAH_DEPTH) {
      const range = slots.subarray(begin, end);
      range.sort((a, b) => middleOf(a, axis) - middleOf(b, axis) || a - b);
      return half;
    }
    const binOf = (slot: number) => Math.min(BINS - 1, Math.floor((middleOf(slot, axis) - low) * perUnit));
    fillBins(begin, end, binOf);
    const lastLeft = cheapestBin();
    let i = begin;
    let j = end - 1;
    for (;;) {
      while (i <= j && binOf(slots[i]!) <= lastLeft) i++;
      while (i <= j && binOf(slots[j]!) > lastLeft) j--;
      if (i > j) break;
      const swap = slots[i]!;
      slots[i] = slots[j]!;
      slots[j] = swap;
    }
    return i > begin && i < end ? i : half;
  };

  function fillBins(begin: number, end: number, binOf: (slot: number) => number): void {
    binCounts.fill(0);
    for (let bin = 0; bin < BINS; bin++) {
      binBoxes.fill(Infinity, 6 * bin, 6 * bin + 3);
      binBoxes.fill(-Infinity, 6 * bin + 3, 6 * bin + 6);
    }
    for (let i = begin; i < end; i++) {
      const bin = binOf(slots[i]!);
      binCounts[bin]!++;
      widen(binBoxes, 6 * bin, boxes, 6 * slots[i]!);
    }
  }

  /** The bin after which the cost (area times number of triangles, both sides) is least; the first of equals. */
  function cheapestBin(): number {
    growing.fill(Infinity, 0, 3);
    growing.fill(-Infinity, 3, 6);
    let count = 0;
    for (let bin = BINS - 1; bin > 0; bin--) {
      widen(growing, 0, binBoxes, 6 * bin);
      count += binCounts[bin]!;
      rightCost[bin - 1] = count * halfArea(growing);
    }
    growing.fill(Infinity, 0, 3);
    growing.fill(-Infinity, 3, 6);
    count = 0;
    let best = 0;
    let bestCost = Infinity;
    for (let bin = 0; bin < BINS - 1; bin++) {
      widen(growing, 0, binBoxes, 6 * bin);
      count += binCounts[bin]!;
      const cost = count * halfArea(growing) + rightCost[bin]!;
      if (cost < bestCost) {
        best = bin;
        bestCost = cost;
      }
    }
    return best;
  }
}

function widen(out: Float64Array, o: number, other: Float64Array, b: number): void {
  for (let k = 0; k < 3; k++) {
    if (other[b + k]! < out[o + k]!) out[o + k] = other[b + k]!;
    if (other[b + 3 + k]! > out[o + 3 + k]!) out[o + 3 + k] = other[b + 3 + k]!;
  }
}

/** Half the surface of a box; 0 for one that holds nothing. */
function halfArea(box: Float64Array): number {
  const x = box[3]! - box[0]!;
  const y = box[4]! - box[1]!;
  const z = box[5]! - box[2]!;
  return x >= 0 ? x * y + y * z + z * x : 0;
}

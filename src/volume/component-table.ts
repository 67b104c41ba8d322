/** Union-find over the pieces of solid and void that two neighbouring layers show, with what is known of each. */
import type { LabelSets } from './label-sets.ts';

/** Node 0 is the void around the part. */
export const OUTSIDE = 0;

/** Pieces by node number; after joining, the data of a component stands at its root. */
export interface ComponentTable {
  readonly parent: Int32Array;
  readonly volumeMm3: Float64Array;
  readonly lowestLayer: Int32Array;
  readonly highestLayer: Int32Array;
  /** Length of the longest run seen, and the middle of that run: a point that surely lies inside. */
  readonly placeLengthMm: Float64Array;
  readonly placeXMm: Float64Array;
  readonly placeYMm: Float64Array;
  readonly placeLayer: Int32Array;
  readonly solid: Uint8Array;
  /** Label of the piece where labels are kept, else -1. */
  readonly label: Int32Array;
}

/** Returns a table of `size` single nodes of layer `layer`; the first ones are copied from `from`. */
export function componentTable(size: number, layer: number, from: ComponentTable | null, keep: number): ComponentTable {
  const table: ComponentTable = {
    parent: new Int32Array(size),
    volumeMm3: new Float64Array(size),
    lowestLayer: new Int32Array(size).fill(layer),
    highestLayer: new Int32Array(size).fill(layer),
    placeLengthMm: new Float64Array(size),
    placeXMm: new Float64Array(size),
    placeYMm: new Float64Array(size),
    placeLayer: new Int32Array(size).fill(layer),
    solid: new Uint8Array(size),
    label: new Int32Array(size).fill(-1),
  };
  for (let k = 0; k < size; k++) table.parent[k] = k;
  if (from !== null) for (let k = 0; k < keep; k++) copyNode(from, k, table, k);
  return table;
}

/** Copies what is known of a node into a node of another table. */
export function copyNode(from: ComponentTable, k: number, to: ComponentTable, at: number): void {
  to.volumeMm3[at] = from.volumeMm3[k]!;
  to.lowestLayer[at] = from.lowestLayer[k]!;
  to.highestLayer[at] = from.highestLayer[k]!;
  to.placeLengthMm[at] = from.placeLengthMm[k]!;
  to.placeXMm[at] = from.placeXMm[k]!;
  to.placeYMm[at] = from.placeYMm[k]!;
  to.placeLayer[at] = from.placeLayer[k]!;
  to.solid[at] = from.solid[k]!;
  to.label[at] = from.label[k]!;
}

/** Returns the root of a node. */
export function rootOf(table: ComponentTable, node: number): number {
  const { parent } = table;
  let k = node;
  while (parent[k] !== k) {
    parent[k] = parent[parent[k]!]!;
    k = parent[k]!;
  }
  return k;
}

/** Joins two nodes; the smaller root stays, so the outside stays node 0 and the result does not depend on the order. */
export function joinNodes(table: ComponentTable, a: number, b: number): void {
  const ra = rootOf(table, a);
  const rb = rootOf(table, b);
  if (ra < rb) table.parent[rb] = ra;
  else if (rb < ra) table.parent[ra] = rb;
}

/** Remembers a run as the place of its node when it is the longest so far. */
export function notePlace(table: ComponentTable, node: number, x0Mm: number, x1Mm: number, yMm: number): void {
  const length = x1Mm - x0Mm;
  if (length > table.placeLengthMm[node]!) {
    table.placeLengthMm[node] = length;
    table.placeXMm[node] = (x0Mm + x1Mm) / 2;
    table.placeYMm[node] = yMm;
  }
}

/** Moves what is known of each node to its root and joins their labels. The outside collects nothing. */
export function gatherAtRoots(table: ComponentTable, labels: LabelSets | null): void {
  for (let k = 1; k < table.parent.length; k++) {
    const r = rootOf(table, k);
    if (r === k || r === OUTSIDE) continue;
    if (labels !== null && table.label[k]! >= 0) labels.join(table.label[r]!, table.label[k]!);
    table.volumeMm3[r]! += table.volumeMm3[k]!;
    table.lowestLayer[r] = Math.min(table.lowestLayer[r]!, table.lowestLayer[k]!);
    table.highestLayer[r] = Math.max(table.highestLayer[r]!, table.highestLayer[k]!);
    if (table.placeLengthMm[k]! > table.placeLengthMm[r]!) {
      table.placeLengthMm[r] = table.placeLengthMm[k]!;
      table.placeXMm[r] = table.placeXMm[k]!;
      table.placeYMm[r] = table.placeYMm[k]!;
      table.placeLayer[r] = table.placeLayer[k]!;
    }
  }
}

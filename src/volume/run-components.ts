/**
 * Connected pieces of solid and void through a stack of layers: closed voids, which trap powder, and loose solids. Works
 * on the contours themselves and keeps two layers and the table of pieces that reach the newest one, nothing more.
 *
 * Within a layer the pieces are exact: they follow from the loops, and a loop too small to meet a regular row gets a row
 * of its own (where two loops touch in a single point, the voids on both sides of the point count as one). Layers are joined along rows, where x is exact and y is sampled: a passage or a contact that shows itself
 * only between two rows is missed. So sampling makes passages between layers look narrower, never wider: a void
 * that is reported open is open. Volumes are exact sums of loop area times thickness.
 *
 * Powder leaves when the part is off the plate, so what lies below the first layer and above the last is outside.
 */
import { signedAreaMm2 } from '../geometry/polygon-area.ts';
import { type ComponentTable, componentTable, copyNode, gatherAtRoots, rootOf } from './component-table.ts';
import type { LabelSets } from './label-sets.ts';
import { type LayerRows, layerRows } from './layer-rows.ts';
import { type LayerRuns, type LoopNodes, layerRuns, linkRows, type NestingCount, openRow } from './layer-runs.ts';
import { rowCrossings } from './row-crossings.ts';

/** Pieces of neighbouring layers hang together where they share more than this many mm in x. */
export const CONTACT_MM = 0.001;

/** How layers are joined. */
export interface ComponentSettings {
  /** Distance of the rows in mm. */
  readonly rowSpacingMm: number;
  /** Shortest common run in mm that joins two layers. */
  readonly minOverlapMm: number;
}

/** One piece: its volume, the layers it reaches and a point inside it. */
export interface ComponentPlace {
  readonly volumeMm3: number;
  readonly lowestLayer: number;
  readonly highestLayer: number;
  readonly layer: number;
  readonly xMm: number;
  readonly yMm: number;
}

/** Pieces counted together, with the largest of them. */
export interface ComponentTally {
  readonly count: number;
  readonly volumeMm3: number;
  readonly largest: ComponentPlace | null;
}

/** What a stack of layers is made of. Loose solids are all pieces of solid but the largest. */
export interface Components {
  readonly main: ComponentPlace | null;
  readonly looseSolids: ComponentTally;
  readonly closedVoids: ComponentTally;
}

/** What one layer shows. */
export interface LayerComponents {
  /** Separate areas of solid in the layer. */
  readonly solidAreas: number;
  /** Areas of solid with no solid under them in the layer below; 0 in the first layer that has any. */
  readonly islands: number;
  /** Loops that bound no edge between solid and void: an outer loop within solid or a hole outside of it. */
  readonly misnested: readonly number[];
  /** Label of the solid along each loop; -1 where no labels are kept. */
  readonly solidLabels: Int32Array;
}

/** Takes layers from the bottom up. */
export interface ComponentTracker {
  /** Adds a layer of closed loops (solid on the left, no repeated first point); `rows` are those of `layerRows` for them. */
  layer(index: number, loops: readonly Float64Array[], thicknessMm: number, rows?: LayerRows): LayerComponents;
  /** Closes the stack from above and returns its pieces. */
  finish(): Components;
}

interface KnownLayer {
  readonly loops: readonly Float64Array[];
  readonly nodes: LoopNodes;
  readonly firstRow: number;
  readonly runs: LayerRuns;
  /** Rows of its own for loops that meet no regular row. */
  readonly extraYMm: Float64Array;
}

/** Returns a tracker for one stack. With `labels` each piece of solid keeps a label beyond its layers. */
export function trackComponents(settings: ComponentSettings, labels: LabelSets | null = null): ComponentTracker {
  const { rowSpacingMm, minOverlapMm } = settings;
  const tally = createTally();
  let table = componentTable(1, 0, null, 0);
  let below: KnownLayer | null = null;
  let lastIndex = -1;

  function layer(
    index: number,
    loops: readonly Float64Array[],
    thicknessMm: number,
    rows: LayerRows = layerRows(loops, rowSpacingMm),
  ): LayerComponents {
    lastIndex = index;
    const known = table.parent.length;
    const next = componentTable(known + 2 * loops.length, index, table, known);
    const nodes = newNodes(next, known, loops.length, labels);
    const nesting = { fits: new Int32Array(loops.length), strays: new Int32Array(loops.length) };

    const { firstRow, yMm, crossings } = rows;
    const runs = layerRuns(crossings, yMm, nodes, minOverlapMm, next, nesting);
    const extraYMm = rowsOfSmallLoops(loops, nesting);
    const linkYMm = mergeRows(extraYMm, below?.extraYMm ?? new Float64Array(0));
    const extraRuns = layerRuns(rowCrossings(loops, linkYMm), linkYMm, nodes, minOverlapMm, next, nesting);

    const misnested = addVolumes(next, loops, nodes, nesting, thicknessMm);
    const areaOf = nodes.solid.map((k) => rootOf(next, k));
    const rests = new Uint8Array(next.parent.length);
    if (below === null) {
      openAll(runs, next);
      openAll(extraRuns, next);
    } else {
      linkRegularRows(below, { firstRow, runs }, minOverlapMm, next, rests);
      const strangers = { fits: new Int32Array(below.loops.length), strays: new Int32Array(below.loops.length) };
      const crossingsBelow = rowCrossings(below.loops, linkYMm);
      const runsBelow = layerRuns(crossingsBelow, linkYMm, below.nodes, minOverlapMm, next, strangers);
      for (let r = 0; r < linkYMm.length; r++) linkRows(runsBelow, r, extraRuns, r, minOverlapMm, next, rests);
    }
    const seen = countAreas(nodes, areaOf, rests, misnested);
    const first = below === null || below.loops.length === 0;
    const solidLabels = nodes.solid.map((k) => next.label[k]!);
    gatherAtRoots(next, labels);
    const renumbered = settle(next, known, nodes, tally);
    table = renumbered.table;
    const name = (k: number): number => renumbered.nameOf[rootOf(next, k)]!;
    below = {
      loops,
      nodes: { solid: nodes.solid.map(name), void: nodes.void.map(name) },
      firstRow,
      runs: { ...runs, node: runs.node.map(name) },
      extraYMm,
    };
    return { solidAreas: seen.areas, islands: first ? 0 : seen.islands, misnested, solidLabels };
  }

  return {
    layer,
    finish() {
      layer(lastIndex + 1, [], 0);
      return tally.result();
    },
  };
}

function newNodes(table: ComponentTable, first: number, loopCount: number, labels: LabelSets | null): LoopNodes {
  const nodes = { solid: new Int32Array(loopCount), void: new Int32Array(loopCount) };
  for (let l = 0; l < loopCount; l++) {
    nodes.solid[l] = first + 2 * l;
    nodes.void[l] = first + 2 * l + 1;
    table.solid[first + 2 * l] = 1;
    if (labels !== null) table.label[first + 2 * l] = labels.fresh();
  }
  return nodes;
}

/** Heights of rows through the middle of loops that met no row so far, rising and without repeats. */
function rowsOfSmallLoops(loops: readonly Float64Array[], nesting: NestingCount): Float64Array {
  const heights: number[] = [];
  for (let l = 0; l < loops.length; l++) {
    if (nesting.fits[l]! + nesting.strays[l]! > 0) continue;
    const xy = loops[l]!;
    let low = Infinity;
    let high = -Infinity;
    for (let i = 1; i < xy.length; i += 2) {
      low = Math.min(low, xy[i]!);
      high = Math.max(high, xy[i]!);
    }
    if (high > low && xy.length >= 6) heights.push((low + high) / 2);
  }
  return mergeRows(Float64Array.from(heights), new Float64Array(0));
}

function mergeRows(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  all.sort();
  let kept = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i]!;
  return all.subarray(0, kept);
}

/** Adds area times thickness of each loop to the solid and takes it from the void; returns the loops out of place. */
function addVolumes(
  table: ComponentTable,
  loops: readonly Float64Array[],
  nodes: LoopNodes,
  nesting: NestingCount,
  thicknessMm: number,
): number[] {
  const misnested: number[] = [];
  for (let l = 0; l < loops.length; l++) {
    if (nesting.fits[l] === 0) {
      if (nesting.strays[l]! > 0) misnested.push(l);
      continue;
    }
    const volumeMm3 = signedAreaMm2({ xy: loops[l]!, closed: true }) * thicknessMm;
    table.volumeMm3[nodes.solid[l]!]! += volumeMm3;
    table.volumeMm3[nodes.void[l]!]! -= volumeMm3;
  }
  return misnested;
}

function openAll(runs: LayerRuns, table: ComponentTable): void {
  for (let r = 0; r + 1 < runs.start.length; r++) openRow(runs, r, table);
}

function linkRegularRows(
  below: KnownLayer,
  above: { readonly firstRow: number; readonly runs: LayerRuns },
  minOverlapMm: number,
  table: ComponentTable,
  rests: Uint8Array,
): void {
  const rowsBelow = below.runs.start.length - 1;
  const rowsAbove = above.runs.start.length - 1;
  const shift = above.firstRow - below.firstRow;
  for (let b = 0; b < rowsAbove; b++) {
    const a = b + shift;
    if (a >= 0 && a < rowsBelow) linkRows(below.runs, a, above.runs, b, minOverlapMm, table, rests);
    else openRow(above.runs, b, table);
  }
  for (let a = 0; a < rowsBelow; a++) {
    const b = a - shift;
    if (b < 0 || b >= rowsAbove) openRow(below.runs, a, table);
  }
}

/** Counts the areas of solid in a layer and those that rest on nothing. */
function countAreas(
  nodes: LoopNodes,
  areaOf: Int32Array,
  rests: Uint8Array,
  misnested: readonly number[],
): { areas: number; islands: number } {
  const restOf = new Map<number, boolean>();
  const left = new Set(misnested);
  for (let l = 0; l < areaOf.length; l++) {
    if (left.has(l)) continue;
    const area = areaOf[l]!;
    restOf.set(area, restOf.get(area) === true || rests[nodes.solid[l]!] === 1);
  }
  let islands = 0;
  for (const rest of restOf.values()) if (!rest) islands++;
  return { areas: restOf.size, islands };
}

/** Tallies the pieces that the newest layer does not touch and renumbers the others from 1. */
function settle(
  table: ComponentTable,
  known: number,
  nodes: LoopNodes,
  tally: ReturnType<typeof createTally>,
): { table: ComponentTable; nameOf: Int32Array } {
  const nameOf = new Int32Array(table.parent.length);
  const live = new Uint8Array(table.parent.length);
  for (const k of nodes.solid) live[rootOf(table, k)] = 1;
  for (const k of nodes.void) live[rootOf(table, k)] = 1;
  let count = 1;
  for (let k = 1; k < table.parent.length; k++) {
    if (table.parent[k] !== k) continue;
    if (live[k] === 1) nameOf[k] = count++;
    else if (k < known) tally.add(table, k);
  }
  const kept = componentTable(count, 0, null, 0);
  for (let k = 1; k < table.parent.length; k++) if (nameOf[k]! > 0) copyNode(table, k, kept, nameOf[k]!);
  return { table: kept, nameOf };
}

/** Sums finished pieces; the largest solid is the part, all others are loose. */
function createTally() {
  const solids = { count: 0, volumeMm3: 0, largest: null as ComponentPlace | null };
  const voids = { count: 0, volumeMm3: 0, largest: null as ComponentPlace | null };
  let main: ComponentPlace | null = null;
  const put = (into: typeof solids, place: ComponentPlace): void => {
    into.count++;
    into.volumeMm3 += place.volumeMm3;
    if (into.largest === null || place.volumeMm3 > into.largest.volumeMm3) into.largest = place;
  };
  return {
    add(table: ComponentTable, k: number): void {
      const place: ComponentPlace = {
        volumeMm3: table.volumeMm3[k]!,
        lowestLayer: table.lowestLayer[k]!,
        highestLayer: table.highestLayer[k]!,
        layer: table.placeLayer[k]!,
        xMm: table.placeXMm[k]!,
        yMm: table.placeYMm[k]!,
      };
      if (!(place.volumeMm3 > 0)) return;
      if (table.solid[k] === 0) put(voids, place);
      else if (main === null) main = place;
      else if (place.volumeMm3 > main.volumeMm3) {
        put(solids, main);
        main = place;
      } else put(solids, place);
    },
    result: (): Components => ({ main, looseSolids: solids, closedVoids: voids }),
  };
}

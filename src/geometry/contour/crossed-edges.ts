/**
 * MARK: which edges of a sampling grid a level crosses. The list that backends of any kind produce alike: keys, ascending,
 * 4 node + 2 direction + 1 where the start node is inside; node = j nx + i, direction 0 leads to (i + 1, j) and 1 to (i, j + 1). A node is
 * inside where its f64 value is below the level; outside of the mask and on the outermost ring of nodes it counts as not inside.
 */
import type { PlaneField, PlaneGrid, SolidBand } from '../../core/field.ts';
import { assert } from '../../core/prep-error.ts';

/** Crossed edges of both faces of a band; null where the band has no such face. */
export interface BandEdges {
  readonly to: Uint32Array | null;
  readonly from: Uint32Array | null;
}

/** Crossed edges of a level and, where they were sampled on the way, the values at the two nodes of each. */
export interface SampledEdges {
  readonly keys: Uint32Array;
  /** f at the start and at the end of each edge, `VOID` at nodes that do not count; null: to be asked for. */
  readonly ends: Float64Array | null;
}

/** Value of a node that counts as void whatever the field; an edge to it is cut at that node. */
export const VOID = Infinity;

/** Keys have 32 bits. */
const MAX_NODES = 2 ** 30;

/** Refuses grids whose edges have no key. */
export function assertKeysFit({ nx, ny }: PlaneGrid): void {
  assert(nx * ny < MAX_NODES, `a sampling grid of ${nx} x ${ny} nodes`);
}

/** Refuses keys that are no edges of the grid, or not ascending. */
export function assertKeysOf({ nx, ny }: PlaneGrid, keys: Uint32Array | null): void {
  if (keys === null) return;
  let last = -1;
  let ascending = true;
  for (let e = 0; e < keys.length; e++) {
    const edge = keys[e]! >>> 1;
    ascending &&= edge > last;
    last = edge;
  }
  assert(ascending && last < 2 * nx * (ny - 1), 'keys of edges of a sampling grid');
}

/** Whether a node counts: not outside of the mask, nor on the outermost ring. */
export function isKept(i: number, j: number, { nx, ny }: PlaneGrid, mask: Uint8Array | null): boolean {
  return i > 0 && j > 0 && i < nx - 1 && j < ny - 1 && (mask === null || mask[j * nx + i] === 1);
}

/** Returns the crossed edges of each level from one sampling of the plane, row by row in 64-bit arithmetic. */
export function sampleEdges(
  field: PlaneField,
  grid: PlaneGrid,
  levels: readonly number[],
  mask: Uint8Array | null,
): SampledEdges[] {
  assertKeysFit(grid);
  const { nx, ny } = grid;
  const lists = levels.map((level) => ({ level, keys: new Uint32Array(4096), ends: new Float64Array(8192), count: 0 }));
  let low = new Float64Array(nx).fill(VOID);
  let high = new Float64Array(nx).fill(VOID);
  // Between row j and the next, row 0 and the last being void.
  for (let j = 0; j < ny - 1; j++) {
    const swap = low;
    low = high;
    high = swap;
    readRow(j + 1, high);
    for (const list of lists) {
      const { level } = list;
      if (list.keys.length < list.count + 2 * nx) grow(list, 2 * nx);
      const { keys, ends } = list;
      let count = list.count;
      for (let i = 0; i < nx - 1; i++) {
        const f = low[i]!;
        const inside = f < level;
        const right = low[i + 1]!;
        const above = high[i]!;
        const key = 4 * (j * nx + i) + (inside ? 1 : 0);
        if (inside !== right < level) {
          keys[count] = key;
          ends[2 * count] = f;
          ends[2 * count + 1] = right;
          count++;
        }
        if (inside !== above < level) {
          keys[count] = key + 2;
          ends[2 * count] = f;
          ends[2 * count + 1] = above;
          count++;
        }
      }
      list.count = count;
    }
  }
  return lists.map(({ keys, ends, count }) => ({ keys: keys.slice(0, count), ends: ends.subarray(0, 2 * count) }));

  function readRow(j: number, out: Float64Array): void {
    if (j === ny - 1) {
      out.fill(VOID);
      return;
    }
    field.row(j, out);
    out[0] = VOID;
    out[nx - 1] = VOID;
    if (mask === null) return;
    for (let i = 1; i < nx - 1; i++) if (mask[j * nx + i] !== 1) out[i] = VOID;
  }
}

/** Levels of a band's faces in the order in which they are contoured: the upper, then the lower. */
export function levelsOf({ from, to }: SolidBand): number[] {
  return [to, from].filter((level) => level !== null);
}

/** Lists that belong to the levels of a band, in that order, as its edges. */
export function bandEdgesOf({ from, to }: SolidBand, lists: readonly Uint32Array[]): BandEdges {
  return { to: to === null ? null : lists[0]!, from: from === null ? null : lists[to === null ? 0 : 1]! };
}

function grow(list: { keys: Uint32Array; ends: Float64Array; count: number }, room: number): void {
  const keys = new Uint32Array(2 * list.count + 2 * room);
  keys.set(list.keys.subarray(0, list.count));
  const ends = new Float64Array(2 * keys.length);
  ends.set(list.ends.subarray(0, 2 * list.count));
  list.keys = keys;
  list.ends = ends;
}

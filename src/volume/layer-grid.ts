/** A stack of layers as a surface grid: exact cuts along rows and columns of contours, layer boundaries along z. */
import { PrepError } from '../core/prep-error.ts';
import { signedAreaMm2 } from '../geometry/polygon-area.ts';
import { addLine, type LineTally, lineTally } from './intercepts.ts';
import { exchanged, type RowStretches, stretchesOf } from './loop-rows.ts';
import { rowCrossings } from './row-crossings.ts';
import { NODE_PHASE } from './sample-grid.ts';
import { cutCode, emptyGrid, REGION, SOLID, type SurfaceGrid } from './surface-grid.ts';
import { type BoxMm, MARGIN_NODES, nodesOf } from './voxel-size.ts';

/** One layer: a slab of loops (solid on the left, no repeated first point). */
export interface GridLayer {
  readonly zLowMm: number;
  readonly zHighMm: number;
  readonly solid: readonly Float64Array[];
  /** What is measured in this layer, solid and void alike; null: nothing is known, so no void is pore. */
  readonly region: readonly Float64Array[] | null;
}

/** Takes layers from the bottom up. */
export interface LayerGridBuilder {
  add(layer: GridLayer): void;
  finish(): LayerGrid;
}

/** The grid with what its lines met, and the cuts that it could not keep. */
export interface LayerGrid {
  readonly grid: SurfaceGrid;
  readonly lines: readonly [LineTally, LineTally, LineTally];
  /** Sum of region area times thickness, exact where its loops do not overlap. */
  readonly regionMm3: number;
  /**
   * Shares of the stretches of solid and of void that begin and end on one edge of the grid, so that distances do not know of them.
   * Rows that graze a round wall make some tenths of a percent; a wall thinner than a voxel makes tens of percent.
   */
  readonly lostSolidShare: number;
  readonly lostVoidShare: number;
}

/** Heights closer than this are one, in mm: layer bounds are sums of thicknesses. */
const SAME_HEIGHT_MM = 1e-6;

/**
 * Returns a builder for a box; space between layers is void outside of the region. A layer that reaches out of the box or below
 * the top of the one before throws `value-out-of-range`.
 */
export function layerGridBuilder(box: BoxMm, voxelMm: number): LayerGridBuilder {
  const nodes = nodesOf(box, voxelMm);
  const [nx, ny, nz] = nodes;
  const first = (axis: 0 | 1 | 2): number => box.min[axis] - (MARGIN_NODES - NODE_PHASE[axis]) * voxelMm;
  const grid = emptyGrid(nodes, voxelMm, [first(0), first(1), first(2)], false);
  const [x0, y0, z0] = grid.originMm;
  const xMm = Float64Array.from({ length: nx }, (_, i) => x0 + i * voxelMm);
  const yMm = Float64Array.from({ length: ny }, (_, j) => y0 + j * voxelMm);
  const lines = [lineTally(), lineTally(), lineTally()] as const;
  const columns = columnState(nx * ny);
  const flags = new Uint8Array(nx * ny);
  const lost = { solid: 0, void: 0 };
  let topMm = -Infinity;
  let nextNode = 0;
  let regionMm3 = 0;

  /** Nodes of the open slab from zLow to zHigh; `rows` is null for empty space. */
  function slab(zLowMm: number, zHighMm: number, layer: GridLayer | null): void {
    flags.fill(0);
    const solid = layer === null ? null : rowsOf(layer.solid, yMm, 1);
    const region = layer === null || layer.region === null ? null : rowsOf(layer.region, yMm, 1);
    if (solid !== null) markRows(solid, SOLID, x0, voxelMm, nx, flags);
    if (region !== null) markRows(region, REGION, x0, voxelMm, nx, flags);
    if (solid !== null && region !== null) {
      tallyRows(lines[0], solid, region, ny, voxelMm * (zHighMm - zLowMm));
    }
    columns.change(flags, zLowMm, zHighMm, lines[2], voxelMm * voxelMm);
    let columnsDone = false;
    for (; nextNode < nz && z0 + nextNode * voxelMm < zHighMm; nextNode++) {
      const from = nextNode * nx * ny;
      grid.flags.set(flags, from);
      columns.cut(grid, nextNode, lost);
      if (layer === null || solid === null) continue;
      cutRows(solid, x0, voxelMm, nx, 1, grid.flags, grid.cuts[0], from, nx, lost);
      const solidY = rowsOf(exchanged(layer.solid), xMm, -1);
      cutRows(solidY, y0, voxelMm, ny, nx, grid.flags, grid.cuts[1], from, 1, lost);
      // Columns are tallied once a layer: a second plane of nodes in it would only repeat them.
      if (layer.region !== null && !columnsDone) {
        const regionY = rowsOf(exchanged(layer.region), xMm, -1);
        tallyRows(lines[1], solidY, regionY, nx, voxelMm * voxelMm);
        columnsDone = true;
      }
    }
  }

  return {
    add(layer) {
      refuseOutside(layer, box);
      if (!(layer.zLowMm >= topMm - SAME_HEIGHT_MM && layer.zHighMm > layer.zLowMm)) {
        throw new PrepError(
          'value-out-of-range',
          `layers rise; got ${layer.zLowMm} to ${layer.zHighMm} mm after ${topMm} mm`,
        );
      }
      if (layer.zLowMm > topMm + SAME_HEIGHT_MM) slab(topMm, layer.zLowMm, null);
      slab(layer.zLowMm, layer.zHighMm, layer);
      topMm = layer.zHighMm;
      for (const xy of layer.region ?? []) {
        regionMm3 += signedAreaMm2({ xy, closed: true }) * (layer.zHighMm - layer.zLowMm);
      }
    },
    finish() {
      slab(topMm, Infinity, null);
      let stretches = 0;
      for (const cut of grid.cuts) for (let p = 0; p < cut.length; p++) if (cut[p] !== 0) stretches += 0.5;
      const share = (count: number): number => (count > 0 ? count / (stretches + count) : 0);
      return { grid, lines, regionMm3, lostSolidShare: share(lost.solid), lostVoidShare: share(lost.void) };
    },
  };
}

/** Throws `value-out-of-range` where a layer leaves the box: what lies outside would be lost without a word. */
export function refuseOutside(layer: GridLayer, box: BoxMm): void {
  const { min, max } = box;
  const slack = SAME_HEIGHT_MM;
  let inside = layer.zLowMm >= min[2] - slack && layer.zHighMm <= max[2] + slack;
  for (const loops of [layer.solid, layer.region ?? []]) {
    for (const xy of loops) {
      for (let i = 0; i < xy.length; i += 2) {
        const x = xy[i]!;
        const y = xy[i + 1]!;
        if (!(x >= min[0] - slack && x <= max[0] + slack && y >= min[1] - slack && y <= max[1] + slack)) inside = false;
      }
    }
  }
  if (inside) return;
  throw new PrepError('value-out-of-range', `the layer from ${layer.zLowMm} mm leaves the box that is measured`);
}

function rowsOf(loops: readonly Float64Array[], rowsMm: Float64Array, sense: 1 | -1): RowStretches {
  return stretchesOf(rowCrossings(loops, rowsMm), sense);
}

/** Sets a flag at the nodes of every stretch; a node at the very beginning lies inside, one at the very end does not. */
function markRows(rows: RowStretches, flag: number, x0: number, step: number, n: number, flags: Uint8Array): void {
  for (let r = 0; r + 1 < rows.start.length; r++) {
    for (let e = rows.start[r]!; e + 1 < rows.start[r + 1]!; e += 2) {
      const from = Math.max(0, Math.ceil((rows.ends[e]! - x0) / step));
      const to = Math.min(n, Math.ceil((rows.ends[e + 1]! - x0) / step));
      for (let i = from; i < to; i++) flags[r * n + i]! |= flag;
    }
  }
}

function tallyRows(tally: LineTally, solid: RowStretches, region: RowStretches, count: number, areaMm2: number): void {
  for (let r = 0; r < count; r++) {
    const regionCount = region.start[r + 1]! - region.start[r]!;
    if (regionCount === 0) continue;
    const solidRow = solid.ends.subarray(solid.start[r]!, solid.start[r + 1]!);
    const regionRow = region.ends.subarray(region.start[r]!, region.start[r + 1]!);
    addLine(tally, solidRow, solidRow.length, regionRow, regionCount, areaMm2);
  }
}

/** Writes the cuts of one plane of nodes along its rows or columns; two ends on one edge are a stretch that is lost. */
function cutRows(
  rows: RowStretches,
  x0: number,
  step: number,
  n: number,
  stride: number,
  flags: Uint8Array,
  cut: Uint8Array,
  from: number,
  rowStride: number,
  lost: { solid: number; void: number },
): void {
  for (let r = 0; r + 1 < rows.start.length; r++) {
    for (let e = rows.start[r]!; e < rows.start[r + 1]!; e++) {
      const t = (rows.ends[e]! - x0) / step;
      const i = Math.ceil(t) - 1;
      if (i < 0 || i + 1 >= n) continue;
      const p = from + r * rowStride + i * stride;
      if (cut[p] !== 0) {
        // An end of solid after its beginning on the same edge is a thin solid, the other way round a thin void.
        if (((e - rows.start[r]!) & 1) === 1) lost.solid++;
        else lost.void++;
        cut[p] = 0;
      } else cut[p] = cutCode(t - i);
      // A contour through a node may fall on its two sides along x and y: only edges between solid and void hold a cut.
      if (cut[p] !== 0 && ((flags[p]! ^ flags[p + stride]!) & SOLID) === 0) {
        const next = e + 1 < rows.start[r + 1]! ? Math.ceil((rows.ends[e + 1]! - x0) / step) - 1 : -1;
        if (next !== i) cut[p] = 0;
      }
    }
  }
}

/** Where each column of nodes stands: its flags, how often and where it changed since the last plane of nodes. */
function columnState(count: number) {
  const state = new Uint8Array(count);
  const changes = new Uint8Array(count);
  const changeMm = new Float32Array(count);
  return {
    /** Enters a slab. Heights are kept relative to nothing: 32 bits are good to 0.01 um at 100 mm. */
    change(flags: Uint8Array, zLowMm: number, zHighMm: number, tally: LineTally, areaMm2: number): void {
      const depthMm = zHighMm - zLowMm;
      let open = 0;
      let inside = 0;
      let ends = 0;
      for (let c = 0; c < count; c++) {
        const now = flags[c]!;
        const before = state[c]!;
        if (now !== 0) {
          inside += now >> 1;
          if (now === REGION) open++;
        }
        if (now === before) continue;
        state[c] = now;
        if (((now ^ before) & SOLID) === 0) continue;
        if ((now & before & REGION) !== 0) ends++;
        if (changes[c] === 0) changeMm[c] = zLowMm;
        if (changes[c]! < 255) changes[c]!++;
      }
      if (inside > 0) {
        tally.voidMm3 += open * depthMm * areaMm2;
        tally.regionMm3 += inside * depthMm * areaMm2;
        tally.endsMm2 += ends * areaMm2;
      }
    },
    /** Writes the cuts between the last plane of nodes and this one. */
    cut(grid: SurfaceGrid, k: number, lost: { solid: number; void: number }): void {
      const from = (k - 1) * count;
      const lowMm = grid.originMm[2] + (k - 1) * grid.voxelMm;
      for (let c = 0; c < count; c++) {
        const n = changes[c]!;
        if (n === 0) continue;
        changes[c] = 0;
        if (k === 0) continue;
        if ((n & 1) === 1) grid.cuts[2][from + c] = cutCode((changeMm[c]! - lowMm) / grid.voxelMm);
        if (n > 1) {
          if ((state[c]! & SOLID) === 0) lost.solid++;
          else lost.void++;
        }
      }
    },
  };
}

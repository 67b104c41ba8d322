/**
 * Where powder lies and how near the next wall is: one byte a node for in and out and one for the distance to the surface, which is
 * kept only up to a few voxels. A part of 24 million nodes takes 50 MB, where full distances would take 200 more.
 */
import { assert, PrepError } from '../core/prep-error.ts';
import { refuseOutside } from './layer-grid.ts';
import { exchanged, type RowStretches, stretchesOf } from './loop-rows.ts';
import { rowCrossings } from './row-crossings.ts';
import { NODE_PHASE } from './sample-grid.ts';
import type { BoxMm } from './voxel-size.ts';

/** A slab of loops: solid on the left, no repeated first point. */
export interface VoidLayer {
  readonly zLowMm: number;
  readonly zHighMm: number;
  readonly solid: readonly Float64Array[];
}

/** Nodes of a cubic grid, x fastest, with room around the part that belongs to the outside. */
export interface VoidGrid {
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  readonly voxelMm: number;
  /** Place of the first node. */
  readonly originMm: readonly [number, number, number];
  /** 1 at nodes in solid. */
  readonly solid: Uint8Array;
  /** Distance of each node to the nearest cut of an edge with the surface, in steps; `BEYOND` from `reach` on. */
  readonly near: Uint8Array;
  /** Distance in voxels up to which `near` knows. */
  readonly reach: number;
  /** Stretches of solid and of void that begin and end on one edge of the grid: walls and gaps thinner than a voxel. */
  readonly lostSolids: number;
  readonly lostVoids: number;
  /** Cuts of edges that were met. */
  readonly cuts: number;
}

/** Takes layers from the bottom up. */
export interface VoidGridBuilder {
  add(layer: VoidLayer): void;
  finish(): VoidGrid;
}

/** Step of a node that is farther from the surface than the grid knows. */
export const BEYOND = 255;
/** Bytes a node while layers come in. */
export const VOID_BYTES_PER_NODE = 2;
/** Places along an edge at which a cut is kept. */
const SHARES = 16;

/** Returns the step of a distance in voxels. */
export function nearStep(distance: number, reach: number): number {
  return distance >= reach ? BEYOND : Math.round((distance / reach) * (BEYOND - 1));
}

/** Returns the distance in voxels of a step; `BEYOND` gives the reach. */
export function nearDistance(step: number, reach: number): number {
  return step === BEYOND ? reach : (step / (BEYOND - 1)) * reach;
}

/** Returns the nodes along each axis for a box. */
export function voidNodes(box: BoxMm, voxelMm: number, reach: number): [number, number, number] {
  const margin = Math.ceil(reach) + 2;
  const along = (axis: 0 | 1 | 2): number => Math.ceil((box.max[axis] - box.min[axis]) / voxelMm) + 2 * margin + 1;
  return [along(0), along(1), along(2)];
}

/**
 * Returns a builder for a box; `reach` in voxels is at least 1. A layer that leaves the box or lies below the top of the one before
 * throws `value-out-of-range`.
 */
export function voidGridBuilder(box: BoxMm, voxelMm: number, reach: number): VoidGridBuilder {
  assert(reach >= 1 && voxelMm > 0, 'a grid of voids needs a voxel and a reach of at least one');
  const [nx, ny, nz] = voidNodes(box, voxelMm, reach);
  const margin = Math.ceil(reach) + 2;
  const first = (axis: 0 | 1 | 2): number => box.min[axis] - (margin - NODE_PHASE[axis]) * voxelMm;
  const [x0, y0, z0] = [first(0), first(1), first(2)];
  const area = nx * ny;
  const count = area * nz;
  const solid = new Uint8Array(count);
  const near = new Uint8Array(count).fill(BEYOND);
  const xMm = Float64Array.from({ length: nx }, (_, i) => x0 + i * voxelMm);
  const yMm = Float64Array.from({ length: ny }, (_, j) => y0 + j * voxelMm);
  const stamps = [stampsOf(reach, 1, nx, area), stampsOf(reach, nx, 1, area), stampsOf(reach, area, 1, nx)] as const;
  const before = new Uint8Array(area);
  const now = new Uint8Array(area);
  const changes = new Uint8Array(area);
  let lostSolids = 0;
  let lostVoids = 0;
  let cuts = 0;
  let topMm = -Infinity;
  let nextPlane = 0;

  function stamp(axis: 0 | 1 | 2, at: number, share: number): void {
    const { steps, codes } = stamps[axis][Math.min(SHARES - 1, Math.trunc(share * SHARES))]!;
    for (let s = 0; s < steps.length; s++) {
      const q = at + steps[s]!;
      if (codes[s]! < near[q]!) near[q] = codes[s]!;
    }
    cuts++;
  }

  function stampRows(rows: RowStretches, axis: 0 | 1, from: number, low: number): void {
    const stride = axis === 0 ? 1 : nx;
    const rowStride = axis === 0 ? nx : 1;
    for (let r = 0; r + 1 < rows.start.length; r++) {
      let last = -1;
      for (let e = rows.start[r]!; e < rows.start[r + 1]!; e++) {
        const t = (rows.ends[e]! - low) / voxelMm;
        const i = Math.ceil(t) - 1;
        stamp(axis, from + r * rowStride + i * stride, t - i);
        if (i === last) {
          if (((e - rows.start[r]!) & 1) === 1) lostSolids++;
          else lostVoids++;
        }
        last = i;
      }
    }
  }

  function slab(zLowMm: number, zHighMm: number, loops: readonly Float64Array[]): void {
    now.fill(0);
    const rows = loops.length === 0 ? null : stretchesOf(rowCrossings(loops, yMm), 1);
    if (rows !== null) fillRows(rows, x0, voxelMm, nx, now);
    const plane = nextPlane - 1;
    const share = (zLowMm - (z0 + plane * voxelMm)) / voxelMm;
    for (let c = 0; c < area; c++) {
      if (now[c] === before[c]) continue;
      before[c] = now[c]!;
      if (plane < 0) continue;
      stamp(2, plane * area + c, share);
      if (changes[c]! < 255) changes[c]!++;
    }
    let columnsKnown: RowStretches | null = null;
    for (; nextPlane < nz && z0 + nextPlane * voxelMm < zHighMm; nextPlane++) {
      const from = nextPlane * area;
      for (let c = 0; c < area; c++) {
        if (changes[c]! > 1) {
          if (now[c] === 0) lostSolids += changes[c]! >> 1;
          else lostVoids += changes[c]! >> 1;
        }
        changes[c] = 0;
      }
      if (rows === null) continue;
      solid.set(now, from);
      stampRows(rows, 0, from, x0);
      columnsKnown ??= stretchesOf(rowCrossings(exchanged(loops), xMm), -1);
      stampRows(columnsKnown, 1, from, y0);
    }
  }

  return {
    add({ zLowMm, zHighMm, solid: loops }) {
      refuseOutside({ zLowMm, zHighMm, solid: loops, region: null }, box);
      if (!(zLowMm >= topMm - 1e-6 && zHighMm > zLowMm)) {
        throw new PrepError('value-out-of-range', `layers rise; got ${zLowMm} to ${zHighMm} mm after ${topMm} mm`);
      }
      if (zLowMm > topMm + 1e-6) slab(topMm, zLowMm, []);
      slab(zLowMm, zHighMm, loops);
      topMm = zHighMm;
    },
    finish() {
      slab(topMm, Infinity, []);
      return { nx, ny, nz, voxelMm, originMm: [x0, y0, z0], solid, near, reach, lostSolids, lostVoids, cuts };
    },
  };
}

function fillRows(rows: RowStretches, x0: number, step: number, nx: number, out: Uint8Array): void {
  for (let r = 0; r + 1 < rows.start.length; r++) {
    for (let e = rows.start[r]!; e + 1 < rows.start[r + 1]!; e += 2) {
      out.fill(1, r * nx + Math.ceil((rows.ends[e]! - x0) / step), r * nx + Math.ceil((rows.ends[e + 1]! - x0) / step));
    }
  }
}

/** Nodes around an edge that lie within reach of a cut on it, and the steps of their distances. */
interface Stamp {
  readonly steps: Int32Array;
  readonly codes: Uint8Array;
}

function stampsOf(reach: number, along: number, across: number, third: number): Stamp[] {
  const n = Math.ceil(reach) + 1;
  return Array.from({ length: SHARES }, (_, s) => {
    const share = (s + 0.5) / SHARES;
    const steps: number[] = [];
    const codes: number[] = [];
    for (let c = -n; c <= n; c++) {
      for (let b = -n; b <= n; b++) {
        for (let a = -n; a <= n; a++) {
          const code = nearStep(Math.sqrt((a - share) ** 2 + b * b + c * c), reach);
          if (code === BEYOND) continue;
          steps.push(a * along + b * across + c * third);
          codes.push(code);
        }
      }
    }
    return { steps: Int32Array.from(steps), codes: Uint8Array.from(codes) };
  });
}

/**
 * Voxels of field bodies within a part: each belongs to the region that fills most of it, if all regions together fill enough.
 *
 * What is enough is chosen so that all voxels together hold the volume of the solid as well as they can. Half of a voxel, the usual
 * choice, is 11 % off for walls of two voxels where a whole number of them goes into a cell, because then few shares occur and
 * each occurs often.
 */
import type { TriangleMesh } from '../../core/mesh.ts';
import { assert } from '../../core/prep-error.ts';
import { meshBox } from '../mesh-measures.ts';
import { type IsoBody, sideOf } from './iso-body.ts';
import { isoGrid } from './iso-grid.ts';
import { isoPlane, MOST_BODIES, markNodes, samplePlane } from './iso-plane.ts';
import { columnWindings, partColumns } from './part-columns.ts';

/** How voxels are made. */
export interface VoxelSettings {
  readonly edgeMm: number;
  /** A corner of the grid of voxels. */
  readonly originMm: readonly [number, number, number];
  /** Points along each edge of a voxel at which the solid is looked up. */
  readonly samples: number;
}

/** Least and most share of a voxel that is called enough. */
const SHARES = [0.25, 0.75] as const;

/** Voxels in layers from below; each run gives the same. */
export interface VoxelShares {
  readonly x0Mm: number;
  readonly y0Mm: number;
  readonly z0Mm: number;
  readonly edgeMm: number;
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  /** Volume of the solid by the points that lie in it, finer than the voxels. */
  solidMm3(): number;
  /** For each voxel of a layer 0 for void, else 1 + the number of its body. The array serves until the next layer. */
  layers(): Generator<Uint8Array, void, undefined>;
}

/** Returns the voxels of the union of `bodies` in `part`; where bodies overlap, a point belongs to the first that has it. */
export function voxelShares(part: TriangleMesh, bodies: readonly IsoBody[], settings: VoxelSettings): VoxelShares {
  const { edgeMm, originMm, samples } = settings;
  assert(bodies.length > 0 && bodies.length <= MOST_BODIES, `1 to ${MOST_BODIES} bodies are cut into voxels`);
  assert(Number.isInteger(samples) && samples >= 1, 'a voxel has a whole number of samples');
  const coarse = isoGrid(meshBox(part), edgeMm, originMm);
  const { nx, ny, x0Mm, y0Mm } = coarse.plane;
  const stepMm = edgeMm / samples;
  // Points at the middles of equal parts of a voxel.
  const plane = { x0Mm: x0Mm + 0.5 * stepMm, y0Mm: y0Mm + 0.5 * stepMm, stepMm, nx: nx * samples, ny: ny * samples };
  const fine = { plane, z0Mm: coarse.z0Mm + 0.5 * stepMm, nz: coarse.nz * samples, nodeGap: 0 };
  const columns = partColumns(part, plane);
  const points = samples ** 3;
  let enough: { readonly count: number; readonly total: number } | null = null;

  /** Solid points of each voxel, region by region. */
  function* countLayers(): Generator<Uint32Array, void, undefined> {
    const windings = columnWindings(columns);
    const nodes = isoPlane(fine, bodies.length);
    const mask = new Uint8Array(plane.nx * plane.ny);
    const counts = new Uint32Array(nx * ny * bodies.length);
    for (let k = 0; k < coarse.nz; k++) {
      counts.fill(0);
      for (let s = 0; s < samples; s++) {
        nodes.zMm = fine.z0Mm + (k * samples + s) * stepMm;
        if (!windings(nodes.zMm, nodes.winding)) continue;
        const rows = markNodes(fine, nodes.winding, nodes.winding, nodes.winding, mask);
        samplePlane(nodes, fine, bodies, mask, rows);
        countSolid(nodes.solid, nodes.values, counts);
      }
      yield counts;
    }
  }

  function* layers(): Generator<Uint8Array, void, undefined> {
    enough ??= findEnough();
    const voxels = new Uint8Array(nx * ny);
    for (const counts of countLayers()) {
      for (let n = 0; n < voxels.length; n++) {
        let sum = 0;
        let most = 0;
        for (let b = 0; b < bodies.length; b++) {
          const count = counts[n * bodies.length + b]!;
          sum += count;
          if (count > counts[n * bodies.length + most]!) most = b;
        }
        voxels[n] = sum >= enough.count ? 1 + most : 0;
      }
      yield voxels;
    }
  }

  /** Returns the number of points from which on a voxel is solid: of those that serve as well, the one nearest to half. */
  function findEnough(): { count: number; total: number } {
    const voxelsOf = new Float64Array(points + 1);
    let total = 0;
    for (const counts of countLayers()) {
      for (let n = 0; n < nx * ny; n++) {
        let sum = 0;
        for (let b = 0; b < bodies.length; b++) sum += counts[n * bodies.length + b]!;
        voxelsOf[sum]!++;
        total += sum;
      }
    }
    const half = Math.max(1, Math.ceil(points / 2));
    let best = half;
    let bestOff = Infinity;
    let voxels = 0;
    for (let count = points; count >= Math.max(1, SHARES[0] * points); count--) {
      voxels += voxelsOf[count]!;
      if (count > Math.max(1, SHARES[1] * points)) continue;
      const off = Math.abs(voxels * points - total);
      if (off > bestOff || (off === bestOff && Math.abs(count - half) >= Math.abs(best - half))) continue;
      best = count;
      bestOff = off;
    }
    return { count: best, total };
  }

  function countSolid(solid: Uint8Array, values: readonly Float64Array[], counts: Uint32Array): void {
    for (let j = 0; j < plane.ny; j++) {
      const row = Math.floor(j / samples) * nx;
      for (let i = 0; i < plane.nx; i++) {
        const n = j * plane.nx + i;
        if (solid[n] === 0) continue;
        const b = bodies.findIndex(({ band }, k) => sideOf(band, values[k]![n]!) === 1);
        counts[(row + Math.floor(i / samples)) * bodies.length + b]!++;
      }
    }
  }

  function solidMm3(): number {
    enough ??= findEnough();
    return enough.total * stepMm ** 3;
  }

  return { x0Mm, y0Mm, z0Mm: coarse.z0Mm, edgeMm, nx, ny, nz: coarse.nz, solidMm3, layers };
}

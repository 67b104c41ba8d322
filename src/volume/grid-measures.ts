/** The measures of a surface grid: walls, pores, throats and area, in the order that needs least memory. */
import { squaredDistances } from './distance-transform.ts';
import { localThickness, type Thickness } from './local-thickness.ts';
import { refineDistances } from './refine-distance.ts';
import { solidShare } from './solid-share.ts';
import { surfacePerMm } from './surface-area.ts';
import { gridIndex, type SurfaceGrid } from './surface-grid.ts';
import { type Throat, throatOf } from './throat.ts';

/**
 * Bytes that measuring takes for each node of a grid, the grid itself included: flags and cuts 4, two arrays of 4 that serve in
 * turn as distances, balls and pieces, and beside them painted radii, 4, or later sides, 1, and up to 4 for the order of a band of radii.
 */
export const BYTES_PER_NODE = 17;

/** What a grid tells of its solid. */
export interface GridMeasures {
  readonly thickness: Thickness;
  /** Surface inside the region over the volume of the region. */
  readonly surfacePerMm: number;
  /** Share of the region that is solid. */
  readonly solidShare: number;
  readonly pore: Throat | null;
  readonly neck: Throat | null;
}

/** Measures a grid. */
export function measureGrid(grid: SurfaceGrid): GridMeasures {
  const count = grid.flags.length;
  const first = new Float32Array(count);
  const second = new Float32Array(count);
  const index = gridIndex(grid);
  squaredDistances(grid, first, second);
  const signed = refineDistances(grid, index, first, second);
  const perMm = surfacePerMm(grid, index, signed);
  const share = solidShare(grid, index, signed);
  const thickness = localThickness(grid, index, signed, new Float32Array(count), first);
  const parent = new Int32Array(second.buffer);
  const pore = throatOf(grid, 'void', first, parent);
  const neck = throatOf(grid, 'solid', first, parent);
  return { thickness, surfacePerMm: perMm, solidShare: share, pore, neck };
}

/** The numbers of a porous volume, measured on the layers that are printed. */
import { measureGrid } from './grid-measures.ts';
import { type MeanIntercept, meanIntercept } from './intercepts.ts';
import { type GridLayer, type LayerGrid, layerGridBuilder } from './layer-grid.ts';
import type { Spread } from './spread.ts';
import type { Throat } from './throat.ts';
import { type BoxMm, chooseVoxelMm } from './voxel-size.ts';

/** What is measured and how finely. */
export interface VolumeMeterSettings {
  /** Box that holds all layers. */
  readonly box: BoxMm;
  /** Voxel edge in mm that is wished for; two voxels should cross the thinnest wall. */
  readonly voxelMm: number;
  /** Most memory in bytes; the voxel grows until the volume fits. */
  readonly memoryBytes: number;
}

/** Measures of a volume inside its region. Null where there is nothing to measure, or no region tells pores from outside. */
export interface VolumeMeasures {
  /** Voxel edge that was used; larger than the wish where memory was short. */
  readonly voxelMm: number;
  readonly nodes: readonly [number, number, number];
  /** Local thickness of the solid and of the void in the region. */
  readonly wallMm: Spread | null;
  readonly poreMm: Spread | null;
  /** Share of the void without a pore size: its balls bulge out of the region through an open side. */
  readonly openShare: number | null;
  /** Largest balls that pass through the void and through the solid of the region. */
  readonly throat: Throat | null;
  readonly neck: Throat | null;
  /** Surface between solid and void inside the region. */
  readonly surfaceMm2: number | null;
  readonly meanVoidIntercept: MeanIntercept | null;
  /** Sum of area times thickness. */
  readonly regionMm3: number | null;
  /** Share of the region that is void, exact along rows of every layer, a row each voxel. */
  readonly voidFraction: number | null;
  /**
   * Shares of the stretches of solid and void along rows, columns and heights that are thinner than a voxel, so that distances do
   * not know of them: some tenths of a percent where rows graze a wall, tens of percent where walls are thinner than a voxel.
   */
  readonly lostSolidShare: number;
  readonly lostVoidShare: number;
  /** False where walls are so thin that they are not measured: median below 1.9 voxels, or over 5 % of the stretches lost. */
  readonly resolved: boolean;
}

/** Largest share of lost stretches, and least median wall in voxels, of a volume that counts as resolved. */
const MOST_LOST = 0.05;
const RESOLVED_VOXELS = 1.9;

/** Takes layers from the bottom up and measures them at the end. */
export interface VolumeMeter {
  /** Voxel edge in mm that was chosen. */
  readonly voxelMm: number;
  layer(layer: GridLayer): void;
  /** Returns what the layers came to, to be measured by `measuresOf`, in any thread. */
  grid(): MeterGrid;
  finish(): VolumeMeasures;
}

/** What a stack of layers came to, as plain data. */
export interface MeterGrid extends LayerGrid {
  readonly voxelMm: number;
  /** Whether any layer had a region. */
  readonly bounded: boolean;
}

/**
 * Returns a meter for one stack of layers.
 *
 * The region says what belongs to the porous part, solid and void alike: void outside of it is not pore. Distances look beyond
 * it: the wall of a solid frame next to the region bounds its pores, and where there is no wall, at an open side, a ball may
 * bulge out of the region on its way through a throat; its middle may not. Pore sizes count only balls inside of it.
 * Layers without any region (null) give walls of the whole solid and no pores. Memory is 17 bytes a node, time is linear.
 */
export function createVolumeMeter(settings: VolumeMeterSettings): VolumeMeter {
  const voxelMm = chooseVoxelMm(settings.box, settings.voxelMm, settings.memoryBytes);
  const builder = layerGridBuilder(settings.box, voxelMm);
  let bounded = false;
  return {
    voxelMm,
    layer(layer) {
      if (layer.region !== null) bounded = true;
      builder.add(layer);
    },
    grid: () => ({ ...builder.finish(), voxelMm, bounded }),
    finish: () => measuresOf({ ...builder.finish(), voxelMm, bounded }),
  };
}

/** Measures a grid, which is used up. */
export function measuresOf(measured: MeterGrid): VolumeMeasures {
  const { grid, lines, regionMm3, lostSolidShare, lostVoidShare, voxelMm, bounded } = measured;
  if (!bounded) for (let p = 0; p < grid.flags.length; p++) if (grid.flags[p] !== 0) grid.flags[p] = 3;
  const { thickness, surfacePerMm, pore, neck } = measureGrid(grid);
  const known = bounded && lines[0].regionMm3 > 0;
  return {
    voxelMm,
    nodes: [grid.nx, grid.ny, grid.nz],
    wallMm: thickness.solid,
    poreMm: known ? thickness.void : null,
    openShare: known ? thickness.openShare : null,
    throat: known ? pore : null,
    neck,
    surfaceMm2: known ? surfacePerMm * regionMm3 : null,
    meanVoidIntercept: known ? meanIntercept(...lines) : null,
    regionMm3: known ? regionMm3 : null,
    voidFraction: known ? lines[0].voidMm3 / lines[0].regionMm3 : null,
    lostSolidShare,
    lostVoidShare,
    resolved:
      lostSolidShare <= MOST_LOST && (thickness.solid === null || thickness.solid.p50 >= RESOLVED_VOXELS * voxelMm),
  };
}

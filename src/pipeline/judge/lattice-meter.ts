/** Walls, pores, throat and surface of a lattice part, measured on the layers that go into its file. */

import type { Box3 } from '../../core/mesh.ts';
import type { Loops } from '../../core/polyline.ts';
import { intersectSets } from '../../geometry/combine-sets.ts';
import { cubeRoot } from '../../geometry/cube-root.ts';
import type { InspectionLattice } from '../../inspect/inspection.ts';
import type { FillSpec } from '../../lattice/fill-spec.ts';
import { STRUT_IDS } from '../../lattice/strut-periodic.ts';
import type { Crew } from '../../stream/crew.ts';
import type { Spread } from '../../volume/spread.ts';
import { createVolumeMeter, type MeterGrid, type VolumeMeasures } from '../../volume/volume-meter.ts';
import type { LayerResult } from '../layers/layer-result.ts';
import { beginWork } from '../layers/layer-threads.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';
import { madePoint } from '../layers/made-shape.ts';
import { wholeCells } from '../layers/whole-cells.ts';
import type { PartJob, RegionFilling } from '../parts/part-job.ts';

/** Voxels across the thinnest mean wall: its thickness is then found to a few per cent. */
const VOXELS_PER_WALL = 2.5;
/** Struts are round, and voxels show them too thin: by 20 % at 2.5 across, 7 % at 6, 5 % at 8. */
const VOXELS_PER_STRUT = 6;
/** Voxels along a cell of which no wall is known. */
const VOXELS_PER_CELL = 25;
const FINEST_VOXEL_MM = 0.02;
/** Voxels across the thinnest extent of a part. */
const FEWEST_ACROSS = 6;
/** Most voxels: some ten seconds and 70 MB. Larger parts are measured in a box around the whole cell nearest to their middle. */
const MOST_VOXELS = 4e6;
/** Room for the voxels and for the margin around them. */
const MEMORY_BYTES = 2 * MOST_VOXELS * 17;

const ROOM_MM = 0.001;

/** What is measured of the lattices of a part. */
export interface LatticeMeters {
  /** How many lattices are measured. */
  readonly count: number;
  layer(result: LayerResult): void;
  /** Returns the measures of each lattice in the order of the regions, made by the threads where there are some; null where one was not measured. */
  finish(
    totals: Pick<LayerTotals, 'porousMm3' | 'regions'>,
    threads?: Crew | null,
  ): Promise<readonly (LatticeMeasures | null)[]>;
}

/** What is measured of one lattice. */
interface LatticeMeter {
  /** `porous` is the place of the lattice without its skin. */
  layer(result: LayerResult, porous: Loops): void;
  /** `porousMm3` is the volume of its whole region. */
  finish(porousMm3: number, threads: Crew | null): Promise<LatticeMeasures>;
}

/** The measures that inspection.json has of a lattice. */
export type LatticeMeasures = Pick<
  InspectionLattice,
  'wallMm' | 'poreMm' | 'throatMm' | 'surfaceMm2' | 'neckMm' | 'meanVoidInterceptMm' | 'measuredIn'
>;

/** Returns the meters of a part; none for solid parts and for bands of layers. */
export function latticeMeters(job: PartJob, mostVoxels = MOST_VOXELS): LatticeMeters {
  const { from, to } = job.spec.layers;
  const whole = to - from >= job.layerCount;
  const meters = job.fills.map((filling) => (whole ? latticeMeter(job, filling, mostVoxels) : null));
  return {
    count: meters.filter((meter) => meter !== null).length,
    layer(result) {
      meters.forEach((meter, n) => {
        const porous = result.porous?.[n];
        if (porous !== undefined) meter?.layer(result, porous);
      });
    },
    finish({ porousMm3, regions }, threads = null) {
      return Promise.all(
        meters.map(async (meter, n) => {
          const region = job.fills[n]?.region ?? 0;
          return meter?.finish(regions[region]?.placeMm3 ?? porousMm3, threads) ?? null;
        }),
      );
    },
  };
}

function latticeMeter(job: PartJob, filling: RegionFilling, mostVoxels: number): LatticeMeter | null {
  const { box, spec } = job;
  const { solved, leastWallMm } = filling;
  const { thicknessMm } = spec.layers;
  const across = hasStruts(solved.spec) ? VOXELS_PER_STRUT : VOXELS_PER_WALL;
  const wish = leastWallMm === null ? solved.leastCellMm / VOXELS_PER_CELL : leastWallMm / across;
  // A part that is thin for its walls gets finer voxels; one too thin for any is not measured.
  const thinnest = Math.min(box[3] - box[0], box[4] - box[1], box[5] - box[2]);
  const voxelMm = Math.max(FINEST_VOXEL_MM, Math.min(wish, thinnest / FEWEST_ACROSS));
  if (thinnest < FEWEST_ACROSS * voxelMm) return null;
  const inner = measuredBox(job, filling, voxelMm, mostVoxels);
  // Walls that leave the measured box are still whole for one cell around it.
  const outer = clipped(widened(inner, solved.leastCellMm), box);
  const isWhole = inner.every((value, n) => value === box[n]);
  const [x0, y0, z0, x1, y1, z1] = outer;
  const meter = createVolumeMeter({
    // Loops lie on the grid of coordinates and may leave the box by half a unit.
    box: { min: [x0 - ROOM_MM, y0 - ROOM_MM, z0 - ROOM_MM], max: [x1 + ROOM_MM, y1 + ROOM_MM, z1 + ROOM_MM] },
    voxelMm,
    memoryBytes: MEMORY_BYTES,
  });
  return {
    layer({ layer }, porous) {
      const zLowMm = layer.zMm - thicknessMm;
      if (zLowMm < z0 - 1e-9 || layer.zMm > z1 + 1e-9) return;
      const solid = layer.regions.flatMap(({ outline, holes }) => [outline, ...holes]);
      const inside = zLowMm >= inner[2] - 1e-9 && layer.zMm <= inner[5] + 1e-9;
      const region = !inside ? [] : isWhole ? porous : intersectSets(porous, [rectangle(inner)]);
      const near = isWhole ? solid : intersectSets(solid, [rectangle(outer)]);
      meter.layer({ zLowMm, zHighMm: layer.zMm, solid: near.map(xyOf), region: region.map(xyOf) });
    },
    async finish(porousMm3, threads) {
      const measured = threads === null ? meter.finish() : await measureIn(threads, meter.grid());
      const { wallMm, poreMm, throat, neck, surfaceMm2, regionMm3, meanVoidIntercept, resolved } = measured;
      const known = regionMm3 !== null && regionMm3 > 0;
      return {
        wallMm: spreadOf(wallMm),
        poreMm: spreadOf(poreMm),
        throatMm: rounded(throat?.overallMm ?? null),
        neckMm: rounded(neck?.overallMm ?? null),
        surfaceMm2: known && surfaceMm2 !== null ? rounded((surfaceMm2 / regionMm3) * porousMm3) : null,
        meanVoidInterceptMm: rounded(meanVoidIntercept?.overallMm ?? null),
        measuredIn: {
          boxMm: [...inner].map((value) => rounded(value) as number),
          voxelMm: rounded(meter.voxelMm) as number,
          resolved,
        },
      };
    },
  };
}

/** Has one thread measure a grid, which moves there. */
async function measureIn(threads: Crew, grid: MeterGrid): Promise<VolumeMeasures> {
  const work = beginWork(threads, { kind: 'volume' }, 1, false);
  const { flags, cuts } = grid.grid;
  const moved = [flags, ...cuts].flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
  try {
    return await (work.runners[0] as (typeof work.runners)[number]).run(0, grid, moved);
  } finally {
    work.end();
  }
}

function hasStruts(spec: FillSpec): boolean {
  if (spec.kind !== 'recipe') return spec.kind === 'struts';
  return spec.recipe.parts.some(({ cellType }) => STRUT_IDS.includes(cellType.split(' ')[0] ?? ''));
}

/** All of the part or, where that is too many voxels, a cube around the whole cell nearest to its middle. */
function measuredBox({ spec, box }: PartJob, filling: RegionFilling, voxelMm: number, mostVoxels: number): Box3 {
  const cellMm = filling.solved.leastCellMm;
  const edges = [0, 1, 2].map((a) => (box[a + 3] as number) - (box[a] as number));
  const voxels = edges.reduce((product, edge) => product * (edge / voxelMm), 1);
  const { mesh, regions } = spec;
  const { spec: lattice, region } = filling;
  if (voxels <= mostVoxels) return box;
  const half = 0.5 * voxelMm * cubeRoot(mostVoxels) - cellMm;
  const { nx, ny, nz, i0, j0, k0, mask } = wholeCells(
    mesh,
    spec.box,
    lattice.originMm,
    cellMm,
    lattice.skin,
    regions,
    region,
  );
  const middle = [0, 1, 2].map((a) => ((box[a] as number) + (box[a + 3] as number)) / 2);
  let nearest = Infinity;
  let centre = middle;
  for (let c = 0; c < nx * ny * nz; c++) {
    if (mask[c] === 0) continue;
    const cell = [i0 + (c % nx), j0 + (Math.floor(c / nx) % ny), k0 + Math.floor(c / (nx * ny))];
    const at = madePoint(
      cell.map((n, a) => (lattice.originMm[a] as number) + (n + 0.5) * cellMm),
      spec.shape,
    );
    const square = at.reduce((sum, value, a) => sum + (value - (middle[a] as number)) ** 2, 0);
    if (square < nearest) {
      nearest = square;
      centre = at;
    }
  }
  const [x, y, z] = centre as [number, number, number];
  return clipped(widened([x, y, z, x, y, z], Math.max(half, cellMm)), box);
}

function widened(box: Box3, byMm: number): Box3 {
  return [box[0] - byMm, box[1] - byMm, box[2] - byMm, box[3] + byMm, box[4] + byMm, box[5] + byMm];
}

function clipped(box: Box3, to: Box3): Box3 {
  return box.map((value, n) =>
    n < 3 ? Math.max(value, to[n] as number) : Math.min(value, to[n] as number),
  ) as unknown as Box3;
}

function rectangle([x0, y0, , x1, y1]: Box3): Loops[number] {
  const on = (value: number) => Math.round(value * 1e4) / 1e4;
  const [a, b, c, d] = [on(x0), on(y0), on(x1), on(y1)];
  return { xy: Float64Array.of(a, b, c, b, c, d, a, d), closed: true };
}

function xyOf({ xy }: Loops[number]): Float64Array {
  return xy;
}

function spreadOf(spread: Spread | null): InspectionLattice['wallMm'] {
  if (spread === null) return null;
  const { min, p5, p50, p95 } = spread;
  // The least distance of facing walls is found where voxels see both; where that is none of the thin places it says nothing.
  return {
    min: min === null || min > p5 ? null : rounded(min),
    p5: rounded(p5) as number,
    p50: rounded(p50) as number,
    p95: rounded(p95) as number,
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e4) / 1e4;
}

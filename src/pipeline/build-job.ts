/** Builds the stages of a job from its spec; main thread and workers call the same function. */
import type { Layer, Region } from '../core/layer.ts';
import type { Loops } from '../core/polyline.ts';
import type { ToolpathLayer } from '../core/toolpath.ts';
import { planBeads } from '../fff/plan-beads.ts';
import { loadClipping } from '../geometry/clipping.ts';
import type { BandEdges } from '../geometry/contour/crossed-edges.ts';
import { loadKernels } from '../geometry/contour/kernel.ts';
import { measureCoverage } from '../geometry/covered-area.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { scanLayer } from '../scan/scan-layer.ts';
import { scanTime } from '../scan/scan-time.ts';
import { intersectSets } from '../slicing/combine-sets.ts';
import { planLayers } from '../slicing/layer-plan.ts';
import type { BeadSpec, JobSpec, ScanSpec } from './job-spec.ts';
import { areaCutter, type LayerAreas } from './layer-areas.ts';

/** What was measured while a layer was planned. */
export interface LayerFigures {
  /** Area within the part's own contours, lattice or not. */
  readonly envelopeMm2: number;
  readonly solidMm2: number;
  /** Area of the porous region, walls and pores; 0 in a solid part. */
  readonly porousMm2: number;
  /** Ends of contours that did not close: an open mesh. */
  readonly openContours: number;
  readonly openAt: { readonly xMm: number; readonly yMm: number } | null;
  /** Solid that no track or bead covers, as measured; null where no paths are planned. */
  readonly missedMm2: number | null;
  /** Solid that the planner of beads gave none, because it is too thin; null where none are planned. */
  readonly unfilledMm2: number | null;
  readonly missedAt: { readonly xMm: number; readonly yMm: number } | null;
  /** Hatch pieces left out as too short. */
  readonly skippedHatches: number;
  /** Exposure, jumps and recoating; null for beads, whose time is taken from their file. */
  readonly timeS: number | null;
}

/** One finished layer with its figures. */
export interface LayerResult {
  readonly layer: Layer;
  readonly toolpaths: ToolpathLayer;
  readonly figures: LayerFigures;
  /** What the search for loose pieces needs; null in other jobs. */
  readonly pieces: { readonly envelope: Loops; readonly kept: Loops } | null;
  /** The porous region without skin, where it is measured; else null. */
  readonly porous: Loops | null;
}

/** The stages of a job, ready to run. */
export interface Job {
  /** Plans one layer; `edges` are those of the lattice's walls where a device marked them. */
  layer(index: number, edges?: BandEdges | null): LayerResult;
}

/** Builds the job; waits for the polygon library and the contour kernel to load. */
export async function buildJob(spec: JobSpec): Promise<Job> {
  await loadClipping();
  await loadKernels();
  const plan = planLayers(spec.box, spec.layers);
  const cut = areaCutter(spec);
  const { partId, paths } = spec;

  return {
    layer(index, edges = null) {
      const cutAreas = cut(plan.zCutMm(index), edges);
      const { thicknessMm } = plan;
      const zMm = plan.zTopMm(index);
      const found = toRegions(cutAreas.solid, partId);
      const regions = spec.dropped === null ? found : withoutDropped(found, spec.dropped, index);
      const areas = regions.length === found.length ? cutAreas : narrowed(cutAreas, regions);
      const layer: Layer = { index, zMm, thicknessMm, regions, midlines: [] };
      const first = areas.open[0]?.xy;
      const contours: ContourFigures = {
        envelopeMm2: loopsAreaMm2(areas.envelope),
        solidMm2: loopsAreaMm2(areas.solid),
        porousMm2: areas.porousMm2,
        openContours: areas.open.length,
        openAt: first === undefined ? null : { xMm: first[0]!, yMm: first[1]! },
      };
      const planned =
        paths === null || paths.kind === 'pieces' ? noPaths(layer) : planPaths(layer, areas, paths, partId);
      const porous = spec.measured ? areas.porous() : null;
      const pieces = paths?.kind === 'pieces' ? { envelope: areas.envelope, kept: areas.solidRegions } : null;
      return { layer, toolpaths: planned.toolpaths, figures: { ...contours, ...planned.figures }, pieces, porous };
    },
  };
}

/** The areas that hang together with the part. */
function withoutDropped(
  regions: readonly Region[],
  { start, areas }: NonNullable<JobSpec['dropped']>,
  index: number,
): readonly Region[] {
  const dropped = new Set(areas.subarray(start[index]!, start[index + 1]!));
  return dropped.size === 0 ? regions : regions.filter((_, n) => !dropped.has(n));
}

/** The same areas with the solid narrowed to some of its regions. */
function narrowed(areas: LayerAreas, regions: readonly Region[]): LayerAreas {
  const solid = regions.flatMap(({ outline, holes }) => [outline, ...holes]);
  return {
    ...areas,
    solid,
    parts() {
      const { dense, lattice } = areas.parts();
      return { dense: intersectSets(dense, solid), lattice: intersectSets(lattice, solid) };
    },
  };
}

type ContourFigures = Pick<LayerFigures, 'envelopeMm2' | 'solidMm2' | 'porousMm2' | 'openContours' | 'openAt'>;

interface PlannedPaths {
  readonly toolpaths: ToolpathLayer;
  readonly figures: Omit<LayerFigures, keyof ContourFigures>;
}

function noPaths({ index, zMm, thicknessMm }: Layer): PlannedPaths {
  const figures = { missedMm2: null, missedAt: null, unfilledMm2: null, skippedHatches: 0, timeS: null };
  return { toolpaths: { index, zMm, thicknessMm, toolpaths: [] }, figures };
}

function planPaths(layer: Layer, areas: LayerAreas, paths: ScanSpec | BeadSpec, partId: string): PlannedPaths {
  return paths.kind === 'scan' ? scanPaths(layer, paths) : beadPaths(layer, areas, paths, partId);
}

function scanPaths(layer: Layer, scan: ScanSpec): PlannedPaths {
  const { toolpaths, skippedHatches } = scanLayer(layer, scan.settings);
  const { bareMm2, worst } = measureCoverage(layer, toolpaths, scan.settings.meltWidthMm, scan.exposureRowMm);
  const figures = {
    missedMm2: bareMm2,
    unfilledMm2: null,
    missedAt: worst === null ? null : { xMm: worst.xMm, yMm: worst.yMm },
    skippedHatches,
    timeS: scan.recoatS + scanTime(toolpaths, scan.speeds).totalS,
  };
  return { toolpaths, figures };
}

function beadPaths(layer: Layer, areas: LayerAreas, { settings, coverRowMm }: BeadSpec, partId: string): PlannedPaths {
  const { dense, lattice } = areas.parts();
  const { index, zMm, thicknessMm } = layer;
  const beadLayer = { index, zMm, thicknessMm, partId };
  const { toolpaths, unfilledMm2 } = planBeads(beadLayer, { solid: dense, lattice }, settings);
  const { bareMm2, worst } = measureCoverage(layer, toolpaths, 0, coverRowMm);
  const figures = {
    missedMm2: bareMm2,
    missedAt: worst === null ? null : { xMm: worst.xMm, yMm: worst.yMm },
    unfilledMm2,
    skippedHatches: 0,
    timeS: null,
  };
  return { toolpaths, figures };
}

function toRegions(solid: Loops, partId: string): Region[] {
  return nestLoops(solid).map(({ outline, holes }) => ({ partId, regionId: null, area: 'core', outline, holes }));
}

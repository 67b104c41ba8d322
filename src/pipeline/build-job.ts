/** Builds the stages of a job from its spec; main thread and workers call the same function. */
import type { Layer, Region } from '../core/layer.ts';
import type { Loops } from '../core/polyline.ts';
import { assert } from '../core/prep-error.ts';
import type { ToolpathLayer } from '../core/toolpath.ts';
import { loadClipping } from '../geometry/clipping.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { triangleBvh } from '../geometry/triangle-bvh.ts';
import { skinField } from '../lattice/skin-field.ts';
import { tpmsField } from '../lattice/tpms-field.ts';
import { UNIT_CELLS } from '../lattice/unit-cell.ts';
import { scanLayer } from '../scan/scan-layer.ts';
import { scanTime } from '../scan/scan-time.ts';
import { measureExposure } from '../scan/unexposed-area.ts';
import { cleanContours } from '../slicing/clean-contours.ts';
import { cutFieldBodies, type FieldBody } from '../slicing/cut-field.ts';
import { meshCutter } from '../slicing/cut-mesh.ts';
import { planLayers } from '../slicing/layer-plan.ts';
import type { JobSpec, LatticeSpec } from './job-spec.ts';

/** What was measured while a layer was planned. */
export interface LayerFigures {
  /** Area within the part's own contours, lattice or not. */
  readonly envelopeMm2: number;
  readonly solidMm2: number;
  /** Ends of contours that did not close: an open mesh. */
  readonly openContours: number;
  readonly openAt: { readonly xMm: number; readonly yMm: number } | null;
  /** Solid that no track covers, and area exposed outside; null where no paths are planned. */
  readonly unexposedMm2: number | null;
  readonly unexposedAt: { readonly xMm: number; readonly yMm: number } | null;
  readonly outsideMm2: number | null;
  /** Hatch pieces left out as too short. */
  readonly skippedHatches: number;
  /** Exposure, jumps and recoating. */
  readonly timeS: number | null;
}

/** One finished layer with its figures. */
export interface LayerResult {
  readonly layer: Layer;
  readonly toolpaths: ToolpathLayer;
  readonly figures: LayerFigures;
}

/** The stages of a job, ready to run. */
export interface Job {
  layer(index: number): LayerResult;
}

/** Builds the job; waits for the polygon library to load. */
export async function buildJob(spec: JobSpec): Promise<Job> {
  await loadClipping();
  const plan = planLayers(spec.box, spec.layers);
  const cutter = meshCutter(spec.mesh, spec.edges);
  const bodies = spec.lattice === null ? null : fieldBodies(spec.lattice);

  return {
    layer(index) {
      const zCutMm = plan.zCutMm(index);
      const { loops, open } = cutter.cut(zCutMm);
      const envelope = cleanContours(loops);
      const solid = bodies === null ? envelope : cutFieldBodies(bodies, zCutMm, envelope);
      const layer: Layer = {
        index,
        zMm: plan.zTopMm(index),
        thicknessMm: plan.thicknessMm,
        regions: toRegions(solid, spec.partId),
        midlines: [],
      };
      const first = open[0]?.xy;
      const contours = {
        envelopeMm2: loopsAreaMm2(envelope),
        solidMm2: loopsAreaMm2(solid),
        openContours: open.length,
        openAt: first === undefined ? null : { xMm: first[0]!, yMm: first[1]! },
      };
      return { layer, ...planPaths(layer, spec, contours) };
    },
  };
}

type ContourFigures = Pick<LayerFigures, 'envelopeMm2' | 'solidMm2' | 'openContours' | 'openAt'>;

function planPaths(
  layer: Layer,
  spec: JobSpec,
  contours: ContourFigures,
): { toolpaths: ToolpathLayer; figures: LayerFigures } {
  const { scan } = spec;
  if (scan === null) {
    const { index, zMm, thicknessMm } = layer;
    const none = { unexposedMm2: null, unexposedAt: null, outsideMm2: null, skippedHatches: 0, timeS: null };
    return { toolpaths: { index, zMm, thicknessMm, toolpaths: [] }, figures: { ...contours, ...none } };
  }
  const { toolpaths, skippedHatches } = scanLayer(layer, scan.settings);
  const exposure = measureExposure(layer, toolpaths, scan.settings.meltWidthMm, scan.exposureRowMm);
  const figures: LayerFigures = {
    ...contours,
    unexposedMm2: exposure.unexposedMm2,
    unexposedAt: exposure.worst === null ? null : { xMm: exposure.worst.xMm, yMm: exposure.worst.yMm },
    outsideMm2: exposure.outsideMm2,
    skippedHatches,
    timeS: scan.recoatS + scanTime(toolpaths, scan.speeds).totalS,
  };
  return { toolpaths, figures };
}

/** One nanometre: beyond the rounding of a distance, far below the grid. */
const ON_FACE_MM = 1e-6;

function fieldBodies(lattice: LatticeSpec): FieldBody[] {
  const cell = UNIT_CELLS[lattice.cellType];
  assert(cell !== undefined, 'the unit cell of a spec is known');
  const { originMm, stepMm, band, skin } = lattice;
  const bodies: FieldBody[] = [{ field: tpmsField(cell, lattice.cellMm, originMm), band, stepMm, originMm }];
  if (skin !== null) {
    const field = skinField(triangleBvh(skin.surface), skin.thicknessMm);
    // A skin thinner than the step would fall between samples. A node right on its inner face counts as solid.
    const skinStepMm = Math.min(stepMm, skin.thicknessMm);
    bodies.push({ field, band: { from: null, to: skin.thicknessMm + ON_FACE_MM }, stepMm: skinStepMm, originMm });
  }
  return bodies;
}

function toRegions(solid: Loops, partId: string): Region[] {
  return nestLoops(solid).map(({ outline, holes }) => ({ partId, regionId: null, area: 'core', outline, holes }));
}

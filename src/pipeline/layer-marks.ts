/** The grid edges that a lattice's walls cross, layer by layer, marked by a device many layers at a time. */
import { assert } from '../core/prep-error.ts';
import type { BandEdges } from '../geometry/contour/crossed-edges.ts';
import type { DevicePlanes } from '../lattice/gpu/device-planes.ts';
import type { MarkPlane, PlaneMarker } from '../lattice/gpu/plane-marker.ts';
import { cleanContours } from '../slicing/clean-contours.ts';
import { bodyGrid } from '../slicing/cut-field.ts';
import { meshCutter } from '../slicing/cut-mesh.ts';
import { planLayers } from '../slicing/layer-plan.ts';
import type { JobSpec } from './job-spec.ts';

/** Marks on request. */
export interface LayerMarks {
  /** Returns the edges of one layer, null where nothing is cut. Layers are asked for in rising order, each once. */
  take(index: number): Promise<BandEdges | null>;
}

/** Nodes of a batch: enough to keep a device busy, few enough for the memory of any. */
const NODES_PER_BATCH = 2 ** 24;
const MOST_LAYERS = 64;

/** Returns the marks of a job's layers. While workers are busy with one batch the device is given the next. */
export function layerMarks(spec: JobSpec, planes: DevicePlanes, marker: PlaneMarker, signal: AbortSignal): LayerMarks {
  const { lattice, layers, box } = spec;
  assert(lattice !== null, 'marks are those of a lattice');
  const { stepMm, fill } = lattice;
  const { from, to } = layers;
  const plan = planLayers(box, layers);
  const cutter = meshCutter(spec.mesh, spec.edges);
  const nodes = ((box[3] - box[0]) / stepMm) * ((box[4] - box[1]) / stepMm);
  const size = Math.max(1, Math.min(MOST_LAYERS, Math.floor(NODES_PER_BATCH / nodes)));
  const batches = new Map<number, Promise<readonly (BandEdges | null)[]>>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    async take(index) {
      const n = Math.floor((index - from) / size);
      batches.delete(n - 1);
      const marks = await batch(n);
      if (from + (n + 1) * size < to) void batch(n + 1);
      return marks[index - from - n * size]!;
    },
  };

  function batch(n: number): Promise<readonly (BandEdges | null)[]> {
    const known = batches.get(n);
    if (known !== undefined) return known;
    // One after the other: the cutter follows the heights.
    const marks = last.then(() => markBatch(from + n * size, Math.min(to, from + (n + 1) * size)));
    last = marks.catch(() => undefined);
    batches.set(n, marks);
    return marks;
  }

  async function markBatch(first: number, end: number): Promise<readonly (BandEdges | null)[]> {
    const asked: MarkPlane[] = [];
    const places: number[] = [];
    for (let index = first; index < end; index++) {
      // Lets finished layers in between.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const zMm = plan.zCutMm(index);
      const envelope = cleanContours(cutter.cut(zMm).loops);
      if (envelope.length === 0) continue;
      const { grid, mask } = bodyGrid(lattice!, envelope);
      asked.push({ ...planes(zMm, grid, mask), grid, mask, band: fill.band });
      places.push(index - first);
    }
    const marks: (BandEdges | null)[] = new Array(end - first).fill(null);
    const found = await marker.mark(asked, signal);
    found.forEach((edges, n) => {
      marks[places[n]!] = edges;
    });
    return marks;
  }
}

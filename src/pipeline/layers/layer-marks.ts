/** The grid edges that a lattice's walls cross, layer by layer, marked by a device many layers at a time. */
import type { Loops } from '../../core/polyline.ts';
import { assert } from '../../core/prep-error.ts';
import type { BandEdges } from '../../geometry/contour/crossed-edges.ts';
import type { DevicePlanes } from '../../lattice/gpu/device-planes.ts';
import type { MarkPlane, PlaneMarker } from '../../lattice/gpu/plane-marker.ts';
import { bodyGrid } from '../../slicing/cut-field.ts';
import { type JobSpec, latticesOf } from './job-spec.ts';
import { madeLayers } from './made-shape.ts';
import { regionPlacer } from './region-places.ts';

/** Marks on request. */
export interface LayerMarks {
  /**
   * Returns the edges of one layer, one for each lattice in the order of the regions: null where nothing is cut or where the device has no
   * formula. Each layer is asked for once.
   */
  take(index: number): Promise<LayerEdges | null>;
}

/** Edges of each lattice in one layer. */
export type LayerEdges = readonly (BandEdges | null)[];

/** Nodes of a batch: enough to keep a device busy, few enough for the memory of any. */
const NODES_PER_BATCH = 2 ** 24;
const MOST_LAYERS = 64;

/**
 * Returns the marks of a job's layers; `planes` are those of its lattices, null where the CPU marks one. While workers are busy with one
 * batch the device is given the next.
 */
export function layerMarks(
  spec: JobSpec,
  planes: readonly (DevicePlanes | null)[],
  marker: PlaneMarker,
  signal: AbortSignal,
): LayerMarks {
  const { layers, box } = spec;
  const lattices = latticesOf(spec);
  assert(lattices.length === planes.length && planes.length > 0, 'marks are those of lattices');
  const regionOf = spec.regions.flatMap((region, n) => (region.lattice === null ? [] : [n]));
  const stepMm = Math.min(...lattices.map((lattice) => lattice.stepMm));
  const { from, to } = layers;
  const plan = madeLayers(spec);
  const placesAt = regionPlacer(spec);
  const nodes = ((box[3] - box[0]) / stepMm) * ((box[4] - box[1]) / stepMm);
  const size = Math.max(1, Math.min(MOST_LAYERS, Math.floor(NODES_PER_BATCH / (nodes * lattices.length))));
  const batches = new Map<number, Promise<readonly LayerEdges[]>>();
  const taken = new Map<number, number>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    async take(index) {
      const n = Math.floor((index - from) / size);
      const marks = await batch(n);
      const first = from + n * size;
      const count = (taken.get(n) ?? 0) + 1;
      taken.set(n, count);
      if (count === Math.min(to - first, size)) batches.delete(n);
      if (first + size < to && !taken.has(n + 1)) void batch(n + 1);
      return marks[index - from - n * size]!;
    },
  };

  function batch(n: number): Promise<readonly LayerEdges[]> {
    const known = batches.get(n);
    if (known !== undefined) return known;
    // One after the other: the cutter follows the heights.
    const marks = last.then(() => markBatch(from + n * size, Math.min(to, from + (n + 1) * size)));
    last = marks.catch(() => undefined);
    batches.set(n, marks);
    return marks;
  }

  async function markBatch(first: number, end: number): Promise<readonly LayerEdges[]> {
    const asked: MarkPlane[] = [];
    const places: { readonly layer: number; readonly lattice: number }[] = [];
    for (let index = first; index < end; index++) {
      // Lets finished layers in between.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const zMm = plan.zDesignMm(index);
      const { reaches } = placesAt(zMm);
      lattices.forEach((lattice, n) => {
        const planesAt = planes[n];
        const reach = reaches[regionOf[n] as number] as Loops;
        if (planesAt === null || planesAt === undefined || reach.length === 0) return;
        const { grid, mask } = bodyGrid(lattice, reach);
        asked.push({ ...planesAt(zMm, grid, mask), grid, mask, band: lattice.fill.band });
        places.push({ layer: index - first, lattice: n });
      });
    }
    const marks = Array.from({ length: end - first }, () => new Array<BandEdges | null>(lattices.length).fill(null));
    const found = await marker.mark(asked, signal);
    found.forEach((edges, n) => {
      const { layer, lattice } = places[n] as (typeof places)[number];
      (marks[layer] as (BandEdges | null)[])[lattice] = edges;
    });
    return marks;
  }
}

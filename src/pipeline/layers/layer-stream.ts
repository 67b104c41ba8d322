/** The layers of a job in order, planned in this thread or in worker threads. */
import type { RunContext } from '../../core/ports.ts';
import { orderedMap, type TaskRunner } from '../../stream/ordered-map.ts';
import type { WorkerRunner } from '../../stream/worker-pool.ts';
import { buildJob, type KnownOfLayer } from './build-job.ts';
import type { JobSpec } from './job-spec.ts';
import type { KeptCuts } from './kept-cuts.ts';
import { bytesOf } from './layer-buffers.ts';
import type { LayerMarks } from './layer-marks.ts';
import type { LayerResult } from './layer-result.ts';
import { beginWork, openThreads } from './layer-threads.ts';
import { neighboursOfJob } from './neighbours-of-job.ts';
import { type PackedLayer, unpackedLayer } from './packed-layer.ts';
import type { PlaneBackend } from './plane-backend.ts';

/** Layers per worker that may be under way or waiting. */
const LAYERS_PER_WORKER = 4;
/** Most layers in a row that one worker takes where a layer needs its neighbours: those at both ends of the row are cut twice. */
const LAYERS_IN_A_ROW = 16;
/** Share of the memory that finished layers may fill while they wait for an earlier one. */
const WAITING_SHARE = 0.25;

/**
 * Yields layers `spec.layers.from` to `to - 1`. The result does not depend on the number of workers; memory is bounded by
 * what is in flight. The workers are those of the backend, which stay; without one they end with the loop. A backend that marks the
 * lattice's planes changes nothing but the time, and so do cuts of the same layers that an earlier pass has kept.
 */
export async function* layerStream(
  spec: JobSpec,
  context: RunContext,
  backend: PlaneBackend | null,
  cuts: KeptCuts | null = null,
): AsyncGenerator<LayerResult> {
  const { from, to } = spec.layers;
  // Where every cut is kept there is nothing to mark.
  const marks = cuts?.count === to - from ? null : ((await backend?.marksOf(spec)) ?? null);
  const workers = Math.min(context.workers, to - from);
  const run = layersInARow(spec, workers);
  const own = workers > 0 && backend?.threads === undefined ? openThreads(workers, context.sparing) : null;
  const threads = own ?? backend?.threads ?? null;
  const work =
    workers > 0 && threads !== null ? beginWork(threads, { kind: 'layers', spec }, workers, run === 1) : null;
  try {
    const planners = work === null ? [await inlineRunner(spec)] : work.runners.map(unpackingRunner);
    const runners = planners.map((planner) => knowingRunner(planner, marks, cuts));
    const limits = {
      run,
      inFlight: Math.max(LAYERS_PER_WORKER, run + 1) * Math.max(1, workers),
      waitingBytes: context.memoryBytes * WAITING_SHARE,
      sizeOf: bytesOf,
    };
    yield* orderedMap(from, to, runners, limits, context.signal);
  } finally {
    work?.end();
    await own?.close();
  }
}

/** As many for each worker where there are few, one where layers stand for themselves. */
function layersInARow(spec: JobSpec, workers: number): number {
  const { from, to } = spec.layers;
  const { below, above } = neighboursOfJob(spec);
  if (below + above === 0) return 1;
  return Math.min(LAYERS_IN_A_ROW, Math.ceil((to - from) / Math.max(1, workers)));
}

async function inlineRunner(spec: JobSpec): Promise<WorkerRunner<LayerResult>> {
  const job = await buildJob(spec);
  return {
    async run(index, known) {
      // Lets timers and signals in between layers.
      await new Promise((resolve) => setImmediate(resolve));
      return job.layer(index, (known ?? null) as KnownOfLayer | null);
    },
  };
}

function unpackingRunner(planner: WorkerRunner<PackedLayer>): WorkerRunner<LayerResult> {
  return { run: async (index, known) => unpackedLayer(await planner.run(index, known)) };
}

/** Hands a planner what is known of its layer: its cut, or the edges that a device marks. */
function knowingRunner(
  planner: WorkerRunner<LayerResult>,
  marks: LayerMarks | null,
  cuts: KeptCuts | null,
): TaskRunner<LayerResult> {
  if (marks === null && cuts === null) return planner;
  return {
    async run(index) {
      const cut = cuts?.take(index) ?? null;
      // Marks are made in batches that are let go of when each of their layers was asked for.
      const edges = (await marks?.take(index)) ?? null;
      return planner.run(index, { edges, cut } satisfies KnownOfLayer);
    },
  };
}

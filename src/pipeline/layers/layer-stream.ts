/** The layers of a job in order, planned in this thread or in worker threads. */
import { setFlagsFromString } from 'node:v8';
import type { RunContext } from '../../core/ports.ts';
import { orderedMap, type TaskRunner } from '../../stream/ordered-map.ts';
import { startWorkerPool, type WorkerRunner } from '../../stream/worker-pool.ts';
import { neighboursOf } from './area-spec.ts';
import { buildJob, type LayerResult } from './build-job.ts';
import type { JobSpec } from './job-spec.ts';
import { bytesOf } from './layer-buffers.ts';
import type { LayerEdges, LayerMarks } from './layer-marks.ts';
import type { PlaneBackend } from './plane-backend.ts';

/** Layers per worker that may be under way or waiting. */
const LAYERS_PER_WORKER = 4;
/** Most layers in a row that one worker takes where a layer needs its neighbours: those at both ends of the row are cut twice. */
const LAYERS_IN_A_ROW = 16;
/** Share of the memory that finished layers may fill while they wait for an earlier one. */
const WAITING_SHARE = 0.25;

/**
 * Yields layers `spec.layers.from` to `to - 1`. The result does not depend on the number of workers; memory is bounded by
 * what is in flight. Leaving the loop ends the workers. A backend that marks the lattice's planes changes nothing but the time.
 */
export async function* layerStream(
  spec: JobSpec,
  context: RunContext,
  backend: PlaneBackend | null,
): AsyncGenerator<LayerResult> {
  const { from, to } = spec.layers;
  const marks = (await backend?.marksOf(spec)) ?? null;
  const workers = Math.min(context.workers, to - from);
  if (workers > 0) compileInOwnThread();
  const pool = workers > 0 ? startWorkerPool<LayerResult>(workerUrl(), workers, spec) : null;
  try {
    const planners: readonly WorkerRunner<LayerResult>[] = pool === null ? [await inlineRunner(spec)] : pool.runners;
    const runners = marks === null ? planners : planners.map((planner) => markedRunner(planner, marks));
    const run = layersInARow(spec, workers);
    const limits = {
      run,
      inFlight: Math.max(LAYERS_PER_WORKER, run + 1) * Math.max(1, workers),
      waitingBytes: context.memoryBytes * WAITING_SHARE,
      sizeOf: bytesOf,
    };
    yield* orderedMap(from, to, runners, limits, context.signal);
  } finally {
    await pool?.close();
  }
}

/** As many for each worker where there are few, one where layers stand for themselves. */
function layersInARow({ layers: { from, to }, paths }: JobSpec, workers: number): number {
  const { below, above } = neighboursOf(paths?.kind === 'scan' ? paths.areas : null);
  if (below + above === 0) return 1;
  return Math.min(LAYERS_IN_A_ROW, Math.ceil((to - from) / Math.max(1, workers)));
}

/**
 * Keeps V8 from compiling in the background: Node 20 aborts the whole process (`ForIsolate`, "data.first != nullptr") when a
 * worker thread ends while its code is still being compiled, however it ends. Of runs that start and end 100 pools all
 * aborted with background compilation and none without it, at the same speed.
 */
function compileInOwnThread(): void {
  setFlagsFromString('--no-concurrent-recompilation');
}

async function inlineRunner(spec: JobSpec): Promise<WorkerRunner<LayerResult>> {
  const job = await buildJob(spec);
  return {
    async run(index, edges) {
      // Lets timers and signals in between layers.
      await new Promise((resolve) => setImmediate(resolve));
      return job.layer(index, (edges ?? null) as LayerEdges | null);
    },
  };
}

/** Hands a planner the edges of its layer with the layer. */
function markedRunner(planner: WorkerRunner<LayerResult>, marks: LayerMarks): TaskRunner<LayerResult> {
  return { run: async (index) => planner.run(index, await marks.take(index)) };
}

function workerUrl(): URL {
  return new URL(import.meta.resolve('trabecula/internal/layer-worker'));
}

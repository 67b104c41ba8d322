/** Entry of a worker thread: builds the stages of each kind of work once, then does the tasks that it is given. */
import { parentPort } from 'node:worker_threads';
import { assert, PrepError } from '../../core/prep-error.ts';
import { type JudgedLayer, layerJudge } from '../../inspect/judge-layer.ts';
import type { CrewTask } from '../../stream/crew.ts';
import { type FromWorker, type ToWorker, WORKER_PROTOCOL } from '../../stream/worker-pool.ts';
import { type MeterGrid, measuresOf } from '../../volume/volume-meter.ts';
import { buildJob, type KnownOfLayer } from './build-job.ts';
import { drawnLayer, layerDrawer } from './drawn-layers.ts';
import type { LayerWork } from './layer-threads.ts';
import { type PackedFileLayer, unpackedFileLayer } from './packed-file-layer.ts';
import { type PackedLayer, packedLayer, unpackedLayer } from './packed-layer.ts';

/** What a task comes to, and the buffers that are moved with it. */
interface Answer {
  readonly result: unknown;
  readonly moved: ArrayBuffer[];
}

/** Does the tasks of one kind of work. */
type Stages = (task: number, input: unknown) => Answer;

const port = parentPort;
assert(port !== null, 'the layer worker runs in a worker thread');
const works = new Map<number, Promise<Stages>>();

port.on('message', (message: ToWorker) => {
  void answer(message);
});

async function answer(message: ToWorker): Promise<void> {
  const seq = message.kind === 'task' ? message.seq : null;
  try {
    if (message.kind === 'init') {
      assert(message.protocol === WORKER_PROTOCOL, 'worker and main thread speak the same protocol');
      return;
    }
    const { work, spec, task, input, over } = message.input as CrewTask;
    for (const number of over) works.delete(number);
    if (spec !== undefined) works.set(work, stagesOf(spec as LayerWork));
    const stages = works.get(work);
    assert(stages !== undefined, 'a worker is told of a work with its first task');
    const { result, moved } = (await stages)(task, input);
    port?.postMessage({ kind: 'done', seq: message.seq, result } satisfies FromWorker, moved);
  } catch (error) {
    port?.postMessage(faultOf(error, seq));
  }
}

async function stagesOf(work: LayerWork): Promise<Stages> {
  if (work.kind === 'volume') return (_, grid) => ({ result: measuresOf(grid as MeterGrid), moved: [] });
  if (work.kind === 'drawing') {
    return (_, layer) => ({ result: drawnLayer(unpackedLayer(layer as PackedLayer), work.options), moved: [] });
  }
  if (work.kind === 'pictures') {
    const draw = await layerDrawer(work.spec, work.options);
    return (index) => ({ result: draw(index), moved: [] });
  }
  if (work.kind === 'judge') {
    const judge = layerJudge(work.options);
    return (_, layer) => {
      const result = judge(unpackedFileLayer(layer as PackedFileLayer), work.thicknessMm);
      return { result, moved: buffersOfJudged(result) };
    };
  }
  const job = await buildJob(work.spec);
  return (index, known) => {
    const result = packedLayer(job.layer(index, known as KnownOfLayer | null));
    return { result, moved: [result.values.buffer as ArrayBuffer] };
  };
}

function buffersOfJudged({ contours }: JudgedLayer): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  if (contours === null) return [];
  const { start, xMm, loop, turn } = contours.rows.crossings;
  for (const { buffer } of [...contours.loops, start, xMm, loop, turn])
    if (buffer instanceof ArrayBuffer) buffers.add(buffer);
  return [...buffers];
}

function faultOf(error: unknown, seq: number | null): FromWorker {
  if (error instanceof PrepError) {
    return { kind: 'fault', seq, code: error.code, message: error.reason, place: error.place };
  }
  const message = error instanceof Error ? `${error.message} ${error.stack ?? ''}` : String(error);
  return { kind: 'fault', seq, code: 'own-fault', message, place: [] };
}

/** Entry of a worker thread: builds the job once, then plans the layers it is asked for. */
import { parentPort } from 'node:worker_threads';
import { assert, PrepError } from '../../core/prep-error.ts';
import { type FromWorker, type ToWorker, WORKER_PROTOCOL } from '../../stream/worker-pool.ts';
import { buildJob, type Job, type LayerResult } from './build-job.ts';
import type { JobSpec } from './job-spec.ts';
import { buffersOf } from './layer-buffers.ts';
import type { LayerEdges } from './layer-marks.ts';

const port = parentPort;
assert(port !== null, 'the layer worker runs in a worker thread');
let job: Promise<Job> | null = null;

port.on('message', (message: ToWorker) => {
  void answer(message);
});

async function answer(message: ToWorker): Promise<void> {
  const seq = message.kind === 'task' ? message.seq : null;
  try {
    if (message.kind === 'init') {
      assert(message.protocol === WORKER_PROTOCOL, 'worker and main thread speak the same protocol');
      job = buildJob(message.spec as JobSpec);
      await job;
      return;
    }
    assert(job !== null, 'a worker is initialised before its first task');
    const result: LayerResult = (await job).layer(message.seq, message.input as LayerEdges | null);
    const reply: FromWorker = { kind: 'done', seq: message.seq, result };
    port?.postMessage(reply, buffersOf(result));
  } catch (error) {
    port?.postMessage(faultOf(error, seq));
  }
}

function faultOf(error: unknown, seq: number | null): FromWorker {
  if (error instanceof PrepError) {
    return { kind: 'fault', seq, code: error.code, message: error.reason, place: error.place };
  }
  const message = error instanceof Error ? `${error.message} ${error.stack ?? ''}` : String(error);
  return { kind: 'fault', seq, code: 'own-fault', message, place: [] };
}

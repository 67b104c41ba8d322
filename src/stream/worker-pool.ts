/** Worker threads that all build the same job once and then work on its layers. */
import { Worker } from 'node:worker_threads';
import { type ErrorCode, type Place, PrepError } from '../core/prep-error.ts';

/** Version of the messages below. */
export const WORKER_PROTOCOL = 2;

/**
 * Room for what a thread makes and soon forgets, MiB, twice the engine's own. With half of it 100 layers of a gyroid block took 28.3 s of
 * processor time in place of 26.8 s, the least of two to three runs each: clearing it is a tenth of the work.
 */
const YOUNG_MIB = 96;

/** What the main thread says to a worker. */
export type ToWorker =
  | { readonly kind: 'init'; readonly protocol: number; readonly spec: unknown }
  | { readonly kind: 'task'; readonly seq: number; readonly input: unknown };

/** What a worker answers. */
export type FromWorker =
  | { readonly kind: 'done'; readonly seq: number; readonly result: unknown }
  | {
      readonly kind: 'fault';
      readonly seq: number | null;
      readonly code: ErrorCode;
      readonly message: string;
      readonly place: Place;
    };

/** Works on one task at a time, with what it is given for it. */
export interface WorkerRunner<T> {
  /** `moved` are buffers of the input that the thread keeps: they are moved to it instead of copied. */
  run(task: number, input?: unknown, moved?: readonly ArrayBuffer[]): Promise<T>;
}

/** Worker threads as task runners; `close` ends them at once. */
export interface WorkerPool<T> {
  readonly runners: readonly WorkerRunner<T>[];
  close(): Promise<void>;
}

/** Starts `count` threads of the module at `url` and hands each the spec (plain data and shared buffers). */
export function startWorkerPool<T>(url: URL, count: number, spec: unknown): WorkerPool<T> {
  const threads = Array.from({ length: count }, () => startThread<T>(url, spec));
  return {
    runners: threads,
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

function startThread<T>(url: URL, spec: unknown): WorkerRunner<T> & { close(): Promise<void> } {
  const worker = new Worker(url, {
    stderr: false,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
  });
  const pending = new Map<number, { resolve(result: T): void; reject(error: Error): void }>();
  let lost: Error | null = null;

  const failAll = (error: Error): void => {
    lost = error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'done') {
      pending.get(message.seq)?.resolve(message.result as T);
      pending.delete(message.seq);
      return;
    }
    const error = new PrepError(message.code, message.message, message.place);
    if (message.seq === null) {
      failAll(error);
      return;
    }
    pending.get(message.seq)?.reject(error);
    pending.delete(message.seq);
  });
  worker.on('error', (error) =>
    failAll(
      new PrepError(
        'worker-lost',
        `a worker thread failed: ${error instanceof Error ? error.message : String(error)}`,
        [],
        error,
      ),
    ),
  );
  worker.on('exit', (code) => failAll(new PrepError('worker-lost', `a worker thread ended early (code ${code})`)));
  worker.postMessage({ kind: 'init', protocol: WORKER_PROTOCOL, spec } satisfies ToWorker);

  return {
    run(seq, input = null, moved = []) {
      return new Promise<T>((resolve, reject) => {
        if (lost !== null) {
          reject(lost);
          return;
        }
        pending.set(seq, { resolve, reject });
        worker.postMessage({ kind: 'task', seq, input } satisfies ToWorker, [...moved]);
      });
    },
    async close() {
      worker.removeAllListeners('exit');
      await worker.terminate();
    },
  };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { orderedMap } from '../../src/stream/ordered-map.ts';
import { startWorkerPool, WORKER_PROTOCOL } from '../../src/stream/worker-pool.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'worker-pool-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));
let count = 0;

/** A worker module: `onTask` and `onInit` are statements that see `port`, `spec` and `message`. */
function workerModule(onTask: string, onInit = ''): URL {
  const path = join(FOLDER, `worker-${count++}.mjs`);
  writeFileSync(
    path,
    `import { parentPort as port } from 'node:worker_threads';
     let spec = null;
     port.on('message', (message) => {
       if (message.kind === 'init') { spec = message.spec; ${onInit} return; }
       ${onTask}
     });`,
  );
  return pathToFileURL(path);
}

const SQUARE = workerModule(
  "port.postMessage({ kind: 'done', seq: message.seq, result: spec.plus + message.seq ** 2 });",
);

describe('a worker pool', () => {
  test('hands the spec to each thread and the results back', async () => {
    const pool = startWorkerPool<number>(SQUARE, 2, { plus: 100 });
    try {
      expect(await Promise.all(pool.runners.map((runner, i) => runner.run(i + 2)))).toEqual([104, 109]);
    } finally {
      await pool.close();
    }
  });

  test('shares buffers instead of copying them', async () => {
    const shared = new Float64Array(new SharedArrayBuffer(8));
    const url = workerModule("spec[0] = 7; port.postMessage({ kind: 'done', seq: message.seq, result: null });");
    const pool = startWorkerPool(url, 1, shared);
    await pool.runners[0]!.run(0).finally(() => pool.close());
    expect(shared[0]).toBe(7);
  });

  test('says its protocol', async () => {
    const url = workerModule(
      "port.postMessage({ kind: 'done', seq: message.seq, result: globalThis.protocol });",
      'globalThis.protocol = message.protocol;',
    );
    const pool = startWorkerPool<number>(url, 1, null);
    expect(await pool.runners[0]!.run(0).finally(() => pool.close())).toBe(WORKER_PROTOCOL);
  });

  test.each([
    ['exits', 'process.exit(3);'],
    ['throws outside of a task', "setImmediate(() => { throw new Error('boom'); });"],
    ['stops by itself', 'port.close();'],
  ])('a thread that %s fails its task as worker-lost, and every later task', async (_, statement) => {
    const pool = startWorkerPool<number>(workerModule(statement), 1, null);
    try {
      await expect(pool.runners[0]!.run(0)).rejects.toMatchObject({ code: 'worker-lost', exitCode: 4 });
      await expect(pool.runners[0]!.run(1)).rejects.toMatchObject({ code: 'worker-lost' });
    } finally {
      await pool.close();
    }
  });

  test('a module that cannot be loaded is a lost worker', async () => {
    const pool = startWorkerPool<number>(pathToFileURL(join(FOLDER, 'none.mjs')), 1, null);
    await expect(pool.runners[0]!.run(0).finally(() => pool.close())).rejects.toMatchObject({ code: 'worker-lost' });
  });

  test('a fault of a task keeps its code and place, and the thread works on', async () => {
    const url = workerModule(
      "if (message.seq === 1) port.postMessage({ kind: 'fault', seq: 1, code: 'mesh-invalid', message: 'bad', place: ['a.stl', 3] });" +
        "else port.postMessage({ kind: 'done', seq: message.seq, result: 'fine' });",
    );
    const pool = startWorkerPool<string>(url, 1, null);
    try {
      await expect(pool.runners[0]!.run(1)).rejects.toMatchObject({
        code: 'mesh-invalid',
        place: ['a.stl', 3],
        message: 'a.stl > 3: bad',
      });
      expect(await pool.runners[0]!.run(2)).toBe('fine');
    } finally {
      await pool.close();
    }
  });

  test('a fault while the job is built fails every task', async () => {
    const url = workerModule(
      '',
      "port.postMessage({ kind: 'fault', seq: null, code: 'own-fault', message: 'no job', place: [] });",
    );
    const pool = startWorkerPool<string>(url, 1, null);
    try {
      await expect(pool.runners[0]!.run(0)).rejects.toMatchObject({ code: 'own-fault', message: 'no job' });
      await expect(pool.runners[0]!.run(1)).rejects.toMatchObject({ code: 'own-fault' });
    } finally {
      await pool.close();
    }
  });

  test('close ends a thread that would run for ever, within a second', async () => {
    const pool = startWorkerPool<number>(workerModule('for (;;);'), 2, null);
    for (const runner of pool.runners) void runner.run(0);
    const since = performance.now();
    await pool.close();
    expect(performance.now() - since).toBeLessThan(1000);
  });

  test('behind an ordered map, one lost thread of three fails the stream at its place', async () => {
    const url = workerModule(
      "if (message.seq === 5) process.exit(1); else port.postMessage({ kind: 'done', seq: message.seq, result: message.seq });",
    );
    const pool = startWorkerPool<number>(url, 3, null);
    const limits = { inFlight: 6, waitingBytes: 1e6, sizeOf: () => 8 };
    const seen: number[] = [];
    const drain = async () => {
      for await (const result of orderedMap(0, 20, pool.runners, limits, new AbortController().signal))
        seen.push(result);
    };
    await expect(drain().finally(() => pool.close())).rejects.toMatchObject({ code: 'worker-lost' });
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });
});

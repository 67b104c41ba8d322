import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openCrew } from '../../src/stream/crew.ts';
import { orderedMap } from '../../src/stream/ordered-map.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'crew-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** Tells with each answer its thread, how many works the thread knows, and what the work makes of the task. */
const MODULE = join(FOLDER, 'crew-worker.mjs');
writeFileSync(
  MODULE,
  `import { parentPort as port, threadId } from 'node:worker_threads';
   const works = new Map();
   port.on('message', (message) => {
     if (message.kind === 'init') return;
     const { work, spec, task, input, over } = message.input;
     for (const number of over) works.delete(number);
     if (spec !== undefined) works.set(work, spec);
     const result = { thread: threadId, works: works.size, told: spec !== undefined, value: works.get(work).plus + task, input };
     const done = () => port.postMessage({ kind: 'done', seq: message.seq, result });
     if (input?.waitMs) setTimeout(done, input.waitMs); else done();
   });`,
);
const url = () => pathToFileURL(MODULE);

interface Told {
  readonly thread: number;
  readonly works: number;
  readonly told: boolean;
  readonly value: number;
  readonly input: unknown;
}

describe('a crew', () => {
  test('starts no thread before the first task, and keeps its threads from one work to the next', async () => {
    let starts = 0;
    const crew = openCrew(url, 1, () => starts++);
    try {
      const one = crew.begin<Told>({ plus: 10 }, 1);
      expect(starts).toBe(0);
      const first = await one.runners[0]!.run(1);
      const again = await one.runners[0]!.run(2);
      one.end();
      const other = await crew.begin<Told>({ plus: 20 }, 1).runners[0]!.run(1);
      expect([first.value, again.value, other.value]).toEqual([11, 12, 21]);
      expect([first.told, again.told, other.told]).toEqual([true, false, true]);
      expect(new Set([first.thread, again.thread, other.thread]).size).toBe(1);
      expect(other.works).toBe(1);
      expect(starts).toBe(1);
    } finally {
      await crew.close();
    }
  });

  test('makes do with one thread for work handed over ahead until the job is long', async () => {
    let long = false;
    const crew = openCrew(url, 2, undefined, () => long);
    try {
      const work = crew.begin<Told>({ plus: 0 }, 2, true);
      const round = () => Promise.all(work.runners.map((runner, n) => runner.run(n, { waitMs: 20 })));
      const threadsOf = (answers: readonly Told[]) => new Set(answers.map(({ thread }) => thread)).size;
      expect(threadsOf(await round())).toBe(1);
      long = true;
      expect(threadsOf(await round())).toBe(2);
    } finally {
      await crew.close();
    }
  });

  test('gives a task whose own thread is busy to an idle one', async () => {
    const crew = openCrew(url, 2);
    try {
      const work = crew.begin<Told>({ plus: 0 }, 2);
      const long = work.runners[0]!.run(1, { waitMs: 200 });
      const short = await work.runners[0]!.run(2);
      expect(short.thread).not.toBe((await long).thread);
    } finally {
      await crew.close();
    }
  });

  test('keeps the order of results while two works share its threads', async () => {
    const crew = openCrew(url, 2);
    try {
      const limits = { inFlight: 6, waitingBytes: 1e6, sizeOf: () => 1 };
      const collect = async (plus: number): Promise<number[]> => {
        const values: number[] = [];
        const { runners } = crew.begin<Told>({ plus }, 2);
        for await (const { value } of orderedMap(0, 30, runners, limits, new AbortController().signal))
          values.push(value);
        return values;
      };
      const [a, b] = await Promise.all([collect(0), collect(100)]);
      expect(a).toEqual(Array.from({ length: 30 }, (_, k) => k));
      expect(b).toEqual(Array.from({ length: 30 }, (_, k) => 100 + k));
    } finally {
      await crew.close();
    }
  });

  test('moves buffers of a task instead of copying them', async () => {
    const crew = openCrew(url, 1);
    try {
      const values = Float64Array.of(1, 2, 3);
      const { input } = await crew.begin<Told>({ plus: 0 }, 1).runners[0]!.run(0, values, [values.buffer]);
      expect(input).toEqual(Float64Array.of(1, 2, 3));
      expect(values).toHaveLength(0);
    } finally {
      await crew.close();
    }
  });

  test('rejects the task of a thread that ends', async () => {
    const path = join(FOLDER, 'ends.mjs');
    writeFileSync(
      path,
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', ({ kind }) => { if (kind === 'task') process.exit(3); });`,
    );
    const crew = openCrew(() => pathToFileURL(path), 1);
    try {
      await expect(crew.begin(null, 1).runners[0]!.run(0)).rejects.toMatchObject({ code: 'worker-lost' });
    } finally {
      await crew.close();
    }
  });
});

import { describe, expect, test } from 'vitest';
import { orderedMap, type TaskRunner } from '../../src/stream/ordered-map.ts';

const limits = { inFlight: 4, waitingBytes: Infinity, sizeOf: () => 1 };
const never = new AbortController().signal;

/** A runner whose later tasks finish first. */
function backwards(log: number[]): TaskRunner<number> {
  return {
    async run(task) {
      log.push(task);
      for (let turn = 0; turn < 40 - 3 * task; turn++) await Promise.resolve();
      return task * task;
    },
  };
}

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of stream) all.push(item);
  return all;
}

describe('an ordered map', () => {
  test('hands results over in order although later ones finish first', async () => {
    const log: number[] = [];
    const runners = [backwards(log), backwards(log), backwards(log)];
    expect(await collect(orderedMap(2, 8, runners, limits, never))).toEqual([4, 9, 16, 25, 36, 49]);
    expect([...log].sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  test('never has more tasks under way than allowed', async () => {
    let under = 0;
    let most = 0;
    const runner = (): TaskRunner<number> => ({
      async run(task) {
        most = Math.max(most, ++under);
        await new Promise((resolve) => setTimeout(resolve, 1));
        return task;
      },
    });
    const seen: number[] = [];
    for await (const result of orderedMap(0, 30, Array.from({ length: 9 }, runner), limits, never)) {
      under--;
      seen.push(result);
    }
    expect(seen).toHaveLength(30);
    expect(most).toBe(4);
  });

  test('stops starting tasks while too many bytes wait, and still ends', async () => {
    const small = { inFlight: 100, waitingBytes: 2, sizeOf: () => 1 };
    const runners = [backwards([]), backwards([])];
    expect(await collect(orderedMap(0, 10, runners, small, never))).toHaveLength(10);
  });

  test('fails at the place of the failed task', async () => {
    const runner: TaskRunner<number> = {
      async run(task) {
        if (task === 3) throw new Error('layer 3 is broken');
        return task;
      },
    };
    const seen: number[] = [];
    await expect(async () => {
      for await (const result of orderedMap(0, 9, [runner], limits, never)) seen.push(result);
    }).rejects.toThrow('layer 3 is broken');
    expect(seen).toEqual([0, 1, 2]);
  });

  test('an abort ends the stream although a task never ends', async () => {
    const control = new AbortController();
    const stuck: TaskRunner<number> = { run: () => new Promise(() => {}) };
    const done = collect(orderedMap(0, 5, [stuck], limits, control.signal));
    control.abort(new Error('stopped by hand'));
    await expect(done).rejects.toThrow('stopped by hand');
  });

  test('keeps tasks that follow each other with one runner, and the order whoever is slow', async () => {
    const seen: number[][] = [[], [], []];
    const runners = seen.map(
      (log, n): TaskRunner<number> => ({
        async run(task) {
          log.push(task);
          for (let turn = 0; turn < 3 * (n + 1); turn++) await Promise.resolve();
          return task;
        },
      }),
    );
    const runs = { ...limits, inFlight: 15, run: 4 };
    const tasks = Array.from({ length: 22 }, (_, n) => n);
    expect(await collect(orderedMap(0, 22, runners, runs, never))).toEqual(tasks);
    for (const log of seen)
      for (const [n, task] of log.entries()) if (task % 4 !== 0) expect(log[n - 1]).toBe(task - 1);
    expect(seen.flat().sort((a, b) => a - b)).toEqual(tasks);
    expect(seen.filter((log) => log.length > 0).length).toBeGreaterThan(1);
  });

  test('ends although nothing may wait and a later run is done before the first', async () => {
    const slow: TaskRunner<number> = {
      async run(task) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        return task;
      },
    };
    const quick: TaskRunner<number> = { run: async (task) => task };
    const tight = { inFlight: 9, waitingBytes: 1, sizeOf: () => 1, run: 4 };
    const done = await collect(orderedMap(0, 11, [quick, slow], tight, never));
    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

/** Runs tasks on several runners at once and hands the results over in order, with bounded memory. */

/** Works on one task at a time. */
export interface TaskRunner<T> {
  run(task: number): Promise<T>;
}

/** Bounds of what may be under way. */
export interface OrderedMapLimits<T> {
  /** Most tasks started and not yet handed over. */
  readonly inFlight: number;
  /** Most bytes of finished results that wait for an earlier one; the next result in order is always let through. */
  readonly waitingBytes: number;
  /** So many tasks that follow each other stay with one runner, which may keep what the next one needs; absent: 1. */
  readonly run?: number;
  /** Size of a result in bytes. */
  sizeOf(result: T): number;
}

/** A runner with what is left of its run of tasks. */
interface RunOfTasks<T> {
  readonly runner: TaskRunner<T>;
  next: number;
  end: number;
}

/**
 * Yields the results of tasks `from` to `to - 1` in that order. A failed task fails the stream at its place; leaving the
 * loop early stops starting tasks. Aborting rejects with the signal's reason.
 */
export async function* orderedMap<T>(
  from: number,
  to: number,
  runners: readonly TaskRunner<T>[],
  limits: OrderedMapLimits<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const finished = new Map<number, { result?: T; error?: unknown }>();
  const idle: RunOfTasks<T>[] = runners.map((runner) => ({ runner, next: from, end: from }));
  const runLength = limits.run ?? 1;
  let nextRun = from;
  let nextResult = from;
  let waiting = 0;
  let wake: () => void = () => {};

  /** The task that a runner would start now: the next of its run, or the first of a new one. */
  const taskOf = ({ next, end }: RunOfTasks<T>): number => (next < end ? next : nextRun);
  const mayStart = (task: number): boolean =>
    task < to && task - nextResult < limits.inFlight && (waiting < limits.waitingBytes || task === nextResult);

  const start = (): void => {
    for (let i = idle.length - 1; i >= 0; i--) {
      const runner = idle[i]!;
      const task = taskOf(runner);
      if (!mayStart(task)) continue;
      idle.splice(i, 1);
      if (task === nextRun) {
        nextRun = Math.min(to, nextRun + runLength);
        runner.end = nextRun;
      }
      runner.next = task + 1;
      runner.runner.run(task).then(
        (result) => {
          finished.set(task, { result });
          waiting += limits.sizeOf(result);
          idle.push(runner);
          wake();
        },
        (error: unknown) => {
          finished.set(task, { error: error ?? new Error(`task ${task} failed`) });
          wake();
        },
      );
    }
  };

  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (nextResult < to) {
      signal.throwIfAborted();
      start();
      const next = finished.get(nextResult);
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (finished.has(nextResult) || signal.aborted) resolve();
        });
        continue;
      }
      if (next.error !== undefined) throw next.error;
      finished.delete(nextResult);
      nextResult++;
      waiting -= limits.sizeOf(next.result as T);
      yield next.result as T;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

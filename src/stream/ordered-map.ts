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
  /** Size of a result in bytes. */
  sizeOf(result: T): number;
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
  const idle = [...runners];
  let nextTask = from;
  let nextResult = from;
  let waiting = 0;
  let wake: () => void = () => {};

  const start = (): void => {
    while (
      idle.length > 0 &&
      nextTask < to &&
      nextTask - nextResult < limits.inFlight &&
      (waiting < limits.waitingBytes || nextTask === nextResult)
    ) {
      const runner = idle.pop()!;
      const task = nextTask++;
      runner.run(task).then(
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

/**
 * Worker threads that stay from one stage of a run to the next: a thread that starts loads all its modules again, and what its engine
 * has compiled is lost with it. Each stage is a kind of work of its own, which a thread is told of with its first task.
 */
import { startWorkerPool, type WorkerPool, type WorkerRunner } from './worker-pool.ts';

/** What a thread of a crew is asked; it answers as `worker-pool` says. */
export interface CrewTask {
  /** Number of the work in its crew. */
  readonly work: number;
  /** What the work is; only in the first task of the work that a thread gets. */
  readonly spec?: unknown;
  readonly task: number;
  readonly input: unknown;
  /** Works that are over: the thread forgets them. */
  readonly over: readonly number[];
}

/** One kind of work: its runners hand their tasks to whichever thread is free, each to its own one first. */
export interface CrewWork<T> {
  readonly runners: readonly WorkerRunner<T>[];
  /** Says that no more tasks will come. */
  end(): void;
}

/** Threads that are started when they are first needed. */
export interface Crew {
  readonly size: number;
  /**
   * Begins a kind of work for up to `most` threads at a time; `spec` is plain data and shared buffers. With `ahead` there are two runners a
   * thread, so that it finds its next task waiting when it has done one: else it waits until this thread, which may be busy, hands it over.
   */
  begin<T>(spec: unknown, most: number, ahead?: boolean): CrewWork<T>;
  /** Ends the threads at once. */
  close(): Promise<void>;
}

interface Thread {
  readonly pool: WorkerPool<unknown>;
  readonly knows: Set<number>;
  readonly over: number[];
  /** Room that tasks take which it has been given and has not answered. */
  taken: number;
}

interface WaitingTask {
  readonly work: number;
  readonly spec: unknown;
  readonly task: number;
  readonly input: unknown;
  readonly moved: readonly ArrayBuffer[];
  readonly own: number;
  readonly takes: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Room of a thread: for one task of a work that is handed over ahead and the next, or for one of any other. */
const ROOM = 2;

/**
 * Returns a crew of up to `size` threads of the module at `url`; `onStart` is called before the first one starts. While `isLong` says
 * no, works that are handed over ahead make do with one thread: a further one loads all modules and compiles all code once more.
 */
export function openCrew(
  url: () => URL,
  size: number,
  onStart: () => void = () => {},
  isLong: () => boolean = () => true,
): Crew {
  const threads: Thread[] = [];
  const waiting: WaitingTask[] = [];
  let works = 0;
  let asked = 0;

  function start(): Thread {
    if (threads.length === 0) onStart();
    const thread = { pool: startWorkerPool(url(), 1, null), knows: new Set<number>(), over: [], taken: 0 };
    threads.push(thread);
    return thread;
  }

  /** The runner's own thread, or one that has less to do; none where all have enough. */
  function threadFor({ own, takes }: WaitingTask): Thread | null {
    const mayStart = takes === ROOM || threads.length >= size || isLong();
    while (threads.length === 0 || (mayStart && threads.length <= own)) start();
    let best = threads[Math.min(own, threads.length - 1)] as Thread;
    for (const thread of threads) if (thread.taken < best.taken) best = thread;
    if (best.taken > 0 && mayStart && threads.length < size) return start();
    return best.taken + takes <= ROOM ? best : null;
  }

  function assign(): void {
    for (let n = 0; n < waiting.length; ) {
      const next = waiting[n] as WaitingTask;
      const thread = threadFor(next);
      if (thread === null) return;
      waiting.splice(n, 1);
      void work(thread, next);
    }
  }

  async function work(thread: Thread, { work: number, spec, task, input, moved, takes, resolve, reject }: WaitingTask) {
    thread.taken += takes;
    const message: CrewTask = {
      work: number,
      ...(thread.knows.has(number) ? {} : { spec }),
      task,
      input,
      over: thread.over.splice(0),
    };
    thread.knows.add(number);
    try {
      resolve(await (thread.pool.runners[0] as WorkerRunner<unknown>).run(asked++, message, moved));
    } catch (error) {
      reject(error);
    }
    thread.taken -= takes;
    assign();
  }

  return {
    size,
    begin<T>(spec: unknown, most: number, ahead = false) {
      const number = works++;
      const hands = Math.min(size, most);
      const takes = ahead ? 1 : ROOM;
      const runners = Array.from({ length: ahead ? ROOM * hands : hands }, (_, n) => ({
        run: (task: number, input: unknown = null, moved: readonly ArrayBuffer[] = []) =>
          new Promise<T>((resolve, reject) => {
            const done = resolve as (result: unknown) => void;
            waiting.push({ work: number, spec, task, input, moved, own: n % hands, takes, resolve: done, reject });
            assign();
          }),
      }));
      return {
        runners,
        end() {
          for (let n = waiting.length - 1; n >= 0; n--) if (waiting[n]?.work === number) waiting.splice(n, 1);
          for (const thread of threads) if (thread.knows.delete(number)) thread.over.push(number);
        },
      };
    },
    async close() {
      waiting.length = 0;
      await Promise.all(threads.splice(0).map(({ pool }) => pool.close()));
    },
  };
}

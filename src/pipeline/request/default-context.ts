/** How a program runs a job when it says nothing: all cores, half of the memory, in silence. */
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import type { RunContext } from '../../core/ports.ts';

/** Returns a context; `overrides` replace single members, such as `signal` or `workers`. */
export function defaultContext(overrides: Partial<RunContext> = {}): RunContext {
  return {
    signal: new AbortController().signal,
    log: { note: () => {} },
    progress: () => {},
    workers: availableParallelism(),
    sparing: overrides.workers === undefined,
    memoryBytes: Math.floor(totalmem() / 2),
    backend: 'auto',
    tempDir: tmpdir(),
    ...overrides,
  };
}

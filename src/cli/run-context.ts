/** How commands run: signals, progress on a terminal, defaults of the machine. */
import { availableParallelism } from 'node:os';
import type { RunContext } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import { defaultContext } from '../pipeline/request/default-context.ts';
import { numberOption, type ParsedLine, wordOption } from './options.ts';

const PROGRESS_EVERY_MS = 200;
const MAX_WORKERS = 256;

/** Returns the context of a command and what undoes its signal handlers. */
export function runContext(line: ParsedLine): { context: RunContext; release(): void } {
  const control = new AbortController();
  const stop = (): void => {
    if (control.signal.aborted) process.exit(4);
    control.abort(new PrepError('interrupted', 'interrupted; nothing was written'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const quiet = line.switches.has('quiet') || line.switches.has('json');
  const backend = wordOption(line, 'backend', ['auto', 'cpu', 'gpu', 'gpujs'], 'auto');
  const context = defaultContext({
    signal: control.signal,
    log: { note: (message) => (quiet ? undefined : process.stdout.write(`${message}\n`)) },
    progress: process.stderr.isTTY === true && !quiet ? terminalProgress() : () => {},
    workers: workersOption(line),
    sparing: !line.values.has('workers'),
    backend,
  });
  return {
    context,
    release() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}

function workersOption(line: ParsedLine): number {
  const workers = numberOption(line, 'workers') ?? availableParallelism();
  if (!Number.isInteger(workers) || workers < 0 || workers > MAX_WORKERS) {
    throw new PrepError('usage', `--workers must be a whole number from 0 to ${MAX_WORKERS}, got ${workers}`);
  }
  return workers;
}

/** What is counted in a stage, where it is not layers. */
const COUNTED: Readonly<Record<string, string>> = { mesh: 'slab', homogenise: 'load' };

/** One line that is written over: stage, layer, layers a second, time left. */
function terminalProgress(): RunContext['progress'] {
  let stage = '';
  let since = 0;
  let shown = 0;
  return (event) => {
    const now = performance.now();
    if (event.stage !== stage) {
      stage = event.stage;
      since = now;
      shown = 0;
    }
    const last = event.done === event.total;
    if (now - shown < PROGRESS_EVERY_MS && !last) return;
    shown = now;
    const perS = event.done / Math.max(0.001, (now - since) / 1000);
    const leftS = Math.round((event.total - event.done) / perS);
    const one = COUNTED[stage] ?? 'layer';
    process.stderr.write(
      `\r\x1b[K${stage}: ${one} ${event.done} of ${event.total}, ${perS.toFixed(1)} ${one}s/s, ${leftS} s left`,
    );
    if (last) process.stderr.write('\r\x1b[K');
  };
}

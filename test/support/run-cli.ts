/** Runs the built command line in a process of its own, as a user would. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll } from 'vitest';

/** Root of the checkout. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const BIN = `${ROOT}bin/trabecula.mjs`;

/** What a run of the command line left behind. */
export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Brings dist/ up to date before the tests of a file run; does nothing where it is. */
export function buildFirst(): void {
  beforeAll(() => {
    const build = () => spawnSync(process.execPath, [`${ROOT}scripts/prepare.mjs`], { encoding: 'utf8' });
    // Two test files may find it stale at once; the second finds it done.
    const done = [build(), build()].at(-1);
    if (done?.status !== 0) throw new Error(`the build failed: ${done?.stdout}${done?.stderr}`);
  });
}

/** Runs one command line to its end. */
export function runCli(...words: readonly string[]): Promise<CliRun> {
  return startCli(...words).ended;
}

/** Runs one command line with variables of the environment set. */
export function runCliWith(
  environment: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<CliRun> {
  return startNodeWith(environment, BIN, ...words).ended;
}

/** Starts one command line and returns the process with the promise of its end. */
export function startCli(...words: readonly string[]): {
  readonly child: ChildProcess;
  readonly ended: Promise<CliRun>;
} {
  return startNode(BIN, ...words);
}

/** Starts Node with these words; stdout and stderr are kept apart. */
export function startNode(...words: readonly string[]): {
  readonly child: ChildProcess;
  readonly ended: Promise<CliRun>;
} {
  return startNodeWith({}, ...words);
}

function startNodeWith(environment: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, words, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<CliRun>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

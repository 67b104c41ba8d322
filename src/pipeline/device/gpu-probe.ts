/** Asks in a process of its own whether the GPU can be used: a driver that crashes or hangs takes nothing else with it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AdapterNote } from '../../lattice/gpu/open-device.ts';
import type { GpuLibrary } from './gpu-device.ts';

/** What a probe found. */
export interface GpuProbe {
  /** True where a device was opened and passed the self-test. */
  readonly usable: boolean;
  readonly adapter: AdapterNote | null;
  /** True where the device computes on the CPU: right, and seldom worth it. */
  readonly software: boolean;
  /** One line on why it cannot be used; null where it can. */
  readonly why: string | null;
}

/** How a probe is run. */
export interface ProbeOptions {
  readonly signal?: AbortSignal;
  readonly library?: GpuLibrary;
  /** After this time the device counts as hung. */
  readonly timeoutMs?: number;
  /** The program that is started instead of ours. */
  readonly program?: string;
}

/** Drivers compile their kernels on the first start: seconds, at worst. */
const TIMEOUT_MS = 60_000;

const RESULT = 'trabecula-gpu-probe ';

/** Probes the GPU. What the driver prints is kept from the terminal. Throws only when aborted. */
export function probeGpu({ signal, library, timeoutMs = TIMEOUT_MS, program }: ProbeOptions = {}): Promise<GpuProbe> {
  const path = program ?? ownProgram();
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [path, library ?? 'webgpu'],
      { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 1 << 20, ...(signal === undefined ? {} : { signal }) },
      (error, stdout) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const line = stdout.split('\n').findLast((text) => text.startsWith(RESULT));
        if (line !== undefined) {
          resolve(JSON.parse(line.slice(RESULT.length)) as GpuProbe);
          return;
        }
        resolve(absent(error === null ? 'the probe ended without a word' : whyOf(error, timeoutMs)));
      },
    );
  });
}

/** Prints what a probe found, for the process that asked. */
export function printProbe(probe: GpuProbe): void {
  process.stdout.write(`${RESULT}${JSON.stringify(probe)}\n`);
}

/** A probe that found nothing to use. */
export function absent(why: string): GpuProbe {
  return { usable: false, adapter: null, software: false, why };
}

function whyOf(error: Error & { killed?: boolean; signal?: string | null; code?: unknown }, timeoutMs: number): string {
  if (error.killed === true) return `the GPU did not answer within ${timeoutMs / 1000} s`;
  if (typeof error.signal === 'string') return `the GPU's driver crashed (${error.signal})`;
  return `the probe of the GPU failed (${String(error.code)})`;
}

function ownProgram(): string {
  return fileURLToPath(
    new URL('dist/pipeline/device/gpu-probe-child.js', import.meta.resolve('trabecula/package.json')),
  );
}

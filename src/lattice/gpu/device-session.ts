/** A device with its named buffers and kernels; what it says against its work becomes one error. */
import { PrepError } from '../../core/prep-error.ts';
import type { Staging } from './staging.ts';
import { BUFFER_USAGE, type GpuBuffer, type GpuDevice, type GpuPipeline, MAP_READ } from './webgpu-port.ts';

/** What kernels and buffers are asked of. */
export interface DeviceSession {
  /** Most bytes of a buffer. */
  readonly maxBytes: number;
  /** Compiles a kernel; the same text is compiled once. */
  pipeline(code: string, entryPoint: string): Promise<GpuPipeline>;
  /** Returns the buffer of a name, made anew and larger where it is too small. */
  buffer(name: string, bytes: number, usage: number): GpuBuffer;
  /** Bytes of a buffer, 0 when there is none of that name. */
  sizeOf(name: string): number;
  /** Sends words to the buffer of a name. */
  upload(name: string, staging: Staging): GpuBuffer;
  /** Runs what talks to the device. Throws PrepError `backend-absent` when it is lost or refuses. */
  guarded<T>(work: () => Promise<T>): Promise<T>;
  dispose(): void;
}

const INPUT = BUFFER_USAGE.storage | BUFFER_USAGE.copyTarget;

/** Opens a session on a device, which stays its owner's. */
export function openSession(device: GpuDevice, bytesPerBuffer: number): DeviceSession {
  const limit = Math.min(bytesPerBuffer, device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
  const maxBytes = 4 * Math.floor(limit / 4);
  const buffers = new Map<string, GpuBuffer>();
  const pipelines = new Map<string, Promise<GpuPipeline>>();
  let lost: PrepError | null = null;
  const whenLost = device.lost.then(({ message }) => {
    lost = new PrepError('backend-absent', `the GPU was lost: ${oneLine(message)}`);
    return lost;
  });
  // Errors are waited for where they arise; without a listener the binding prints them.
  device.onuncapturederror = (event: { preventDefault?(): void }) => event.preventDefault?.();

  const session: DeviceSession = {
    maxBytes,
    pipeline(code, entryPoint) {
      const known = pipelines.get(code);
      if (known !== undefined) return known;
      const made = session.guarded(() =>
        device.createComputePipelineAsync({
          layout: 'auto',
          compute: { module: device.createShaderModule({ code }), entryPoint },
        }),
      );
      pipelines.set(code, made);
      return made;
    },
    buffer(name, bytes, usage) {
      const known = buffers.get(name);
      if (known !== undefined && known.size >= bytes) return known;
      known?.destroy();
      // A third more than is needed, so that planes that grow do not cost a buffer each.
      const roomy = Math.min(4 * Math.ceil(bytes / 3), maxBytes);
      const made = device.createBuffer({
        size: Math.max(16, 4 * Math.ceil(bytes / 4), 4 * Math.ceil(roomy / 4)),
        usage,
      });
      buffers.set(name, made);
      return made;
    },
    sizeOf: (name) => buffers.get(name)?.size ?? 0,
    upload(name, staging) {
      const buffer = session.buffer(name, 4 * staging.length, INPUT);
      device.queue.writeBuffer(buffer, 0, staging.words.subarray(0, staging.length));
      return buffer;
    },
    async guarded(work) {
      if (lost !== null) throw lost;
      for (const filter of ['internal', 'out-of-memory', 'validation'] as const) device.pushErrorScope(filter);
      const started = outcomeOf(work);
      const scopes = [device.popErrorScope(), device.popErrorScope(), device.popErrorScope()];
      const outcome = await Promise.race([Promise.all([started, ...scopes]), whenLost]);
      if (outcome instanceof PrepError) throw outcome;
      const [result, ...faults] = outcome;
      const fault = faults.find((said) => said !== null);
      if (fault !== undefined && fault !== null) throw refused(fault.message, undefined);
      if ('error' in result) throw refused(String(result.error), result.error);
      return result.value;
    },
    dispose() {
      for (const buffer of buffers.values()) buffer.destroy();
      buffers.clear();
      pipelines.clear();
    },
  };
  return session;
}

/** Returns a copy of the first bytes of a buffer, as words. */
export async function readBack(buffer: GpuBuffer, bytes: number): Promise<Uint32Array<ArrayBuffer>> {
  await buffer.mapAsync(MAP_READ, 0, bytes);
  const words = new Uint32Array(buffer.getMappedRange(0, bytes)).slice();
  buffer.unmap();
  return words;
}

/** Runs work at once and keeps how it ended, so that a failure that nobody waits for any more is none of the process. */
async function outcomeOf<T>(work: () => Promise<T>): Promise<{ readonly value: T } | { readonly error: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

function refused(message: string, cause: unknown): PrepError {
  return new PrepError('backend-absent', `the GPU refused its work: ${oneLine(message)}`, [], cause);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}

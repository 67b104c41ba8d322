/** From WebGPU, wherever it comes from (`navigator.gpu`, or the package `webgpu`), to an opened device. */
import { PrepError } from '../../core/prep-error.ts';
import type { GpuAdapter, GpuDevice, GpuPort } from './webgpu-port.ts';

/** What a device is, for reports. */
export interface AdapterNote {
  readonly name: string;
  readonly vendor: string;
  readonly architecture: string;
  /** True where it computes on the CPU. */
  readonly software: boolean;
}

/** More than this is not asked for: two buffers of it are never needed. */
const MAX_BUFFER_BYTES = 2 ** 30;

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render/i;

/** Opens the fastest device. Throws PrepError `backend-absent` when there is none. */
export async function openDevice(
  gpu: GpuPort,
  signal?: AbortSignal,
): Promise<{ readonly device: GpuDevice; readonly adapter: AdapterNote }> {
  signal?.throwIfAborted();
  const adapter = await refusable(gpu.requestAdapter({ powerPreference: 'high-performance' }));
  if (adapter === null) throw new PrepError('backend-absent', 'no GPU was found (WebGPU has no adapter)');
  signal?.throwIfAborted();
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const device = await refusable(
    adapter.requestDevice({
      requiredLimits: {
        maxBufferSize: Math.min(maxBufferSize, MAX_BUFFER_BYTES),
        maxStorageBufferBindingSize: Math.min(maxStorageBufferBindingSize, MAX_BUFFER_BYTES),
      },
    }),
  );
  if (signal?.aborted) {
    device.destroy();
    signal.throwIfAborted();
  }
  return { device, adapter: noteOf(adapter) };
}

function noteOf({ info }: GpuAdapter): AdapterNote {
  const { vendor, architecture, device, description } = info;
  const name = [device, description].filter((part) => part !== '').join(', ') || vendor || 'unnamed';
  return {
    name,
    vendor,
    architecture,
    software: info.isFallbackAdapter === true || SOFTWARE.test(`${vendor} ${architecture} ${name}`),
  };
}

async function refusable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new PrepError(
      'backend-absent',
      `the GPU cannot be opened: ${said.replaceAll(/\s+/g, ' ').slice(0, 300)}`,
      [],
      error,
    );
  }
}

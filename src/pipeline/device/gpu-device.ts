/** Opens the GPU in Node: by the package `webgpu` (Dawn), or by gpu.js on top of it. Both are loaded only when they are asked for. */
import { PrepError } from '../../core/prep-error.ts';
import { type GpuJs, openGpuJsMarker } from '../../lattice/gpu/mark-by-gpu-js.ts';
import { openDeviceMarker } from '../../lattice/gpu/mark-on-device.ts';
import { type AdapterNote, openDevice } from '../../lattice/gpu/open-device.ts';
import type { PlaneMarker } from '../../lattice/gpu/plane-marker.ts';
import type { GpuPort } from '../../lattice/gpu/webgpu-port.ts';

/** Which library drives the device. */
export type GpuLibrary = 'webgpu' | 'gpu.js';

/** An opened backend. */
export interface OpenedGpu {
  readonly marker: PlaneMarker;
  readonly adapter: AdapterNote;
  /** Gives the device back; a process must not end with it open. */
  close(): Promise<void>;
}

/** How the GPU is opened. */
export interface OpenGpuOptions {
  readonly signal?: AbortSignal;
  /** `webgpu` where nothing is said. */
  readonly library?: GpuLibrary;
}

/** Dawn's devices crash when what made them is collected, so that lives as long as the process. */
let made: GpuPort | null = null;

/**
 * Opens the GPU. Throws PrepError `backend-absent` (exit code 4) when the package or a device is missing. Dawn's own warnings
 * go past JavaScript to stderr when it finds no driver: ask `probeGpu` first, which keeps them.
 */
export async function openGpu({ signal, library = 'webgpu' }: OpenGpuOptions = {}): Promise<OpenedGpu> {
  signal?.throwIfAborted();
  const gpu = await loadWebGpu();
  const { device, adapter } = await openDevice(gpu, signal);
  try {
    if (library === 'webgpu') {
      const marker = await openDeviceMarker(device);
      return {
        marker,
        adapter,
        async close() {
          marker.dispose();
          device.destroy();
        },
      };
    }
    // gpu.js opens a device of its own.
    device.destroy();
    const marker = await withNavigator(gpu, async () => openGpuJsMarker(await loadGpuJs(), 'webgpu'));
    return {
      marker,
      adapter,
      async close() {
        marker.dispose();
        await closeGpuJs();
      },
    };
  } catch (error) {
    device.destroy();
    throw error;
  }
}

async function loadWebGpu(): Promise<GpuPort> {
  if (made !== null) return made;
  const { create } = (await loaded('webgpu', 'npm install webgpu')) as { create(options: readonly string[]): GpuPort };
  try {
    made = create([]);
  } catch (error) {
    throw new PrepError('backend-absent', 'the package webgpu cannot be started here', [], error);
  }
  return made;
}

async function loadGpuJs(): Promise<GpuJs> {
  const module = (await loaded('gpu.js', 'npm install gpu.js webgpu')) as { GPU?: GpuJs; default?: { GPU: GpuJs } };
  const library = module.GPU ?? module.default?.GPU;
  if (library === undefined) throw new PrepError('backend-absent', 'the package gpu.js is not the one that is known');
  return library;
}

/** The device of gpu.js is its module's, and only that module can give it back. */
async function closeGpuJs(): Promise<void> {
  const context = (await loaded('gpu.js/src/backend/web-gpu/context.js', 'npm install gpu.js webgpu')) as {
    default?: { WebGPUContext?: { destroy(): Promise<void> } };
  };
  await context.default?.WebGPUContext?.destroy();
}

async function loaded(name: string, install: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (error) {
    throw new PrepError('backend-absent', `the GPU needs a package that is not installed: ${install}`, [], error);
  }
}

/** Lets a library find the GPU where a browser has it, and puts things back as they were. */
async function withNavigator<T>(gpu: GpuPort, work: () => Promise<T>): Promise<T> {
  const known = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const value = Object.create((globalThis as { navigator?: object }).navigator ?? null, { gpu: { value: gpu } });
  Object.defineProperty(globalThis, 'navigator', { value, configurable: true, writable: true });
  try {
    return await work();
  } finally {
    if (known === undefined) Reflect.deleteProperty(globalThis, 'navigator');
    else Object.defineProperty(globalThis, 'navigator', known);
  }
}

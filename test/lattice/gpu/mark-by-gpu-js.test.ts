import { afterAll, expect, test } from 'vitest';
import { type GpuJs, openGpuJsMarker } from '../../../src/lattice/gpu/mark-by-gpu-js.ts';
import { type OpenedGpu, openGpu } from '../../../src/pipeline/device/gpu-device.ts';
import { conformance } from './conformance.ts';

const opened: OpenedGpu[] = [];
afterAll(async () => {
  for (const gpu of opened) await gpu.close();
});

// Even walls of FRD multiply what the device's sine is off by.
conformance('gpu.js on webgpu', 0.3, async () => {
  const gpu = await openGpu({ library: 'gpu.js' });
  opened.push(gpu);
  return { ...gpu.marker, dispose: () => undefined };
});

test('what the library was lent is given back: there is no navigator.gpu afterwards', () => {
  expect((globalThis as { navigator?: { gpu?: unknown } }).navigator?.gpu).toBeUndefined();
});

/** A library whose kernels have the class name and the sine that are asked for. */
function libraryOf(className: string, sine: (angle: number) => number): GpuJs {
  class Kernel {}
  Object.defineProperty(Kernel, 'name', { value: className });
  return class {
    createKernel() {
      const run = (angles: Float32Array) => [angles.map(sine), angles.map(Math.cos)];
      return Object.assign(run as () => unknown, { setOutput: () => undefined, kernel: new Kernel() });
    }
    destroy() {}
  } as unknown as GpuJs;
}

test.each(['CPUKernel', 'WebAssemblyKernel', 'WebGLKernel'])('a kernel of class %s is no GPU', async (name) => {
  await expect(openGpuJsMarker(libraryOf(name, Math.sin), 'webgl2')).rejects.toMatchObject({
    code: 'backend-absent',
    message: expect.stringContaining(name),
  });
});

test('a sine that is worse than the promise is refused, one within it is taken', async () => {
  const off = (by: number) =>
    openGpuJsMarker(
      libraryOf('WebGL2Kernel', (angle) => Math.sin(angle) + by),
      'webgl2',
    );
  await expect(off(6e-4)).rejects.toMatchObject({ code: 'backend-absent' });
  await expect(off(4e-4)).resolves.toMatchObject({ name: 'gpu.js webgl2' });
});

test('a mode that the library does not have is an absent backend', async () => {
  class None {
    constructor() {
      throw new Error('A requested mode of "webgl2" and is not supported');
    }
  }
  await expect(openGpuJsMarker(None as unknown as GpuJs, 'webgl2')).rejects.toMatchObject({ code: 'backend-absent' });
});

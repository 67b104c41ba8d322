import { afterEach, describe, expect, test, vi } from 'vitest';
import { openDevice } from '../../../src/lattice/gpu/open-device.ts';
import { selfTest } from '../../../src/lattice/gpu/self-test.ts';
import type { GpuPort } from '../../../src/lattice/gpu/webgpu-port.ts';
import { openGpu } from '../../../src/pipeline/device/gpu-device.ts';

afterEach(() => {
  vi.doUnmock('webgpu');
  vi.resetModules();
});

describe('opening the GPU', () => {
  test.each(['webgpu', 'gpu.js'] as const)('%s opens, passes its self-test and names its adapter', async (library) => {
    const { marker, adapter, close } = await openGpu({ library });
    try {
      expect(await selfTest(marker)).toBeNull();
      expect(adapter.name).not.toBe('');
      expect(adapter.software).toBe(/swiftshader/i.test(adapter.name + adapter.architecture));
    } finally {
      await close();
    }
  });

  test('an abort before it begins opens nothing', async () => {
    await expect(openGpu({ signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });

  test('without the package the message says how to install it, with exit code 4', async () => {
    vi.doMock('webgpu', () => {
      throw new Error('Cannot find package');
    });
    vi.resetModules();
    const { openGpu: openFresh } = await import('../../../src/pipeline/device/gpu-device.ts');
    await expect(openFresh()).rejects.toMatchObject({
      code: 'backend-absent',
      exitCode: 4,
      message: expect.stringContaining('npm install webgpu'),
    });
  });
});

describe('an adapter', () => {
  test('that is not there is an absent backend', async () => {
    const none: GpuPort = { requestAdapter: async () => null };
    await expect(openDevice(none)).rejects.toMatchObject({ code: 'backend-absent' });
  });

  test('whose device cannot be had is one too, with its reason', async () => {
    const info = { vendor: 'x', architecture: '', device: '', description: '' };
    const limits = { maxBufferSize: 1, maxStorageBufferBindingSize: 1, maxComputeWorkgroupsPerDimension: 1 };
    const broken: GpuPort = {
      requestAdapter: async () => ({ info, limits, requestDevice: () => Promise.reject(new Error('out of\nluck')) }),
    };
    await expect(openDevice(broken)).rejects.toMatchObject({
      code: 'backend-absent',
      message: expect.stringContaining('out of luck'),
    });
  });
});

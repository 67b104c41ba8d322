import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BLOCK_WORDS } from '../../../src/lattice/gpu/job-layout.ts';
import { openDeviceMarker } from '../../../src/lattice/gpu/mark-on-device.ts';
import { bandsOf } from '../../../src/lattice/gpu/pack-job.ts';
import type { GpuDevice } from '../../../src/lattice/gpu/webgpu-port.ts';
import { conformance } from './conformance.ts';
import { discMask, gridOf, level, linear, part, patchesOf, planeOf, referenceMarks } from './planes.ts';
import { openTestDevice } from './software-device.ts';

let device: GpuDevice;
beforeAll(async () => {
  device = await openTestDevice();
});
afterAll(() => device?.destroy());

conformance('webgpu', 0.01, () => openDeviceMarker(device));

describe('limits', () => {
  const patches = patchesOf([
    linear(0.1, 0.5, 0),
    linear(0.2, 0, 0.5),
    linear(0.3, 0, 0),
    level((x) => 0.3 + 0.03 * x),
  ]);
  const recipe = {
    patches,
    parts: [part('gyroid', [0, 1, 2], 'ratio', { channel: 3 })],
    weight: { constant: 0 },
  } as const;
  const grid = gridOf(0.05);
  const planes = [discMask(grid), null].map((mask) => planeOf(recipe, grid, { from: -1, to: 1 }, mask));

  test('planes larger than a dispatch are cut into bands of rows and put together again', async () => {
    const marker = await openDeviceMarker(device, { nodesPerDispatch: 8192 });
    expect(await marker.mark(planes)).toEqual(planes.map(referenceMarks));
    expect(marker.statistics.dispatches).toBeGreaterThan(4);
    marker.dispose();
  });

  test('lists that do not fit into a buffer are made in halves', async () => {
    const marker = await openDeviceMarker(device, { bytesPerBuffer: 7000 });
    // Every other node is inside: each has four edges, 16 bytes, where its share of a buffer of signs and mask is one or two.
    const mask = Uint8Array.from({ length: grid.nx * grid.ny }, (_, n) => (n + Math.floor(n / grid.nx)) % 2);
    const solid = { ...recipe, parts: [part('gyroid', [0, 1, 2], 'excess', { constant: 9 })] } as const;
    const checked = planeOf(solid, grid, { from: null, to: 0 }, mask);
    expect(await marker.mark([checked])).toEqual([referenceMarks(checked)]);
    const bandsAlone = bandsOf(0, grid, Math.floor(7000 / 32 / BLOCK_WORDS)).length;
    expect(marker.statistics.dispatches).toBeGreaterThan(bandsAlone);
    marker.dispose();
  });

  test('more blocks than a dimension takes are laid out in two', async () => {
    const limits = {
      maxBufferSize: device.limits.maxBufferSize,
      maxStorageBufferBindingSize: device.limits.maxStorageBufferBindingSize,
      maxComputeWorkgroupsPerDimension: 3,
    };
    const narrow = new Proxy(device, {
      get(target, name) {
        if (name === 'limits') return limits;
        const value = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
      set: (target, name, value) => Reflect.set(target, name, value, target),
    });
    const marker = await openDeviceMarker(narrow);
    expect(await marker.mark(planes)).toEqual(planes.map(referenceMarks));
    expect(marker.statistics.dispatches).toBe(1);
    marker.dispose();
  });

  test('a plane whose coefficients exceed a buffer ends with a reason', async () => {
    const marker = await openDeviceMarker(device, { bytesPerBuffer: 1000 });
    await expect(marker.mark(planes)).rejects.toMatchObject({ code: 'memory-short' });
    marker.dispose();
  });
});

test('a lost device ends the work with the code for an absent backend', async () => {
  const own = await openTestDevice();
  const marker = await openDeviceMarker(own);
  own.destroy();
  await own.lost;
  await expect(marker.mark([])).resolves.toEqual([]);
  const patches = patchesOf([linear(0.1, 0.5, 0), linear(0.2, 0, 0.5), linear(0.3, 0, 0)]);
  const recipe = {
    patches,
    parts: [part('gyroid', [0, 1, 2], 'excess', { constant: 0 })],
    weight: { constant: 0 },
  } as const;
  const plane = planeOf(recipe, gridOf(0.2), { from: null, to: 0 });
  await expect(marker.mark([plane])).rejects.toMatchObject({ code: 'backend-absent', exitCode: 4 });
});

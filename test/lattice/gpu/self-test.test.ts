import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDeviceMarker } from '../../../src/lattice/gpu/mark-on-device.ts';
import { selfTest } from '../../../src/lattice/gpu/self-test.ts';
import type { GpuDevice } from '../../../src/lattice/gpu/webgpu-port.ts';
import { openTestDevice } from './software-device.ts';

let device: GpuDevice;
beforeAll(async () => {
  device = await openTestDevice();
});
afterAll(() => device?.destroy());

/** The device, with a change in what it is given to compile. */
function faulty(change: (code: string) => string): GpuDevice {
  return new Proxy(device, {
    get(target, name) {
      if (name === 'createShaderModule') {
        return ({ code }: { code: string }) => target.createShaderModule({ code: change(code) });
      }
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}

async function verdict(change: (code: string) => string): Promise<string | null> {
  let changed = 0;
  const marker = await openDeviceMarker(
    faulty((code) => {
      const other = change(code);
      if (other !== code) changed++;
      return other;
    }),
  );
  const said = await selfTest(marker);
  marker.dispose();
  expect(changed).toBeGreaterThan(0);
  return said;
}

test('a device that computes as it should passes', async () => {
  const marker = await openDeviceMarker(device);
  expect(await selfTest(marker)).toBeNull();
  expect(marker.statistics.nodes).toBe(4 * 195 * 155);
  marker.dispose();
});

test('a device with one wrong sign, far from the level, fails', async () => {
  const said = await verdict((code) =>
    code.replace('signs[word] = to;', 'if (word == 300u) { to ^= 1024u; }\n  signs[word] = to;'),
  );
  expect(said).toContain('other edges than the reference');
});

test('a device whose sine is off by a thousandth fails', async () => {
  expect(await verdict((code) => code.replace('0.1666666664', '0.1680000000'))).toContain(
    'other edges than the reference',
  );
});

test('a device that loses an entry in compaction fails', async () => {
  expect(await verdict((code) => code.replace('at < job', 'at != 77u && at < job'))).toContain('other edges');
});

test('a device that leaves everything to the reference fails', async () => {
  expect(await verdict((code) => code.replace('let near = ', 'let near = true || '))).toContain('too much in doubt');
});

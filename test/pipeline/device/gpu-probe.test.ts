import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probeGpu } from '../../../src/pipeline/device/gpu-probe.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gpu-probe-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(text: string): string {
  const path = join(folder, `${Math.abs(text.length * 31 + text.charCodeAt(0))}.mjs`);
  writeFileSync(path, text);
  return path;
}

test.each(['webgpu', 'gpu.js'] as const)(
  '%s on the software GPU is usable, and said to be software',
  async (library) => {
    const probe = await probeGpu({ library });
    expect(probe).toMatchObject({ usable: true, why: null, software: expect.any(Boolean) });
    expect(probe.adapter?.name).not.toBe('');
  },
);

test('a driver that crashes, hangs or says nothing is a reason, not an end', async () => {
  const crash = await probeGpu({
    program: program("process.kill(process.pid, 'SIGSEGV');\nsetInterval(() => {}, 9);"),
  });
  expect(crash).toEqual({ usable: false, adapter: null, software: false, why: "the GPU's driver crashed (SIGSEGV)" });
  const hang = await probeGpu({ program: program('setInterval(() => {}, 1000);'), timeoutMs: 400 });
  expect(hang.why).toBe('the GPU did not answer within 0.4 s');
  const mute = await probeGpu({ program: program('/* nothing */') });
  expect(mute.why).toBe('the probe ended without a word');
  const exit = await probeGpu({ program: program('process.exit(3);') });
  expect(exit.why).toBe('the probe of the GPU failed (3)');
});

test('an abort ends the probe', async () => {
  await expect(
    probeGpu({ signal: AbortSignal.timeout(100), program: program('setInterval(() => {}, 5000);') }),
  ).rejects.toThrow();
});

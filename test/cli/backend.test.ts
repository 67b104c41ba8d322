import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli, runCliWith } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const GYROID = ['--cell-type', 'gyroid', '--cell', '2', '--density', '0.3', '--layer', '0.08', '--workers', '1'];

/** A machine without a driver for any GPU. */
const NO_DRIVER = { VK_DRIVER_FILES: '/none', VK_ICD_FILENAMES: '/none' };

test.each(['gpu', 'gpujs'])('--backend %s without a GPU ends in one line, exit code 4 and no file', async (backend) => {
  const dir = tempFolder();
  const out = join(dir, 'out.cli');
  const words = ['slice', boxFile(dir, 'box', 4, 3, 1), '--out', out, ...GYROID];
  const run = await runCliWith(NO_DRIVER, ...words, '--backend', backend);
  expect(run.code).toBe(4);
  expect(run.stderr).toMatch(new RegExp(`^trabecula: --backend ${backend}: .*GPU.*\\n$`));
  expect(existsSync(out)).toBe(false);
  // Who leaves the choice to the program gets the file.
  expect((await runCliWith(NO_DRIVER, ...words)).code).toBe(0);
});

test('a build by the GPU has the bytes of one by the CPU, and its record says what worked', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'box', 4, 3, 1);
  const built = async (backend: string) => {
    const out = join(dir, backend);
    const run = await runCli('prepare', mesh, '--out', out, ...GYROID, '--no-supports', '--backend', backend);
    expect(run.stderr).toBe('');
    const { run: record, ...body } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    return { record, body, cli: readFileSync(join(out, 'box.cli')) };
  };
  const cpu = await built('cpu');
  const gpu = await built('gpu');
  expect(gpu.cli.equals(cpu.cli)).toBe(true);
  expect(gpu.body).toEqual(cpu.body);
  expect(cpu.record).toMatchObject({ backend: 'cpu', adapter: null, deviceNodes: 0 });
  expect(gpu.record).toMatchObject({ backend: 'gpu', adapter: expect.stringMatching(/./) });
  // 41 x 31 nodes inside the part in each of ten layers, once: what is cut to look for loose pieces is kept.
  expect(gpu.record.deviceNodes).toBeGreaterThan(10 * 41 * 31);
  expect(gpu.record.deviceNodes).toBeLessThan(2 * 10 * 41 * 31);
});

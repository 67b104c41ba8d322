import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAlsam } from '../../src/formats/alsam/read-alsam.ts';
import { openFileSource } from '../../src/store/file-source.ts';
import { PRINTER_TEXT, PROFILE_TEXT, withValue } from '../config/example-files.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const q = (value: number) => ({ value, source: 'uncalibrated example' });

/** A folder with the shipped profile under another id, with values at paths. */
function profileFolder(values: Readonly<Record<string, unknown>>): string {
  const dir = tempFolder();
  const text = Object.entries({ id: 'ti-own', ...values }).reduce(
    (json, [path, value]) => withValue(json, path.split('.'), value),
    PROFILE_TEXT,
  );
  writeFileSync(join(dir, 'ti-own.json'), text);
  return dir;
}

const DELAYS = {
  'time.markDelayUs': q(50),
  'time.polygonDelayUs': q(20),
  'time.laserOnDelayUs': q(80),
  'time.laserOffDelayUs': q(100),
};

interface Inspected {
  readonly findings: readonly { rule: string; measured: number; limit: number; unit: string }[];
  readonly checksNotRun: readonly { rule: string; why: string }[];
  readonly layers: readonly { timeS: number | null; exposedOutsideMm2: number }[];
  readonly totals: { readonly exposedOutsideMm3: number };
}

const inspectionOf = (out: string): Inspected => JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));

describe('ALSAM', () => {
  test('is refused with the places of what the profile does not say, and nothing is left', async () => {
    const dir = tempFolder();
    const out = join(dir, 'out');
    const mesh = boxFile(dir, 'block', 3, 2, 0.09);
    const run = await runCli('prepare', mesh, '--out', out, '--outputs', 'cli,alsam');
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('profiles/ti6al4v-eli-30um.json > time > markDelayUs: is missing');
    for (const delay of ['polygonDelayUs', 'laserOnDelayUs', 'laserOffDelayUs']) {
      expect(run.stderr).toContain(`time > ${delay}: is missing`);
    }
    expect(existsSync(out)).toBe(false);
  });

  test('is written where it says all, with the delays, and holds what the Open Vector Format holds', async () => {
    const dir = tempFolder();
    const out = join(dir, 'out');
    const profiles = profileFolder({ ...DELAYS, 'parameters.hatch-core.markDelayUs': q(55) });
    const words = ['--profiles', profiles, '--profile', 'ti-own', '--outputs', 'cli,alsam', '--quiet'];
    const run = await runCli('prepare', boxFile(dir, 'block', 3, 2, 0.09), '--out', out, ...words);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const source = await openFileSource(join(out, 'block.scn'));
    const file = await openAlsam(source);
    let layers = 0;
    for await (const { paths } of file.layers()) {
      layers++;
      expect(paths.some(({ kind }) => kind === 'hatch')).toBe(true);
    }
    expect(layers).toBe(3);
    const hatch = file.exposures.find(({ name }) => name === 'hatch-core')?.exposure;
    expect(hatch).toMatchObject({ powerW: 200, markDelayUs: 55, polygonDelayUs: 20, laserOffDelayUs: 100, laser: 0 });
    await source.close();
  });
});

describe('energy', () => {
  test('layers of 60 um bring the hatch below its window: a warning with both numbers; contours have none and say so', async () => {
    const dir = tempFolder();
    const mesh = boxFile(dir, 'block', 3, 2, 0.12);
    const [usual, thick] = [join(dir, 'usual'), join(dir, 'thick')];
    expect((await runCli('prepare', mesh, '--out', usual)).code).toBe(0);
    expect((await runCli('prepare', mesh, '--out', thick, '--layer', '0.06')).code).toBe(0);
    const told = (out: string) => inspectionOf(out).findings.filter(({ rule }) => rule === 'energy-window');
    expect(told(usual)).toEqual([]);
    expect(told(thick)).toMatchObject([
      { limit: 50, unit: 'J/mm3' },
      { limit: 20.8, unit: 'J/mm3' },
    ]);
    // 200 W / (1200 mm/s x 0.08 mm x 0.06 mm), and of what looks down 120 W / (1400 mm/s x 0.08 mm x 0.06 mm).
    expect(told(thick)[0]?.measured).toBeCloseTo(34.7222, 4);
    expect(told(thick)[1]?.measured).toBeCloseTo(17.8571, 4);
    const skipped = inspectionOf(usual).checksNotRun.filter(({ rule }) => rule === 'energy-window');
    expect(skipped.map(({ why }) => why.split(' ')[0])).toEqual(['contour-outer', 'contour-inner', 'hatch-downskin:']);
    expect(readFileSync(join(usual, 'report.html'), 'utf8')).toContain('not checked: inside, window unconfirmed');
    const report = readFileSync(join(thick, 'report.html'), 'utf8');
    expect(report).toContain('<strong>outside</strong><br>50 to 80 J/mm\u00b3');
    expect(report).toContain('not checked');
  });
});

test('a wall of 0.05 mm is exposed 0.12 mm wide: what that covers beside it is measured by layer and told', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const words = ['--units', 'mm', '--outputs', 'cli', '--quiet'];
  expect((await runCli('prepare', boxFile(dir, 'wall', 10, 0.05, 0.09), '--out', out, ...words)).code).toBe(0);
  const { layers, totals, findings } = inspectionOf(out);
  // One vector that ends half the wall's width before the wall does: a track of 9.95 mm with round ends, less the wall.
  const besideMm2 = 9.95 * 0.12 + Math.PI * 0.06 ** 2 - 10 * 0.05;
  for (const { exposedOutsideMm2 } of layers) expect(exposedOutsideMm2 / besideMm2).toBeCloseTo(1, 2);
  expect(totals.exposedOutsideMm3 / (0.09 * besideMm2)).toBeCloseTo(1, 2);
  const told = findings.filter(({ rule }) => rule === 'exposure-outside');
  expect(told).toMatchObject([{ severity: 'warning', unit: 'mm3' }]);
  expect(told[0]?.limit).toBeCloseTo(0.05 * 0.045, 9);
});

test('delays and skywriting make layers longer, by what they are', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 3, 2, 0.03);
  const timeOf = async (values: Readonly<Record<string, unknown>>, name: string) => {
    const words = ['--profiles', profileFolder(values), '--profile', 'ti-own', '--quiet'];
    const out = join(dir, name);
    expect((await runCli('prepare', mesh, '--out', out, ...words)).code).toBe(0);
    return inspectionOf(out).layers[0]?.timeS ?? Number.NaN;
  };
  const plain = await timeOf({}, 'plain');
  // Two contours of four lines and a hatch: three polygon delays each, a mark delay after each contour and vector.
  const vectors = 2 + JSON.parse(readFileSync(join(dir, 'plain', 'inspection.json'), 'utf8')).layers[0].hatchLines;
  const delayed = await timeOf({ 'time.markDelayUs': q(1000), 'time.polygonDelayUs': q(100) }, 'delayed');
  expect(delayed - plain).toBeCloseTo(vectors * 1e-3 + 6 * 1e-4, 6);
});

test('two lasers: each shared key has an id for each, and the layer takes little more than half the exposure', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 6, 3, 0.06);
  const profiles = profileFolder({ ...DELAYS, laserSeam: { overlapMm: q(0.2) } });
  const printers = tempFolder();
  const field = (xMinMm: number, xMaxMm: number) => ({
    maxPowerW: q(400),
    field: { shape: 'rectangle', xMinMm, yMinMm: 0, xMaxMm, yMaxMm: 250, source: 'test' },
  });
  const machine = withValue(PRINTER_TEXT, ['lasers'], [field(0, 150), field(100, 250)]);
  writeFileSync(join(printers, 'two-lasers.json'), withValue(machine, ['id'], 'two-lasers'));
  const words = ['--profiles', profiles, '--profile', 'ti-own', '--outputs', 'cli,ovf,alsam', '--quiet'];
  const [one, two] = [join(dir, 'one'), join(dir, 'two')];
  const shared = ['--printers', printers, '--printer', 'two-lasers'];
  expect((await runCli('prepare', mesh, '--out', one, ...words)).code).toBe(0);
  expect((await runCli('prepare', mesh, '--out', two, ...words, ...shared)).code).toBe(0);
  const keysOf = (out: string): { key: string; laser?: number }[] =>
    JSON.parse(readFileSync(join(out, 'exposure.json'), 'utf8')).keys;
  expect(
    keysOf(two)
      .filter(({ key }) => key === 'hatch-core')
      .map(({ laser }) => laser),
  ).toEqual([0, 1]);
  expect(
    keysOf(one)
      .filter(({ key }) => key === 'hatch-core')
      .map(({ laser }) => laser),
  ).toEqual([0]);
  const recoatS = 9;
  const scanS = (out: string) => (inspectionOf(out).layers[1]?.timeS ?? Number.NaN) - recoatS;
  expect(scanS(two) / scanS(one)).toBeGreaterThan(0.5);
  expect(scanS(two) / scanS(one)).toBeLessThan(0.6);
  const unexposed = (out: string) => (inspectionOf(out).layers[1] as unknown as { unexposedMm2: number }).unexposedMm2;
  expect(unexposed(two)).toBeLessThanOrEqual(unexposed(one) + 1e-6);
  // The Open Vector file, read back by itself, takes the same time.
  const judged = join(dir, 'judged');
  const profile = ['--profiles', profiles, '--profile', 'ti-own'];
  await runCli('inspect', join(two, 'block.ovf'), ...profile, '--out', judged);
  expect(inspectionOf(judged).layers[1]?.timeS).toBeCloseTo(recoatS + scanS(two), 5);
});

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCommonLayer } from '../../src/formats/common-layer/read-common-layer.ts';
import { openFileSource } from '../../src/store/file-source.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, ROOT, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const source = 'uncalibrated example';
const mm = (value: number) => ({ value, source });
const shipped = (path: string) => JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'));

/** Prepares a block of 12 x 10 x 0.15 mm, five layers, with other keys in the hatch; the printer's gas flows along -y unless told otherwise. */
async function prepared(hatch: Readonly<Record<string, unknown>>, printer = 'own-printer') {
  const dir = tempFolder();
  const profile = shipped('profiles/ti6al4v-eli-30um.json');
  const files = {
    'profiles/own-profile.json': { ...profile, id: 'own-profile', hatch: { ...profile.hatch, ...hatch } },
    'printers/own-printer.json': {
      ...shipped('printers/generic-lpbf-250.json'),
      id: 'own-printer',
      gasFlow: { directionDeg: 270, source },
    },
  };
  for (const [name, item] of Object.entries(files)) {
    mkdirSync(join(dir, name, '..'), { recursive: true });
    writeFileSync(join(dir, name), JSON.stringify(item));
  }
  const out = join(dir, 'out');
  const mesh = boxFile(dir, 'block', 12, 10, 0.15);
  const folders = ['--profiles', join(dir, 'profiles'), '--printers', join(dir, 'printers')];
  const ids = ['--profile', 'own-profile', '--printer', printer];
  const outputs = ['--outputs', 'cli', '--workers', '1', '--quiet'];
  const run = await runCli('prepare', mesh, '--out', out, ...folders, ...ids, ...outputs);
  return { ...run, out };
}

/** Hatch vectors of layers with something on them. */
async function vectorsOf(out: string): Promise<Float64Array[]> {
  const file = await openFileSource(join(out, 'block.cli'));
  const layers: Float64Array[] = [];
  for await (const { hatches } of (await openCommonLayer(file)).layers()) {
    const all = hatches.flatMap(({ xyxy }) => [...xyxy]);
    if (all.length > 0) layers.push(Float64Array.from(all));
  }
  await file.close();
  return layers;
}

/** The square inside two contours (0.06 and 0.06 mm) and the hatch offset (0.02 mm). */
const HATCHED_MM2 = (12 - 0.28) * (10 - 0.28);

describe('a profile with a hatch pattern', () => {
  test.each([
    ['stripes', { widthMm: mm(3.037), shiftMm: mm(0.7), order: 'scatter', gasFlowConeDeg: mm(30) }],
    ['islands', { sizeMm: mm(2.537), order: 'gas' }],
    ['concentric', { order: 'gas' }],
  ])('%s: the file holds it, length times spacing is the area, and the inspection passes', async (pattern, keys) => {
    const { code, stderr, out } = await prepared({ pattern, ...keys });
    expect([code, stderr]).toEqual([0, '']);
    const { verdict, layers } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
    expect(verdict).toBe('pass');
    expect(layers).toHaveLength(5);
    for (const { hatchLengthMm, unexposedMm2 } of layers) {
      // A ring too many or too few in the middle of the square is 1 % of it.
      const within = pattern === 'concentric' ? 0.01 : 0.005;
      expect(Math.abs((hatchLengthMm * 0.08) / HATCHED_MM2 - 1)).toBeLessThan(within);
      expect(unexposedMm2).toBeLessThan(0.01);
    }
    const found = await vectorsOf(out);
    const lengths = found.map((xyxy) => {
      let sum = 0;
      for (let i = 0; i < xyxy.length; i += 4) sum += Math.hypot(xyxy[i + 2]! - xyxy[i]!, xyxy[i + 3]! - xyxy[i + 1]!);
      return sum;
    });
    for (const [i, layer] of layers.entries()) expect(layer.hatchLengthMm).toBeCloseTo(lengths[i]!, 3);
  });

  test('no line of a meander runs within its cone about the gas flow', async () => {
    const { code, out } = await prepared({ gasFlowConeDeg: mm(100), order: 'gas' });
    expect(code).toBe(0);
    const found = await vectorsOf(out);
    expect(found).toHaveLength(5);
    for (const xyxy of found) {
      for (let i = 0; i < xyxy.length; i += 4) {
        const [dx, dy] = [Math.abs(xyxy[i + 2]! - xyxy[i]!), Math.abs(xyxy[i + 3]! - xyxy[i + 1]!)];
        if (dx + dy < 1) continue;
        // The flow runs along -y: 50 degrees to each side, less what the grid rounds.
        expect((Math.atan2(dx, dy) * 180) / Math.PI).toBeGreaterThan(49.9);
      }
    }
  });
});

describe('what cannot be planned is refused before anything is', () => {
  test('an order by gas flow on a printer that does not say where it flows', async () => {
    const { code, stderr, out } = await prepared({ order: 'gas' }, 'generic-lpbf-250');
    expect(code).toBe(3);
    expect(stderr).toMatch(/own-profile\.json > hatch > order: goes by the gas flow; .*generic-lpbf-250\.json/);
    expect(existsSync(out)).toBe(false);
  });

  test('a spacing of a millionth of a micrometre', async () => {
    const { code, stderr, out } = await prepared({ spacingMm: mm(1e-9) });
    expect(code).toBe(3);
    expect(stderr).toContain('own-profile.json > hatch > spacingMm: must be at least 0.01 mm, got 1e-9');
    expect(existsSync(out)).toBe(false);
  });
});

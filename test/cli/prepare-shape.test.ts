import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { boxMesh, insideOut, joined } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { areaOf, readContours } from '../support/read-contours.ts';
import { buildFirst, ROOT, runCli } from '../support/run-cli.ts';
import { boxFile, stlFile } from '../support/test-meshes.ts';

buildFirst();

const quantity = (value: number) => ({ value, source: 'test cube' });
const factors = (x: number, y: number, z: number) => ({ x: quantity(x), y: quantity(y), z: quantity(z) });

/** Writes copies of the shipped printer and profile with keys of their own; returns the options that take them. */
function own(dir: string, printerKeys: object, profileKeys: object): string[] {
  const write = (kind: string, id: string, keys: object) => {
    const folder = join(dir, kind);
    mkdirSync(folder, { recursive: true });
    const item = JSON.parse(readFileSync(`${ROOT}${kind}/${id}.json`, 'utf8'));
    writeFileSync(join(folder, `own-${id}.json`), JSON.stringify({ ...item, ...keys, id: `own-${id}` }));
    return folder;
  };
  const printers = write('printers', 'generic-lpbf-250', printerKeys);
  const profiles = write('profiles', 'ti6al4v-eli-30um', profileKeys);
  return [
    ...['--printers', printers, '--printer', 'own-generic-lpbf-250'],
    ...['--profiles', profiles, '--profile', 'own-ti6al4v-eli-30um'],
  ];
}

const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** 10 x 8 x 3 mm with a closed hole of 4 x 4 x 1 mm from z 1.2 to 2.2. */
const HOLLOW: TriangleMesh = joined(boxMesh(0, 0, 0, 10, 8, 3), insideOut(boxMesh(3, 2, 1.2, 7, 6, 2.2)));

test('a block scaled by printer and profile is larger in its file, and everything that tells of it says so', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const options = own(dir, { scale: factors(1.01, 1, 1) }, { shape: { scale: factors(1, 0.95, 1.02) } });
  const run = await runCli('prepare', boxFile(dir, 'block', 10, 8, 3), '--out', out, ...options);
  expect(run.code).toBe(0);
  const layers = readContours(join(out, 'block.cli'));
  // 3.06 mm in layers of 0.03 mm.
  expect(layers.length).toBe(102);
  for (const layer of layers) expect(areaOf(layer)).toBeCloseTo(10.1 * 7.6, 6);
  const [part] = json(out, 'plan.json').parts;
  expect(part.transform).toEqual([1, 0, 0, 120, 0, 1, 0, 121, 0, 0, 1, 0, 0, 0, 0, 1]);
  expect(part.heightMm).toBeCloseTo(3.06, 9);
  expect(part.shape).toMatchObject({ scale: [1.01, 0.95, 1.02], aboutMm: [125, 125, 0], downfaceRaiseMm: 0 });
  // 10, 8, 3 of the file go to 130.05, 128.8, 3.06 on the plate.
  const m: number[] = part.shape.madeTransform;
  const at = [0, 4, 8].map((row) => m[row]! * 10 + m[row + 1]! * 8 + m[row + 2]! * 3 + m[row + 3]!);
  expect(at.map((value) => value.toFixed(6))).toEqual(['130.050000', '128.800000', '3.060000']);
  const inspection = json(out, 'inspection.json');
  expect(inspection.verdict).toBe('pass');
  expect(inspection.shapes).toEqual([
    {
      partId: 'block',
      scale: [1.01, 0.95, 1.02],
      aboutMm: [125, 125, 0],
      displacedMm: [0.05, 0.2, 0.06],
      downfaceRaiseMm: 0,
      designVolumeMm3: 240,
      scaledVolumeMm3: 234.8856,
      raisedMm3: 0,
      floorsKeptMm3: 0,
      rimsDroppedMm3: 0,
      volumeMm3: 234.8856,
    },
  ]);
  const { shape } = json(out, 'manifest.json').settings.parts[0];
  expect(shape.scale.printer.x).toEqual(quantity(1.01));
  expect(shape.scale.profile.y).toEqual(quantity(0.95));
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('scaled by 1.01 x 0.95 x 1.02');
  expect((await runCli('verify', out)).code).toBe(0);
});

test('raising takes 16 mm2 times 0.12 mm from the roof of a hole; the volume is judged by that, and both are told', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const options = own(dir, {}, { shape: { downfaceRaiseMm: quantity(0.12) } });
  await runCli('prepare', stlFile(dir, 'hollow', HOLLOW), '--out', out, ...options);
  const { findings, shapes } = json(out, 'inspection.json');
  // Cuts at 2.205 to 2.295 mm lie below the roof at 2.32 mm, and that at 2.31 mm: layers of 0.03 mm cut in their middle.
  expect(shapes[0]).toMatchObject({ designVolumeMm3: 224, scaledVolumeMm3: 224, raisedMm3: 1.92, floorsKeptMm3: 0 });
  expect(shapes[0].volumeMm3).toBeCloseTo(json(out, 'inspection.json').totals.volumeMm3, 6);
  const rules = findings.map(({ rule }: { rule: string }) => rule);
  expect(rules).toContain('shape-compensated');
  expect(rules).not.toContain('volume-off');
  expect(rules).not.toContain('envelope-volume-off');
});

test('a floor of two layers under a raise of four stays as one layer, with a warning', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const table = joined(boxMesh(0, 0, 0, 1, 4, 1.5), boxMesh(0.5, 0, 1.2, 5, 4, 1.26));
  const options = own(dir, {}, { shape: { downfaceRaiseMm: quantity(0.12) } });
  await runCli('prepare', stlFile(dir, 'table', table), '--out', out, ...options);
  const { findings, shapes, layers } = json(out, 'inspection.json');
  expect(shapes[0].floorsKeptMm3).toBeCloseTo(16 * 0.03, 6);
  expect(layers.slice(39, 43).map(({ areaMm2 }: { areaMm2: number }) => areaMm2)).toEqual([4, 4, 20, 4]);
  const kept = findings.find(({ rule }: { rule: string }) => rule === 'downface-floor-kept');
  expect(kept).toMatchObject({ severity: 'warning', layer: 41, measured: 0.48 });
});

test('factors of 1 and a raise of 0 give the bytes of a profile without them', async () => {
  const dir = tempFolder();
  const mesh = stlFile(dir, 'hollow', HOLLOW);
  const none = { shape: { scale: factors(1, 1, 1), downfaceRaiseMm: quantity(0) } };
  const bytes = async (name: string, options: string[]) => {
    await runCli('prepare', mesh, '--out', join(dir, name), ...options);
    return ['hollow.cli', 'exposure.json'].map((file) => readFileSync(join(dir, name, file)).toString('hex'));
  };
  const plain = await bytes('plain', own(dir, {}, {}));
  expect(json(dir, 'plain', 'inspection.json').shapes).toBe(undefined);
  expect(await bytes('ones', own(dir, {}, none))).toEqual(plain);
});

test('a part that the plate holds as designed and not as made is refused', async () => {
  const dir = tempFolder();
  const options = own(dir, {}, { shape: { scale: factors(1.01, 1, 1) } });
  const run = await runCli('prepare', boxFile(dir, 'bar', 249, 5, 1), '--out', join(dir, 'out'), ...options);
  expect(run.code).toBe(3);
  expect(run.stderr).toContain('the part measures 251.5 x 5 x 1 mm');
});

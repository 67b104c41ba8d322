import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../src/inspect/inspection.ts';
import { PEEK_PROFILE_TEXT, withValue } from '../config/example-files.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { readPrint } from '../support/read-print.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const q = (value: number) => ({ value, source: 'uncalibrated example' });
const at = (x: number, y: number) => ({ x: q(x), y: q(y) });
const OUTLINE_MM = 30;

/** Prepares a box of 10 x 5 x 1 mm, and returns the run with what is in its folder. */
async function prepare(changes: Readonly<Record<string, unknown>>, ...more: string[]) {
  const dir = tempFolder();
  const text = Object.entries({ id: 'own', ...changes }).reduce(
    (all, [path, value]) => withValue(all, path.split('.'), value),
    PEEK_PROFILE_TEXT,
  );
  mkdirSync(join(dir, 'profiles'));
  writeFileSync(join(dir, 'profiles', 'own.json'), text);
  const out = join(dir, 'out');
  const mesh = boxFile(dir, 'b', 10, 5, 1);
  const run = await runCli(
    'prepare',
    mesh,
    '--out',
    out,
    '--profiles',
    join(dir, 'profiles'),
    '--profile',
    'own',
    ...more,
  );
  return {
    run,
    gcode: () => readFileSync(join(out, 'b.gcode'), 'utf8'),
    plan: () => JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8')),
    inspection: (): Inspection => JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8')),
  };
}

const ring = (fromMm: number, toMm: number) => OUTLINE_MM * (toMm - fromMm) + Math.PI * (toMm * toMm - fromMm * fromMm);

describe('brim, draft shield and priming line around a box of 10 x 5 x 1 mm', () => {
  const changes = {
    'skirt.loops': q(0),
    brim: { widthMm: q(2), gapMm: q(0), where: 'outside', order: 'outer-first' },
    draftShield: { distanceMm: q(3), heightMm: q(0.5) },
    prime: { fromMm: at(20, 10), toMm: at(60, 10), volumeMm3: q(3) },
  };

  test('are extruded by their volumes, beside the part, which has its own', async () => {
    const { run, gcode, inspection } = await prepare(changes);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { extrudedMm3ByType: mm3 } = readPrint(gcode());
    // Layers of 0.1 mm: a brim in one, the shield of 0.4 mm in five.
    expect(mm3['Skirt/Brim']! / (0.1 * ring(0, 2))).toBeCloseTo(1, 2);
    expect(mm3['Draft shield']! / (0.5 * ring(3, 3.4))).toBeCloseTo(1, 2);
    expect(mm3.Prime).toBeCloseTo(3, 3);
    const { totals, extrusion, findings } = inspection();
    expect(findings).toEqual([]);
    expect(totals.extrudedVolumeMm3).toBeCloseTo(50, 1);
    const byName = Object.fromEntries(extrusion!.features.map(({ feature, volumeMm3 }) => [feature, volumeMm3]));
    expect(byName['Draft shield']).toBeCloseTo(mm3['Draft shield']!, 3);
    expect(byName.Prime).toBeCloseTo(3, 3);
    // The part of 10 x 5 mm in the middle of 200 mm: the middle of the shield is 3.2 mm from it.
    expect(extrusion!.extrusionBoxMm!.slice(0, 2)).toEqual([91.8, 94.3]);
  });

  test('the file is the same with one worker and with two', async () => {
    const [one, two] = [await prepare(changes, '--workers', '1'), await prepare(changes, '--workers', '2')];
    expect(two.gcode()).toBe(one.gcode());
  });
});

test('a shield and a skirt that are asked to be higher than the part end with it, and that is told', async () => {
  const { inspection } = await prepare({
    'skirt.layers': q(40),
    'skirt.distanceMm': q(6),
    draftShield: { distanceMm: q(3), heightMm: q(5) },
  });
  const cut = inspection().findings.filter(({ rule }) => rule === 'aside-cut');
  expect(cut.map(({ severity, measured, limit, unit }) => [severity, measured, limit, unit])).toEqual([
    ['note', 10, 40, 'layers'],
    ['note', 1, 5, 'mm'],
  ]);
  expect(cut[1]?.message).toBe(
    'the draft shield (draftShield.heightMm) is asked to have 5 mm and ends with the part, at 1 mm',
  );
});

test('a first layer of other width and flow, 0.1 mm smaller all round, is told and no fault', async () => {
  const { run, gcode, inspection } = await prepare({
    'skirt.loops': q(0),
    firstLayer: { widthMm: q(0.5), flow: q(1.1), insetMm: q(0.1) },
  });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { findings, totals, insets } = inspection();
  expect(insets).toEqual([
    { partId: 'b', insetMm: 0.1, layers: 1, designVolumeMm3: 50, goneMm3: expect.closeTo(0.1 * (50 - 9.8 * 4.8), 5) },
  ]);
  const firstMm3 = 0.1 * 9.8 * 4.8 * 1.1;
  expect(findings.map(({ rule, severity, measured }) => [rule, severity, measured])).toEqual([
    ['first-layer-inset', 'note', expect.closeTo(0.1 * (50 - 9.8 * 4.8), 5)],
    ['flow-asked', 'note', expect.closeTo(45 + firstMm3, 3)],
  ]);
  expect(totals.extrudedVolumeMm3).toBeCloseTo(45 + firstMm3, 1);
  expect(gcode()).toContain(';WIDTH:0.521');
});

describe('a raft of 0.3 + 2 x 0.2 mm with a gap of 0.15 mm', () => {
  const layers = (count: number, thicknessMm: number, beadWidthMm: number, spacingMm: number) => ({
    layers: q(count),
    thicknessMm: q(thicknessMm),
    beadWidthMm: q(beadWidthMm),
    spacingMm: q(spacingMm),
  });
  const raft = {
    base: layers(1, 0.3, 0.8, 1.6),
    contact: layers(2, 0.2, 0.4, 0.6),
    angleDeg: q(0),
    gapMm: q(0.15),
    expansionMm: q(2),
  };

  test('is refused as a band of its own, with the layer in which the part begins', async () => {
    const { run } = await prepare({ 'skirt.loops': q(1), raft }, '--layers', '0:3');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(
      '--layers: layers 0 to 2 are below the part, which begins at layer 3 (raft or supports)',
    );
    const first = await prepare({ 'skirt.loops': q(1), raft }, '--layers', '0:4');
    expect(first.run.code).toBe(0);
  });

  test('lifts the part by 0.85 mm: three layers of raft, then ten of the part, read and judged', async () => {
    const { run, gcode, inspection, plan } = await prepare({ 'skirt.loops': q(1), raft });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const print = readPrint(gcode());
    const part = Array.from({ length: 10 }, (_, k) => expect.closeTo(0.95 + 0.1 * k, 9));
    expect(print.layersZ).toEqual([0.3, 0.5, 0.7, ...part]);
    const { layers: rows, totals, findings, extrusion, verdict } = inspection();
    expect(rows.map(({ zMm }) => zMm)).toEqual([0.3, 0.5, 0.7, ...part]);
    expect(rows.slice(0, 4).map(({ areaMm2, extrudedMm3 }) => [areaMm2, extrudedMm3])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [50, expect.closeTo(5, 1)],
    ]);
    expect([findings, verdict]).toEqual([[], 'pass']);
    expect(totals.extrudedVolumeMm3).toBeCloseTo(50, 1);
    expect(extrusion!.features.map(({ feature }) => feature).slice(0, 2)).toEqual(['Skirt/Brim', 'Raft']);
    expect(plan().parts[0]).toMatchObject({ liftMm: expect.closeTo(0.85, 9), heightMm: expect.closeTo(1, 9) });
    expect(plan().parts[0].transform[11] + 0).toBeCloseTo(0.85, 9);
    // 14 x 9 mm with round corners, a loop of 0.8 mm in it; the skirt stands 4 mm around that.
    expect(extrusion!.extrusionBoxMm!.slice(0, 2)).toEqual([
      expect.closeTo(100 - 7 - 4.2, 3),
      expect.closeTo(100 - 4.5 - 4.2, 3),
    ]);
  });

  test('a band of its layers is the same as in the whole print', async () => {
    const whole = await prepare({ raft });
    const band = await prepare({ raft }, '--layers', '1:5');
    const layersOf = (text: string) =>
      text
        .split(';LAYER_CHANGE')
        .slice(1)
        .map((layer) => layer.match(/^G1 X.* E.*$/gm)?.join());
    expect(band.run.code).toBe(0);
    const words = 'layers 1 to 4 of 13 begin 0.3 mm above the plate, in the air: for inspection, not to be printed';
    expect(band.inspection().findings.filter(({ severity }) => severity !== 'note')).toEqual([
      expect.objectContaining({ rule: 'band-in-air', severity: 'warning', message: words }),
    ]);
    expect(band.gcode()).toContain(`\n; ${words}\n`);
    expect(whole.gcode()).not.toContain('in the air');
    expect(layersOf(band.gcode()).slice(0, 4)).toEqual(layersOf(whole.gcode()).slice(1, 5));
  });

  test('a part that has no room above its raft is refused with the height', async () => {
    const printers = tempFolder();
    const low = JSON.parse(readFileSync(new URL('../../printers/generic-peek-fff.json', import.meta.url), 'utf8'));
    low.id = 'low';
    low.buildVolume.zMm.value = 1.8;
    writeFileSync(join(printers, 'low.json'), JSON.stringify(low));
    const { run } = await prepare({ raft }, '--printers', printers, '--printer', 'low');
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('0.85 mm above the plate');
  });
});

describe('what leaves the plate or meets the part is refused', () => {
  test.each([
    [
      'a draft shield beyond the plate',
      { 'skirt.loops': q(0), draftShield: { distanceMm: q(50) } },
      ['--printer', 'small'],
      'and its draft shield 50.40 mm beyond',
    ],
    [
      'a priming line through the part',
      { prime: { fromMm: at(90, 90), toMm: at(110, 110), widthMm: q(0.5) } },
      [],
      "own.json > prime: the priming line comes 0.000 mm near to the part 'b'; its skirt reaches 5.200 mm",
    ],
    [
      'a priming line off the plate',
      { prime: { fromMm: at(90, 0), toMm: at(110, 0), widthMm: q(0.5) } },
      [],
      'prime > toMm: the line would reach 0.250 mm',
    ],
  ])('%s', async (_, changes, more, message) => {
    const printers = tempFolder();
    const small = JSON.parse(readFileSync(new URL('../../printers/generic-peek-fff.json', import.meta.url), 'utf8'));
    small.id = 'small';
    small.buildVolume.xMm.value = 110;
    writeFileSync(join(printers, 'small.json'), JSON.stringify(small));
    const { run } = await prepare(changes, '--printers', printers, ...more);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(message);
  });
});

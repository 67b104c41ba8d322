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

test('a first layer of other width and flow, 0.1 mm smaller all round, is told and no fault', async () => {
  const { run, gcode, inspection } = await prepare({
    'skirt.loops': q(0),
    firstLayer: { widthMm: q(0.5), flow: q(1.1), insetMm: q(0.1) },
  });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { findings, totals } = inspection();
  expect(findings.map(({ rule, severity, measured }) => [rule, severity, measured])).toEqual([
    ['first-layer-inset', 'note', expect.closeTo(0.1 * (50 - 9.8 * 4.8), 5)],
  ]);
  const firstMm3 = 0.1 * 9.8 * 4.8 * 1.1;
  expect(totals.extrudedVolumeMm3).toBeCloseTo(45 + firstMm3, 1);
  expect(gcode()).toContain(';WIDTH:0.521');
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

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Inspection } from '../../src/inspect/inspection.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, ROOT, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const q = (value: number) => ({ value, source: 'uncalibrated example' });

/** Prepares a box of 8 x 8 x 1 mm with a bent copy of a shipped file. */
async function prepared(kind: 'printers' | 'profiles', id: string, bend: (item: never) => void) {
  const dir = tempFolder();
  const item = JSON.parse(readFileSync(`${ROOT}${kind}/${id}.json`, 'utf8'));
  bend(item as never);
  item.id = `own-${id}`;
  mkdirSync(join(dir, kind));
  writeFileSync(join(dir, kind, `${item.id}.json`), JSON.stringify(item));
  const out = join(dir, 'out');
  const options =
    kind === 'printers' ? ['--printers', join(dir, kind), '--printer', item.id] : ['--profiles', join(dir, kind)];
  const profile = ['--profile', kind === 'profiles' ? item.id : 'peek-implant-100um'];
  const run = await runCli('prepare', boxFile(dir, 'b', 8, 8, 1), '--out', out, ...options, ...profile);
  const text = (name: string) => readFileSync(join(out, name), 'utf8');
  return {
    run,
    gcode: text('b.gcode'),
    report: text('report.html'),
    inspection: JSON.parse(text('inspection.json')) as Inspection,
  };
}

test('a printer without control of a chamber: the files are there and heat none, the verdict is fail', async () => {
  const { run, gcode, inspection } = await prepared('printers', 'generic-peek-fff', (item: { chamber?: object }) => {
    delete item.chamber;
  });
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('chamber-uncontrolled');
  expect(gcode).not.toMatch(/M141|M191|chamber_temperature/);
  expect(inspection.verdict).toBe('fail');
  expect(inspection.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([
    'chamber-uncontrolled',
  ]);
  // How warm it is around the part is then not known.
  expect(inspection.layers.every(({ interlayerC }) => interlayerC === null)).toBe(true);
  expect(inspection.checksNotRun.map(({ rule }) => rule)).toContain('interlayer-cold');
});

test('every layer has its design beside what it extrudes, and how warm the one below is', async () => {
  const { run, report, inspection } = await prepared('profiles', 'peek-implant-100um', () => undefined);
  expect(run.code).toBe(0);
  expect(inspection.layers).toHaveLength(10);
  for (const { designMm3, extrudedMm3 } of inspection.layers) {
    expect(designMm3).toBeCloseTo(6.4, 6);
    expect(Math.abs((extrudedMm3 as number) - 6.4)).toBeLessThan(0.01);
  }
  expect(inspection.layers[0]?.interlayerC).toBeNull();
  // Between the bed and the nozzle, and rising from layer to layer: the stack keeps what it gets.
  const warm = inspection.layers.slice(1).map(({ interlayerC }) => interlayerC as number);
  for (const [n, celsius] of warm.entries()) expect(celsius).toBeGreaterThanOrEqual(warm[n - 1] ?? 150);
  expect(warm.at(-1) as number).toBeLessThan(440);
  expect(report).toContain('Temperature of the layer below');
  expect(report).toContain('an estimate, not measured');
});

test('a layer that waits too long, and one that is too cold, are warnings with their layers', async () => {
  const { run, inspection } = await prepared('profiles', 'peek-implant-100um', (item: { heat: object }) => {
    Object.assign(item.heat, { maxLayerTimeS: q(5), leastInterlayerC: q(300) });
  });
  expect(run.code).toBe(0);
  expect(inspection.verdict).toBe('warn');
  const found = inspection.findings.filter(
    ({ rule }) => rule.startsWith('layer-time') || rule.startsWith('interlayer'),
  );
  expect(found.map(({ rule, layer, limit }) => [rule, layer, limit])).toEqual([
    ['layer-time-long', 0, 5],
    ['interlayer-cold', 1, 300],
  ]);
  // The first layer has the skirt and is the slowest.
  expect(found[0]?.measured).toBe(inspection.layers[0]?.timeS);
  expect(found[1]?.measured).toBe(inspection.layers[1]?.interlayerC);
});

test('the part cools by the ramp of the profile after its print, which is in the time and in no layer', async () => {
  const cooling = { rateCPerMin: q(2), endC: q(140), holds: [{ chamberC: q(150), minutes: q(60) }] };
  const plain = await prepared('profiles', 'peek-implant-100um', () => undefined);
  const { run, gcode, inspection } = await prepared('profiles', 'peek-implant-100um', (item: { heat: object }) => {
    Object.assign(item.heat, { cooling });
  });
  expect(run.code).toBe(0);
  const cooled = gcode.slice(gcode.indexOf('; cooling'), gcode.lastIndexOf('M104 S0 ; nozzle off'));
  expect(cooled.split('\n').map((line) => line.replace(/(?<=.) ;.*/, ''))).toEqual([
    '; cooling after the print, 1h 10m 0s',
    'M104 S0',
    ...['M141 S155', 'M140 S150', 'G4 S150', 'M141 S150', 'M140 S150', 'G4 S150'],
    ...['M141 S150', 'M140 S150', 'G4 S3600'],
    ...['M141 S145', 'M140 S145', 'G4 S150', 'M141 S140', 'M140 S140', 'G4 S150'],
    '',
  ]);
  expect(inspection.totals.timeS).toBeCloseTo((plain.inspection.totals.timeS as number) + 4200, 6);
  expect(inspection.layers).toEqual(plain.inspection.layers);
  expect(inspection.findings).toEqual(plain.inspection.findings);
});

test('a print is made larger by the factors of its profile, and the deviation is told', async () => {
  const factors = { x: q(1.02), y: q(1.04), z: q(1.1) };
  const { run, inspection } = await prepared('profiles', 'peek-implant-100um', (item: { shape?: object }) => {
    item.shape = { scale: factors };
  });
  expect(run.code).toBe(0);
  // 8.16 x 8.32 x 1.1 mm.
  expect(inspection.totals.layers).toBe(11);
  expect(Math.abs((inspection.totals.extrudedVolumeMm3 as number) - 8.16 * 8.32 * 1.1)).toBeLessThan(0.01);
  expect(inspection.shapes).toMatchObject([{ scale: [1.02, 1.04, 1.1], designVolumeMm3: 64, downfaceRaiseMm: 0 }]);
  expect(inspection.shapes?.[0]?.scaledVolumeMm3).toBeCloseTo(74.68032, 6);
  expect(inspection.shapes?.[0]?.displacedMm.map((mm) => Number(mm.toFixed(6)))).toEqual([0.08, 0.16, 0.1]);
  expect(inspection.findings.map(({ rule, severity }) => [rule, severity])).toEqual([['shape-compensated', 'note']]);
  expect(inspection.findings[0]?.message).toContain('scaled by 1.02 x 1.04 x 1.1 (x, y, z of the plate)');
});

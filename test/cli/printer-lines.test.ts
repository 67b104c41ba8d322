import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../store/temp-folder.ts';
import { toolpathPrint } from '../support/gcode-toolpath.ts';
import { readPrint } from '../support/read-print.ts';
import { buildFirst, ROOT, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const shipped = (kind: 'printers' | 'profiles', id: string) =>
  JSON.parse(readFileSync(`${ROOT}${kind}/${id}.json`, 'utf8'));

/** Writes a bent copy of a shipped file into a folder of its own and returns the folder. */
function own(dir: string, kind: 'printers' | 'profiles', id: string, bend: (item: never) => void): string {
  const item = shipped(kind, id);
  bend(item as never);
  item.id = `own-${id}`;
  const folder = join(dir, kind);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `own-${id}.json`), JSON.stringify(item));
  return folder;
}

const PRINTER = ['--printer', 'own-generic-peek-fff', '--profile', 'peek-implant-100um'];
const PROFILE = ['--profile', 'own-peek-implant-100um'];

describe('lines of a printer of the user', () => {
  test('that are no G-code are refused with their place', async () => {
    const dir = tempFolder();
    const printers = own(dir, 'printers', 'generic-peek-fff', (item: { start: string[] }) =>
      item.start.splice(1, 0, 'G1 X1..2'),
    );
    const out = join(dir, 'out');
    const run = await runCli('prepare', boxFile(dir, 'b', 8, 8, 1), '--out', out, '--printers', printers, ...PRINTER);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('own-generic-peek-fff.json > start > 1: ');
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    [['G28', 'M109 S{nozleC}'], "start > 1: line 2, column 8: unknown name 'nozleC', did you mean 'nozzleC'?"],
    [['{if bedC > 100}', 'G28'], 'start > 0: line 1, column 1: {if} without {endif}'],
    [['G4 P{1 / (layerCount - 10)}'], 'start > 0: line 1, column 8: divides by zero'],
  ])('that are no template are refused with line and column: %j', async (start, says) => {
    const dir = tempFolder();
    const printers = own(dir, 'printers', 'generic-peek-fff', (item: { start: string[] }) => (item.start = start));
    const out = join(dir, 'out');
    const run = await runCli('prepare', boxFile(dir, 'b', 8, 8, 1), '--out', out, '--printers', printers, ...PRINTER);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(`own-generic-peek-fff.json > ${says}`);
    expect(existsSync(out)).toBe(false);
  });

  test.each(['klipper', 'reprapfirmware', 'generic'])('%s heats by its own words, and passes', async (firmware) => {
    const dir = tempFolder();
    const printers = own(dir, 'printers', 'generic-peek-fff', (item: object) =>
      Object.assign(item, { firmware, start: ['G28'], end: ['M84'] }),
    );
    const out = join(dir, 'out');
    const run = await runCli('prepare', boxFile(dir, 'b', 8, 8, 1), '--out', out, '--printers', printers, ...PRINTER);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { verdict, findings, extrusion } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
    expect({ verdict, findings }).toEqual({ verdict: 'pass', findings: [] });
    const at = (celsius: number) => ({ min: celsius, max: celsius });
    expect(extrusion.temperatures).toEqual({ nozzleC: at(440), bedC: at(150), chamberC: at(160) });
  });

  test('that drive the nozzle through the part are an error with their place in the file of the printer', async () => {
    const dir = tempFolder();
    const printers = own(dir, 'printers', 'generic-peek-fff', (item: { end: string[] }) =>
      item.end.unshift('G1 Z0.5', 'G1 X0 F3000'),
    );
    const out = join(dir, 'out');
    const run = await runCli('prepare', boxFile(dir, 'b', 8, 8, 1), '--out', out, '--printers', printers, ...PRINTER);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("nozzle-through-part (b, layer 9): own-generic-peek-fff.json > end > 0 ('G1 Z0.5')");
  });

  test.each([
    ['start', 'M109 S520', 'heater-beyond-printer', "'M109 S520') sets the nozzle to 520 C, printer 'own-generic"],
    ['beforeLayer', 'M140 S200', 'heater-beyond-printer', "'M140 S200') sets the bed to 200 C"],
    ['start', 'M92 E800', 'machine-changed', "'M92 E800') changes the steps per mm"],
    ['end', 'G1 Z50 F12000', 'speed-beyond-printer', "'G1 Z50 F12000') goes up or down at 200 mm/s"],
  ])('that ask too much of the printer are told with their place: %s %s', async (key, line, rule, words) => {
    const dir = tempFolder();
    const printers = own(dir, 'printers', 'generic-peek-fff', (item: Record<string, string[]>) => {
      item[key] = [line, ...(item[key] ?? [])];
    });
    const out = join(dir, 'out');
    const run = await runCli('prepare', boxFile(dir, 'b', 8, 8, 0.3), '--out', out, '--printers', printers, ...PRINTER);
    const { findings } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
    const isError = rule === 'heater-beyond-printer';
    const found = findings.find((one: { rule: string }) => one.rule === rule);
    expect(found.message).toContain(`own-generic-peek-fff.json > ${key} > 0 (${words}`);
    expect(found.severity).toBe(isError ? 'error' : 'warning');
    if (isError) expect(run.code).toBe(1);
  });

  test('that scale the flow are a note and an error of the volume, never a fault of ours', async () => {
    const dir = tempFolder();
    const printers = own(dir, 'printers', 'generic-peek-fff', (item: { start: string[] }) =>
      item.start.push('M221 S80'),
    );
    const out = join(dir, 'out');
    const run = await runCli('prepare', boxFile(dir, 'b', 8, 8, 1), '--out', out, '--printers', printers, ...PRINTER);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('extruded-volume-off');
    expect(run.stdout).toContain('file-tolerated');
  });

  test('for a chamber go where the profile heats none', async () => {
    const dir = tempFolder();
    const profiles = own(dir, 'profiles', 'peek-implant-100um', (item: { temperatures: { chamberC?: object } }) => {
      delete item.temperatures.chamberC;
    });
    const out = join(dir, 'out');
    const run = await runCli('prepare', boxFile(dir, 'b', 8, 8, 1), '--out', out, '--profiles', profiles, ...PROFILE);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(out, 'b.gcode'), 'utf8')).not.toMatch(/M141|M191/);
  });
});

test.each([
  ['flow 0.9', (item: { bead: { flow: { value: number } } }) => (item.bead.flow.value = 0.9), 57.6],
  ['infill of a half', (item: { infill: { fraction: { value: number } } }) => (item.infill.fraction.value = 0.5), null],
])('%s is no fault of the volume', async (_, bend, mm3) => {
  const dir = tempFolder();
  const profiles = own(dir, 'profiles', 'peek-implant-100um', bend as (item: never) => void);
  const out = join(dir, 'out');
  const run = await runCli('prepare', boxFile(dir, 'b', 8, 8, 1), '--out', out, '--profiles', profiles, ...PROFILE);
  const { findings, totals } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  expect(findings.map(({ rule }: { rule: string }) => rule)).not.toContain('extruded-volume-off');
  if (mm3 !== null) {
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(totals.extrudedVolumeMm3).toBeCloseTo(mm3, 1);
  } else {
    const byType = readPrint(readFileSync(join(out, 'b.gcode'), 'utf8')).extrudedMm3ByType;
    expect(Object.keys(byType)).toContain('Internal infill');
    // A half-empty inside is meant, and said to be no solid.
    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(['infill-sparse']);
  }
});

test('what the hot end cannot melt for is slowed and told, and arcs and wipes keep the volume', async () => {
  const dir = tempFolder();
  const told = (value: number) => ({ value, source: 'test' });
  const profiles = own(dir, 'profiles', 'peek-implant-100um', (item: { retraction: object }) => {
    Object.assign(item, { arcs: { toleranceMm: told(0.01) }, maxFlowMm3PerS: told(0.8), pressureAdvanceS: told(0.04) });
    Object.assign(item.retraction, { wipeMm: told(1), extraMm: told(0) });
  });
  const out = join(dir, 'out');
  const run = await runCli('prepare', boxFile(dir, 'b', 8, 6, 0.5), '--out', out, '--profiles', profiles, ...PROFILE);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { findings, totals, verdict } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  expect(verdict).toBe('pass');
  expect(totals.extrudedVolumeMm3).toBeCloseTo(24, 1);
  const slowed = findings.filter(({ rule }: { rule: string }) => rule === 'flow-slowed');
  expect(slowed.length).toBeGreaterThan(0);
  for (const { severity, message } of slowed) {
    expect(severity).toBe('note');
    expect(message).toMatch(/^[\d.]+ mm of [A-Za-z /]+ go slower than planned, down to [\d.]+ mm\/s/);
  }
  const text = readFileSync(join(out, 'b.gcode'), 'utf8');
  // The round corners of the skirt.
  expect(text).toMatch(/^G[23] X[\d.]+ Y[\d.]+ I[-\d.]+ J[-\d.]+ E[\d.]+$/m);
  expect(text).toContain(';WIPE_START');
  expect(text).toContain('\nM900 K0.04 ');
  expect(toolpathPrint(text).levelsZ).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
});

test('a part whose skirt leaves the bed is refused, one that is just within is not', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const prepare = (x: number) =>
    runCli('prepare', boxFile(dir, `b${x}`, x, 5, 0.2), '--out', out, '--force', '--profile', 'peek-implant-100um');
  const over = await prepare(190);
  expect(over.code).toBe(3);
  expect(over.stderr).toContain('and its skirt 5.20 mm beyond');
  expect(existsSync(out)).toBe(false);
  expect(await prepare(189)).toMatchObject({ code: 0, stderr: '' });
});

test('a lattice with walls below the narrowest bead is refused before any work', async () => {
  const dir = tempFolder();
  const run = await runCli(
    'prepare',
    boxFile(dir, 'b', 8, 8, 1),
    ...['--out', join(dir, 'out'), '--profile', 'peek-implant-100um', '--cell-type', 'gyroid', '--density', '0.2'],
  );
  expect(run.code).toBe(3);
  expect(run.stderr).toContain(
    'walls of 0.129 mm on average are thinner than the narrowest bead of peek-implant-100um, 0.2 mm',
  );
});

test('a layer of 0.0625 mm stands where it was planned, in the file and in the inspection', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const words = ['--out', out, '--profile', 'peek-implant-100um', '--layer', '0.0625'];
  expect(await runCli('prepare', boxFile(dir, 'b', 8, 8, 0.25), ...words)).toMatchObject({ code: 0, stderr: '' });
  const text = readFileSync(join(out, 'b.gcode'), 'utf8');
  expect([...text.matchAll(/^;Z:(.*)$/gm)].map(([, z]) => z)).toEqual(['0.0625', '0.125', '0.1875', '0.25']);
  const { layers } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  for (const { extrudedMm3 } of layers) expect(extrudedMm3).toBeCloseTo(64 * 0.0625, 2);
});

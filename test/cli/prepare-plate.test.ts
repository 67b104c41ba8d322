import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Inspection } from '../../src/inspect/inspection.ts';
import { PEEK_PROFILE_TEXT } from '../config/example-files.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { readPrint } from '../support/read-print.ts';
import { buildFirst, type CliRun, ROOT, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

interface Wishes {
  /** Middles of the parts on the plate. */
  readonly at?: readonly (readonly [number, number])[];
  readonly printer?: string;
  readonly target?: object;
}

/** A case of two blocks of 8 x 8 mm, the first 1.5 mm and the second 1 mm high. */
function twoBlocks(dir: string, { at, printer = 'generic-peek-fff', target = {} }: Wishes = {}): string {
  boxFile(dir, 'tall', 8, 8, 1.5);
  boxFile(dir, 'low', 8, 8, 1);
  const parts = ['tall', 'low'].map((id, n) => {
    const place = at?.[n];
    return {
      id,
      mesh: `${id}.stl`,
      regions: [{ id: 'all', kind: 'solid', shape: { by: 'rest' } }],
      ...(place === undefined ? {} : { positionMm: { x: place[0], y: place[1] } }),
    };
  });
  const path = join(dir, 'case.json');
  const targets = [{ id: 'peek', printer, profile: 'peek-implant-100um', outputs: ['gcode'], ...target }];
  const about = { id: 'two', name: 'Two blocks', side: 'midline', level: 'L4-L5', revision: 'A', units: 'mm' };
  writeFileSync(path, JSON.stringify({ schema: 'trabecula/case@1', ...about, parts, targets }));
  return path;
}

const text = (out: string, name: string) => readFileSync(join(out, name), 'utf8');
const inspectionOf = (out: string): Inspection => JSON.parse(text(out, 'inspection.json'));

/** Straight moves of a file with where each begins and ends. */
function movesOf(gcode: string) {
  const at = { X: 0, Y: 0, Z: 0 };
  const moves: { from: typeof at; to: typeof at; e: number; line: string }[] = [];
  for (const line of gcode.split('\n')) {
    if (!line.startsWith('G1 ')) continue;
    const from = { ...at };
    for (const [, axis, value] of line.matchAll(/([XYZ])(-?[\d.]+)/g)) at[axis as 'X'] = Number(value);
    moves.push({ from, to: { ...at }, e: Number(/E(-?[\d.]+)/.exec(line)?.[1] ?? 0), line });
  }
  return moves;
}

describe('two parts on one plate, one after the other', () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  let run: CliRun;
  beforeAll(async () => {
    run = await runCli('prepare', twoBlocks(dir), '--out', out, '--workers', '2');
  });

  test('each has a file of its own, and the plate one of both, the lower part first', () => {
    expect(run).toMatchObject({ code: 0, stderr: '' });
    for (const name of ['tall.gcode', 'low.gcode', 'plate-1.gcode']) expect(existsSync(join(out, name))).toBe(true);
    const { plates, verdict } = inspectionOf(out);
    expect(verdict).toBe('pass');
    expect(plates).toMatchObject([
      { file: 'plate-1.gcode', printOrder: 'sequential', parts: ['low', 'tall'], layers: 25 },
    ]);
    expect(JSON.parse(text(out, 'plan.json')).plates).toMatchObject([
      { parts: ['tall', 'low'], printOrder: 'sequential', printedInOrder: ['low', 'tall'] },
    ]);
  });

  test('the file of the plate has the volume, the layers and the box of both', () => {
    const [whole, tall, low] = ['plate-1', 'tall', 'low'].map((id) => readPrint(text(out, `${id}.gcode`)));
    for (const type of Object.keys(whole!.extrudedMm3ByType)) {
      const both = (tall!.extrudedMm3ByType[type] ?? 0) + (low!.extrudedMm3ByType[type] ?? 0);
      expect(Math.abs((whole!.extrudedMm3ByType[type] ?? 0) - both)).toBeLessThan(1e-3);
    }
    const [plate] = inspectionOf(out).plates ?? [];
    expect(Math.abs((plate?.extrudedVolumeMm3 ?? 0) - 64 * 2.5)).toBeLessThan(0.01);
    expect(plate?.extrusionBoxMm?.[5]).toBe(1.5);
  });

  test('the parts stand as far apart as the head is wide, skirts included', () => {
    const { parts } = JSON.parse(text(out, 'plan.json')) as { parts: { transform: number[] }[] };
    const [a, b] = parts.map(({ transform }) => transform[3] as number);
    // 8 mm of part, 2 x 5.2 mm of skirt and 35 mm of head.
    expect(Math.abs((a as number) - (b as number))).toBeGreaterThanOrEqual(8 + 2 * 5.2 + 35 - 1e-6);
  });

  test('no move of the second part comes near the first one below its top', () => {
    const gcode = text(out, 'plate-1.gcode');
    const end = gcode.lastIndexOf(';Z:0.1\n');
    const first = movesOf(gcode.slice(0, end));
    const xs = first.filter(({ e, to }) => e > 0 && to.X > 0).map(({ to }) => to.X);
    const [low, high] = [Math.min(...xs), Math.max(...xs)];
    const all = movesOf(gcode);
    let passed = 0;
    for (const { from, to } of all.slice(first.length)) {
      const isOver = Math.min(from.X, to.X) < high + 35 && Math.max(from.X, to.X) > low - 35;
      if (!isOver) continue;
      passed++;
      // 5 mm above the 1 mm of the first part.
      expect(Math.min(from.Z, to.Z)).toBeGreaterThanOrEqual(6);
    }
    // The way between them, and nothing else.
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThan(4);
  });

  test('any number of workers gives the same bytes', async () => {
    const again = join(dir, 'again');
    expect((await runCli('prepare', join(dir, 'case.json'), '--out', again, '--workers', '1')).code).toBe(0);
    expect(text(again, 'plate-1.gcode')).toBe(text(out, 'plate-1.gcode'));
  });

  test('inspect takes the file of the plate for two parts and no fault', async () => {
    const options = ['--printer', 'generic-peek-fff', '--profile', 'peek-implant-100um'];
    const judged = await runCli('inspect', join(out, 'plate-1.gcode'), '--out', join(dir, 'judged'), ...options);
    expect(judged.code).toBe(0);
    expect(judged.stdout).toContain('verdict pass, 25 layers');
  });
});

test('layer by layer the parts rise together, and each layer is announced once', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const run = await runCli('prepare', twoBlocks(dir), '--out', out, '--print-order', 'layers');
  expect(run.code).toBe(0);
  const { plates, findings } = inspectionOf(out);
  expect(findings).toEqual([]);
  expect(plates).toMatchObject([{ printOrder: 'layers', parts: ['tall', 'low'], layers: 15 }]);
  expect(Math.abs((plates?.[0]?.extrudedVolumeMm3 ?? 0) - 64 * 2.5)).toBeLessThan(0.01);
  const gcode = text(out, 'plate-1.gcode');
  const heights = [...gcode.matchAll(/^;Z:(.*)$/gm)].map(([, z]) => Number(z));
  expect(heights).toEqual(Array.from({ length: 15 }, (_, n) => (n + 1) / 10));
  // Both parts in every layer up to 1 mm, the taller one above it; nothing is extruded on the way between them.
  const beads = movesOf(gcode).filter(({ e, from, to }) => e > 0 && from.X !== to.X);
  for (const z of [0.1, 0.5, 1]) {
    expect(new Set(beads.filter(({ to }) => to.Z === z).map(({ to }) => to.X > 100)).size).toBe(2);
  }
  expect(new Set(beads.filter(({ to }) => to.Z === 1.2).map(({ to }) => to.X > 100)).size).toBe(1);
  for (const { from, to } of beads) expect(Math.hypot(to.X - from.X, to.Y - from.Y)).toBeLessThan(12);
  // Between the parts the filament is pulled back.
  const ways = movesOf(gcode).map(({ from, to }) => Math.hypot(to.X - from.X, to.Y - from.Y) > 12);
  const moves = movesOf(gcode);
  for (const [n, isFar] of ways.entries()) {
    if (isFar && n > 3) expect(moves.slice(Math.max(0, n - 2), n).some(({ e }) => e === -1)).toBe(true);
  }
});

describe('parts that the head would touch', () => {
  const near = { at: [[100, 100] as const, [120, 100] as const] };

  test('are refused where somebody asks for one after the other, with both parts and the distance', async () => {
    const dir = tempFolder();
    const run = await runCli('prepare', twoBlocks(dir, near), '--out', join(dir, 'out'), '--print-order', 'sequential');
    expect(run.code).toBe(3);
    // 20 mm less 8 mm of part and 2 x 5.2 mm of skirt.
    expect(run.stderr).toMatch(
      /^trabecula: .*case\.json > parts > 0: 'tall' cannot be printed after 'low', which stands 1\.6 mm away: the head takes 35 mm around the nozzle \(head\.clearanceRadiusMm\); move the parts apart, or take --print-order layers\n$/,
    );
    expect(existsSync(join(dir, 'out'))).toBe(false);
  });

  test('are printed layer by layer where nobody does, with a note that says why', async () => {
    const dir = tempFolder();
    const out = join(dir, 'out');
    const run = await runCli('prepare', twoBlocks(dir, near), '--out', out);
    expect(run.code).toBe(0);
    const { plates, findings } = inspectionOf(out);
    expect(plates?.[0]?.printOrder).toBe('layers');
    expect(findings.map(({ rule, severity, partId }) => [rule, severity, partId])).toEqual([
      ['plate-order', 'note', 'plate-1'],
    ]);
    expect(findings[0]?.message).toContain("'tall' cannot be printed after 'low', which stands 1.6 mm away");
  });
});

test('a printer that says nothing of its head: refused with the key where asked, else layer by layer', async () => {
  const dir = tempFolder();
  const printers = join(dir, 'printers');
  mkdirSync(printers);
  const { head: _, ...printer } = JSON.parse(readFileSync(`${ROOT}printers/generic-peek-fff.json`, 'utf8'));
  writeFileSync(join(printers, 'headless.json'), JSON.stringify({ ...printer, id: 'headless' }));
  const path = twoBlocks(dir, { printer: 'headless' });
  const words = ['prepare', path, '--printers', printers, '--out'];
  const refused = await runCli(...words, join(dir, 'no'), '--print-order', 'sequential');
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain('headless.json > head: is missing, and parts are to be printed one after the other');
  expect(refused.stderr).toContain('take --print-order layers');
  expect(existsSync(join(dir, 'no'))).toBe(false);
  const taken = await runCli(...words, join(dir, 'yes'));
  expect(taken.code).toBe(0);
  const { plates, findings } = inspectionOf(join(dir, 'yes'));
  expect(plates?.[0]?.printOrder).toBe('layers');
  expect(findings.map(({ rule }) => rule)).toEqual(['plate-order']);
});

test('one part has no file of a plate, and the laser no order of parts', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'b', 8, 8, 0.5);
  const out = join(dir, 'out');
  expect((await runCli('prepare', mesh, '--out', out, '--profile', 'peek-implant-100um')).code).toBe(0);
  expect(existsSync(join(out, 'plate-1.gcode'))).toBe(false);
  const laser = await runCli('prepare', mesh, '--out', join(dir, 'laser'), '--print-order', 'layers');
  expect(laser.code).toBe(2);
  expect(laser.stderr).toContain('--print-order: is for parts that are extruded');
});

test.each(['sequential', 'layers'])(
  'the priming line is laid once in the file of the plate, before all parts: %s',
  async (order) => {
    const dir = tempFolder();
    const profile = JSON.parse(PEEK_PROFILE_TEXT);
    const told = (value: number) => ({ value, source: 'test' });
    const [from, to] = [5, 60].map((x) => ({ x: told(x), y: told(5) }));
    mkdirSync(join(dir, 'profiles'));
    const prime = { fromMm: from, toMm: to, volumeMm3: told(4), speedMmPerS: told(15) };
    writeFileSync(join(dir, 'profiles', 'mine.json'), JSON.stringify({ ...profile, id: 'mine', prime }));
    const path = twoBlocks(dir, { target: { profile: 'mine' } });
    const out = join(dir, 'out');
    const run = await runCli(
      'prepare',
      path,
      '--out',
      out,
      '--profiles',
      join(dir, 'profiles'),
      '--print-order',
      order,
    );
    expect(run.code).toBe(0);
    const lines = text(out, 'plate-1.gcode').split('\n');
    const at = lines.flatMap((line, n) => (line === ';TYPE:Prime' ? [n] : []));
    expect(at).toHaveLength(1);
    expect(lines.slice(0, at[0]).filter((line) => line === ';TYPE:External perimeter')).toEqual([]);
    for (const part of ['tall', 'low']) expect(text(out, `${part}.gcode`)).toContain(';TYPE:Prime');
  },
);

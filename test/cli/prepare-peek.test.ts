import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import type { Inspection } from '../../src/inspect/inspection.ts';
import { meshOf } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { toolpathPrint } from '../support/gcode-toolpath.ts';
import { lib3mf } from '../support/lib3mf.ts';
import { areaOf, readContours } from '../support/read-contours.ts';
import { type PlainPrint, readPrint } from '../support/read-print.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { sharedData } from '../support/shared-data.ts';
import { boxFile, stlFile } from '../support/test-meshes.ts';

buildFirst();

const PEEK = ['--profile', 'peek-implant-100um'];
/** Kinds of beads that are no part of the part. */
const BESIDE = ['Custom', 'Prime', 'Skirt/Brim'];

const textOf = (dir: string, name: string) => readFileSync(join(dir, name), 'utf8');
const inspectionOf = (dir: string): Inspection => JSON.parse(textOf(dir, 'inspection.json'));

/** Volume extruded for the part, by the second reader. */
function partMm3({ extrudedMm3ByType }: PlainPrint): number {
  return Object.entries(extrudedMm3ByType).reduce((sum, [type, mm3]) => (BESIDE.includes(type) ? sum : sum + mm3), 0);
}

/** A box from the origin with an upright window. */
function windowedBox(size: readonly [number, number, number], window: readonly [number, number, number, number]) {
  const [x, y, z] = size;
  const [x0, y0, x1, y1] = window;
  const plan = [0, 0, x, 0, x, y, 0, y, x0, y0, x1, y0, x1, y1, x0, y1];
  const at = (i: number, zMm: number) => [plan[2 * i]!, plan[2 * i + 1]!, zMm];
  const points = [0, z].flatMap((zMm) => Array.from({ length: 8 }, (_, i) => at(i, zMm)));
  const triangles = [0, 1, 2, 3].flatMap((i) => {
    const j = (i + 1) % 4;
    const [a, b] = [4 + i, 4 + j];
    return [
      ...[
        [i, a, b],
        [i, b, j],
        [8 + i, 8 + b, 8 + a],
        [8 + i, 8 + j, 8 + b],
      ],
      ...[
        [i, j, 8 + j],
        [i, 8 + j, 8 + i],
        [b, a, 8 + a],
        [b, 8 + a, 8 + b],
      ],
    ];
  });
  return meshOf(points, triangles);
}

/** 40 x 30 x 20 mm with a window of 20 x 12 mm: sections of 960 mm2, 19,200 mm3. */
const CAGE: TriangleMesh = windowedBox([40, 30, 20], [10, 9, 30, 21]);
const SECTION_MM2 = 960;

describe('a solid cage of 40 x 30 x 20 mm with a window of 20 x 12 mm, in PEEK', () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  let gcode = '';
  let print: PlainPrint;
  beforeAll(async () => {
    const mesh = stlFile(dir, 'cage', CAGE);
    const run = await runCli('prepare', mesh, '--out', out, ...PEEK);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    gcode = textOf(out, 'cage.gcode');
    print = readPrint(gcode);
  });

  test('has the files that the contract names, and the manifest holds them', async () => {
    const files = ['cage.3mf', 'cage.gcode', 'inspection.json', 'manifest.json', 'plan.json', 'report.html'];
    expect(readdirSync(out).sort()).toEqual(files);
    expect(await runCli('verify', out)).toMatchObject({ code: 0, stderr: '' });
    const manifest = JSON.parse(textOf(out, 'manifest.json'));
    expect(manifest.outputs.map(({ file }: { file: string }) => file)).toEqual(
      files.filter((name) => name !== 'manifest.json'),
    );
    expect(manifest).toMatchObject({
      case: null,
      printer: { id: 'generic-peek-fff' },
      profile: { id: 'peek-implant-100um' },
      settings: { outputs: ['gcode', '3mf'] },
    });
    expect(lib3mf(join(out, 'cage.3mf'))).toMatchObject({ error: null, warnings: 0, triangles: 32 });
  });

  test('extrudes its volume of 19,200 mm3 for the part', () => {
    expect(Math.abs(partMm3(print) / 19_200 - 1)).toBeLessThan(0.005);
    expect(Object.keys(print.extrudedMm3ByType).sort()).toEqual(
      expect.arrayContaining(['External perimeter', 'Perimeter', 'Skirt/Brim', 'Solid infill']),
    );
    expect(print.extrudedMm3ByType[''] ?? 0).toBe(0);
  });

  test('has 200 layers of 0.1 mm, in the second reader, gcode-toolpath and the inspection alike', () => {
    const heights = Array.from({ length: 200 }, (_, i) => (i + 1) / 10);
    expect(print.layersZ).toEqual(heights);
    expect(toolpathPrint(gcode).levelsZ).toEqual(heights);
    expect(inspectionOf(out).layers.map(({ zMm }) => zMm)).toEqual(heights);
  });

  test('has the filament of the trailer in gcode-toolpath too', () => {
    const said = Number(/^; filament used \[mm\] = (.*)$/m.exec(gcode)?.[1]);
    expect(said).toBeGreaterThan(7000);
    expect(Math.abs(toolpathPrint(gcode).filamentMm - said)).toBeLessThan(0.01);
  });

  test('stands in the middle of the bed, with three loops of skirt 4 mm around it', () => {
    // Loops of 0.4 mm strips about the middle of 100 mm: the outermost is 4 + 2.5 x 0.4 mm from the part.
    const box = [75, 80, 0.1, 125, 120, 20];
    expect(print.box).toEqual(box);
    expect(toolpathPrint(gcode).box).toEqual(box);
    expect(inspectionOf(out).extrusion?.extrusionBoxMm).toEqual(box);
    const skirtMm3 = print.extrudedMm3ByType['Skirt/Brim'] ?? 0;
    // Around 40 x 30 mm, at 4.2, 4.6 and 5 mm, round at the corners.
    const lengthMm = [4.2, 4.6, 5].reduce((sum, mm) => sum + 140 + 2 * Math.PI * mm, 0);
    expect(Math.abs(skirtMm3 / (lengthMm * 0.4 * 0.1) - 1)).toBeLessThan(0.01);
  });

  test('lays no bead outside of the part or in its window', () => {
    let beads = 0;
    let [type, x, y] = ['', 0, 0];
    for (const line of gcode.split('\n')) {
      if (line.startsWith(';TYPE:')) type = line.slice(6);
      const move = /^G1 X([\d.]+) Y([\d.]+)( E)?/.exec(line);
      if (move === null) continue;
      const [toX, toY] = [Number(move[1]), Number(move[2])];
      if (move[3] !== undefined && !BESIDE.includes(type)) {
        for (const t of [0, 0.25, 0.5, 0.75, 1]) {
          const [px, py] = [x + t * (toX - x) - 100, y + t * (toY - y) - 100];
          // Half a strip of the narrowest bead from each side, to the resolution of the file.
          const inPart = Math.abs(px) < 19.901 && Math.abs(py) < 14.901;
          const inWindow = Math.abs(px) < 10.099 && Math.abs(py) < 6.099;
          if (!inPart || inWindow) throw new Error(`a bead at ${px}, ${py}: ${line}`);
        }
        beads++;
      }
      [x, y] = [toX, toY];
    }
    expect(beads).toBeGreaterThan(10_000);
  });

  test('is measured by the inspection as by the second reader, and the trailer of the file says the same', () => {
    const { totals, extrusion, verdict, layers } = inspectionOf(out);
    expect(verdict).toBe('pass');
    expect(totals.volumeMm3).toBeCloseTo(19_200, 6);
    expect(totals.extrudedVolumeMm3).toBeCloseTo(partMm3(print), 3);
    expect(totals.massG).toBeCloseTo(partMm3(print) * 0.0013, 5);
    expect(extrusion?.filamentMm).toBeCloseTo(print.filamentMm, 3);
    for (const { areaMm2, extrudedMm3 } of layers) {
      expect(areaMm2).toBeCloseTo(SECTION_MM2, 6);
      expect(Math.abs((extrudedMm3 ?? 0) / (SECTION_MM2 * 0.1) - 1)).toBeLessThan(0.01);
    }
    const trailer = (key: string) => new RegExp(`^; ${key} = (.*)$`, 'm').exec(gcode)?.[1] ?? '';
    expect(trailer('filament used \\[mm\\]')).toBe(print.filamentMm.toFixed(2));
    const [h, m, s] = trailer('estimated printing time \\(normal mode\\)').split(' ').map(Number.parseFloat);
    expect(Math.abs(3600 * h! + 60 * m! + s! - (totals.timeS ?? 0))).toBeLessThan(1);
  });

  test('is printed at the temperatures of the profile: nozzle 440, bed 150, chamber 160', () => {
    for (const line of ['M109 S440', 'M190 S150', 'M191 S160']) expect(gcode).toContain(`\n${line} `);
    expect(gcode.indexOf('\nM109 S440')).toBeLessThan(gcode.indexOf(';LAYER_CHANGE'));
    const at = (celsius: number) => ({ min: celsius, max: celsius });
    expect(inspectionOf(out).extrusion?.temperatures).toEqual({ nozzleC: at(440), bedC: at(150), chamberC: at(160) });
  });

  test('has a report in one page that names it and needs nothing from elsewhere', () => {
    const report = textOf(out, 'report.html');
    expect(report).toMatch(/^<!DOCTYPE html>/);
    for (const words of ['cage', 'peek-implant-100um', 'generic-peek-fff', 'uncalibrated example', 'Extruded volume'])
      expect(report).toContain(words);
    expect(report).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  test('passes inspect, as a file and as a build', async () => {
    for (const path of [join(out, 'cage.gcode'), out]) {
      const run = await runCli('inspect', path, '--json');
      expect(run).toMatchObject({ code: 0, stderr: '' });
      const { verdict, totals, extrusion }: Inspection = JSON.parse(run.stdout);
      expect(verdict).toBe('pass');
      expect(totals.layers).toBe(200);
      expect(totals.extrudedVolumeMm3).toBeCloseTo(partMm3(print), 3);
      expect(extrusion?.filamentMm).toBeCloseTo(print.filamentMm, 3);
    }
  });

  test('cut off in the middle is found: as a file truncated, as a build broken too', async () => {
    const half = join(dir, 'half');
    mkdirSync(half);
    for (const name of readdirSync(out)) copyFileSync(join(out, name), join(half, name));
    writeFileSync(join(half, 'cage.gcode'), gcode.slice(0, gcode.length / 2));
    const alone = await runCli('inspect', join(half, 'cage.gcode'));
    expect(alone.code).toBe(1);
    expect(alone.stderr).toMatch(/^error: file-truncated[^\n]*\n$/);
    const build = await runCli('inspect', half);
    expect(build.code).toBe(1);
    expect(build.stderr).toContain('build-broken');
    expect(build.stderr).toContain('file-truncated');
  });

  test('with one doubled E word is no build any more', async () => {
    const doubled = join(dir, 'doubled');
    mkdirSync(doubled);
    for (const name of readdirSync(out)) copyFileSync(join(out, name), join(doubled, name));
    const bent = gcode.replace(/^(G1 X100[\d.]* Y[\d.]+ E)([\d.]+)$/m, (_, move, e) => `${move}${2 * Number(e)}`);
    expect(bent).not.toBe(gcode);
    writeFileSync(join(doubled, 'cage.gcode'), bent);
    const run = await runCli('inspect', doubled);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('build-broken: cage.gcode');
    expect((await runCli('verify', doubled)).code).toBe(3);
  });
});

describe('a block of 20 x 16 x 8 mm with gyroid of 4 mm at 0.35, in PEEK', () => {
  const dir = tempFolder();
  const out = join(dir, 'out');

  test('extrudes 0.35 of its volume to 3 %, as lattice, and its whole cells have that density to 1 %', async () => {
    const mesh = boxFile(dir, 'block', 20, 16, 8);
    const lattice = ['--cell-type', 'gyroid', '--cell', '4', '--density', '0.35', '--layer', '0.2'];
    const run = await runCli('prepare', mesh, '--out', out, ...PEEK, ...lattice, '--json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const print = readPrint(textOf(out, 'block.gcode'));
    expect(Math.abs(partMm3(print) / (0.35 * 2560) - 1)).toBeLessThan(0.03);
    expect(print.layersZ).toHaveLength(40);
    expect(Object.keys(print.extrudedMm3ByType).filter((type) => !BESIDE.includes(type))).toEqual(['Lattice']);
    const { lattice: measured, totals } = JSON.parse(run.stdout);
    expect(Math.abs(measured.relativeDensity / 0.35 - 1)).toBeLessThan(0.01);
    expect(totals.extrudedVolumeMm3).toBeCloseTo(partMm3(print), 3);
  });
});

/** SHA-256 of every file of a build; of the manifest only what does not vary from run to run. */
function hashesOf(dir: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(dir).map((name) => {
      const text = textOf(dir, name);
      if (name === 'manifest.json') return [name, JSON.parse(text).bodySha256];
      return [
        name,
        createHash('sha256')
          .update(readFileSync(join(dir, name)))
          .digest('hex'),
      ];
    }),
  );
}

test('the same PEEK job has the same bytes with 1 and 2 workers, and twice', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 8, 8, 1);
  const options = ['--cell-type', 'gyroid', '--cell', '4', '--density', '0.35', '--skin', '0.8', '--open', 'z+,z-'];
  const build = async (name: string, workers: string) => {
    const out = join(dir, name);
    expect(await runCli('prepare', mesh, '--out', out, ...PEEK, ...options, '--workers', workers)).toMatchObject({
      code: 0,
    });
    return hashesOf(out);
  };
  const first = await build('w1', '1');
  expect(Object.keys(first)).toHaveLength(6);
  expect(await build('w2', '2')).toEqual(first);
  expect(await build('again', '2')).toEqual(first);
});

describe('--layers with PEEK', () => {
  test('gives a shard: the beads of the whole print in these layers, without the skirt, and no manifest', async () => {
    const dir = tempFolder();
    const mesh = boxFile(dir, 'block', 10, 8, 2);
    const [whole, band] = [join(dir, 'whole'), join(dir, 'band')];
    expect((await runCli('prepare', mesh, '--out', whole, ...PEEK)).code).toBe(0);
    expect(await runCli('prepare', mesh, '--out', band, ...PEEK, '--layers', '5:9')).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(readdirSync(band).sort()).toEqual([
      'block.3mf',
      'block.gcode',
      'inspection.json',
      'plan.json',
      'report.html',
      'shard.json',
    ]);
    expect(JSON.parse(textOf(band, 'shard.json'))).toMatchObject({
      schema: 'trabecula/shard@1',
      layers: { from: 5, to: 9, of: 20 },
    });
    const layersOf = (dir_: string) => textOf(dir_, 'block.gcode').split(';LAYER_CHANGE\n').slice(1);
    const [ofWhole, ofBand] = [layersOf(whole), layersOf(band)];
    expect([ofWhole.length, ofBand.length]).toEqual([20, 4]);
    // In the first of them the way to it differs, in the last the end of the print follows.
    expect(ofBand.slice(1, 3)).toEqual(ofWhole.slice(6, 8));
    const print = readPrint(textOf(band, 'block.gcode'));
    expect(print.layersZ).toEqual([0.6, 0.7, 0.8, 0.9]);
    expect(print.extrudedMm3ByType['Skirt/Brim']).toBeUndefined();
    expect(Math.abs(partMm3(print) / (80 * 0.4) - 1)).toBeLessThan(0.01);
    const { checksNotRun, verdict, findings } = inspectionOf(band);
    expect([verdict, findings.map(({ rule }: { rule: string }) => rule)]).toEqual(['warn', ['band-in-air']]);
    expect(checksNotRun.filter(({ why }) => why === 'partial').length).toBeGreaterThan(0);
  });
});

const VERTEBRA = sharedData('meshes/bone_vertebra.stl');

test.skipIf(!existsSync(VERTEBRA))(
  'a band of the vertebra in PEEK extrudes the area of its contours by their height (needs shared/data)',
  async () => {
    const dir = tempFolder();
    const out = join(dir, 'out');
    const run = await runCli('prepare', VERTEBRA, '--out', out, ...PEEK, '--layers', '200:204');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(inspectionOf(out).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const contours = join(dir, 'contours.cli');
    const slice = ['slice', VERTEBRA, '--out', contours, '--layer', '0.1', '--layers', '200:204'];
    expect((await runCli(...slice)).code).toBe(0);
    const sections = readContours(contours).filter((layer) => layer.contours.length > 0);
    expect(sections).toHaveLength(4);
    const designMm3 = sections.reduce((sum, layer) => sum + areaOf(layer) * 0.1, 0);
    const print = readPrint(textOf(out, 'bone_vertebra.gcode'));
    expect(print.layersZ).toHaveLength(4);
    expect(Math.abs(partMm3(print) / designMm3 - 1)).toBeLessThan(0.02);
  },
);

test('a printer of another process is refused in one line, and nothing is left', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 1);
  for (const [printer, profile, says] of [
    ['generic-lpbf-250', 'peek-implant-100um', "is for fff; printer 'generic-lpbf-250' is for lpbf"],
    ['generic-peek-fff', 'ti6al4v-eli-30um', "is for lpbf; printer 'generic-peek-fff' is for fff"],
  ] as const) {
    const out = join(dir, printer);
    const run = await runCli('prepare', mesh, '--out', out, '--printer', printer, '--profile', profile);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toMatch(/^trabecula: [^\n]+\n$/);
    expect(run.stderr).toContain(says);
    expect(existsSync(out)).toBe(false);
  }
});

test('the printer alone brings the profile of its process, and an output of another process is a usage error', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 8, 8, 1);
  const out = join(dir, 'out');
  const printer = ['--printer', 'generic-peek-fff'];
  const run = await runCli('prepare', mesh, '--out', out, ...printer, '--outputs', 'gcode', '--json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { verdict, out: told, target, partId, files, totals } = JSON.parse(run.stdout);
  expect({ verdict, told, target, partId }).toEqual({ verdict: 'pass', told: out, target: null, partId: 'block' });
  expect([...files].sort()).toEqual(readdirSync(out).sort());
  expect(files).not.toContain('block.3mf');
  expect(totals.extrudedVolumeMm3).toBeCloseTo(64, 1);
  const refused = await runCli('prepare', mesh, '--out', join(dir, 'bad'), ...printer, '--outputs', 'cli,3mf');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("takes gcode, 3mf, 3mf-slices for fff; got 'cli'");
  expect(existsSync(join(dir, 'bad'))).toBe(false);
});

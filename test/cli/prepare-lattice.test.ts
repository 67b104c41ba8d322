import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../store/temp-folder.ts';
import { lib3mf } from '../support/lib3mf.ts';
import { areaOf, plainFile, readContours, volumeOf, wrongWindings } from '../support/read-contours.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const LAYER_MM = 0.03;
/** 5 x 4 x 3 cells of 2 mm and 200 layers: neither cells nor layers are cut off. */
const BLOCK = [10, 8, 6] as const;
const ENVELOPE_MM3 = 480;

describe.each([
  ['gyroid', 'sheet'],
  ['gyroid', 'network'],
  ['diamond', 'sheet'],
  ['diamond', 'network'],
])('a 10 x 8 x 6 mm block of %s %s at 0.30', (cellType, phase) => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', ...BLOCK);
  const lattice = ['--cell-type', cellType, '--phase', phase, '--cell', '2', '--density', '0.30'];

  test('is prepared; the contours of the file hold 0.30 of it to 0.5 %, all closed and wound rightly', async () => {
    const out = join(dir, 'binary');
    const run = await runCli('prepare', mesh, '--out', out, ...lattice);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const layers = readContours(join(out, 'block.cli'));
    expect(Math.abs(volumeOf(layers, LAYER_MM) / (0.3 * ENVELOPE_MM3) - 1)).toBeLessThan(0.005);
    expect(layers.reduce((sum, { open }) => sum + open, 0)).toBe(0);
    expect(wrongWindings(layers)).toBe(0);

    const inspection = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
    expect(inspection.verdict).not.toBe('fail');
    expect(inspection.totals.volumeMm3).toBeCloseTo(volumeOf(layers, LAYER_MM), 4);
    expect(inspection.lattice.relativeDensity).toBeGreaterThan(0.2985);
    expect(inspection.lattice.relativeDensity).toBeLessThan(0.3015);
    expect(inspection.layers).toHaveLength(layers.length);
    for (const [index, layer] of layers.entries()) {
      expect(Math.abs(inspection.layers[index].areaMm2 - areaOf(layer)), `layer ${index}`).toBeLessThan(1e-6);
    }
  });

  test('has 200 layers with tops every 0.03 mm, and LAYERS says so', () => {
    const { head, layers, units } = plainFile(join(dir, 'binary', 'block.cli'));
    expect(layers.length).toBe(200);
    expect(Number(/LAYERS\/(\d+)/.exec(head.join('\n'))?.[1])).toBe(200);
    layers.forEach(({ z }, index) => {
      expect(z * units).toBeCloseTo((index + 1) * LAYER_MM, 6);
    });
  });

  test('decodes from the ASCII form to the same numbers as from the binary form', async () => {
    const out = join(dir, 'ascii');
    const band = ['--layers', '80:120', '--cli-encoding', 'ascii'];
    expect((await runCli('prepare', mesh, '--out', out, ...lattice, ...band)).code).toBe(0);
    const text = plainFile(join(out, 'block.cli'));
    const binary = plainFile(join(dir, 'binary', 'block.cli'));
    expect(text.head.some((row) => row.includes('$$ASCII'))).toBe(true);
    expect(text.units).toBe(binary.units);
    expect(text.layers.slice(-40)).toEqual(binary.layers.slice(80, 120));
  });

  test('has a 3MF that names itself an envelope and is opened by lib3mf strictly', () => {
    expect(lib3mf(join(dir, 'binary', 'block.3mf'))).toEqual({ error: null, warnings: 0, triangles: 12, slices: [] });
  });
});

test('a band over one cell of the 40 x 30 x 20 mm block holds 0.30 of its envelope to 0.5 %', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 40, 30, 20);
  const out = join(dir, 'band.cli');
  const run = await runCli('slice', mesh, '--out', out, '--cell-type', 'gyroid', '--cell', '2', '--layers', '300:367');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const layers = readContours(out).filter(({ contours }) => contours.length > 0);
  expect(layers.length).toBe(67);
  expect(layers[0]?.zMm).toBeCloseTo(9.03, 6);
  // The 67th layer is a third too much: it counts two thirds.
  const volume = volumeOf(layers.slice(0, 66), LAYER_MM) + areaOf(layers[66]!) * 0.02;
  expect(Math.abs(volume / (0.3 * 40 * 30 * 2) - 1)).toBeLessThan(0.005);
  expect(layers.reduce((sum, { open }) => sum + open, 0)).toBe(0);
  expect(wrongWindings(layers)).toBe(0);
});

test('--wall 0.2 gives a mean gyroid wall of 0.2 mm: 0.2 x 3.0914 / 2 of the envelope, to 1 %', async () => {
  const dir = tempFolder();
  const out = join(dir, 'wall.cli');
  const mesh = boxFile(dir, 'block', ...BLOCK);
  expect((await runCli('slice', mesh, '--out', out, '--cell-type', 'gyroid', '--wall', '0.2')).code).toBe(0);
  // Area of the gyroid in a unit cell of edge L: 3.0914 L^2 (Schnering and Nesper 1991).
  const expected = ((0.2 * 3.0914) / 2) * ENVELOPE_MM3;
  expect(Math.abs(volumeOf(readContours(out), LAYER_MM) / expected - 1)).toBeLessThan(0.01);
});

test('--outputs 3mf-slices carries the lattice slices, as many polygons as the contours of the Common Layer file', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 0.6);
  const out = join(dir, 'out');
  const run = await runCli('prepare', mesh, '--out', out, '--cell-type', 'gyroid', '--outputs', 'cli,3mf-slices');
  expect(run.code).toBe(0);
  const { error, warnings, slices } = lib3mf(join(out, 'block.3mf'));
  expect({ error, warnings }).toEqual({ error: null, warnings: 0 });
  expect(slices.map(([, polygons]) => polygons)).toEqual(
    readContours(join(out, 'block.cli')).map(({ contours }) => contours.length),
  );
});

test('3mf alone would hold only the envelope of a lattice: a usage error', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 0.6);
  const run = await runCli('prepare', mesh, '--out', join(dir, 'out'), '--cell-type', 'gyroid', '--outputs', '3mf');
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('holds only the envelope');
});

test('--cli-content boundary has no vectors, and scan has only open contours and vectors', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 0.6);
  const contentOf = async (content: string) => {
    const out = join(dir, content);
    const run = await runCli(
      'prepare',
      mesh,
      '--out',
      out,
      '--skin',
      '0.4',
      '--open',
      'z+,z-',
      '--cell-type',
      'gyroid',
      '--cli-content',
      content,
    );
    expect(run.code).toBe(0);
    const { layers } = plainFile(join(out, 'block.cli'));
    const directions = new Set(layers.flatMap(({ polylines }) => polylines.map(([, direction]) => direction)));
    return { directions: [...directions].sort(), hatched: layers.some(({ hatches }) => hatches.length > 0), out };
  };
  expect(await contentOf('boundary')).toMatchObject({ directions: [0, 1], hatched: false });
  expect(await contentOf('scan')).toMatchObject({ directions: [2], hatched: true });
  const both = await contentOf('both');
  expect(both).toMatchObject({ directions: [0, 1], hatched: true });
  const manifest = JSON.parse(readFileSync(join(both.out, 'manifest.json'), 'utf8'));
  expect(manifest.settings.cliContent).toBe('both');
});

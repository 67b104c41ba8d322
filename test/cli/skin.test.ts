import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { boxMesh } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { areaOf, crossingsX, type PlainContours, readContours, transposed } from '../support/read-contours.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { stlFile } from '../support/test-meshes.ts';

buildFirst();

const SKIN_MM = 0.4;
const TOLERANCE_MM = 0.002;
const LATTICE = ['--cell-type', 'gyroid', '--density', '0.2', '--skin', String(SKIN_MM)];

/** Contours of a mesh with a skin, as `slice` writes them in the mesh's own coordinates. */
async function sliced(mesh: TriangleMesh, ...options: readonly string[]): Promise<PlainContours[]> {
  const dir = tempFolder();
  const out = join(dir, 'out.cli');
  const run = await runCli('slice', stlFile(dir, 'part', mesh), '--out', out, ...LATTICE, ...options);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return readContours(out).filter(({ contours }) => contours.length > 0);
}

/** Shortest first and last run of solid along x over many lines: the skin, where no wall of the lattice meets it. */
function shortestRuns(layers: readonly PlainContours[], fromMm: number, toMm: number): { first: number; last: number } {
  let first = Infinity;
  let last = Infinity;
  for (const layer of layers) {
    for (let y = fromMm; y < toMm; y += 0.0517) {
      const xs = crossingsX(layer, y);
      expect(xs.length % 2).toBe(0);
      if (xs.length < 4) continue;
      first = Math.min(first, xs[1]! - xs[0]!);
      last = Math.min(last, xs.at(-1)! - xs.at(-2)!);
    }
  }
  return { first, last };
}

const expectSkin = (lengthMm: number): void => expect(Math.abs(lengthMm - SKIN_MM)).toBeLessThan(TOLERANCE_MM);

test('the side walls of a box keep a skin of 0.4 mm to 2 um, in x and in y', async () => {
  const layers = await sliced(boxMesh(-3, -2, 0, 3, 2, 3), '--layers', '30:50');
  const across = layers.map(transposed);
  // Two sampling steps of 0.1 mm away from the inner edges, which lie at 1.6 and 2.6 mm.
  for (const { first, last } of [shortestRuns(layers, -1.4, 1.4), shortestRuns(across, -2.4, 2.4)]) {
    expectSkin(first);
    expectSkin(last);
  }
  // An inner edge falls between samples: within a step of it the skin may be 2 % of it thinner, and no more.
  for (const { first, last } of [shortestRuns(layers, -1.6, 1.6), shortestRuns(across, -2.6, 2.6)]) {
    expect(Math.min(first, last)).toBeGreaterThan(0.98 * SKIN_MM);
  }
});

test('floor and roof of a box are 0.4 mm thick to 2 um, in layers of 2 um', async () => {
  const box = boxMesh(0, 0, 0, 3, 2, 1.6);
  const full = async (from: number, to: number) =>
    (await sliced(box, '--layer', '0.002', '--layers', `${from}:${to}`)).map((layer) => areaOf(layer) > 6 - 1e-6);
  // 200 layers make 0.4 mm: the last full one of the floor is layer 199, the first of the roof is layer 600 of 800.
  expect(await full(195, 205)).toEqual([...Array(5).fill(true), ...Array(5).fill(false)]);
  expect(await full(595, 605)).toEqual([...Array(5).fill(false), ...Array(5).fill(true)]);
});

test('an oblique wall keeps 0.4 mm at right angles to it', async () => {
  // A wall turned by 30 degrees from y: along x its skin is 0.4 / cos 30 long.
  const box = boxMesh(-3, -2, 0, 3, 2, 1);
  const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const positions = box.positions.slice();
  for (let i = 0; i < positions.length; i += 3) {
    const [x, y] = [box.positions[i]!, box.positions[i + 1]!];
    positions[i] = cos * x - sin * y;
    positions[i + 1] = sin * x + cos * y;
  }
  const layers = await sliced({ positions, triangles: box.triangles }, '--layers', '14:20');
  const { first, last } = shortestRuns(layers, -0.4, 0.4);
  expectSkin(first * cos);
  expectSkin(last * cos);
});

test('an open side ends in the lattice: no skin there, and the full skin on the sides beside it', async () => {
  const layers = await sliced(boxMesh(-3, -2, 0, 3, 2, 3), '--layers', '30:50', '--open', 'x-');
  const { first, last } = shortestRuns(layers, -1.4, 1.4);
  expect(first).toBeLessThan(0.5 * SKIN_MM);
  expectSkin(last);
});

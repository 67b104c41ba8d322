import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boxMesh, sphereMesh } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { lib3mf } from '../support/lib3mf.ts';
import { areaOf, plainFile, readContours, volumeOf } from '../support/read-contours.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile, stlFile } from '../support/test-meshes.ts';

buildFirst();

const centred = boxMesh(-5, -4, -2, 5, 4, 1);

test.each(['binary', 'ascii'])(
  'negative coordinates are kept in the %s form, with a signed DIMENSION',
  async (encoding) => {
    const dir = tempFolder();
    const out = join(dir, 'out.cli');
    const run = await runCli('slice', stlFile(dir, 'centred', centred), '--out', out, '--cli-encoding', encoding);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { head } = plainFile(out);
    const dimension = head.find((row) => row.startsWith('$$DIMENSION'))?.slice('$$DIMENSION/'.length) ?? '';
    expect(dimension.split(',').map(Number)).toEqual([-5, -4, -2, 5, 4, 1]);
    const solid = readContours(out).filter(({ contours }) => contours.length > 0);
    expect(solid.length).toBe(100);
    expect(solid[0]!.zMm).toBeCloseTo(-1.97, 6);
    expect(solid[99]!.zMm).toBeCloseTo(1, 6);
    const { xy } = solid[50]!.contours[0]!;
    expect(Math.min(...xy)).toBeCloseTo(-5, 9);
    expect(volumeOf(solid, 0.03)).toBeCloseTo(240, 6);
  },
);

test('the 3MF of a slice is opened by lib3mf strictly: a slice a layer', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out.3mf');
  // The slice extension knows no slice below its zbottom, so this part begins at 0.
  await runCli('slice', boxFile(dir, 'block', 10, 8, 0.3), '--out', out);
  const { error, warnings, slices, triangles } = lib3mf(out);
  expect({ error, warnings, triangles, layers: slices.length }).toEqual({
    error: null,
    warnings: 0,
    triangles: 12,
    layers: 10,
  });
});

test('the SVG of a slice has a group a layer, in the coordinates of the file', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out.svg');
  expect((await runCli('slice', stlFile(dir, 'centred', centred), '--out', out)).code).toBe(0);
  const text = readFileSync(out, 'utf8');
  expect(text.match(/<g id="layer/g)).toHaveLength(100);
  expect(text).toContain('viewBox="-5 -4 10 8"');
  expect(text).toContain('points="-5,-4 5,-4 5,4 -5,4"');
});

test('cuts at base, middle and top of the layers of a cone-like part differ as its section does', async () => {
  const dir = tempFolder();
  // A sphere: its volume by layers cut at the base, middle and top of each layer of the lower half grows in this order.
  const mesh = stlFile(dir, 'ball', sphereMesh(3, 32));
  const volume = async (cut: string) => {
    const out = join(dir, `${cut}.cli`);
    expect((await runCli('slice', mesh, '--out', out, '--cut', cut, '--layer', '0.1', '--layers', '0:30')).code).toBe(
      0,
    );
    return volumeOf(readContours(out), 0.1);
  };
  const [base, mid, top] = [await volume('base'), await volume('mid'), await volume('top')];
  expect(base).toBeLessThan(mid);
  expect(mid).toBeLessThan(top);
  // Base and top differ by the section at the equator, one layer thick; the middle lies between them.
  expect(top - base).toBeCloseTo(0.1 * 9 * 32 * Math.sin((2 * Math.PI) / 64), 1);
  expect(mid).toBeCloseTo((base + top) / 2, 1);
});

test('the volume of a ball is that of its mesh to 0.1 %', async () => {
  const dir = tempFolder();
  const mesh = stlFile(dir, 'ball', sphereMesh(3, 32));
  const { volumeMm3 } = JSON.parse((await runCli('check', mesh, '--json')).stdout);
  const out = join(dir, 'ball.cli');
  const { stdout } = await runCli('slice', mesh, '--out', out, '--json');
  const result = JSON.parse(stdout);
  expect(result.volumeMm3 / volumeMm3).toBeCloseTo(1, 3);
  expect(result.volumeMm3).toBeCloseTo(volumeOf(readContours(out), 0.03), 4);
  expect(result.layers).toBe(200);
});

test('an earlier file is replaced whole, and kept when the run fails', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out.cli');
  writeFileSync(out, 'earlier');
  expect((await runCli('slice', boxFile(dir, 'long', 5000, 1, 1), '--out', out)).code).toBe(3);
  expect(readFileSync(out, 'utf8')).toBe('earlier');
  expect((await runCli('slice', boxFile(dir, 'block', 4, 4, 0.3), '--out', out, '--force')).code).toBe(0);
  expect(areaOf(readContours(out)[0]!)).toBeCloseTo(16, 6);
  expect(readdirSync(dir).sort()).toEqual(['block.stl', 'long.stl', 'out.cli']);
});

test('another extension is a usage error, a folder that is not there a resource error', async () => {
  const dir = tempFolder();
  const mesh = boxFile(dir, 'block', 4, 4, 0.3);
  expect((await runCli('slice', mesh, '--out', join(dir, 'out.gcode'))).code).toBe(2);
  expect((await runCli('slice', mesh)).code).toBe(2);
  expect((await runCli('slice', mesh, '--out', join(dir, 'none', 'out.cli'))).code).toBe(4);
  expect(readdirSync(dir)).toEqual(['block.stl']);
});

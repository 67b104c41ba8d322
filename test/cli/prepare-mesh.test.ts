import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { readStl } from '../../src/formats/stl/read-stl.ts';
import { readThreeMf } from '../../src/formats/threemf/read-threemf.ts';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli, startCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

interface Told {
  readonly totals: { readonly volumeMm3: number };
  readonly findings: readonly { readonly rule: string; readonly message: string; readonly measured: number }[];
}

const GYROID = ['--cell-type', 'gyroid', '--cell', '2', '--layer', '0.06'];
const toldOf = (out: string): Told => JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
const messageOf = ({ findings }: Told, rule: string): string | undefined =>
  findings.find((one) => one.rule === rule)?.message;
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

test('a printer that takes STL gets the lattice as a closed mesh on the plate, the same bytes with any number of workers', async () => {
  const dir = tempFolder();
  const block = boxFile(dir, 'block', 4, 4, 2);
  const hashes: string[] = [];
  for (const workers of ['0', '2']) {
    const out = join(dir, `w${workers}`);
    const words = ['--printer', 'renishaw-am400', '--workers', workers, ...GYROID];
    expect(await runCli('prepare', block, '--out', out, ...words)).toMatchObject({ code: 0 });
    hashes.push(hashOf(join(out, 'block.stl')));
  }
  expect(hashes[1]).toBe(hashes[0]);
  const out = join(dir, 'w0');
  const mesh = readStl(readFileSync(join(out, 'block.stl')), 'block.stl');
  expect(meshTopology(mesh)).toMatchObject({ watertight: true, nonManifoldEdges: { count: 0 } });
  const { volumeMm3, box } = meshMeasures(mesh);
  const told = toldOf(out);
  // Layers of 0.1 mm tell the volume of a gyroid of 2 mm cells to a percent, and so does the mesh.
  expect(Math.abs(volumeMm3 / told.totals.volumeMm3 - 1)).toBeLessThan(0.02);
  // The plate is 248 mm wide, and the part of 4 x 4 mm stands in its middle.
  for (const [n, wanted] of [122, 122, 0, 126, 126, 2].entries())
    expect(Math.abs(box[n]! - wanted)).toBeLessThan(0.001);
  expect(messageOf(told, 'paths-not-taken')).toContain('hand over block.stl');
  expect(messageOf(told, 'mesh-of-cubes')).toContain(`${mesh.triangles.length / 3} triangles`);
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  expect(manifest.body?.outputs ?? manifest.outputs).toContainEqual(expect.objectContaining({ file: 'block.stl' }));
});

test('one that would rather have 3MF gets block.mesh.3mf, with the triangles that the STL has', async () => {
  const dir = tempFolder();
  const block = boxFile(dir, 'block', 4, 4, 2);
  const out = join(dir, 'out');
  const words = ['--printer', 'slm-280', '--workers', '0', ...GYROID];
  expect(await runCli('prepare', block, '--out', out, ...words)).toMatchObject({ code: 0 });
  expect(existsSync(join(out, 'block.stl'))).toBe(false);
  expect(messageOf(toldOf(out), 'paths-not-taken')).toContain('hand over block.mesh.3mf');
  const both = join(dir, 'both');
  expect(await runCli('prepare', block, '--out', both, ...words, '--outputs', 'cli,stl,3mf-mesh')).toMatchObject({
    code: 0,
  });
  expect(hashOf(join(both, 'block.mesh.3mf'))).toBe(hashOf(join(out, 'block.mesh.3mf')));
  const stl = readStl(readFileSync(join(both, 'block.stl')), 'block.stl');
  const [object] = readThreeMf(readFileSync(join(out, 'block.mesh.3mf')), 'block.mesh.3mf').objects;
  const mesh = object?.mesh as TriangleMesh;
  expect(mesh.triangles.length).toBe(stl.triangles.length);
  expect(mesh.positions.length).toBe(stl.positions.length);
  // Nanometres against single precision.
  expect(Math.abs(meshMeasures(mesh).volumeMm3 / meshMeasures(stl).volumeMm3 - 1)).toBeLessThan(1e-5);
});

test('a solid part is handed over as it was designed: its 3MF where that is taken, else an STL of its own triangles', async () => {
  const dir = tempFolder();
  const block = boxFile(dir, 'block', 4, 4, 0.6);
  const build = async (name: string, ...words: string[]) => {
    const out = join(dir, name);
    expect(await runCli('prepare', block, '--out', out, '--workers', '0', ...words)).toMatchObject({ code: 0 });
    return { out, files: readdirSync(out), message: messageOf(toldOf(out), 'paths-not-taken') };
  };
  const slm = await build('slm', '--printer', 'slm-280');
  expect(slm.files.filter((name) => /stl|mesh/.test(name))).toEqual([]);
  expect(slm.message).toContain('hand over block.3mf');
  const renishaw = await build('renishaw', '--printer', 'renishaw-am400');
  expect(renishaw.message).toContain('hand over block.stl');
  const mesh = readStl(readFileSync(join(renishaw.out, 'block.stl')), 'block.stl');
  expect(mesh.triangles).toHaveLength(36);
  expect(meshMeasures(mesh).volumeMm3).toBeCloseTo(9.6, 5);
  const without = await build('without', '--printer', 'renishaw-am400', '--outputs', 'cli');
  expect(without.message).toContain('add stl or 3mf-mesh to the outputs');
  const generic = await build('generic');
  expect(generic.files.filter((name) => /stl|mesh/.test(name))).toEqual([]);
});

test('a band of layers has no mesh, and says so', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const words = ['--printer', 'renishaw-am400', '--layers', '0:4', '--workers', '0', ...GYROID];
  await runCli('prepare', boxFile(dir, 'block', 4, 4, 2), '--out', out, ...words);
  expect(existsSync(join(out, 'block.stl'))).toBe(false);
  expect(messageOf(toldOf(out), 'mesh-left-out')).toContain('whole part');
});

test('a run that is stopped while the mesh is made leaves nothing', async () => {
  const dir = tempFolder();
  const block = boxFile(dir, 'block', 12, 12, 1);
  const out = join(dir, 'out');
  const words = ['--printer', 'renishaw-am400', '--px', '0.02', '--workers', '0', ...GYROID];
  const { child, ended } = startCli('prepare', block, '--out', out, ...words);
  const isMade = () => existsSync(out) && readdirSync(out).some((name) => name.includes('block.stl'));
  for (let i = 0; i < 2000 && !isMade(); i++) await setTimeout(20);
  expect(isMade()).toBe(true);
  child.kill('SIGINT');
  expect((await ended).code).toBe(4);
  expect(readdirSync(dir)).toEqual(['block.stl']);
});

test('a mesh beside the build of which it is made is not replaced', async () => {
  const dir = tempFolder();
  const block = boxFile(dir, 'block', 4, 4, 2);
  const run = await runCli('prepare', block, '--out', dir, '--force', '--printer', 'renishaw-am400');
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('would replace the input');
});

test('beside a lattice a solid part hands over its own 3MF; a band of layers hands over nothing', async () => {
  const dir = tempFolder();
  boxFile(dir, 'block', 4, 4, 2);
  const part = (id: string, region: object) => ({
    id,
    mesh: 'block.stl',
    regions: [{ id: 'all', shape: { by: 'rest' }, ...region }],
  });
  const lattice = { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 };
  const item = {
    ...{ schema: 'trabecula/case@1', id: 'case-7', side: 'left', level: 'L4', revision: 'A', name: 'Two', units: 'mm' },
    parts: [part('a', { kind: 'porous', lattice }), part('b', { kind: 'solid' })],
    targets: [{ id: 't', printer: 'slm-280', profile: 'ti6al4v-eli-30um', layerMm: 0.1 }],
  };
  const path = join(dir, 'case.json');
  writeFileSync(path, JSON.stringify(item));
  const handed = (out: string) =>
    toldOf(out).findings.flatMap(({ rule, message }: { rule: string; message: string }) =>
      rule === 'paths-not-taken' ? [/: (.*), so the scan/.exec(message)?.[1]] : [],
    );
  const out = join(dir, 'out');
  expect(await runCli('prepare', path, '--workers', '0', '--out', out)).toMatchObject({ code: 0 });
  expect(handed(out)).toEqual(['hand over a.mesh.3mf', 'hand over b.3mf']);
  expect(existsSync(join(out, 'b.mesh.3mf'))).toBe(false);
  const band = join(dir, 'band');
  expect(await runCli('prepare', path, '--workers', '0', '--layers', '3:6', '--out', band)).toMatchObject({ code: 0 });
  expect(handed(band)).toEqual(Array(2).fill('a band of layers has no file to hand over'));
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boxMesh, insideOut, joined } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { stlFile } from '../support/test-meshes.ts';

buildFirst();

/** A box of 5 mm whose skin of 0.5 mm leaves 2 x 2 x 2 whole cells of 2 mm: 64 mm3, of which the lattice leaves 0.7 void. */
const VOID_MM3 = 0.7 * 64;
const OPTIONS = ['--cell-type', 'gyroid', '--cell', '2', '--density', '0.30', '--skin', '0.5'];

test('powder in a closed box is an error that names its volume, to 1 % of the void by calculation', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const mesh = stlFile(dir, 'box', boxMesh(0, 0, 0, 5, 5, 5));
  const run = await runCli('prepare', mesh, '--out', out, ...OPTIONS);
  expect(run.code).toBe(1);
  expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
  const named = Number(/^error: powder-trapped .* hold ([\d.]+) mm3 of powder/.exec(run.stderr)?.[1]);
  expect(Math.abs(named / VOID_MM3 - 1)).toBeLessThan(0.01);
  const { verdict, lattice } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  expect(verdict).toBe('fail');
  expect(lattice.closedVoidMm3).toBeCloseTo(named, 2);
  expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toContain('trabecula/manifest@1');
});

test.each(['z+,z-', 'x+', 'y-'])('the same box open at %s lets the powder out: exit code 0', async (sides) => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const mesh = stlFile(dir, 'box', boxMesh(0, 0, 0, 5, 5, 5));
  const run = await runCli('prepare', mesh, '--out', out, ...OPTIONS, '--open', sides);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { lattice } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  expect(lattice.closedVoidMm3).toBeLessThan(0.01 * VOID_MM3);
});

test('a hollow solid box traps its cavity of 34 layers of 4 mm2', async () => {
  const dir = tempFolder();
  const mesh = joined(boxMesh(0, 0, 0, 4, 4, 3), insideOut(boxMesh(1, 1, 0.99, 3, 3, 2.01)));
  const run = await runCli('prepare', stlFile(dir, 'hollow', mesh), '--out', join(dir, 'out'));
  expect(run.code).toBe(1);
  const named = Number(/holds ([\d.]+) mm3 of powder/.exec(run.stderr)?.[1]);
  // Cut in the middle of layers, the cavity is 34 layers of 4 mm2.
  expect(Math.abs(named / (34 * 0.03 * 4) - 1)).toBeLessThan(0.01);
});

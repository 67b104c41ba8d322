/** What is meant for one process, backend or kind of part, asked for beside another. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PEEK_PROFILE_TEXT, PROFILE_TEXT, withValue } from '../config/example-files.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const q = (value: number) => ({ value, source: 's' });
const skin = { angleDeg: q(45), layers: q(2), expansionMm: q(0.1), minWidthMm: q(0.1) };
const titanium = JSON.parse(PROFILE_TEXT);

/** A folder with a profile of the user, and the options that take it. */
function mine(dir: string, text: string): readonly string[] {
  mkdirSync(join(dir, 'profiles'));
  writeFileSync(join(dir, 'profiles', 'mine.json'), withValue(text, ['id'], 'mine'));
  return ['--profiles', join(dir, 'profiles')];
}

describe('a profile of one process beside things of the other', () => {
  test.each([
    ['skins', { downskin: skin }, "mine.json: unknown key 'skins'"],
    ['laserSeam', { overlapMm: q(0.1) }, "mine.json: unknown key 'laserSeam'"],
    ['hatch', titanium.hatch, "mine.json: unknown key 'hatch'"],
    ['shape', { downfaceRaiseMm: q(0.03) }, "shape: unknown key 'downfaceRaiseMm'"],
  ])('a PEEK profile with %s is refused by that name, exit code 3', async (key, value, reason) => {
    const dir = tempFolder();
    const words = [...mine(dir, withValue(PEEK_PROFILE_TEXT, [key], value)), '--profile', 'mine'];
    const out = join(dir, 'out');
    const mesh = boxFile(dir, 'block', 4, 4, 0.4);
    const run = await runCli('prepare', mesh, ...words, '--printer', 'generic-peek-fff', '--out', out);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^trabecula: [^\n]+\n$/);
    expect(run.stderr).toContain(reason);
    expect(existsSync(out)).toBe(false);
  });

  test('a titanium profile with a PEEK printer is refused with both', async () => {
    const dir = tempFolder();
    const words = ['--printer', 'generic-peek-fff', '--profile', 'ti6al4v-eli-30um', '--out', join(dir, 'out')];
    const run = await runCli('prepare', boxFile(dir, 'block', 4, 4, 0.4), ...words);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("ti6al4v-eli-30um.json > process: is for lpbf; printer 'generic-peek-fff' is for fff");
  });
});

test('skins in a case of a lattice with regions and a solid part: both are made, and the GPU makes the same bytes', async () => {
  const dir = tempFolder();
  boxFile(dir, 'porous', 5, 4, 1.2);
  boxFile(dir, 'solid', 3, 2, 0.4);
  const sets = titanium.parameters;
  const parameters = { ...sets, 'hatch-downskin': sets['hatch-core'], 'hatch-lattice': sets['hatch-core'] };
  const skins = { downskin: skin, upskin: skin, hullMm: q(0.3), lattice: true };
  const folder = mine(dir, withValue(withValue(PROFILE_TEXT, ['skins'], skins), ['parameters'], parameters));
  const lattice = { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 };
  const bore = { by: 'cylinder', fromMm: [2.5, -1, 0.6], toMm: [2.5, 5, 0.6], diameterMm: 0.6 };
  const item = {
    ...{ schema: 'trabecula/case@1', id: 'case-7', side: 'left', level: 'L4', revision: 'A', name: 'Two', units: 'mm' },
    parts: [
      {
        id: 'a',
        mesh: 'porous.stl',
        regions: [
          { id: 'bore', kind: 'canal', shape: bore },
          { id: 'collar', kind: 'solid', shape: { by: 'distance', region: 'bore', withinMm: 0.3 } },
          { id: 'core', kind: 'porous', shape: { by: 'rest' }, lattice },
        ],
      },
      { id: 'b', mesh: 'solid.stl', regions: [{ id: 'all', kind: 'solid', shape: { by: 'rest' } }] },
    ],
    targets: [{ id: 't', printer: 'generic-lpbf-250', profile: 'mine', outputs: ['cli', 'ilt'], layerMm: 0.08 }],
  };
  writeFileSync(join(dir, 'case.json'), JSON.stringify(item));
  const built = async (backend: string) => {
    const out = join(dir, backend);
    const words = [...folder, '--workers', '0', '--quiet', '--backend', backend, '--out', out];
    const run = await runCli('prepare', join(dir, 'case.json'), ...words);
    expect(run.stderr).not.toContain('trabecula:');
    expect([0, 1]).toContain(run.code);
    return ['a.cli', 'b.cli', 'a.ilt', 'b.ilt', 'exposure.json', 'inspection.json'].map((name) =>
      readFileSync(join(out, name)),
    );
  };
  const cpu = await built('cpu');
  const keys: { readonly key: string; readonly part: string; readonly region?: string }[] = JSON.parse(
    `${cpu[4]}`,
  ).keys;
  for (const [part, region] of [
    ['a', 'collar'],
    ['a', 'core'],
    ['b', 'all'],
  ]) {
    expect(keys).toContainEqual(expect.objectContaining({ key: 'hatch-downskin', part, region }));
  }
  const gpu = await built('gpu');
  expect(gpu.map((bytes, n) => bytes.equals(cpu[n] as Buffer))).toEqual(Array(6).fill(true));
});

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../../src/config/case.ts';
import type { Inspection } from '../../src/inspect/inspection.ts';
import { modelOf, packageOf, TETRAHEDRON } from '../formats/threemf/package-of.ts';
import { boxMesh } from '../geometry/solids.ts';
import { contentOf, tempFolder } from '../store/temp-folder.ts';
import { areaOf, crossingsX, readContours, volumeOf, wrongWindings } from '../support/read-contours.ts';
import { readPrint } from '../support/read-print.ts';
import { buildFirst, type CliRun, ROOT, runCli } from '../support/run-cli.ts';
import { stlFile, withoutTriangle } from '../support/test-meshes.ts';

buildFirst();

/**
 * 12 x 12 x 6 mm from (-2, -2, 0), with a porous core of 8 x 8 x 4 mm from the origin up, which reaches out at the bottom:
 * 4 x 4 x 2 cells of 2 mm or 2 x 2 x 1 of 4 mm. Above the core all is solid.
 */
const BLOCK = boxMesh(-2, -2, 0, 10, 10, 6);
const CORE = boxMesh(0, 0, -1, 8, 8, 4);
const WHOLE_MM2 = 144;
const CORE_MM2 = 64;
const CORE_TOP_MM = 4;
const TITANIUM_LAYER_MM = 0.08;

const GYROID = { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 } as const;

const CASE: Case = {
  schema: 'trabecula/case@1',
  id: 'example',
  side: 'left',
  level: 'L4-L5',
  revision: 'A',
  name: 'A block with a porous core',
  units: 'mm',
  parts: [
    {
      id: 'cage',
      mesh: 'block.stl',
      positionMm: { x: 60, y: 50 },
      regions: [
        { id: 'core', kind: 'porous', shape: { by: 'mesh', file: 'core.stl' }, lattice: GYROID },
        { id: 'frame', kind: 'solid', shape: { by: 'rest' } },
      ],
    },
  ],
  targets: [
    { id: 'titanium', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um', layerMm: TITANIUM_LAYER_MM },
    {
      id: 'peek',
      printer: 'generic-peek-fff',
      profile: 'peek-implant-100um',
      layerMm: 0.2,
      lattices: { core: { ...GYROID, cellMm: 4, relativeDensity: 0.35 } },
    },
  ],
};

/** Case with its part changed. */
const withPart = (changed: Partial<Case['parts'][number]>): Partial<Case> => ({
  parts: [{ ...CASE.parts[0]!, ...changed }],
});

/** Case with its second target changed. */
const withPeek = (changed: Partial<Case['targets'][number]>): Partial<Case> => ({
  targets: [CASE.targets[0]!, { ...CASE.targets[1]!, ...changed }],
});

/** Writes the meshes and a case into a folder and returns the path of the case. */
function caseFile(dir: string, changed: Partial<Case> = {}): string {
  stlFile(dir, 'block', BLOCK);
  stlFile(dir, 'core', CORE);
  const path = join(dir, 'case.json');
  writeFileSync(path, JSON.stringify({ ...CASE, ...changed }, null, 2));
  return path;
}

const inspectionOf = (dir: string): Inspection => JSON.parse(readFileSync(join(dir, 'inspection.json'), 'utf8'));

/** One line on stderr, nothing on stdout. */
function expectOneLine(run: CliRun): void {
  expect(run.stdout).toBe('');
  expect(run.stderr).toMatch(/^trabecula: [^\n]+\n$/);
}

describe('a case of a block with a porous core, for titanium and PEEK', () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const [titanium, peek] = [join(out, 'titanium'), join(out, 'peek')];
  let path = '';
  let run: CliRun;
  beforeAll(async () => {
    path = caseFile(dir);
    run = await runCli('prepare', path, '--out', out, '--json');
  });

  test('gives a folder for each target, with the files of its process under the name of the part', async () => {
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(out).sort()).toEqual(['peek', 'titanium']);
    const both = ['cage.3mf', 'inspection.json', 'manifest.json', 'plan.json', 'report.html'];
    expect(readdirSync(titanium).sort()).toEqual([...both, 'cage.cli', 'exposure.json'].sort());
    expect(readdirSync(peek).sort()).toEqual([...both, 'cage.gcode'].sort());
    for (const build of [titanium, peek]) expect((await runCli('verify', build)).code).toBe(0);
  });

  test('tells both builds in one JSON object', () => {
    const { builds } = JSON.parse(run.stdout);
    const told = builds.map(({ target, out: folder, partId, verdict }: Record<string, string>) => ({
      target,
      folder,
      partId,
      failed: verdict === 'fail',
    }));
    expect(told).toEqual([
      { target: 'titanium', folder: titanium, partId: 'cage', failed: false },
      { target: 'peek', folder: peek, partId: 'cage', failed: false },
    ]);
  });

  test('has a solid frame: in titanium full sections above the core, and below them solid beside it', () => {
    const layers = readContours(join(titanium, 'cage.cli'));
    expect(layers).toHaveLength(75);
    expect(wrongWindings(layers)).toBe(0);
    let walls = 0;
    for (const layer of layers) {
      if (layer.zMm > CORE_TOP_MM + TITANIUM_LAYER_MM) {
        expect(areaOf(layer)).toBeCloseTo(WHOLE_MM2, 6);
        continue;
      }
      // The part stands around (60, 50): the frame lies 4 to 6 mm from there.
      for (const yMm of [44.5, 45.95, 54.05, 55.5]) {
        expect(crossingsX(layer, yMm).map((x) => x.toFixed(3))).toEqual(['54.000', '66.000']);
      }
      const across = crossingsX(layer, 49.3).map((x) => Number(x.toFixed(3)));
      expect([across[0], across.at(-1)]).toEqual([54, 66]);
      for (const x of across.slice(1, -1)) expect(Math.abs(x - 60)).toBeLessThanOrEqual(4.001);
      walls += across.length - 2;
    }
    expect(walls).toBeGreaterThan(100);
  });

  test('has in its core the density that was asked to 1 %: by the contours of the file and by the inspection', () => {
    const layers = readContours(join(titanium, 'cage.cli')).slice(0, CORE_TOP_MM / TITANIUM_LAYER_MM);
    const frameMm3 = (WHOLE_MM2 - CORE_MM2) * CORE_TOP_MM;
    const density = (volumeOf(layers, TITANIUM_LAYER_MM) - frameMm3) / (CORE_MM2 * CORE_TOP_MM);
    expect(Math.abs(density / 0.3 - 1)).toBeLessThan(0.01);
    for (const [build, asked] of [
      [titanium, 0.3],
      [peek, 0.35],
    ] as const) {
      const { relativeDensity, targetRelativeDensity } = inspectionOf(build).lattice;
      expect(targetRelativeDensity).toBe(asked);
      expect(Math.abs((relativeDensity ?? 0) / asked - 1)).toBeLessThan(0.01);
    }
  });

  test('extrudes in PEEK frame, roof and 0.35 of the core, and only the core as lattice', () => {
    const print = readPrint(readFileSync(join(peek, 'cage.gcode'), 'utf8'));
    const { Custom = 0, Prime = 0, 'Skirt/Brim': skirt = 0, ...part } = print.extrudedMm3ByType;
    const partMm3 = Object.values(part).reduce((sum, mm3) => sum + mm3, 0);
    const coreMm3 = 0.35 * CORE_MM2 * CORE_TOP_MM;
    const denseMm3 = WHOLE_MM2 * 2 + (WHOLE_MM2 - CORE_MM2) * CORE_TOP_MM;
    expect(Math.abs(partMm3 / (denseMm3 + coreMm3) - 1)).toBeLessThan(0.02);
    expect(Math.abs((part.Lattice ?? 0) / coreMm3 - 1)).toBeLessThan(0.05);
    expect([Custom, Prime, skirt > 0]).toEqual([0, 0, true]);
    expect(print.layersZ).toHaveLength(30);
    // From (54, 44) to (66, 56), and the skirt 5 mm farther out.
    expect(print.box?.map((mm) => Number(mm.toFixed(3)))).toEqual([49, 39, 0.2, 71, 61, 6]);
  });

  test('is kept in the manifest: the case with its hash, the target, the meshes and the regions', () => {
    const text = readFileSync(path);
    for (const [build, target] of [
      [titanium, 'titanium'],
      [peek, 'peek'],
    ] as const) {
      const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8'));
      expect(manifest.case).toEqual({ target, ...CASE });
      const inputs = Object.fromEntries(
        manifest.inputs.map(({ file, sha256 }: { file: string; sha256: string }) => [file, sha256]),
      );
      for (const name of ['case.json', 'block.stl', 'core.stl']) {
        expect(inputs[name]).toBe(
          createHash('sha256')
            .update(readFileSync(join(dir, name)))
            .digest('hex'),
        );
      }
      expect(manifest.inputs.find(({ file }: { file: string }) => file === 'case.json').bytes).toBe(text.length);
      const own = target === 'peek' ? { cellMm: 4, relativeDensity: 0.35 } : { cellMm: 2, relativeDensity: 0.3 };
      expect(manifest.settings.parts).toMatchObject([
        {
          id: 'cage',
          variant: null,
          regions: [
            { id: 'core', kind: 'porous', fill: 'lattice', lattice: { cellType: 'gyroid', ...own } },
            { id: 'frame', kind: 'solid', fill: 'solid', shape: 'rest', lattice: null },
          ],
          solvedLattices: [{ regionId: 'core', relativeDensity: own.relativeDensity }],
        },
      ]);
      // Which mesh a region has stands in the case, which the manifest has whole.
      expect(manifest.case.parts[0].regions[0].shape).toEqual({ by: 'mesh', file: 'core.stl' });
    }
  });

  test('says in each report for which target it is', () => {
    for (const [build, words] of [
      [titanium, ['titanium', 'ti6al4v-eli-30um']],
      [peek, ['peek', 'peek-implant-100um']],
    ] as const) {
      const report = readFileSync(join(build, 'report.html'), 'utf8');
      for (const word of ['A block with a porous core', 'cage', 'case.json', ...words]) expect(report).toContain(word);
    }
  });

  test('is not overwritten without --force, and a failed run with it leaves both builds as they were', async () => {
    const before = [contentOf(titanium), contentOf(peek)];
    const again = await runCli('prepare', path, '--out', out);
    expect(again.code).toBe(2);
    expectOneLine(again);
    expect(again.stderr).toContain('--force');
    // The second target fails when the first is ready.
    const bad = join(dir, 'bad.json');
    const lattices = { core: { ...GYROID, relativeDensity: 0.99 } };
    writeFileSync(bad, JSON.stringify({ ...CASE, ...withPeek({ lattices }) }));
    const failed = await runCli('prepare', bad, '--out', out, '--force', '--layers', '0:2');
    expect(failed.code).toBe(3);
    expectOneLine(failed);
    expect(failed.stderr).toContain('bad.json > targets > 1 > lattices > core > relativeDensity');
    expect([contentOf(titanium), contentOf(peek)]).toEqual(before);
    expect(readdirSync(out).sort()).toEqual(['peek', 'titanium']);
  });
});

test('--target prepares one target into the folder itself', async () => {
  const dir = tempFolder();
  const out = join(dir, 'out');
  const run = await runCli('prepare', caseFile(dir), '--out', out, '--target', 'peek', '--layers', '28:30', '--json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(out)).toContain('cage.gcode');
  expect(JSON.parse(run.stdout)).toMatchObject({ target: 'peek', out, partId: 'cage' });
  expect(JSON.parse(readFileSync(join(out, 'shard.json'), 'utf8')).case.target).toBe('peek');
});

test('a case is never replaced by its own build, and one whose porous region misses the part is refused with its name', async () => {
  const dir = tempFolder();
  const path = caseFile(dir);
  const twin = join(dir, 'plan.json');
  writeFileSync(twin, readFileSync(path));
  const replaced = await runCli('prepare', twin, '--out', dir, '--target', 'peek', '--force');
  expect(replaced.code).toBe(2);
  expect(replaced.stderr).toContain('the output would replace the input');
  expect(readFileSync(twin)).toEqual(readFileSync(path));

  stlFile(dir, 'core', boxMesh(100, 100, 100, 104, 104, 104));
  const out = join(dir, 'away');
  const away = await runCli('prepare', path, '--out', out, '--target', 'peek');
  expect(away.code).toBe(3);
  expectOneLine(away);
  expect(away.stderr).toContain(
    "case.json > parts > 0 > regions > 0 > shape: the region 'core' misses the part: it lies in",
  );
  expect(away.stderr).toContain(
    'x 100 to 104, y 100 to 104, z 100 to 104 mm, the part in x -2 to 10, y -2 to 10, z 0 to 6 mm',
  );
  expect(existsSync(out)).toBe(false);
});

test('check takes a case in hand as preparing it would', async () => {
  const dir = tempFolder();
  expect(await runCli('check', caseFile(dir))).toMatchObject({ code: 0, stderr: '' });
  const absent = await runCli('check', caseFile(dir, withPeek({ profile: 'peak-implant-100um' })));
  expect(absent.code).toBe(3);
  expect(absent.stderr).toContain('targets > 1 > profile');
});

test('when the second target fails, no folder of the first is left either', async () => {
  const dir = tempFolder();
  const lattices = { core: { ...GYROID, relativeDensity: 0.99 } };
  const path = caseFile(dir, withPeek({ lattices }));
  const run = await runCli('prepare', path, '--out', join(dir, 'deep', 'out'), '--layers', '0:2');
  expect(run.code).toBe(3);
  expectOneLine(run);
  expect(run.stderr).toContain('0.99 is out of reach');
  expect(existsSync(join(dir, 'deep'))).toBe(false);
});

interface Refusal {
  readonly what: string;
  readonly changed?: Partial<Case>;
  readonly code?: number;
  readonly options?: readonly string[];
  /** Makes what else the case needs. */
  readonly files?: (dir: string) => void;
  readonly says: readonly string[];
}

const REFUSALS: readonly Refusal[] = [
  {
    what: 'an unknown target',
    code: 2,
    options: ['--target', 'titanum'],
    says: ["unknown target 'titanum', did you mean 'titanium'?"],
  },
  {
    what: 'an option that the case says itself',
    code: 2,
    options: ['--density', '0.3'],
    says: ['--density is for a bare mesh'],
  },
  {
    what: 'a printer beside the case',
    code: 2,
    options: ['--printer', 'generic-peek-fff'],
    says: ['--printer is for'],
  },
  { what: 'a repair beside the case', code: 2, options: ['--repair'], says: ['--repair is for a bare mesh'] },
  {
    what: 'a target that fills an unknown region',
    changed: withPeek({ lattices: { cor: GYROID } }),
    says: ["case.json > targets > 1 > lattices > cor: unknown region 'cor', did you mean 'core'?"],
  },
  {
    what: 'a path that steps out of the folder',
    changed: withPart({ mesh: '../block.stl' }),
    says: ['case.json > parts > 0 > mesh: must be a path inside the folder'],
  },
  {
    what: 'an absolute path',
    changed: withPart({ mesh: '/etc/hostname' }),
    says: ['case.json > parts > 0 > mesh: must be a path inside the folder'],
  },
  {
    what: 'a link that leads out of the folder',
    changed: withPart({ mesh: 'link.stl' }),
    files: (dir) => symlinkSync(stlFile(tempFolder(), 'outside', BLOCK), join(dir, 'link.stl')),
    says: ['case.json > parts > 0 > mesh: link.stl lies outside the folder of the case'],
  },
  {
    what: 'a mesh that is not there',
    changed: withPart({ mesh: 'none.stl' }),
    says: ['case.json > parts > 0 > mesh: none.stl cannot be found'],
  },
  {
    what: 'a printer whose chamber gets not as hot as the profile asks',
    changed: withPeek({ printer: 'cool-chamber' }),
    options: ['--printers', 'PRINTERS'],
    says: ['case.json > targets > 1 > profile', "chamberC: must be 0 to 90 C on printer 'cool-chamber', got 160"],
  },
  {
    what: 'a part off the bed',
    changed: withPart({ positionMm: { x: 5.9, y: 50 } }),
    says: ['case.json > parts > 0 > positionMm: the part would reach over x -0.100 to 11.900'],
  },
  {
    what: 'a part too large',
    changed: withPart({ mesh: 'long.stl' }),
    files: (dir) => stlFile(dir, 'long', boxMesh(0, 0, 0, 260, 8, 2)),
    says: ['case.json > parts > 0: the part measures 260 x 8 x 2 mm; generic-lpbf-250 has room for'],
  },
  {
    what: 'a region whose mesh is open',
    files: (dir) => stlFile(dir, 'core', withoutTriangle(CORE, 5)),
    says: ['case.json > parts > 0 > regions > 0 > shape > file: the mesh of a shape is not closed'],
  },
  {
    what: 'a 3MF in another unit than the case says',
    changed: withPart({ mesh: 'part.3mf' }),
    files: (dir) => {
      const object = `<object id="1" type="model">${TETRAHEDRON}</object>`;
      const model = modelOf(object, '<item objectid="1"/>', 'unit="inch"');
      writeFileSync(join(dir, 'part.3mf'), packageOf(model));
    },
    says: ['part.3mf: declares the unit inch, its case says mm'],
  },
  {
    what: 'a case that is no JSON',
    files: (dir) => writeFileSync(join(dir, 'case.json'), '{"schema": "trabecula/case@1",'),
    says: ['case.json'],
  },
];

describe('one line on stderr says what and where in the case, and nothing is left, for', () => {
  test.each(REFUSALS)('$what', async ({ changed, code = 3, options = [], files, says }) => {
    const dir = tempFolder();
    const path = caseFile(dir, changed);
    files?.(dir);
    const printers = join(dir, 'printers');
    mkdirSync(printers);
    const printer = JSON.parse(readFileSync(`${ROOT}printers/generic-peek-fff.json`, 'utf8'));
    const chamber = { maxC: { value: 90, source: 'uncalibrated example' } };
    writeFileSync(join(printers, 'cool-chamber.json'), JSON.stringify({ ...printer, id: 'cool-chamber', chamber }));
    const words = options.map((word) => (word === 'PRINTERS' ? printers : word));
    const run = await runCli('prepare', path, '--out', join(dir, 'out'), ...words);
    expectOneLine(run);
    for (const part of says) expect(run.stderr).toContain(part);
    expect(run.code).toBe(code);
    expect(existsSync(join(dir, 'out'))).toBe(false);
  });

  test('a case that is not there, and a target of a bare mesh', async () => {
    const dir = tempFolder();
    const gone = await runCli('prepare', join(dir, 'case.json'), '--out', join(dir, 'out'));
    expect(gone.code).toBe(3);
    expectOneLine(gone);
    expect(gone.stderr).toContain('case.json');
    const mesh = await runCli('prepare', stlFile(dir, 'block', BLOCK), '--out', join(dir, 'out'), '--target', 'peek');
    expect(mesh.code).toBe(2);
    expectOneLine(mesh);
    expect(existsSync(join(dir, 'out'))).toBe(false);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CaseCheck, caseLines } from '../../src/pipeline/check-case.ts';
import { checkFile, type FileCheck } from '../../src/pipeline/check-file.ts';
import { boxMesh, insideOut, joined } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { boxFile, stlFile, withoutTriangle } from '../support/test-meshes.ts';

const GYROID = { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 } as const;
const box = (centreMm: readonly number[], sizeMm: readonly number[]) => ({ by: 'box', centreMm, sizeMm });
const TITANIUM = { id: 'titanium', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um', layerMm: 0.08 };
const MODEL = { id: 'model', printer: 'generic-peek-fff', profile: 'peek-implant-100um', layerMm: 0.2, model: true };
/** One and a half times as high. */
const TALL = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1.5, 0, 0, 0, 0, 1];

/** 12 x 12 x 6 mm around the z axis: a canal of 2 x 2 mm up through it, a core of 8 x 8 x 4 mm in it, a contact face below. */
const CAGE = {
  id: 'cage',
  solid: box([0, 0, 3], [12, 12, 6]),
  regions: [
    { id: 'canal', kind: 'canal', shape: box([0, 0, 3], [2, 2, 8]), toleranceMm: 0.1 },
    { id: 'face', kind: 'contact', shape: box([0, 0, 0], [20, 20, 1]), toleranceMm: 0.1 },
    { id: 'core', kind: 'porous', shape: box([0, 0, 3], [8, 8, 4]), lattice: GYROID },
    { id: 'tag', kind: 'label', shape: box([5.5, 0, 3], [1, 4, 2]) },
    { id: 'frame', kind: 'solid', shape: { by: 'rest' } },
  ],
  orientation: 'keep',
};
const REST = [{ id: 'all', kind: 'solid', shape: { by: 'rest' } }];

/** Checks a case of these changes in a folder that has what it needs. */
async function checked(changed: object = {}, prepare: (dir: string) => void = () => {}): Promise<FileCheck> {
  const dir = tempFolder();
  const path = join(dir, 'case.json');
  boxFile(dir, 'l4', 30, 30, 20);
  const item = {
    schema: 'trabecula/case@1',
    id: 'example',
    side: 'left',
    level: 'L4-L5',
    revision: 'A',
    name: 'Example',
    units: 'mm',
    bones: [{ id: 'l4', mesh: 'l4.stl' }],
    parts: [CAGE],
    targets: [TITANIUM],
    ...changed,
  };
  writeFileSync(path, JSON.stringify(item));
  prepare(dir);
  return checkFile(path);
}

const explained = async (...of: Parameters<typeof checked>) => (await checked(...of)).case as CaseCheck;
const volumesOf = ({ regions }: CaseCheck['parts'][number]) =>
  regions.map(({ regionId, volumeMm3 }) => [regionId, Number(volumeMm3.toFixed(6))]);

describe('a case of one part with five regions', () => {
  test('is explained with its identity, its part and its targets', async () => {
    const { case: found, kind, mesh, findings, summary } = await checked();
    expect([kind, mesh, findings]).toEqual(['case', null, []]);
    expect(summary).toBe('case example, 1 part, 5 regions, targets titanium');
    expect(found).toMatchObject({
      id: 'example',
      side: 'left',
      level: 'L4-L5',
      revision: 'A',
      bones: ['l4'],
      targets: [{ id: 'titanium', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um', model: false }],
      missing: [],
    });
    expect(found?.parts).toHaveLength(1);
    const [part] = found?.parts ?? [];
    expect(part).toMatchObject({ partId: 'cage', variant: null, watertight: true, shells: 1, triangles: 12 });
    expect(part?.volumeMm3).toBeCloseTo(864, 9);
    expect(part?.bboxMm.map((mm) => Number(mm.toFixed(9)) + 0)).toEqual([-6, -6, 0, 6, 6, 6]);
  });

  test('has the volume of each region by the booleans of its shapes, in their order of precedence', async () => {
    const [part] = (await explained()).parts;
    // 2 x 2 x 6; half a millimetre of 12 x 12, which takes nothing; 8 x 8 x 4 less 2 x 2 x 4; 1 x 4 x 2; the rest of 864.
    expect(volumesOf(part!)).toEqual([
      ['canal', 24],
      ['face', 72],
      ['core', 240],
      ['tag', 8],
      ['frame', 592],
    ]);
    expect(
      part?.regions.map(({ kind, fill, lattice, supportBan, measuredBy }) => [
        kind,
        fill,
        lattice,
        supportBan,
        measuredBy,
      ]),
    ).toEqual([
      ['canal', 'empty', null, true, 'meshes'],
      ['contact', 'beneath', null, true, 'meshes'],
      ['porous', 'lattice', 'gyroid', false, 'meshes'],
      ['label', 'solid', null, true, 'meshes'],
      ['solid', 'solid', null, false, 'meshes'],
    ]);
  });

  test('is told in lines for people', async () => {
    const { lines, case: found } = await checked();
    expect(lines).toEqual([
      'L4-L5, left, revision A',
      'part cage: 864.00 mm3, 12.00 x 12.00 x 6.00 mm, watertight, 1 shell',
      '  region canal: canal, empty, 24.00 mm3, no supports',
      '  region face: contact, beneath, 72.00 mm3, no supports',
      '  region core: porous, gyroid, 240.00 mm3',
      '  region tag: label, solid, 8.00 mm3, no supports',
      '  region frame: solid, solid, 592.00 mm3',
      'bones: l4',
      'target titanium: generic-lpbf-250, ti6al4v-eli-30um',
    ]);
    expect(
      caseLines({ ...found!, bones: [], targets: [{ id: 'm', printer: 'p', profile: 'q', model: true }] }).slice(-2),
    ).toEqual(['  region frame: solid, solid, 592.00 mm3', 'target m: p, q, a model 1:1']);
  });
});

test('regions at a distance are measured by their cuts: a rim of 1 mm around a block', async () => {
  const rim = { id: 'rim', kind: 'solid', shape: { by: 'distance', withinMm: 1 } };
  const core = { id: 'core', kind: 'solid', shape: { by: 'rest' } };
  const [part] = (await explained({ parts: [{ ...CAGE, regions: [rim, core] }] })).parts;
  expect(part?.regions.map(({ measuredBy }) => measuredBy)).toEqual(['cuts', 'cuts']);
  const [outer, inner] = part!.regions.map(({ volumeMm3 }) => volumeMm3) as [number, number];
  // 10 x 10 x 4 mm lie deeper than 1 mm; a layer of 0.08 mm more or less is the cuts'.
  expect(Math.abs(inner - 400)).toBeLessThan(100 * 0.08 + 2);
  expect(Math.abs((outer + inner) / 864 - 1)).toBeLessThan(1e-3);
});

test('variants are parts of their own with regions that go with them; of a model the first target that is none tells the regions', async () => {
  const parts = [
    { ...CAGE, variants: [{ id: 'tall', transform: TALL }] },
    { id: 'peg', solid: box([0, 0, 2], [4, 4, 4]), regions: REST },
  ];
  const found = await explained({ parts, targets: [MODEL, TITANIUM] });
  expect(found.parts.map(({ partId, variant, volumeMm3 }) => [partId, variant, Number(volumeMm3.toFixed(6))])).toEqual([
    ['cage', null, 864],
    ['cage-tall', 'tall', 1296],
    ['peg', null, 64],
  ]);
  expect(volumesOf(found.parts[1]!)).toEqual([
    ['canal', 36],
    ['face', 108],
    ['core', 360],
    ['tag', 12],
    ['frame', 888],
  ]);
  expect(found.parts[0]?.regions[2]).toMatchObject({ fill: 'lattice', lattice: 'gyroid' });
  expect(found.targets.map(({ id, model }) => [id, model])).toEqual([
    ['model', true],
    ['titanium', false],
  ]);
});

test('a variant for the other side is told with that side, and every other part with that of the case', async () => {
  const mirror = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const variants = [{ id: 'other', transform: mirror, mirrored: true, side: 'right' }];
  const { case: found, lines } = await checked({ parts: [{ ...CAGE, variants }] });
  expect(found?.parts.map(({ partId, side }) => [partId, side])).toEqual([
    ['cage', 'left'],
    ['cage-other', 'right'],
  ]);
  expect(lines.filter((line) => line.startsWith('part '))).toEqual([
    'part cage: 864.00 mm3, 12.00 x 12.00 x 6.00 mm, watertight, 1 shell',
    'part cage-other, right: 864.00 mm3, 12.00 x 12.00 x 6.00 mm, watertight, 1 shell',
  ]);
  expect(volumesOf(found!.parts[1]!)).toEqual(volumesOf(found!.parts[0]!));
});

test('a case of a model alone is told as the model has it: solid, with its bones', async () => {
  const found = await explained({ targets: [MODEL] });
  expect(found.parts.map(({ partId }) => partId)).toEqual(['cage', 'l4']);
  expect(found.parts[0]?.regions.map(({ fill, lattice }) => [fill, lattice])).toEqual([
    ['empty', null],
    ['beneath', null],
    ['solid', null],
    ['solid', null],
    ['solid', null],
  ]);
  expect(found.parts[1]).toMatchObject({ regions: [], triangles: 12 });
  expect(found.parts[1]?.volumeMm3).toBeCloseTo(18_000, 6);
});

test('what a case does not say is noted, each with its part or region, and is no error', async () => {
  const seat = { id: 'seat', kind: 'docking', shape: box([0, 0, 3], [2, 2, 2]) };
  const { case: found, findings } = await checked({
    bones: [],
    parts: [{ id: 'bare', solid: CAGE.solid, regions: [seat, ...REST] }],
  });
  expect(found?.missing).toEqual([
    'no bone is named: nothing can be compared with the bone bed',
    "the part 'bare' names no contact region: no face that bears on bone is kept from supports",
    "the part 'bare' names no label region",
    "the part 'bare' does not say how it is to stand",
    "the docking region 'seat' has no toleranceMm",
  ]);
  expect(findings.map(({ rule, severity, message }) => [rule, severity, message])).toEqual(
    found?.missing.map((words) => ['case-incomplete', 'note', words]),
  );
});

test('what the meshes of a case are found to be stands among the findings, once for all targets', async () => {
  const parts = [{ id: 'block', mesh: 'block.stl', regions: CAGE.regions, orientation: 'keep' }];
  const { findings, case: found } = await checked(
    { parts, targets: [TITANIUM, { ...TITANIUM, id: 'again' }] },
    (dir) => {
      const shell = boxMesh(-5, -5, 1, -4.5, -4.5, 1.5);
      stlFile(dir, 'block', joined(boxMesh(-6, -6, 0, 6, 6, 6), shell));
    },
  );
  expect(findings.map(({ rule, severity, partId }) => [rule, severity, partId])).toEqual([
    ['mesh-shell-inside', 'warning', 'block'],
  ]);
  expect(found?.parts[0]).toMatchObject({ shells: 2, triangles: 24, watertight: true });
});

test('a case that cannot be prepared is refused as preparing it would be', async () => {
  await expect(checked({ parts: [{ ...CAGE, solid: box([0, 0, 3], [300, 12, 6]) }] })).rejects.toMatchObject({
    code: 'part-too-large',
  });
  const away = { id: 'away', kind: 'solid', shape: box([0, 0, 50], [2, 2, 2]) };
  await expect(checked({ parts: [{ ...CAGE, regions: [away, ...REST] }] })).rejects.toThrow(
    "the region 'away' misses the part",
  );
  await expect(checked({ targets: [{ ...TITANIUM, printer: 'none' }] })).rejects.toMatchObject({
    code: 'printer-unknown',
  });
});

test('the same case is explained the same way twice, and nothing is written', async () => {
  let text = '';
  const run = () =>
    checked({}, (dir) => {
      text = readFileSync(join(dir, 'case.json'), 'utf8');
    });
  const [first, second] = [await run(), await run()];
  expect({ ...second, file: '' }).toEqual({ ...first, file: '' });
  expect(JSON.parse(text).id).toBe('example');
});

describe('a mesh', () => {
  test('of two boxes is told with its volume, size, shells and unit', async () => {
    const path = stlFile(
      tempFolder(),
      'two',
      joined(boxMesh(0, 0, 0, 10, 20, 30), insideOut(boxMesh(2, 2, 2, 5, 5, 5))),
    );
    const { kind, mesh, case: none, findings, summary, lines } = await checkFile(path);
    expect([kind, none, findings]).toEqual(['mesh', null, []]);
    expect(mesh).toMatchObject({
      triangles: 24,
      beams: 0,
      volumeMm3: 5973,
      watertight: true,
      shells: 2,
      bboxMm: [0, 0, 0, 10, 20, 30],
      suspectedUnit: null,
      unit: 'mm',
      openEdges: 0,
      nonManifoldEdges: 0,
      misorientedEdges: 0,
      degenerateTriangles: 0,
      duplicateTriangles: 0,
      objects: [],
      repairs: [],
    });
    expect(mesh?.shellList).toEqual([
      { triangles: 12, volumeMm3: 6000, bboxMm: [0, 0, 0, 10, 20, 30], role: 'solid', depth: 0, parent: null },
      { triangles: 12, volumeMm3: -27, bboxMm: [2, 2, 2, 5, 5, 5], role: 'void', depth: 1, parent: 0 },
    ]);
    expect(summary).toBe('mesh, 24 triangles, watertight, 2 shells, 5973.000 mm3, 10 x 20 x 30 mm');
    expect(lines).toEqual([
      'unit mm, by default',
      'shell 1: solid, 12 triangles, 6000.000 mm3, 10 x 20 x 30 mm',
      'shell 2: void in shell 1, 12 triangles, -27.000 mm3, 3 x 3 x 3 mm',
    ]);
  });

  test('in doubtful units is told with the doubt, in units that are given without it', async () => {
    const dir = tempFolder();
    for (const [name, side, unit] of [
      ['metres', 0.03, 'metre'],
      ['inches', 1.2, 'inch'],
      ['microns', 30_000, 'micron'],
    ] as const) {
      const path = boxFile(dir, name, side, side / 2, side / 3);
      const { mesh, findings } = await checkFile(path);
      expect(mesh?.suspectedUnit).toBe(unit);
      expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['units-doubtful', 'warning']]);
      const given = await checkFile(path, { units: 'mm', repair: false });
      expect([given.mesh?.suspectedUnit, given.findings, given.lines[0]]).toEqual([null, [], 'unit mm, by option']);
    }
  });

  test('that is open or inside out is told as it is, and with repair what was done', async () => {
    const dir = tempFolder();
    const open = await checkFile(stlFile(dir, 'open', withoutTriangle(boxMesh(0, 0, 0, 10, 10, 10), 0)));
    expect(open.mesh).toMatchObject({ watertight: false, openEdges: 3 });
    expect(open.summary).toContain('not watertight');
    const path = stlFile(dir, 'turned', insideOut(boxMesh(0, 0, 0, 10, 10, 10)));
    const turned = await checkFile(path);
    expect(turned.mesh?.volumeMm3).toBeCloseTo(-1000, 6);
    expect(turned.findings.map(({ rule }) => rule)).toContain('mesh-inverted');
    const repaired = await checkFile(path, { units: null, repair: true });
    expect(repaired.mesh?.volumeMm3).toBeCloseTo(1000, 6);
    expect(repaired.mesh?.repairs).toHaveLength(1);
    expect(repaired.findings.map(({ rule }) => rule)).toEqual(['mesh-repaired']);
  });
});

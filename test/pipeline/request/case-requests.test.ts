import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../../src/config/case.ts';
import { PrepError } from '../../../src/core/prep-error.ts';
import { caseRequests } from '../../../src/pipeline/request/case-requests.ts';
import type { RunWishes } from '../../../src/pipeline/request/mesh-request.ts';
import { latticesOfPart } from '../../../src/pipeline/request/prepare-request.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { tempFolder } from '../../store/temp-folder.ts';
import { stlFile } from '../../support/test-meshes.ts';

const GYROID = { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 } as const;

const CASE: Case = {
  schema: 'trabecula/case@1',
  id: 'example',
  side: 'left',
  level: 'L4-L5',
  revision: 'A',
  name: 'Example',
  units: 'mm',
  parts: [
    {
      id: 'cage',
      mesh: 'block.stl',
      regions: [
        { id: 'rod', kind: 'solid', shape: { by: 'mesh', file: 'regions/rod.stl' } },
        { id: 'core', kind: 'porous', shape: { by: 'mesh', file: 'regions/core.stl' }, lattice: GYROID },
        { id: 'frame', kind: 'solid', shape: { by: 'rest' } },
      ],
    },
  ],
  targets: [
    { id: 'titanium', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um' },
    {
      id: 'peek',
      printer: 'generic-peek-fff',
      profile: 'peek-implant-100um',
      outputs: ['gcode'],
      layerMm: 0.2,
      lattices: { core: { ...GYROID, cellMm: 4, relativeDensity: 0.35 } },
    },
  ],
};

/** Writes a case with its meshes and returns the path of the case. */
function caseFile(changed: Partial<Case> = {}): string {
  const dir = tempFolder();
  mkdirSync(join(dir, 'regions'));
  stlFile(dir, 'block', boxMesh(0, 0, 0, 12, 12, 4));
  stlFile(join(dir, 'regions'), 'core', boxMesh(2, 2, -1, 10, 10, 5));
  stlFile(join(dir, 'regions'), 'rod', boxMesh(5, 5, -1, 7, 7, 5));
  writeFileSync(join(dir, 'case.json'), JSON.stringify({ ...CASE, ...changed }));
  return join(dir, 'case.json');
}

const RUN: RunWishes = {
  outDir: 'out',
  force: false,
  folders: { printers: null, profiles: null },
  layers: null,
  cliEncoding: 'binary',
  cliContent: 'both',
  looseSolid: 'drop',
};

/** Case with its part changed. */
function withPart(changed: Partial<Case['parts'][number]>): Partial<Case> {
  return { parts: [{ ...CASE.parts[0]!, ...changed }] };
}

/** Case with its second target changed. */
function withPeek(changed: Partial<Case['targets'][number]>): Partial<Case> {
  return { targets: [CASE.targets[0]!, { ...CASE.targets[1]!, ...changed }] };
}

test('several targets get a folder each, named by the target; one alone gets the folder itself', async () => {
  const path = caseFile();
  const all = await caseRequests(path, RUN, null);
  expect(all.map(({ outDir }) => outDir)).toEqual([join('out', 'titanium'), join('out', 'peek')]);
  expect(all.map((request) => request.case?.identity.target)).toEqual(['titanium', 'peek']);
  const [one, ...more] = await caseRequests(path, RUN, 'peek');
  expect(more).toEqual([]);
  expect(one?.outDir).toBe('out');
  expect(one?.case?.identity.target).toBe('peek');
});

test('each target has its own process, outputs, layers and fill', async () => {
  const [titanium, peek] = await caseRequests(caseFile(), RUN, null);
  expect(titanium).toMatchObject({
    pairing: { process: 'lpbf', printer: { id: 'generic-lpbf-250' }, profile: { id: 'ti6al4v-eli-30um' } },
    outputs: ['cli', '3mf'],
    slice: { thicknessMm: 0.03, cut: 'mid' },
  });
  expect(titanium?.parts[0]?.regions.map(({ lattice }) => lattice?.settings ?? null)).toEqual([
    null,
    expect.objectContaining({ ...GYROID, wallMm: null, skinMm: 0, openSides: [], stepMm: null }),
    null,
  ]);
  expect(peek).toMatchObject({
    pairing: { process: 'fff', printer: { id: 'generic-peek-fff' }, profile: { id: 'peek-implant-100um' } },
    outputs: ['gcode'],
    slice: { thicknessMm: 0.2, cut: 'mid' },
  });
  expect(latticesOfPart(peek!.parts[0]!)).toEqual([
    expect.objectContaining({ cellType: 'gyroid', cellMm: 4, relativeDensity: 0.35, stepMm: null }),
  ]);
});

test('the part bears its name in the case, and its regions their order and places', async () => {
  const path = caseFile(withPart({ positionMm: { x: 30, y: 40 } }));
  const [request] = await caseRequests(path, RUN, 'titanium');
  const dir = join(path, '..');
  const shapeOf = (name: string, n: number) => {
    const place = [path, 'parts', 0, 'regions', n, 'shape'];
    return { by: 'solid', tree: { by: 'mesh', path: join(dir, name), place: [...place, 'file'] }, place };
  };
  expect(request?.parts).toHaveLength(1);
  expect(request?.parts[0]).toMatchObject({
    partId: 'cage',
    source: { by: 'mesh', path: join(dir, 'block.stl') },
    transform: null,
    load: { units: 'mm', repair: false, sameUnit: true },
    positionMm: [30, 40],
    place: [path, 'parts', 0],
    regions: [
      {
        id: 'rod',
        kind: 'solid',
        fill: 'solid',
        shape: shapeOf('regions/rod.stl', 0),
        place: [path, 'parts', 0, 'regions', 0],
      },
      {
        id: 'core',
        kind: 'porous',
        fill: 'lattice',
        shape: shapeOf('regions/core.stl', 1),
        place: [path, 'parts', 0, 'regions', 1],
      },
      { id: 'frame', kind: 'solid', fill: 'solid', shape: null, place: [path, 'parts', 0, 'regions', 2] },
    ],
  });
  expect((await caseRequests(caseFile(), RUN, 'titanium'))[0]?.parts[0]?.positionMm).toBeNull();
});

test('a case of solid regions alone has no fill', async () => {
  const solid = withPart({ regions: [{ id: 'all', kind: 'solid', shape: { by: 'rest' } }] });
  const targets = [CASE.targets[0]!];
  const [request] = await caseRequests(caseFile({ ...solid, targets }), RUN, null);
  expect(latticesOfPart(request!.parts[0]!)).toEqual([]);
  expect(request?.parts[0]?.regions).toHaveLength(1);
});

test('the wishes of the run go into every request, and the case with its own text', async () => {
  const run: RunWishes = { ...RUN, force: true, layers: { from: 3, to: 5 }, cliEncoding: 'ascii', cliContent: 'scan' };
  for (const request of await caseRequests(caseFile(), run, null)) {
    expect(request).toMatchObject({
      force: true,
      layers: { from: 3, to: 5 },
      cliEncoding: 'ascii',
      cliContent: 'scan',
    });
    expect(request.case?.item).toEqual(CASE);
    expect(JSON.parse(request.case?.text ?? '')).toEqual(CASE);
  }
});

/** Code, place below the case file, and reason of a refusal. */
async function refusal(
  changed: Partial<Case>,
  target: string | null = null,
  run = RUN,
  prepare?: (dir: string) => void,
) {
  const path = caseFile(changed);
  prepare?.(join(path, '..'));
  try {
    await caseRequests(path, run, target);
  } catch (error) {
    if (!(error instanceof PrepError)) throw error;
    expect(error.message).not.toContain('\n');
    if (error.code !== 'usage') expect(error.place[0]).toBe(path);
    return { code: error.code, place: error.place.slice(1), reason: error.reason };
  }
  throw new Error('was taken');
}

describe('refused with its place in the case is', () => {
  const core = { id: 'core', kind: 'porous', shape: { by: 'rest' }, lattice: GYROID } as const;

  test.each<[string, Partial<Case>, string, readonly (string | number)[], string]>([
    [
      'an unknown printer',
      withPeek({ printer: 'generic-peek' }),
      'printer-unknown',
      ['targets', 1, 'printer'],
      "unknown printer 'generic-peek'",
    ],
    [
      'an unknown profile',
      withPeek({ profile: 'peek-100um' }),
      'profile-unknown',
      ['targets', 1, 'profile'],
      "unknown profile 'peek-100um'",
    ],
    [
      'a profile of another process',
      withPeek({ profile: 'ti6al4v-eli-30um' }),
      'profile-invalid',
      ['targets', 1, 'profile'],
      "is for lpbf; printer 'generic-peek-fff' is for fff",
    ],
    [
      'an output of another process',
      withPeek({ outputs: ['cli'] }),
      'case-invalid',
      ['targets', 1, 'outputs'],
      "got 'cli'",
    ],
    [
      'a mesh that is not there',
      withPart({ mesh: 'none.stl' }),
      'file-unreadable',
      ['parts', 0, 'mesh'],
      'none.stl cannot be found',
    ],
    [
      'the mesh of a region that is not there',
      withPart({ regions: [{ id: 'rod', kind: 'solid', shape: { by: 'mesh', file: 'rod.stl' } }, core] }),
      'file-unreadable',
      ['parts', 0, 'regions', 0, 'shape', 'file'],
      'rod.stl cannot be found',
    ],
    [
      'an unknown cell of a region',
      withPart({ regions: [{ ...core, lattice: { ...GYROID, cellType: 'giroid' } }] }),
      'lattice-invalid',
      ['parts', 0, 'regions', 0, 'lattice', 'cellType'],
      "unknown cell 'giroid'",
    ],
    [
      'an unknown cell of a target',
      withPeek({ lattices: { core: { ...GYROID, cellType: 'giroid' } } }),
      'lattice-invalid',
      ['targets', 1, 'lattices', 'core', 'cellType'],
      "unknown cell 'giroid'",
    ],
    [
      'a step too coarse',
      withPart({ regions: [{ ...core, lattice: { ...GYROID, stepMm: 0.3 } }] }),
      'lattice-invalid',
      ['parts', 0, 'regions', 0, 'lattice', 'stepMm'],
      'at most 0.25 mm',
    ],
  ])('%s', async (_, changed, code, place, reason) => {
    const told = await refusal(changed);
    expect(told).toMatchObject({ code, place });
    expect(told.reason).toContain(reason);
  });

  test('a mesh that a link leads to from outside', async () => {
    const outside = stlFile(tempFolder(), 'outside', boxMesh(0, 0, 0, 1, 1, 1));
    const link = (dir: string) => symlinkSync(outside, join(dir, 'link.stl'));
    expect(await refusal(withPart({ mesh: 'link.stl' }), null, RUN, link)).toEqual({
      code: 'case-invalid',
      place: ['parts', 0, 'mesh'],
      reason: 'link.stl lies outside the folder of the case',
    });
  });
});

test('a fault of a target that is not wanted stops nobody', async () => {
  const path = caseFile(withPeek({ printer: 'generic-peek' }));
  expect(await caseRequests(path, RUN, 'titanium')).toHaveLength(1);
});

test('an unknown target names the nearest, and a case that is not there its path', async () => {
  expect(await refusal({}, 'titan')).toMatchObject({
    code: 'usage',
    reason: expect.stringContaining("unknown target 'titan'"),
  });
  const gone = join(tempFolder(), 'case.json');
  await expect(caseRequests(gone, RUN, null)).rejects.toMatchObject({ code: 'file-unreadable', place: [gone] });
});

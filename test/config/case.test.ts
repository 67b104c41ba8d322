import { describe, expect, test } from 'vitest';
import { type Case, loadCase, targetsOf } from '../../src/config/case.ts';
import { PrepError } from '../../src/core/prep-error.ts';

const FILE = 'case.json';

const CASE = {
  schema: 'trabecula/case@1',
  id: 'example',
  name: 'Example',
  units: 'mm',
  parts: [
    {
      id: 'cage',
      mesh: 'meshes/cage.stl',
      regions: [
        {
          id: 'core',
          kind: 'porous',
          shape: { by: 'mesh', file: 'core.stl' },
          lattice: { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 },
        },
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
      lattices: { core: { cellType: 'gyroid', phase: 'sheet', cellMm: 4, wallMm: 0.45 } },
    },
  ],
};

/** The case with the value at a path replaced; undefined removes it. */
function bent(path: readonly (string | number)[], value: unknown): string {
  const root = structuredClone(CASE) as never;
  let node: Record<string | number, never> = root;
  for (const key of path.slice(0, -1)) node = node[key] as never;
  const last = path.at(-1) as string | number;
  if (value === undefined) delete node[last];
  else node[last] = value as never;
  return JSON.stringify(root);
}

function refusal(path: readonly (string | number)[], value: unknown): string {
  try {
    loadCase(bent(path, value), FILE);
  } catch (cause) {
    if (!(cause instanceof PrepError)) throw cause;
    expect(cause.code).toBe('case-invalid');
    return cause.message;
  }
  throw new Error('the case was taken');
}

test('a whole case loads as it stands', () => {
  expect(loadCase(JSON.stringify(CASE), FILE)).toEqual(CASE);
});

describe('what cannot be is refused on one line with its JSON path', () => {
  const region = ['parts', 0, 'regions', 0] as const;
  test.each<[readonly (string | number)[], unknown, string]>([
    [
      [...region, 'kind'],
      'porus',
      'case.json > parts > 0 > regions > 0 > kind: must be "porous" or "solid", got "porus"',
    ],
    [
      ['targets', 1, 'lattices'],
      { cor: CASE.targets[1]?.lattices?.core },
      "case.json > targets > 1 > lattices > cor: unknown region 'cor', did you mean 'core'?",
    ],
    [
      ['targets', 1, 'lattices'],
      { frame: CASE.targets[1]?.lattices?.core },
      "case.json > targets > 1 > lattices > frame: the region 'frame' is solid and takes no fill",
    ],
    [
      ['parts', 0, 'mesh'],
      '../cage.stl',
      'case.json > parts > 0 > mesh: must be a path inside the folder of the case file',
    ],
    [
      ['parts', 0, 'mesh'],
      '/etc/passwd',
      'case.json > parts > 0 > mesh: must be a path inside the folder of the case file',
    ],
    [
      ['parts', 0, 'mesh'],
      'a\\..\\..\\b.stl',
      'case.json > parts > 0 > mesh: must be a path inside the folder of the case file',
    ],
    [
      ['parts', 0, 'mesh'],
      'C:cage.stl',
      'case.json > parts > 0 > mesh: must be a path inside the folder of the case file',
    ],
    [
      [...region, 'shape', 'file'],
      'x/../../core.stl',
      'case.json > parts > 0 > regions > 0 > shape > file: must be a path inside the folder of the case file',
    ],
    [
      [...region, 'lattice', 'cellMm'],
      0,
      'case.json > parts > 0 > regions > 0 > lattice > cellMm: must be above 0 mm, got 0',
    ],
    [[...region, 'lattice', 'wallMm'], 0.3, 'lattice: needs one of relativeDensity, wallMm, poreMm, modulusGPa'],
    [
      [...region, 'lattice', 'relativeDensity'],
      undefined,
      'lattice: needs one of relativeDensity, wallMm, poreMm, modulusGPa',
    ],
    [[...region, 'latice'], 1, "case.json > parts > 0 > regions > 0: unknown key 'latice', did you mean 'lattice'?"],
    [['targets', 0, 'printr'], 'x', "case.json > targets > 0: unknown key 'printr', did you mean 'printer'?"],
    [['targets'], [], 'case.json > targets: must hold at least 1, got 0'],
    [['targets', 1, 'id'], 'titanium', "case.json > targets > 1 > id: the target 'titanium' already stands at 0"],
    [
      ['parts', 0, 'regions', 1, 'id'],
      'core',
      "case.json > parts > 0 > regions > 1 > id: the region 'core' already stands at 0",
    ],
    [
      ['parts', 0, 'regions', 1, 'shape'],
      { by: 'mesh', file: 'x.stl' },
      'case.json > parts > 0 > regions > 1 > shape > by: the last region must be the rest',
    ],
    [[...region, 'shape'], { by: 'rest' }, 'regions > 0 > shape > by: the rest must be the last region'],
    [
      ['parts', 0, 'regions', 1],
      { ...CASE.parts[0]?.regions[0], id: 'more', shape: { by: 'rest' } },
      'case.json > parts > 0 > regions > 1 > kind: a part takes one porous region in this version',
    ],
    [['units'], 'km', 'case.json > units: must be "mm" or "cm" or "m" or "inch" or "micron", got "km"'],
    [['schema'], 'trabecula/case@2', 'was made by a newer Trabecula'],
    [['id'], 'Mrs Smith', 'case.json > id: must be lower-case words and digits'],
    [['parts', 0, 'positionMm'], { x: 1 }, 'case.json > parts > 0 > positionMm > y: is missing'],
    [['parts'], [CASE.parts[0], CASE.parts[0]], 'case.json > parts: must hold at most 1, got 2'],
  ])('%j = %j', (path, value, message) => {
    const line = refusal(path, value);
    expect(line).toContain(message);
    expect(line).not.toContain('\n');
  });
});

test('every problem of a case is named at once', () => {
  const text = bent(['targets', 1, 'lattices'], {
    a: CASE.targets[1]?.lattices?.core,
    frame: CASE.targets[1]?.lattices?.core,
  });
  expect(() => loadCase(text, FILE)).toThrow(/and 1 more: targets > 1 > lattices > frame/);
});

test('a target is found by its id; an unknown one names the nearest', () => {
  const item: Case = loadCase(JSON.stringify(CASE), FILE);
  expect(targetsOf(item, null)).toHaveLength(2);
  expect(targetsOf(item, 'peek')).toEqual([item.targets[1]]);
  expect(() => targetsOf(item, 'peak')).toThrow("unknown target 'peak', did you mean 'peek'?");
});

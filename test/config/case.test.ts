import { describe, expect, test } from 'vitest';
import { type Case, loadCase, targetsOf } from '../../src/config/case.ts';
import { BALL, bent, CASE, FILE, refusal } from './example-case.ts';

const KINDS =
  '"porous" or "solid" or "contact" or "docking" or "canal" or "hinge" or "staple" or "rod-clamp" or "wire-hole" or "label"';

test('a whole case loads as it stands', () => {
  expect(loadCase(JSON.stringify(CASE), FILE)).toEqual(CASE);
});

describe('what cannot be is refused on one line with its JSON path', () => {
  const region = ['parts', 0, 'regions', 0] as const;
  test.each<[readonly (string | number)[], unknown, string]>([
    [[...region, 'kind'], 'porus', 'regions > 0 > kind: unknown word "porus", did you mean "porous"?'],
    [[...region, 'kind'], 'hollow', `case.json > parts > 0 > regions > 0 > kind: must be ${KINDS}, got "hollow"`],
    [[...region, 'kind'], 'solid', "regions > 0: a region of the kind 'solid' is solid: one with a lattice is porous"],
    [['targets', 0, 'layerMm'], 0, 'case.json > targets > 0 > layerMm: must be at least 0.001 mm, got 0'],
    [['bones'], [{ id: 'l4', mesh: '' }], 'case.json > bones > 0 > mesh: must not be empty'],
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
    [
      ['targets', 1, 'model'],
      true,
      'case.json > targets > 1 > lattices: a model is solid throughout and takes no lattices',
    ],
    [
      ['parts', 0, 'orientation'],
      { up: [0, 0, 0] },
      'case.json > parts > 0 > orientation > up: must have a direction, got 0, 0, 0',
    ],
    [
      [...region, 'shape'],
      { by: 'half-space', pointMm: [0, 0, 1], normal: [0, 0, 0] },
      'regions > 0 > shape > normal: must have a direction, got 0, 0, 0',
    ],
    [['parts', 0, 'id'], 'con', 'case.json > parts > 0 > id: is a device on Windows: no file can bear that name'],
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
    [['units'], 'km', 'case.json > units: must be "mm" or "cm" or "m" or "inch" or "micron", got "km"'],
    [['schema'], 'trabecula/case@2', 'was made by a newer Trabecula'],
    [['id'], 'Mrs Smith', 'case.json > id: must be lower-case words and digits'],
    [['parts', 0, 'positionMm'], { x: 1 }, 'case.json > parts > 0 > positionMm > y: is missing'],
    [['parts'], [CASE.parts[0], CASE.parts[0]], "case.json > parts > 1 > id: the part 'cage' already stands at 0"],
    [['parts'], [], 'case.json > parts: must hold at least 1, got 0'],
    [['side'], undefined, 'case.json > side: is missing'],
    [['side'], 'centre', 'case.json > side: must be "left" or "right" or "midline" or "both", got "centre"'],
    [['level'], undefined, 'case.json > level: is missing'],
    [['level'], 'L4_L5', 'case.json > level: must be letters and digits, with spaces, dots, slashes, plus or hyphens'],
    [['revision'], undefined, 'case.json > revision: is missing'],
    [['revision'], '', 'case.json > revision: '],
    [['parts', 0, 'mesh'], undefined, 'case.json > parts > 0: needs a mesh or a solid'],
    [['parts', 0, 'solid'], BALL, 'case.json > parts > 0: has a mesh and a solid: one of them'],
    [
      [...region, 'fill'],
      'solid',
      "case.json > parts > 0 > regions > 0: has a lattice and the fill 'solid': one of them",
    ],
    [[...region, 'lattice'], undefined, 'case.json > parts > 0 > regions > 0: a porous region needs a lattice'],
    [
      ['parts', 0, 'regions', 1, 'leastWallMm'],
      0.2,
      'case.json > parts > 0 > regions > 1: leastWallMm is a limit of a lattice, and it has none',
    ],
    [
      ['parts', 0, 'regions', 1],
      { id: 'end', kind: 'label', fill: 'beneath', shape: { by: 'rest' } },
      'case.json > parts > 0 > regions > 1 > fill: the last region has no region beneath it: say what it is filled with',
    ],
    ...['empty', 'beneath'].map((fill): [(string | number)[], string, string] => [
      ['parts', 0, 'regions', 1, 'fill'],
      fill,
      `case.json > parts > 0 > regions > 1: a region of the kind 'solid' is not '${fill}'`,
    ]),
    [
      ['bones'],
      [{ id: 'l4', mesh: '' }, { id: 'l4' }],
      'case.json > bones > 0 > mesh: must not be empty; and 1 more: bones > 1 > mesh: is missing',
    ],
    [
      ['parts', 0, 'regions', 1, 'kind'],
      'contact',
      'case.json > parts > 0 > regions > 1 > fill: the last region has no region beneath it: say what it is filled with',
    ],
  ])('%j = %j', (path, value, message) => {
    const line = refusal(path, value);
    expect(line).toContain(message);
    expect(line).not.toContain('\n');
  });
});

test('a part takes several regions with lattices of their own, and a last one that is named by its fill', () => {
  const more = { ...CASE.parts[0]!.regions[0], id: 'more', shape: { by: 'rest' } };
  expect(loadCase(bent(['parts', 0, 'regions', 1], more), FILE).parts[0]?.regions).toHaveLength(2);
  const contact = { id: 'face', kind: 'contact', fill: 'solid', shape: { by: 'rest' } };
  expect(loadCase(bent(['parts', 0, 'regions', 1], contact), FILE).parts[0]?.regions[1]).toEqual(contact);
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

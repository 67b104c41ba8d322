import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Case, loadCase } from '../../../src/config/case.ts';
import { REGION_KINDS, type RegionKind } from '../../../src/config/region-kinds.ts';
import { partRequests } from '../../../src/pipeline/request/case-part-request.ts';
import type { PartRequest } from '../../../src/pipeline/request/prepare-request.ts';
import { CASE } from '../../config/example-case.ts';
import { tempFolder } from '../../store/temp-folder.ts';

const BALL = { by: 'sphere', centreMm: [1, 2, 3], diameterMm: 4 } as const;
const LEFT = { by: 'half-space', pointMm: [0, 0, 0], normal: [1, 0, 0] } as const;
const REST = { id: 'frame', kind: 'solid', shape: { by: 'rest' } } as const;
const GYROID = { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 } as const;
const MOVE = [1, 0, 0, 10, 0, 1, 0, 20, 0, 0, 1, 30, 0, 0, 0, 1];
const MIRROR = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

const dir = tempFolder();
const path = join(dir, 'case.json');

beforeAll(() => {
  mkdirSync(join(dir, 'meshes'));
  for (const name of ['meshes/cage.stl', 'core.stl', 'meshes/l4.stl']) writeFileSync(join(dir, name), '');
});

/** The requests of a case for its one target. */
async function requests(changed: object, target: object = {}): Promise<PartRequest[]> {
  const base = { ...CASE, targets: [{ ...CASE.targets[0], ...target }], ...changed };
  const item: Case = loadCase(JSON.stringify(base), path);
  return partRequests(path, item, item.targets[0]!, [path, 'targets', 0]);
}

/** One part with these regions and the rest. */
const withRegions = (regions: readonly object[], more: object = {}) => ({
  parts: [{ id: 'cage', mesh: 'meshes/cage.stl', regions: [...regions, REST], ...more }],
});

const only = async (changed: object, target: object = {}) => (await requests(changed, target))[0] as PartRequest;

describe('a region', () => {
  test('of each kind is filled and kept from supports as its kind says', async () => {
    const kinds = (Object.keys(REGION_KINDS) as RegionKind[]).filter((kind) => kind !== 'porous');
    const { regions } = await only(withRegions(kinds.map((kind) => ({ id: kind, kind, shape: BALL }))));
    expect(regions.slice(0, -1).map(({ id, kind, fill, limits }) => [id, kind, fill, limits.supportBan])).toEqual(
      kinds.map((kind) => [kind, kind, REGION_KINDS[kind].fill, REGION_KINDS[kind].supportBan]),
    );
    expect(regions.find(({ id }) => id === 'canal')).toMatchObject({ fill: 'empty', lattice: null });
    expect(regions.find(({ id }) => id === 'contact')).toMatchObject({ fill: 'beneath', limits: { supportBan: true } });
  });

  test('that is a bore gets a roof or a lining, and neither in a model', async () => {
    const shape = { by: 'cylinder', fromMm: [0, 0, 0], toMm: [9, 0, 0], diameterMm: 4 };
    const changed = withRegions([
      { id: 'a', kind: 'canal', shape, bore: { teardropDeg: 45 } },
      { id: 'b', kind: 'canal', shape, bore: { pilotDiameterMm: 3 } },
    ]);
    const [a, b] = (await only(changed)).regions;
    expect(a).toMatchObject({ shape: { tree: { by: 'union' } }, bore: { by: 'teardrop' } });
    expect(b).toMatchObject({ shape: { tree: shape }, limits: { machiningStockMm: 0.5 }, bore: { by: 'pilot' } });
    const [model] = (await only(changed, { model: true })).regions;
    expect(model).toMatchObject({ shape: { tree: shape } });
    expect(model?.bore).toBe(undefined);
  });

  test('that is a bore takes one change, and only where it is empty and has no other stock', async () => {
    const shape = { by: 'cylinder', fromMm: [0, 0, 0], toMm: [9, 0, 0], diameterMm: 4 };
    const refused = (region: object) => only(withRegions([{ id: 'a', kind: 'canal', shape, ...region }]));
    const teardrop = { teardropDeg: 45 };
    await expect(refused({ bore: { ...teardrop, pilotDiameterMm: 3 } })).rejects.toThrow('one of them');
    await expect(refused({ bore: teardrop, machiningStockMm: 0.2 })).rejects.toThrow('one of them');
    await expect(refused({ bore: teardrop, kind: 'solid' })).rejects.toThrow('has a bore and is not empty');
    await expect(refused({ bore: { teardropDeg: 45, withinDeg: 60 } })).rejects.toThrow('at most teardropDeg (45)');
    await expect(refused({ bore: teardrop, shape: BALL })).rejects.toThrow('straight cylinder');
  });

  test('has the fill and the ban that the case says instead, and a zone may have a lattice', async () => {
    const { regions } = await only(
      withRegions([
        { id: 'a', kind: 'contact', shape: BALL, fill: 'solid', supportBan: false },
        { id: 'b', kind: 'solid', shape: BALL, supportBan: true },
        { id: 'c', kind: 'contact', shape: BALL, lattice: GYROID },
      ]),
    );
    expect(regions.map(({ fill, limits }) => [fill, limits.supportBan])).toEqual([
      ['solid', false],
      ['solid', true],
      ['lattice', true],
      ['solid', false],
    ]);
    expect(regions[2]?.lattice?.settings).toMatchObject({ cellType: 'gyroid', relativeDensity: 0.3 });
  });

  test('has its limits; of what the case does not say nothing is held', async () => {
    const told = {
      leastWallMm: 0.2,
      toleranceMm: 0.1,
      machiningStockMm: 0.5,
      etchAllowanceMm: 0.02,
      blastAllowanceMm: 0.01,
      verdict: 'note',
    } as const;
    const { regions } = await only(withRegions([{ id: 'a', kind: 'porous', shape: BALL, lattice: GYROID, ...told }]));
    expect(regions[0]?.limits).toEqual({ supportBan: false, ...told });
    expect(regions[1]?.limits).toEqual({
      supportBan: false,
      leastWallMm: null,
      toleranceMm: null,
      machiningStockMm: 0,
      etchAllowanceMm: 0,
      blastAllowanceMm: 0,
      verdict: null,
    });
  });

  test('has the fill of the target where that has one, with the place where it stands', async () => {
    const core = { id: 'core', kind: 'porous', shape: BALL, lattice: GYROID };
    const own = await only(withRegions([core]), { lattices: { core: { ...GYROID, cellMm: 4 } } });
    expect(own.regions[0]?.lattice).toMatchObject({
      settings: { cellMm: 4 },
      place: [path, 'targets', 0, 'lattices', 'core'],
    });
    const plain = await only(withRegions([core]));
    expect(plain.regions[0]?.lattice).toMatchObject({
      settings: { cellMm: 2 },
      place: [path, 'parts', 0, 'regions', 0, 'lattice'],
    });
  });
});

describe('a shape', () => {
  const place = [path, 'parts', 0, 'regions', 0, 'shape'];

  test('keeps its numbers, and a mesh has its path in the folder and its place', async () => {
    const tree = {
      by: 'difference',
      from: { by: 'union', of: [BALL, { by: 'mesh', file: 'core.stl' }] },
      minus: [LEFT],
    };
    const { regions } = await only(withRegions([{ id: 'a', kind: 'solid', shape: tree }]));
    const mesh = { by: 'mesh', path: join(dir, 'core.stl'), place: [...place, 'from', 'of', 1, 'file'] };
    expect(regions[0]?.shape).toEqual({
      by: 'solid',
      tree: { by: 'difference', from: { by: 'union', of: [BALL, mesh] }, minus: [LEFT] },
      place,
    });
    expect(regions[1]?.shape).toBeNull();
  });

  test('that names a solid has that solid in its place, through names of names, with places in the solids', async () => {
    const solids = {
      ball: { by: 'union', of: [BALL, { by: 'mesh', file: 'core.stl' }] },
      twin: { by: 'intersection', of: [{ by: 'solid', solid: 'ball' }, LEFT] },
    };
    const shape = { by: 'union', of: [{ by: 'solid', solid: 'twin' }] };
    const { regions } = await only({ ...withRegions([{ id: 'a', kind: 'solid', shape }]), solids });
    const mesh = { by: 'mesh', path: join(dir, 'core.stl'), place: [path, 'solids', 'ball', 'of', 1, 'file'] };
    expect(regions[0]?.shape).toMatchObject({
      tree: { by: 'union', of: [{ by: 'intersection', of: [{ by: 'union', of: [BALL, mesh] }, LEFT] }] },
    });
  });

  test('at a distance is one from the part, from a region by its number, or from a bone', async () => {
    const bones = [
      { id: 'l5', mesh: 'core.stl' },
      { id: 'l4', mesh: 'meshes/l4.stl', transform: MOVE },
    ];
    const at = (more: object) => ({ by: 'distance', withinMm: 2, ...more });
    const { regions } = await only({
      ...withRegions([
        { id: 'canal', kind: 'canal', shape: BALL },
        { id: 'rim', kind: 'solid', shape: at({}) },
        { id: 'sleeve', kind: 'solid', shape: at({ region: 'canal', fromMm: 0.5 }) },
        { id: 'bed', kind: 'contact', shape: at({ bone: 'l4' }) },
      ]),
      bones,
    });
    expect(regions.slice(1, 4).map(({ shape }) => shape)).toEqual([
      { by: 'distance', of: { part: true }, fromMm: 0, withinMm: 2, place: [...place.with(4, 1)] },
      { by: 'distance', of: { region: 0 }, fromMm: 0.5, withinMm: 2, place: [...place.with(4, 2)] },
      {
        by: 'distance',
        of: { bone: { id: 'l4', path: join(dir, 'meshes/l4.stl'), transform: MOVE, place: [path, 'bones', 1] } },
        fromMm: 0,
        withinMm: 2,
        place: [...place.with(4, 3)],
      },
    ]);
  });
});

describe('a part', () => {
  test('comes from its mesh or its solid, with its transform and its position, in the unit of the case', async () => {
    const placed = { transform: MOVE, positionMm: { x: 30, y: 40 } };
    expect(await only({ ...withRegions([], placed), units: 'inch' })).toMatchObject({
      source: { by: 'mesh', path: join(dir, 'meshes/cage.stl') },
      transform: MOVE,
      partId: 'cage',
      variant: null,
      variantTransform: null,
      load: { units: 'inch', repair: false, sameUnit: true },
      positionMm: [30, 40],
      place: [path, 'parts', 0],
    });
    const built = await only({ parts: [{ id: 'peg', solid: BALL, regions: [REST] }] });
    expect(built).toMatchObject({
      source: { by: 'solid', tree: BALL },
      transform: null,
      positionMm: null,
      partId: 'peg',
    });
  });

  test('has its variants after it, each a part with all regions, a name and a transform of its own, and no position', async () => {
    const variants = [
      { id: 'tall', transform: MOVE },
      { id: 'right', transform: MIRROR, mirrored: true, side: 'right' },
      { id: 'same' },
    ];
    const core = { id: 'core', kind: 'porous', shape: BALL, lattice: GYROID };
    const all = await requests(withRegions([core], { variants, positionMm: { x: 30, y: 40 }, transform: MOVE }));
    expect(
      all.map(({ partId, variant, variantTransform, positionMm }) => [partId, variant, variantTransform, positionMm]),
    ).toEqual([
      ['cage', null, null, [30, 40]],
      ['cage-tall', 'tall', MOVE, null],
      ['cage-right', 'right', MIRROR, null],
      ['cage-same', 'same', null, null],
    ]);
    for (const one of all) {
      expect(one.regions).toEqual(all[0]?.regions);
      expect([one.transform, one.source]).toEqual([MOVE, all[0]?.source]);
    }
  });

  test('of several stands at its own place in the case', async () => {
    const parts = ['a', 'b'].map((id) => ({ id, solid: BALL, regions: [REST] }));
    expect((await requests({ parts })).map(({ partId, place }) => [partId, place])).toEqual([
      ['a', [path, 'parts', 0]],
      ['b', [path, 'parts', 1]],
    ]);
  });
});

describe('a model', () => {
  const regions = [
    { id: 'core', kind: 'porous', shape: BALL, lattice: GYROID },
    { id: 'canal', kind: 'canal', shape: LEFT },
    { id: 'face', kind: 'contact', shape: LEFT },
  ];
  const bones = [
    { id: 'l4', mesh: 'meshes/l4.stl', transform: MOVE },
    { id: 'l5', mesh: 'core.stl' },
  ];
  const variants = [{ id: 'tall', transform: MOVE }];

  test('is solid where the implant has lattices, and empty where that is empty', async () => {
    const [part, variant] = await requests(withRegions(regions, { variants }), { model: true });
    for (const one of [part, variant]) {
      expect(one?.regions.map(({ id, fill, lattice }) => [id, fill, lattice])).toEqual([
        ['core', 'solid', null],
        ['canal', 'empty', null],
        ['face', 'beneath', null],
        ['frame', 'solid', null],
      ]);
    }
  });

  test('has the bones as parts of their own after all others, where they stand in the case; an implant has none', async () => {
    const all = await requests({ ...withRegions(regions, { variants }), bones }, { model: true });
    expect(all.map(({ partId }) => partId)).toEqual(['cage', 'cage-tall', 'l4', 'l5']);
    expect(all[2]).toMatchObject({
      source: { by: 'mesh', path: join(dir, 'meshes/l4.stl') },
      transform: MOVE,
      variant: null,
      positionMm: null,
      place: [path, 'bones', 0],
      regions: [{ id: null, kind: null, fill: 'solid', shape: null, lattice: null }],
    });
    const implant = await requests({ ...withRegions(regions), bones });
    expect(implant.map(({ partId }) => partId)).toEqual(['cage']);
  });
});

test('a part wishes to be turned where the case says another orientation than to keep it; bones do not', async () => {
  const turned = async (more: object) => (await requests(withRegions([], more))).map((one) => one.turned);
  expect(await turned({})).toEqual([false]);
  expect(await turned({ orientation: 'keep' })).toEqual([false]);
  expect(await turned({ orientation: 'auto', variants: [{ id: 'same' }] })).toEqual([true, true]);
  expect(await turned({ orientation: { up: [0, 1, 0] } })).toEqual([true]);
});

test('only a variant has a side of its own', async () => {
  const variants = [{ id: 'right', transform: MIRROR, mirrored: true, side: 'right' }, { id: 'same' }];
  expect((await requests(withRegions([], { variants }))).map(({ side }) => side)).toEqual([null, 'right', null]);
});

test('meshes are repaired where the case says so, those of bones in a model too', async () => {
  const bones = [{ id: 'l4', mesh: 'meshes/l4.stl' }];
  const repairs = async (more: object) =>
    (await requests({ ...withRegions([]), bones, ...more }, { model: true })).map(({ load }) => load.repair);
  expect(await repairs({})).toEqual([false, false]);
  expect(await repairs({ repair: true })).toEqual([true, true]);
});

test('meshes of solids, bones and shapes that are not there are refused with their place', async () => {
  const place = async (changed: object, target: object = {}) =>
    requests(changed, target).then(
      () => expect.unreachable(),
      (cause) => [cause.code, ...cause.place.slice(1)],
    );
  const absent = { by: 'mesh', file: 'none.stl' };
  const shape = { by: 'union', of: [BALL, { by: 'solid', solid: 'odd' }] };
  expect(await place({ ...withRegions([{ id: 'a', kind: 'solid', shape }]), solids: { odd: absent } })).toEqual([
    'file-unreadable',
    'solids',
    'odd',
    'file',
  ]);
  expect(await place({ ...withRegions([]), bones: [{ id: 'l4', mesh: 'none.stl' }] }, { model: true })).toEqual([
    'file-unreadable',
    'bones',
    0,
    'mesh',
  ]);
});

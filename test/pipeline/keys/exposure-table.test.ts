import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exposureTable, joinExposures, writtenIds } from '../../../src/pipeline/keys/exposure-table.ts';
import { scanKeysOf } from '../../../src/pipeline/keys/scan-keys.ts';
import { laserPrinter, laserProfile, PRINTER_TEXT } from '../../config/example-files.ts';
import { ROOT } from '../../support/run-cli.ts';

const FILE = 'profiles/ti6al4v-eli-30um.json';
const profile = laserProfile(readFileSync(`${ROOT}${FILE}`, 'utf8'), FILE);
const printer = laserPrinter(PRINTER_TEXT, 'p.json');
const pairing = { profile, printer };

/** Every key of a part without named regions, in the order of the ids. */
const USUAL = ['boundary', 'contour-outer', 'contour-inner', 'hatch-core', 'thin-wall'];
const KEYS = [...USUAL, 'hatch-downskin', 'hatch-lattice'];

interface Row {
  readonly id: number;
  readonly key: string;
  readonly region?: string;
  readonly file: string | null;
  readonly powerW: number | null;
  readonly volumeEnergyJPerMm3: number | null;
}

type Content = 'both' | 'boundary' | 'scan';

const tableOf = (content: Content, layerMm = 0.03, regionIds: readonly (string | null)[] = [null], partId = 'part') =>
  exposureTable(pairing, { partId, file: `${partId}.cli`, content, regionIds, side: null }, layerMm);
const rowsOf = (...of: Parameters<typeof tableOf>) => tableOf(...of).keys as unknown as Row[];

test('ids begin at 1 and never depend on what the file holds', () => {
  for (const content of ['both', 'boundary', 'scan'] as const) {
    expect(rowsOf(content).map(({ id, key }) => [id, key])).toEqual(KEYS.map((key, i) => [i + 1, key]));
  }
});

test('only keys that the file holds name it', () => {
  const written = (content: Content) => rowsOf(content).flatMap(({ key, file }) => (file === null ? [] : [key]));
  expect(written('both')).toEqual(['boundary', 'hatch-core', 'thin-wall', 'hatch-downskin', 'hatch-lattice']);
  expect(written('boundary')).toEqual(['boundary']);
  expect(written('scan')).toEqual(KEYS.slice(1));
  for (const content of ['both', 'boundary', 'scan'] as const)
    expect([...writtenIds(pairing, content).keys()]).toEqual(written(content));
});

test('the boundary is exposed with nothing, and the energy of a hatch follows the layer thickness', () => {
  expect(rowsOf('both')[0]).toMatchObject({ key: 'boundary', powerW: null, volumeEnergyJPerMm3: null });
  const energy = (layerMm: number) => rowsOf('both', layerMm)[3]!.volumeEnergyJPerMm3!;
  expect(energy(0.03)).toBeCloseTo(200 / (1200 * 0.08 * 0.03), 9);
  expect(energy(0.06)).toBeCloseTo(energy(0.03) / 2, 9);
});

test('thin walls have parameters of their own, or those of the outer contour where the profile has none', () => {
  const walls = (of: typeof profile) =>
    exposureTable(
      { profile: of, printer },
      { partId: 'p', file: null, content: 'both', regionIds: [null], side: null },
      0.03,
    ).keys[4];
  expect(walls(profile)).toMatchObject({ key: 'thin-wall', powerW: 120, speedMmPerS: 800, lineEnergyJPerMm: 0.15 });
  const { 'thin-wall': _, ...others } = profile.parameters;
  expect(walls({ ...profile, parameters: others })).toMatchObject({ powerW: 120, speedMmPerS: 1000 });
});

test('single contours with parameters of their own come after the usual keys, and leave their ids as they are', () => {
  const { 'contour-outer': outer, ...others } = profile.parameters;
  const own = { ...profile, parameters: { ...others, 'contour-outer': outer, 'contour-3': outer } };
  const exposed = { partId: 'p', file: 'p.cli', content: 'scan', regionIds: [null], side: null } as const;
  const rows = exposureTable({ profile: own, printer }, exposed, 0.03).keys as unknown as Row[];
  expect(rows.map(({ id, key }) => [id, key])).toEqual([...KEYS, 'contour-3'].map((key, i) => [i + 1, key]));
  expect(rows[7]).toMatchObject({ file: 'p.cli', role: 'exposure contour 3, counted from the outermost one' });
  expect(writtenIds({ profile: own, printer }, 'both').has('contour-3')).toBe(false);
});

test('each key of a case tells the side that its part is for, which that of a mirrored variant is not', () => {
  const exposed = { file: 'part.cli', content: 'both', regionIds: [null] } as const;
  const sides = [
    exposureTable(pairing, { ...exposed, partId: 'part', side: 'right' }, 0.03),
    exposureTable(pairing, { ...exposed, partId: 'part-mirrored', side: 'left' }, 0.03),
  ];
  const keys = (joinExposures(sides)?.keys ?? []) as readonly { readonly part: string; readonly side: string }[];
  for (const { part, side } of keys) expect(side).toBe(part === 'part' ? 'right' : 'left');
  expect(rowsOf('both').some((row) => 'side' in row)).toBe(false);
});

test('each named region has parameters and ids of its own after the one boundary', () => {
  const regions = ['core', 'frame'];
  const rows = rowsOf('scan', 0.03, regions);
  expect(rows.map(({ id, key, region }) => [id, key, region])).toEqual([
    [1, 'boundary', undefined],
    [2, 'contour-outer', 'core'],
    [3, 'contour-inner', 'core'],
    [4, 'hatch-core', 'core'],
    [5, 'thin-wall', 'core'],
    [6, 'hatch-downskin', 'core'],
    [7, 'hatch-lattice', 'core'],
    [8, 'contour-outer', 'frame'],
    [9, 'contour-inner', 'frame'],
    [10, 'hatch-core', 'frame'],
    [11, 'thin-wall', 'frame'],
    [12, 'hatch-downskin', 'frame'],
    [13, 'hatch-lattice', 'frame'],
  ]);
  expect([...writtenIds(pairing, 'both', regions)]).toEqual([
    ['boundary', 1],
    ['hatch-core core', 4],
    ['thin-wall core', 5],
    ['hatch-downskin core', 6],
    ['hatch-lattice core', 7],
    ['hatch-core frame', 10],
    ['thin-wall frame', 11],
    ['hatch-downskin frame', 12],
    ['hatch-lattice frame', 13],
  ]);
});

test('tables of several parts are one, whose rows tell their part', () => {
  const [left, right] = [tableOf('both', 0.03, [null], 'left'), tableOf('both', 0.03, [null], 'right')];
  expect(joinExposures([])).toBeNull();
  expect(joinExposures([left])).toBe(left);
  const joined = joinExposures([left, right]);
  expect(joined?.keys).toEqual([...left.keys, ...right.keys]);
  expect(joined?.keys.map(({ part }) => part)).toEqual([...Array(7).fill('left'), ...Array(7).fill('right')]);
});

test('each key tells its energies and how it stands to its window', () => {
  const { keys } = tableOf('both');
  const verdicts = keys.map(({ key, window }) => [key, window?.verdict ?? null]);
  expect(verdicts).toEqual([
    ['boundary', null],
    ['contour-outer', 'not checked'],
    ['contour-inner', 'not checked'],
    ['hatch-core', 'inside'],
    ['thin-wall', 'inside'],
    // 30 to 60 % of the core: general knowledge that nobody has confirmed.
    ['hatch-downskin', 'not checked'],
    ['hatch-lattice', 'inside'],
  ]);
  expect(keys[3]).toMatchObject({ lineEnergyJPerMm: 200 / 1200, areaEnergyJPerMm2: 200 / (1200 * 0.08) });
  expect(keys[4]).toMatchObject({ areaEnergyJPerMm2: null, volumeEnergyJPerMm3: null });
  expect(keys[5]?.window).toMatchObject({ min: 20.8, max: 41.7, unit: 'J/mm3' });
  expect(keys[5]?.window?.measured).toBeCloseTo(35.714, 3);
  expect(keys[5]?.window?.why).toContain('hatch-downskin: inside, window unconfirmed: 35.7143 in 20.8 to 41.7 J/mm3');
  expect(tableOf('both', 0.06).keys[3]?.window).toMatchObject({ verdict: 'outside', min: 50, max: 80 });
});

/** The example with skins and a set for one of them. */
function skinned(): typeof profile {
  const of = (value: number) => ({ value, source: 'a test' });
  const skin = { angleDeg: of(45), layers: of(3), expansionMm: of(0), minWidthMm: of(0) };
  const set = profile.parameters['hatch-core'];
  return {
    ...profile,
    skins: { upskin: skin, downskin: { ...skin, spacingMm: of(0.1) } },
    parameters: { ...profile.parameters, 'hatch-downskin': { ...set, powerW: of(120) } },
  };
}

test('a profile that tells skins apart has their keys after the others, and no other profile has', () => {
  expect(scanKeysOf(skinned())).toEqual([...USUAL.slice(1), 'hatch-upskin', 'hatch-downskin', 'hatch-lattice']);
  const { skins: _, ...all } = profile;
  const { 'hatch-downskin': _down, 'hatch-lattice': _lattice, ...parameters } = profile.parameters;
  expect(scanKeysOf({ ...all, parameters })).toEqual(USUAL.slice(1));
});

test('the energy of a skin goes by its own distance, and a skin without a set is exposed as the core', () => {
  const exposed = { partId: 'p', file: 'p.cli', content: 'both', regionIds: [null], side: null } as const;
  const [, , , , , up, down] = exposureTable({ profile: skinned(), printer }, exposed, 0.03).keys;
  expect(up).toMatchObject({ id: 6, key: 'hatch-upskin', file: 'p.cli', powerW: 200 });
  expect(up?.volumeEnergyJPerMm3).toBeCloseTo(200 / (1200 * 0.08 * 0.03), 9);
  expect(down).toMatchObject({ id: 7, key: 'hatch-downskin', powerW: 120 });
  expect(down?.volumeEnergyJPerMm3).toBeCloseTo(120 / (1200 * 0.1 * 0.03), 9);
});

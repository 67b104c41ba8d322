import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import type { PlannedLayer } from '../../../src/core/ports.ts';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import { iltSink } from '../../../src/formats/ilt/write-ilt.ts';
import { randomFrom } from '../../geometry/solids.ts';
import { contour, hatch, memorySink, planned, region } from '../common-layer/job.ts';
import { secondReader } from '../common-layer/second-reader.ts';
import { EXPOSURE, job, memorySpool, readArchive, writtenIlt } from './archive.ts';

const SQUARE = [0, 0, 2, 0, 2, 2, 0, 2];
const LAYERS = [
  planned(0, 0.03, 0.03),
  planned(
    1,
    0.06,
    0.03,
    [region(SQUARE)],
    [contour('contour-outer', [0.1, 0.1, 1.9, 0.1, 1.9, 1.9]), hatch('hatch-core', [0.2, 0.25, 0.4, 0.25])],
  ),
  planned(2, 0.09, 0.03),
  planned(3, 0.12, 0.03, [region(SQUARE)], [contour('contour-outer', [0.1, 0.1, 1.9, 0.1], false)]),
];
const KEYS = ['contour-outer', 'contour-inner', 'hatch-core'];

const inArea = (path: Toolpath, area: 'core' | 'upskin' | 'downskin'): Toolpath =>
  path.kind === 'bead' ? path : { ...path, area };
const inRegion = (path: Toolpath, regionId: string): Toolpath => ({ ...path, regionId });
const nameList = async (layers: readonly PlannedLayer[], ...keys: string[]) =>
  Object.keys(unzipSync(await writtenIlt(layers, job(...keys))));

describe('the sections', () => {
  test('are those keys that have paths, and their parameters, in the order of the keys', async () => {
    const entries = unzipSync(await writtenIlt(LAYERS, job(...KEYS)));
    expect(Object.keys(entries)).toEqual([
      'modelsection_001_s1_vk.cli',
      'modelsection_001_s1_vs.cli',
      'modelsection_param.txt',
    ]);
    const five = 'LaserSpeed = 1250.5 mm/s\r\nLaserPower = 175 watt\r\nFocusShift = -0.25 mm\r\n\r\n\r\n\r\n';
    expect(Buffer.from(entries['modelsection_param.txt']!).toString('latin1')).toBe(
      `; Build Parameter File\r\n\r\n[modelsection_001_s1_vk.cli]\r\n${five}[modelsection_001_s1_vs.cli]\r\n${five}`,
    );
  });

  test('are binary files in mm, known by hand: contours as vectors that join, layers without paths too', async () => {
    const bytes = Buffer.from(unzipSync(await writtenIlt(LAYERS, job(...KEYS)))['modelsection_001_s1_vk.cli']!);
    const head =
      '$$HEADERSTART\n$$BINARY\n$$UNITS/1.0\n$$VERSION/200\n$$LABEL/1,cage_contour-outer\n' +
      '$$DIMENSION/00000000.100000,00000000.100000,00000000.030000,00000001.900000,00000001.900000,00000000.120000\n' +
      '$$LAYERS/000004\n$$HEADEREND';
    expect(bytes.subarray(0, head.length).toString('latin1')).toBe(head);
    // 0.03 is 3cf5c28f, 0.06 3d75c28f, 0.09 3db851ec, 0.12 3df5c28f, 0.1 3dcccccd, 1.9 3ff33333.
    const [low, high] = ['cdcccc3d', '3333f33f'];
    expect(bytes.subarray(head.length).toString('hex')).toBe(
      [
        '7f00',
        '8fc2f53c',
        '7f00',
        '8fc2753d',
        '8400',
        '01000000',
        '03000000',
        [low, low, high, low],
        [high, low, high, high],
        [high, high, low, low],
        '7f00',
        'ec51b83d',
        '7f00',
        '8fc2f53d',
        '8400',
        '01000000',
        '01000000',
        [low, low, high, low],
      ]
        .flat()
        .join(''),
    );
  });

  test('all have the same layers, from the first one that holds anything, with a zero layer under it', async () => {
    const entries = unzipSync(await writtenIlt(LAYERS, job(...KEYS)));
    const heights = ['modelsection_001_s1_vk.cli', 'modelsection_001_s1_vs.cli'].map((name) =>
      secondReader(entries[name]!).layers.map(({ z }) => z),
    );
    expect(heights[0]).toEqual([0.03, 0.06, 0.09, 0.12].map(Math.fround));
    expect(heights[1]).toEqual(heights[0]);
  });

  test('a job without paths has none', async () => {
    const bytes = await writtenIlt([planned(0, 0.03, 0.03)], job(...KEYS));
    expect(Object.keys(unzipSync(bytes))).toEqual(['modelsection_param.txt']);
    const { file, layers } = await readArchive(bytes);
    expect([file.exposures, layers]).toEqual([[], []]);
  });
});

describe('names', () => {
  const line = contour('contour-outer', SQUARE);
  const lines = hatch('hatch-core', [0, 0, 1, 0]);
  const one = (...paths: Toolpath[]) => [planned(0, 0.03, 0.03, [], paths)];

  test.each([
    ['contour', one(line), 'contour-outer', 'modelsection_001_s1_vk.cli'],
    ['inner contour', one(contour('contour-inner', SQUARE)), 'contour-inner', 'modelsection_001_s1_kv.cli'],
    ['hatch', one(lines), 'hatch-core', 'modelsection_001_s1_vs.cli'],
    ['downskin contour', one(inArea(line, 'downskin')), 'contour-outer', 'modelsection_001_s1_uk.cli'],
    ['downskin hatch', one(inArea(lines, 'downskin')), 'hatch-core', 'modelsection_001_s1_us.cli'],
    ['upskin', one(inArea(lines, 'upskin')), 'hatch-core', 'modelsection_001_s1_skin.cli'],
    ['hatch of two areas', one(lines, inArea(lines, 'upskin')), 'hatch-core', 'modelsection_001_s1_vs.cli'],
    ['hatch with contours', one(contour('hatch-core', SQUARE), lines), 'hatch-core', 'modelsection_001_s1_vs.cli'],
  ] as const)('tell what is in a section: %s', async (_, layers, key, name) => {
    expect((await nameList(layers, key))[0]).toBe(name);
  });

  test('number the regions, and go on where a class is taken', async () => {
    const paths = [
      inRegion(line, 'core'),
      inRegion(lines, 'core'),
      inRegion(line, 'frame'),
      inRegion(contour('thin-wall', SQUARE), 'core'),
      inRegion(contour('thin-wall', SQUARE), 'frame'),
    ];
    const keys = ['contour-outer core', 'hatch-core core', 'thin-wall core', 'contour-outer frame', 'thin-wall frame'];
    expect(await nameList(one(...paths), ...keys)).toEqual([
      'modelsection_001_s1_vk.cli',
      'modelsection_001_s1_vs.cli',
      'modelsection_003_s1_vk.cli',
      'modelsection_002_s1_vk.cli',
      'modelsection_004_s1_vk.cli',
      'modelsection_param.txt',
    ]);
  });
});

describe('what is written is read', () => {
  const random = randomFrom(20261121);
  const coordinate = () => Math.round((random() * 2 - 1) * 10_240_000) / 10_000;
  const coordinates = (count: number) => Array.from({ length: count }, coordinate);
  const layers = Array.from({ length: 40 }, (_, i) =>
    planned(
      i,
      (i + 34_003) / 100,
      0.01,
      [region(SQUARE)],
      Array.from({ length: Math.floor(random() * 5) }, () =>
        random() < 0.5
          ? contour(random() < 0.5 ? 'contour-outer' : 'contour-inner', coordinates(6), random() < 0.5)
          : hatch('hatch-core', coordinates(8)),
      ),
    ),
  );

  test('every coordinate of the grid up to 1024 mm comes back as the number that was planned', async () => {
    const { file, layers: read } = await readArchive(await writtenIlt(layers, job(...KEYS)));
    expect(file.tolerated).toEqual([]);
    expect(file.exposures).toEqual(
      [
        'modelsection_001_s1_vk (hull 1, contour): cage_contour-outer',
        'modelsection_001_s1_kv (hull 1, offset contour): cage_contour-inner',
        'modelsection_001_s1_vs (hull 1, hatch): cage_hatch-core',
      ].map((name) => ({ name, exposure: EXPOSURE })),
    );
    const expected = layers.map(({ layer, toolpaths }) => ({
      zMm: layer.zMm,
      paths: KEYS.flatMap((key, exposure) =>
        toolpaths.toolpaths
          .filter(({ params }) => params === key)
          .map((path) => {
            if (path.kind === 'contour') return { kind: 'line', part: 0, exposure, ...path.path };
            return { kind: 'hatch', part: 0, exposure, xyxy: path.kind === 'hatch' ? path.lines.xyxy : null };
          }),
      ),
    }));
    // The zero layer comes first.
    expect(read.slice(1).map(({ zMm, paths }) => ({ zMm, paths }))).toEqual(expected);
    expect(read[0]).toEqual({ zMm: 340.02, thicknessMm: null, paths: [] });
    expect(new Set(read.slice(1).map(({ thicknessMm }) => thicknessMm))).toEqual(new Set([0.01]));
  });

  test('the same job gives the same bytes', async () => {
    const [one, two] = [await writtenIlt(layers, job(...KEYS)), await writtenIlt(layers, job(...KEYS))];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});

describe('what cannot be written', () => {
  const at = (x: number) => [planned(7, 0.03, 0.03, [], [hatch('hatch-core', [0, 0, x, 0])])];

  test.each([1024, -1024])('%f mm is the last coordinate that neighbours of the grid differ at', async (x) => {
    const { layers } = await readArchive(await writtenIlt(at(x), job('hatch-core')));
    expect(layers[0]!.paths[0]).toMatchObject({ xyxy: Float64Array.of(0, 0, x, 0) });
  });

  test.each([1024.0001, -1024.0001, Number.NaN])('%f mm is refused with its layer', async (x) => {
    await expect(writtenIlt(at(x), job('hatch-core'))).rejects.toMatchObject({
      code: 'value-out-of-range',
      place: ['cage', 'layer 7'],
    });
  });

  test('a key that the job does not have is our own fault', async () => {
    await expect(writtenIlt(at(1), job('contour-outer'))).rejects.toMatchObject({
      code: 'own-fault',
      reason: expect.stringContaining('hatch-core'),
    });
  });

  test('an open contour of one point is our own fault', async () => {
    const dot = [planned(0, 0.03, 0.03, [], [contour('contour-outer', [1, 1], false)])];
    await expect(writtenIlt(dot, job('contour-outer'))).rejects.toMatchObject({ code: 'own-fault' });
  });
});

test('spools are given back at the end, and when a job is broken off', async () => {
  for (const broken of [false, true]) {
    const spools: ReturnType<typeof memorySpool>[] = [];
    const spool = async () => {
      spools.push(memorySpool());
      return spools.at(-1)!;
    };
    const sink = iltSink(memorySink(), { job: job(...KEYS), spool });
    await sink.open({ partId: 'cage', layerCount: 4, thicknessMm: 0.03, boxMm: [0, 0, 0, 0, 0, 0] });
    for (const layer of LAYERS) await sink.layer(layer);
    if (!broken) await sink.close();
    await sink.abort();
    expect(spools.map((own) => own.isDropped())).toEqual([true, true, true]);
  }
});

test('what is not known of an exposure is left out', async () => {
  const laserJob = job('hatch-core');
  const keys = laserJob.keys.map((key) => ({ ...key, exposure: { ...UNKNOWN_EXPOSURE, spotMm: 0.07 } }));
  const bytes = await writtenIlt([planned(0, 0.03, 0.03, [], [hatch('hatch-core', [0, 0, 1, 0])])], {
    ...laserJob,
    keys,
  });
  expect((await readArchive(bytes)).file.exposures[0]!.exposure).toEqual(UNKNOWN_EXPOSURE);
});

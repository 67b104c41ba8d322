import { describe, expect, test } from 'vitest';
import { UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import { openVectorSink } from '../../../src/formats/open-vector/write-open-vector.ts';
import { contour, hatch, memorySink, planned, region } from '../common-layer/job.ts';
import { CONTOUR, HATCH, JOB, jobOf, written } from './job.ts';
import { dumpFile, floats, one, type WireField, within } from './wire-dump.ts';

const TRIANGLE = [0, 0, 1, 0, 1, 1];
const TINY = [
  planned(
    0,
    0.03,
    0.03,
    [region([0, 0, 2, 0, 2, 2])],
    [contour('contour-outer', TRIANGLE), hatch('hatch-core', [0.5, 0.5, 1, 0.5])],
  ),
];

test('the bytes of a tiny job are known by hand', async () => {
  const text = (words: string) => Buffer.from(words).toString('hex');
  const [zero, half, whole, z] = ['00000000', '0000003f', '0000803f', '8fc2f53c'];
  const bounds = `0d${zero}15${zero}1d${whole}25${whole}`;
  expect(Buffer.from(await written(TINY)).toString('hex')).toBe(
    [
      text('LVF!'),
      '2b01000000000000', // job table at 299
      '8d00000000000000', // byte 12, work plane 0: its table at 141
      `31${`0a220a20${zero}${zero}${whole}${zero}${whole}${whole}${zero}${zero}`}`, // byte 20, a closed line
      '900301', // marking parameters 1
      'a206021801', // of part 1
      'aa06020801', // a contour
      `22${`12120a10${half}${half}${whole}${half}`}`, // byte 70, a hatch
      '900302', // marking parameters 2
      'a80300', // laser 0
      'a206021801',
      'aa0600', // the volume
      `2325${z}4002`, // byte 105, the shell: height, two blocks
      `6a1a${'1a021200'}${`3a14${bounds}`}`, // its meta data: patch 0, box
      '0608691202' + '1446', // byte 141, its table: shell at 105, blocks at 20 and 70
      `9501${`1245${`1a04${text('cage')}220f${text('trabecula 1.2.3')}`}`}`, // byte 148, the job shell
      `2a16${text('profile: ti (Titanium)')}3214${bounds}`,
      `1a1908011215${`0d0000f042d2010d${text('contour-outer')}`}`, // parameters 1: 120 W
      `1a110802120d${`d2010a${text('hatch-core')}`}`, // parameters 2
      `221c08011218${`0a04${text('cage')}1a0a1208${text('Titanium')}4204${text('cage')}`}`, // part 1
      '3001', // one work plane
      '06089401' + '12010c', // byte 299, the job table: shell at 148, work plane at 12
    ].join(''),
  );
});

describe('what is in the file', () => {
  const blocksOf = async (toolpaths: readonly Toolpath[], job = JOB) =>
    dumpFile(await written([planned(0, 0.03, 0.03, [], toolpaths)], job)).planes[0]!.blocks;
  const numbers = (fields: readonly WireField[]) =>
    Object.fromEntries(fields.map(({ number, value }) => [number, value]));

  test('contours and hatches come in the order in which they are run, one block each', async () => {
    const blocks = await blocksOf([
      hatch('hatch-core', [0, 0, 1, 0, 1, 2, 0, 2]),
      contour('contour-outer', [0, 0, 1, 0], false),
    ]);
    expect(blocks.map((fields) => fields[0]!.number)).toEqual([2, 1]);
    expect(floats(one(within(blocks[0]!, 2), 1))).toEqual([0, 0, 1, 0, 1, 2, 0, 2]);
    expect(floats(one(within(blocks[1]!, 1), 1))).toEqual([0, 0, 1, 0]);
  });

  test('a set of hatches without any line makes no block', async () => {
    expect(await blocksOf([hatch('hatch-core', []), hatch('hatch-core', [0, 0, 1, 0])])).toHaveLength(1);
  });

  test('skin and support are told by their area', async () => {
    const areas = ['core', 'downskin', 'upskin', 'support'] as const;
    const blocks = await blocksOf(areas.map((area) => ({ ...contour('contour-outer', TRIANGLE), area })));
    expect(blocks.map((fields) => numbers(within(fields, 101)))).toEqual([
      { 1: 1 },
      { 1: 1, 2: 1 },
      { 1: 1, 2: 2 },
      { 1: 1, 4: 1 },
    ]);
  });

  test('keys tell the region, and the laser of a key stands in its blocks', async () => {
    const job = jobOf({ 'hatch-core': HATCH, 'hatch-core core': { ...HATCH, laser: 1 }, 'contour-outer': CONTOUR });
    const blocks = await blocksOf(
      [
        { ...hatch('hatch-core', [0, 0, 1, 0]), regionId: 'core' },
        hatch('hatch-core', [0, 0, 1, 0]),
        contour('contour-outer', TRIANGLE),
      ],
      job,
    );
    expect(blocks.map((fields) => [one(fields, 50), one(fields, 53)])).toEqual([
      [2, 1],
      [1, 0],
      [3, undefined],
    ]);
  });

  test('what is known of an exposure is a field, also a 0; what is null is none', async () => {
    const full = {
      ...UNKNOWN_EXPOSURE,
      powerW: 280,
      speedMmPerS: 1200,
      focusMm: 0,
      pointExposureUs: 40,
      jumpSpeedMmPerS: 7000,
      jumpDelayUs: 1,
      laserOffDelayUs: 2,
      laserOnDelayUs: -3,
      markDelayUs: 4,
      polygonDelayUs: 5,
      skywriting: { runInMm: 0.12, runOutMm: 0.06, leastAngleDeg: 60 },
      spotMm: 0.08,
      pointDistanceMm: 0.06,
    };
    const { job } = dumpFile(await written(TINY, jobOf({ 'contour-outer': full, 'hatch-core': UNKNOWN_EXPOSURE })));
    const sets = job.filter(({ number }) => number === 3).map((field) => within([field], 3, 2));
    const { 18: limit, 26: name, ...rest } = numbers(sets[0]!);
    expect(rest).toEqual({
      1: 280,
      2: 1200,
      3: 0,
      4: 40,
      5: 7000,
      10: 3,
      11: 1,
      12: 2,
      13: -3,
      14: 4,
      15: 5,
      19: 100,
      20: 50,
    });
    expect(limit).toBeCloseTo(0.5, 7);
    expect(String(name)).toBe('contour-outer');
    expect(sets[0]!.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 18, 19, 20, 26]);
    expect(sets[1]!.map(({ number }) => number)).toEqual([26]);
    expect(String(one(within(job, 2), 5))).toBe(
      'profile: ti (Titanium)\ncontour-outer: spot 0.08 mm, point distance 0.06 mm, skywriting 0.12 mm in, 0.06 mm out from 60 deg',
    );
  });

  test('run-in without a speed is no time', async () => {
    const skywriting = { runInMm: 0.12, runOutMm: 0.06, leastAngleDeg: 0 };
    for (const speedMmPerS of [null, 0]) {
      const job = jobOf({ 'contour-outer': { ...UNKNOWN_EXPOSURE, skywriting, speedMmPerS }, 'hatch-core': HATCH });
      const set = within(
        dumpFile(await written(TINY, job))
          .job.filter(({ number }) => number === 3)
          .slice(0, 1),
        3,
        2,
      );
      expect(set.map(({ number }) => number).filter((number) => number > 2)).toEqual([10, 18, 26]);
    }
  });

  test('what is said of the part stands in the description', async () => {
    const { job } = dumpFile(
      await written(TINY, { ...JOB, about: { case: 'K-17', side: 'left' }, partLabel: 'Käfig' }),
    );
    expect(String(one(within(job, 2), 5))).toBe('profile: ti (Titanium)\ncase: K-17\nside: left');
    expect(String(one(within(job, 2), 3))).toBe('Käfig');
  });

  test('boxes hold all points of their work plane and of the job', async () => {
    const { job, planes } = dumpFile(
      await written([
        planned(0, 0.03, 0.03, [], [hatch('hatch-core', [-1, 0, 2, 3]), hatch('hatch-core', [0, -5, 1, 1])]),
        planned(1, 0.06, 0.03),
        planned(2, 0.09, 0.03, [], [hatch('hatch-core', [7, 1, 2, 3])]),
      ]),
    );
    expect(planes.map(({ shell }) => within(shell, 13, 7).map(({ value }) => value))).toEqual([
      [-1, -5, 2, 3],
      [],
      [2, 1, 7, 3],
    ]);
    expect(within(job, 2, 6).map(({ value }) => value)).toEqual([-1, -5, 7, 3]);
  });

  test('the same job gives the same bytes', async () => {
    expect(await written(TINY)).toEqual(await written(TINY));
  });
});

describe('work planes', () => {
  const heights = async (layers: Parameters<typeof written>[0]) =>
    dumpFile(await written(layers)).planes.map(({ shell, blocks }) => [
      Math.round((one(shell, 4) as number) * 1e4) / 1e4,
      one(shell, 10) ?? 0,
      blocks.length,
    ]);
  const paths = [hatch('hatch-core', [0, 0, 1, 0])];

  test('a part above the plate begins with an empty work plane at its base', async () => {
    expect(await heights([planned(0, 0.03, 0.03), planned(1, 0.06, 0.03), planned(2, 0.09, 0.03, [], paths)])).toEqual([
      [0.06, 0, 0],
      [0.09, 1, 1],
    ]);
  });

  test('a part on the plate has none; an empty layer further up is kept', async () => {
    expect(
      await heights([planned(0, 0.03, 0.03, [], paths), planned(1, 0.06, 0.03), planned(2, 0.09, 0.03, [], paths)]),
    ).toEqual([
      [0.03, 0, 1],
      [0.06, 1, 0],
      [0.09, 2, 1],
    ]);
  });

  test('a job without any solid has none', async () => {
    expect(await heights([planned(0, 0.03, 0.03)])).toEqual([]);
  });

  test('layers that do not ascend are our own fault', async () => {
    await expect(heights([planned(0, 0.06, 0.03, [], paths), planned(1, 0.06, 0.03)])).rejects.toMatchObject({
      code: 'own-fault',
    });
  });
});

describe('limits', () => {
  const at = (x: number) => [planned(7, 0.03, 0.03, [], [hatch('hatch-core', [0, 0, x, 0])])];

  test.each([1024, -1024, 1023.9999, 1023.9998])(
    '%f mm is written so that the grid point is found again',
    async (x) => {
      const [block] = dumpFile(await written(at(x))).planes[0]!.blocks;
      expect(Math.round(floats(one(within(block!, 2), 1))[2]! * 1e4)).toBe(Math.round(x * 1e4));
    },
  );

  test.each([1024.0001, -1024.0001, Number.NaN, Infinity])('%f mm is refused with its layer', async (x) => {
    await expect(written(at(x))).rejects.toMatchObject({ code: 'value-out-of-range', place: ['cage', 'layer 7'] });
  });

  test('a height beyond 1024 mm is refused', async () => {
    await expect(written([planned(0, 1024.1, 0.03, [region(TRIANGLE)])])).rejects.toMatchObject({
      code: 'value-out-of-range',
    });
  });

  test('a key without an exposure, and one that comes twice, are our own fault', async () => {
    await expect(written([planned(0, 0.03, 0.03, [], [hatch('hatch-lost', [0, 0, 1, 0])])])).rejects.toMatchObject({
      code: 'own-fault',
    });
    const twice = { ...JOB, keys: [...JOB.keys, ...JOB.keys] };
    expect(() => openVectorSink(memorySink(), { job: twice })).toThrow(/comes once/);
  });

  test('the sink is awaited: no more than one chunk is in flight, and none is of one block', async () => {
    let open = 0;
    let most = 0;
    const file = memorySink();
    const slow = {
      ...file,
      async write(bytes: Uint8Array) {
        most = Math.max(most, ++open);
        await new Promise((done) => setTimeout(done, 1));
        await file.write(bytes);
        open--;
      },
    };
    const sink = openVectorSink(slow, { job: JOB });
    await sink.open({ partId: 'cage', layerCount: 1, thicknessMm: 0.03, boxMm: [0, 0, 0, 0, 0, 0] });
    const paths = Array.from({ length: 900 }, (_, n) =>
      hatch(
        'hatch-core',
        Array.from({ length: 80 }, (_, i) => n + i),
      ),
    );
    await sink.layer(planned(0, 0.03, 0.03, [], paths));
    await sink.close();
    expect(most).toBe(1);
    expect(file.writes).toHaveLength(2);
    expect(dumpFile(file.bytes()).planes[0]!.blocks).toHaveLength(900);
  });
});

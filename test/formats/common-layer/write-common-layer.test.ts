import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Region } from '../../../src/core/layer.ts';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import { openCommonLayer } from '../../../src/formats/common-layer/read-common-layer.ts';
import { commonLayerSink } from '../../../src/formats/common-layer/write-common-layer.ts';
import {
  allLayers,
  contour,
  hatch,
  IDS,
  memorySink,
  memorySource,
  type PlainLayer,
  plain,
  planned,
  region,
  written,
} from './job.ts';
import { secondReader } from './second-reader.ts';

const SQUARE = [0, 0, 2, 0, 2, 2, 0, 2];
const HOLE = [0.5, 0.5, 0.5, 1.5, 1.5, 1.5, 1.5, 0.5];
const TINY = [
  planned(
    0,
    0.03,
    0.03,
    [region(SQUARE, HOLE)],
    [contour('contour-outer', [0.1, 0.1, 1.9, 0.1, 1.9, 1.9]), hatch('hatch-core', [0.1, 0.25, 0.4, 0.25])],
  ),
  planned(1, 0.06, 0.03),
  planned(2, 0.09, 0.03, [region([-1.25, 0, 0, 0, 0, 1])]),
];
const header = (encoding: string) =>
  `$$HEADERSTART\n$$${encoding}\n$$UNITS/0.0001\n$$VERSION/200\n` +
  '$$LABEL/1,cage_boundary\n$$LABEL/2,cage_contour-outer\n$$LABEL/3,cage_hatch-core\n' +
  '$$DIMENSION/-0000001.250000,00000000.000000,00000000.000000,00000002.000000,00000002.000000,00000000.090000\n' +
  '$$LAYERS/000003\n$$HEADEREND';

describe('the bytes of a tiny job, known by hand', () => {
  test('ASCII: one command per line, whole grid units with a decimal point', async () => {
    expect(Buffer.from(await written(TINY, { encoding: 'ascii' })).toString('latin1')).toBe(
      `${header('ASCII')}\n$$GEOMETRYSTART\n` +
        '$$LAYER/300.0\n' +
        '$$POLYLINE/1,1,5,0.0,0.0,20000.0,0.0,20000.0,20000.0,0.0,20000.0,0.0,0.0\n' +
        '$$POLYLINE/1,0,5,5000.0,5000.0,5000.0,15000.0,15000.0,15000.0,15000.0,5000.0,5000.0,5000.0\n' +
        '$$HATCHES/3,1,1000.0,2500.0,4000.0,2500.0\n' +
        '$$LAYER/600.0\n' +
        '$$LAYER/900.0\n' +
        '$$POLYLINE/1,1,4,-12500.0,0.0,0.0,0.0,0.0,10000.0,-12500.0,0.0\n' +
        '$$GEOMETRYEND\n',
    );
  });

  test('binary: long commands, little-endian, right after the header', async () => {
    const bytes = Buffer.from(await written(TINY));
    const head = header('BINARY');
    expect(bytes.subarray(0, head.length).toString('latin1')).toBe(head);
    // 300.0 is 43960000, 20000.0 469c4000, 5000.0 459c4000, 15000.0 466a6000, 12500.0 46435000, 10000.0 461c4000.
    const [zero, twenty, five, fifteen] = ['00000000', '00409c46', '00409c45', '00606a46'];
    expect(bytes.subarray(head.length).toString('hex')).toBe(
      [
        '7f00',
        '00009643',
        '8200',
        '01000000',
        '01000000',
        '05000000',
        zero,
        zero,
        twenty,
        zero,
        twenty,
        twenty,
        zero,
        twenty,
        zero,
        zero,
        '8200',
        '01000000',
        '00000000',
        '05000000',
        five,
        five,
        five,
        fifteen,
        fifteen,
        fifteen,
        fifteen,
        five,
        five,
        five,
        '8400',
        '03000000',
        '01000000',
        '00007a44',
        '00401c45',
        '00007a45',
        '00401c45',
        '7f00',
        '00001644',
        '7f00',
        '00006144',
        '8200',
        '01000000',
        '01000000',
        '04000000',
        '005043c6',
        zero,
        zero,
        zero,
        zero,
        '00401c46',
        '005043c6',
        zero,
      ].join(''),
    );
  });
});

describe('what is in the file', () => {
  test('boundary holds the nominal boundary alone, with its label alone', async () => {
    const { head, layers } = secondReader(await written(TINY, { content: 'boundary' }));
    expect(head.filter((row) => row.startsWith('$$LABEL'))).toEqual(['$$LABEL/1,cage_boundary']);
    expect(layers.map((layer) => layer.polylines.map(([id, dir]) => [id, dir]))).toEqual([
      [
        [1, 1],
        [1, 0],
      ],
      [],
      [[1, 1]],
    ]);
    expect(layers.every((layer) => layer.hatches.length === 0)).toBe(true);
  });

  test('scan holds what the laser runs: closed contours repeat their first point, open ones do not', async () => {
    const layers = [
      planned(
        0,
        0.03,
        0.03,
        [region(SQUARE)],
        [
          contour('contour-outer', [0.1, 0.1, 1.9, 0.1, 1.9, 1.9]),
          contour('contour-outer', [0.2, 0.2, 0.4, 0.2], false),
          hatch('hatch-core', [0.1, 0.25, 0.4, 0.25, 0.4, 0.35, 0.1, 0.35]),
        ],
      ),
    ];
    const file = secondReader(await written(layers, { content: 'scan', encoding: 'ascii' }));
    expect(file.head.filter((row) => row.startsWith('$$LABEL'))).toEqual([
      '$$LABEL/2,cage_contour-outer',
      '$$LABEL/3,cage_hatch-core',
    ]);
    expect(file.layers[0]!.polylines).toEqual([
      [2, 2, [1000, 1000, 19000, 1000, 19000, 19000, 1000, 1000]],
      [2, 2, [2000, 2000, 4000, 2000]],
    ]);
    expect(file.layers[0]!.hatches).toEqual([[3, [1000, 2500, 4000, 2500, 4000, 3500, 1000, 3500]]]);
    expect(file.head).toContain(
      '$$DIMENSION/00000000.100000,00000000.100000,00000000.000000,00000001.900000,00000001.900000,00000000.030000',
    );
  });

  test('scan keeps the order in which the laser runs contours and hatches', async () => {
    const paths = [
      hatch('hatch-core', [0, 0, 1, 0]),
      contour('contour-outer', SQUARE),
      hatch('hatch-core', [0, 1, 1, 1]),
    ];
    const text = Buffer.from(
      await written([planned(0, 0.03, 0.03, [], paths)], { content: 'scan', encoding: 'ascii' }),
    );
    expect(text.toString('latin1').match(/\$\$(HATCHES|POLYLINE)/g)).toEqual(['$$HATCHES', '$$POLYLINE', '$$HATCHES']);
  });

  test('a label keeps plain characters and turns the rest into underscores', async () => {
    const { head } = secondReader(await written(TINY, { content: 'boundary', partLabel: 'Käfig //1, "a"$$' }));
    expect(head).toContain('$$LABEL/1,K_fig___1___a____boundary');
  });

  test('a key without an id is our own fault', async () => {
    await expect(written([planned(0, 0.03, 0.03, [], [hatch('hatch-lost', [0, 0, 1, 0])])])).rejects.toMatchObject({
      code: 'own-fault',
    });
    expect(() =>
      commonLayerSink(memorySink(), { encoding: 'ascii', content: 'both', ids: new Map(), partLabel: 'a' }),
    ).toThrow(/boundary/);
  });

  test('two keys with one id are our own fault', () => {
    const ids = new Map([
      ['boundary', 1],
      ['hatch-core', 1],
    ]);
    expect(() => commonLayerSink(memorySink(), { encoding: 'ascii', content: 'both', ids, partLabel: 'a' })).toThrow(
      /one key/,
    );
  });
});

describe('the zero layer', () => {
  const heights = async (layers: Parameters<typeof written>[0]) => {
    const { head, layers: read } = secondReader(await written(layers));
    return { z: read.map((layer) => layer.z), head };
  };

  test('a part above the plate begins with an empty layer at its base, counted in LAYERS', async () => {
    const { z, head } = await heights([
      planned(0, 0.03, 0.03),
      planned(1, 0.06, 0.03),
      planned(2, 0.09, 0.03, [region(SQUARE)]),
    ]);
    expect(z).toEqual([600, 900]);
    expect(head).toContain('$$LAYERS/000002');
    expect(head.find((row) => row.startsWith('$$DIMENSION'))).toContain(',00000000.060000,00000002');
  });

  test('a part on the plate has none', async () => {
    expect((await heights([planned(0, 0.03, 0.03, [region(SQUARE)])])).z).toEqual([300]);
  });

  test('a part below zero has one at its base', async () => {
    const { z, head } = await heights([
      planned(0, -0.97, 0.03, [region(SQUARE)]),
      planned(1, -0.94, 0.03, [region(SQUARE)]),
    ]);
    expect(z).toEqual([-10000, -9700, -9400]);
    expect(head.find((row) => row.startsWith('$$DIMENSION'))).toBe(
      '$$DIMENSION/00000000.000000,00000000.000000,-0000001.000000,00000002.000000,00000002.000000,-0000000.940000',
    );
  });

  test('a layer that holds toolpaths alone counts as the first one in every content', async () => {
    const job = [planned(4, 0.15, 0.03, [], [hatch('hatch-core', [0, 0, 1, 0])])];
    for (const content of ['both', 'boundary', 'scan'] as const) {
      expect(secondReader(await written(job, { content })).layers.map((layer) => layer.z)).toEqual([1200, 1500]);
    }
  });

  test('a job without any solid has no layer', async () => {
    const { z, head } = await heights([planned(0, 0.03, 0.03)]);
    expect(z).toEqual([]);
    expect(head).toContain('$$LAYERS/000000');
  });
});

describe('limits', () => {
  const at = (x: number) => [planned(7, 0.03, 0.03, [region([0, 0, x, 0, 0, 1])])];

  test.each([1677.7216, -1677.7216])('%f mm, 2^24 units, is written exactly', async (x) => {
    const bytes = await written(at(x));
    expect(secondReader(bytes).layers[0]!.polylines[0]![2][2]).toBe(x * 10000);
    expect((await allLayers(memorySource(bytes)))[0]!.polylines[0]!.xy[2]).toBe(x);
  });

  test.each([1677.7217, -1677.7217, Number.NaN, Infinity])('%f mm is refused with its layer', async (x) => {
    await expect(written(at(x))).rejects.toMatchObject({ code: 'value-out-of-range', place: ['cage', 'layer 7'] });
  });

  test('a height beyond 2^24 units is refused', async () => {
    await expect(written([planned(0, 1677.74, 0.03, [region(SQUARE)])])).rejects.toMatchObject({
      code: 'value-out-of-range',
    });
  });

  test('more layers than the header can count are refused', async () => {
    const file = memorySink();
    const sink = commonLayerSink(file, { encoding: 'binary', content: 'boundary', ids: IDS, partLabel: 'cage' });
    await sink.layer(planned(0, 0.0001, 0.0001, [region(SQUARE)]));
    for (let i = 2; i <= 999_999; i++) await sink.layer(planned(i, i / 10000, 0.0001));
    await expect(sink.layer(planned(1_000_000, 100, 0.0001))).rejects.toMatchObject({ code: 'value-out-of-range' });
  });

  test('layers that do not ascend are our own fault', async () => {
    const layers = [planned(0, 0.06, 0.03, [region(SQUARE)]), planned(1, 0.06, 0.03, [region(SQUARE)])];
    await expect(written(layers)).rejects.toMatchObject({ code: 'own-fault' });
  });

  test('the sink is awaited: no more than one chunk is in flight', async () => {
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
    const sink = commonLayerSink(slow, { encoding: 'ascii', content: 'both', ids: IDS, partLabel: 'cage' });
    await sink.open({ partId: 'cage', layerCount: 1, thicknessMm: 0.03, boxMm: [0, 0, 0, 0, 0, 0] });
    const xyxy = Array.from({ length: 200_000 }, (_, i) => i / 10000);
    await sink.layer(planned(0, 0.03, 0.03, [], [hatch('hatch-core', xyxy)]));
    await sink.close();
    expect(most).toBe(1);
    expect(file.writes.length).toBeGreaterThan(3);
    expect(Math.max(...file.writes)).toBeLessThanOrEqual(256 * 1024);
    const { layers } = secondReader(file.bytes());
    expect(layers[0]!.hatches[0]![1]).toEqual(Array.from({ length: 200_000 }, (_, i) => i));
  });
});

describe('any job', () => {
  const grid = fc.integer({ min: -(2 ** 24), max: 2 ** 24 });
  const numbers = (perItem: number, least: number) =>
    fc
      .array(fc.array(grid, { minLength: perItem, maxLength: perItem }), { minLength: least, maxLength: 12 })
      .map((rows) => rows.flat());
  const mm = (units: readonly number[]) => units.map((unit) => unit / 10000);
  const loops = fc.array(fc.record({ outline: numbers(2, 3), holes: fc.array(numbers(2, 3), { maxLength: 2 }) }), {
    maxLength: 3,
  });
  const paths = fc.array(fc.record({ closed: fc.option(fc.boolean()), xy: numbers(4, 1) }), { maxLength: 4 });
  const job = fc.array(fc.record({ rise: fc.integer({ min: 1, max: 1000 }), loops, paths }), {
    minLength: 1,
    maxLength: 5,
  });

  test('says the same numbers in both encodings, to an independent reader and to ours, and they are those of the job', async () => {
    await fc.assert(
      fc.asyncProperty(
        job,
        fc.integer({ min: -5000, max: 5000 }),
        fc.constantFrom('both', 'boundary', 'scan'),
        async (layers, base, content) => {
          let z = base;
          let solidBase: number | null = null;
          const expected: { z: number; polylines: [number, number, number[]][]; hatches: [number, number[]][] }[] = [];
          const close = (xy: number[]) => [...xy, xy[0]!, xy[1]!];
          const plannedLayers = layers.map((layer, index) => {
            const below = z;
            z += layer.rise;
            const regions: Region[] = layer.loops.map(({ outline, holes }) => region(mm(outline), ...holes.map(mm)));
            const toolpaths: Toolpath[] = layer.paths.map(({ closed, xy }) =>
              closed === null ? hatch('hatch-core', mm(xy)) : contour('contour-outer', mm(xy), closed),
            );
            const isSolid = regions.length + toolpaths.length > 0;
            if (isSolid) solidBase ??= below;
            if (expected.length === 0 && isSolid && below !== 0)
              expected.push({ z: below, polylines: [], hatches: [] });
            if (expected.length > 0 || isSolid) {
              const boundary = layer.loops.flatMap(({ outline, holes }): [number, number, number[]][] => [
                [1, 1, close(outline)],
                ...holes.map((hole): [number, number, number[]] => [1, 0, close(hole)]),
              ]);
              const contours = layer.paths
                .filter(({ closed }) => closed !== null)
                .map(({ closed, xy }): [number, number, number[]] => [2, 2, closed ? close(xy) : xy]);
              const hatches = layer.paths
                .filter(({ closed }) => closed === null)
                .map(({ xy }): [number, number[]] => [3, xy]);
              expected.push({
                z,
                polylines: content === 'scan' ? contours : boundary,
                hatches: content === 'boundary' ? [] : hatches,
              });
            }
            return planned(index, z / 10000, layer.rise / 10000, regions, toolpaths);
          });
          for (const encoding of ['ascii', 'binary'] as const) {
            const bytes = await written(plannedLayers, { encoding, content });
            expect(secondReader(bytes).layers).toEqual(expected);
            const file = await openCommonLayer(memorySource(bytes), 97);
            const read: PlainLayer[] = [];
            for await (const layer of file.layers()) read.push(plain(layer));
            expect(file.tolerated).toEqual([]);
            expect(file.header.layers).toBe(expected.length);
            expect(read).toEqual(
              expected.map((layer) => ({
                zMm: layer.z / 10000,
                polylines: layer.polylines.map(([id, direction, xy]) => ({
                  id,
                  direction,
                  xy: Float64Array.from(mm(xy)),
                })),
                hatches: layer.hatches.map(([id, xyxy]) => ({ id, xyxy: Float64Array.from(mm(xyxy)) })),
              })),
            );
            const values = expected
              .flatMap((layer) => [...layer.polylines.map((p) => p[2]), ...layer.hatches.map((h) => h[1])])
              .flat();
            if (values.length === 0) continue;
            const xs = values.filter((_, i) => i % 2 === 0);
            const ys = values.filter((_, i) => i % 2 === 1);
            const [x1, y1, z1, x2, y2, z2] = file.header.dimensionMm!;
            expect([x1, y1, x2, y2, z2]).toEqual(
              mm([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), expected.at(-1)!.z]),
            );
            expect(z1).toBe(solidBase! / 10000);
          }
        },
      ),
      { numRuns: 60, seed: 20261120 },
    );
  });
});

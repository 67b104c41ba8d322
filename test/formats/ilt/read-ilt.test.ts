import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type LaserFileLayer, type LaserFilePath, UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import { openIlt } from '../../../src/formats/ilt/read-ilt.ts';
import { sharedData } from '../../support/shared-data.ts';
import { memorySource } from '../common-layer/job.ts';
import { secondReader } from '../common-layer/second-reader.ts';
import { archive, latin, readArchive, readLayers, section } from './archive.ts';

const SQUARE = [0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0];
const HATCH = [0.1, 0.25, 0.9, 0.25, 0.9, 0.35, 0.1, 0.35];
const CONTOUR = section({ z: 0.03, hatches: [SQUARE] }, { z: 0.06, hatches: [SQUARE] });
const CORE = section({ z: 0.03, hatches: [HATCH] }, { z: 0.06, hatches: [] }, { z: 0.09, hatches: [HATCH, HATCH] });
const PARAMETERS = latin(
  '; Build Parameter File\r\n\r\n[modelsection_001_s1_vs.cli]\r\nLaserPower = 100 watt\r\n\r\n' +
    '[modelsection_001_s1_vk.cli]\r\nLaserPower = 150 watt\r\nPointDistance = 200 \u00b5m\r\n',
);
const TWO = {
  'modelsection_001_s1_vk.cli': CONTOUR,
  'modelsection_001_s1_vs.cli': CORE,
  'modelsection_param.txt': PARAMETERS,
};

describe('an archive of two sections', () => {
  test('is merged by height in the order of the parameter file, not of the archive', async () => {
    const { file, layers } = await readArchive(archive(TWO));
    expect(file.parts).toEqual(['modelsection_001']);
    expect(file.exposures).toEqual([
      { name: 'modelsection_001_s1_vs (hull 1, hatch)', exposure: { ...UNKNOWN_EXPOSURE, powerW: 100 } },
      {
        name: 'modelsection_001_s1_vk (hull 1, contour)',
        exposure: { ...UNKNOWN_EXPOSURE, powerW: 150, pointDistanceMm: 0.2 },
      },
    ]);
    expect([...file.about]).toEqual([['date', '200319']]);
    const hatch = { kind: 'hatch', part: 0, exposure: 0, xyxy: Float64Array.from(HATCH) };
    const line = { kind: 'line', part: 0, exposure: 1, closed: true, xy: Float64Array.of(0, 0, 1, 0, 1, 1, 0, 1) };
    expect(layers).toEqual([
      { zMm: 0.03, thicknessMm: null, paths: [hatch, line] },
      { zMm: 0.06, thicknessMm: 0.03, paths: [line] },
      { zMm: 0.09, thicknessMm: 0.03, paths: [hatch, hatch] },
    ]);
    expect(file.tolerated).toEqual(['modelsection_001_s1_vs.cli: byte 126: id 0 has no $$LABEL']);
  });

  test('is the same at every reading, also two at once', async () => {
    const file = await openIlt(memorySource(archive(TWO), 'test.ilt'));
    const [once, twice] = await Promise.all([readLayers(file), readLayers(file)]);
    expect(twice).toEqual(once);
    expect(await readLayers(file)).toEqual(once);
    expect(file.tolerated).toHaveLength(1);
  });

  test('may be left in the middle', async () => {
    const file = await openIlt(memorySource(archive(TWO), 'test.ilt'));
    for await (const layer of file.layers()) {
      expect(layer.zMm).toBe(0.03);
      break;
    }
    expect(await readLayers(file)).toHaveLength(3);
  });

  test('is refused when it is cut off anywhere', async () => {
    const bytes = archive(TWO);
    for (let length = 0; length < bytes.length; length++) {
      const reading = readArchive(bytes.subarray(0, length));
      await expect(reading, `cut to ${length}`).rejects.toMatchObject({
        code: 'laser-file-invalid',
        place: expect.arrayContaining(['test.ilt']),
      });
    }
  });

  test('with damaged bytes is refused, or read as it was', async () => {
    const bytes = archive(TWO, 0);
    const whole = (await readArchive(bytes)).layers;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const damaged = bytes.slice();
        damaged[place]! ^= change;
        const reading = await readArchive(damaged).catch((error: unknown) => error);
        if (reading instanceof Error) {
          refused++;
          expect(reading).toMatchObject({ name: 'PrepError', code: 'laser-file-invalid' });
        } else expect(reading).toMatchObject({ layers: whole });
      }),
      { numRuns: 1500, seed: 20261121 },
    );
    expect(refused).toBeGreaterThan(1200);
  });
});

describe('heights', () => {
  const merged = async (...piles: number[][]) => {
    const files = Object.fromEntries(
      piles.map((heights, i) => [`a_${i}_s1_vs.cli`, section(...heights.map((z) => ({ z, hatches: [HATCH] })))]),
    );
    const { layers, file } = await readArchive(archive(files));
    return { heights: layers.map(({ zMm, paths }) => [zMm, paths.length]), layers, file };
  };

  test('of parts that stand apart are interleaved', async () => {
    expect((await merged([1, 2, 3], [2, 2.5, 4])).heights).toEqual([
      [1, 1],
      [2, 2],
      [2.5, 1],
      [3, 1],
      [4, 1],
    ]);
  });

  test('that do not ascend lose no layer', async () => {
    const { heights, file } = await merged([1, 3, 2, 2], [1, 2]);
    expect(heights).toEqual([
      [1, 2],
      [2, 1],
      [3, 1],
      [2, 2],
    ]);
    expect(file.tolerated.join()).toContain('a layer at 2 mm follows one at 3 mm');
  });

  test('that sections take in different steps have no thickness of their own', async () => {
    const { layers } = await merged([1, 2, 3], [1.5, 3]);
    expect(layers.map(({ zMm, thicknessMm }) => [zMm, thicknessMm])).toEqual([
      [1, null],
      [1.5, null],
      [2, 1],
      [3, null],
    ]);
  });

  test('that begin with vectors at 0 are those of lower surfaces, which is told once', async () => {
    const { file } = await merged([0, 0.05], [0, 0.05]);
    expect(file.tolerated.filter((note) => note.includes('lower surfaces'))).toHaveLength(1);
    expect((await merged([0.05, 0.1])).file.tolerated.join()).not.toContain('lower surfaces');
  });

  test('of 32-bit floats are the decimals that they stand for', async () => {
    const { layers } = await merged([116.05, 116.1, 999.9999, 1023.9998]);
    expect(layers.map(({ zMm }) => zMm)).toEqual([116.05, 116.1, 999.9999, 1023.9998]);
    expect(layers.map(({ thicknessMm }) => thicknessMm)).toEqual([null, 0.05, 883.8999, 23.9999]);
  });

  test('off the grid stay what the file says', async () => {
    const third = Math.fround(1 / 3);
    expect((await merged([third])).layers[0]!.zMm).toBe(third);
  });
});

describe('what departs from the format', () => {
  test('a section without parameters comes last and has none', async () => {
    const { file, layers } = await readArchive(
      archive({ 'bunny (support).cli': CONTOUR, ...TWO, 'readme.txt': latin('hello') }),
    );
    expect(file.exposures[2]).toEqual({ name: 'bunny (support)', exposure: UNKNOWN_EXPOSURE });
    expect(layers[0]!.paths.at(-1)).toMatchObject({ kind: 'hatch', part: null, exposure: 2 });
    expect(file.tolerated).toEqual(
      expect.arrayContaining([
        'bunny (support).cli has no parameters in modelsection_param.txt',
        'readme.txt is no section and was not read',
      ]),
    );
  });

  test('an archive without a parameter file is read in its own order', async () => {
    const { 'modelsection_param.txt': _, ...sections } = TWO;
    const { file } = await readArchive(archive(sections));
    expect(file.exposures.map(({ name }) => name)).toEqual([
      'modelsection_001_s1_vk (hull 1, contour)',
      'modelsection_001_s1_vs (hull 1, hatch)',
    ]);
    expect(file.tolerated).toContain('modelsection_param.txt is missing: no parameters are known');
  });

  test('closed polylines of a section are run, whatever their direction, and a label names its exposure', async () => {
    const text =
      '$$HEADERSTART\n$$ASCII\n$$UNITS/0.01\n$$VERSION/200\n$$LABEL/1,cage_rim\n$$HEADEREND\n$$GEOMETRYSTART\n$$LAYER/3\n$$POWER/7\n' +
      '$$POLYLINE/1,1,4,0,0,100,0,0,100,0,0\n$$POLYLINE/1,0,3,0,0,100,0,0,100\n$$POLYLINE/1,2,2,0,0,1,1\n$$GEOMETRYEND\n';
    const { file, layers } = await readArchive(archive({ 'rim.cli': latin(text) }));
    expect(file.exposures[0]!.name).toBe('rim: cage_rim');
    expect(layers[0]!.paths).toMatchObject([
      { kind: 'line', closed: true, xy: Float64Array.of(0, 0, 1, 0, 0, 1) },
      { kind: 'line', closed: true, xy: Float64Array.of(0, 0, 1, 0, 0, 1) },
      { kind: 'line', closed: false },
    ]);
    expect(file.exposures[0]!.exposure).toEqual(UNKNOWN_EXPOSURE);
    expect(file.tolerated).toContain(
      'rim.cli: parameters within a section were left for those of modelsection_param.txt',
    );
    expect(file.tolerated.join()).toContain('rim.cli: a polyline of direction 0 or 1 does not repeat its first point');
  });

  test('the checksum of an ASCII section is checked beyond the end of its geometry', async () => {
    const text = '$$HEADERSTART\n$$ASCII\n$$UNITS/1\n$$HEADEREND\n$$GEOMETRYSTART\n$$LAYER/3\n$$GEOMETRYEND\nend';
    const bytes = archive({ 'rim.cli': latin(text + '.'.repeat(500_000)) }, 0);
    expect((await readArchive(bytes)).layers).toHaveLength(1);
    bytes[400_000]! ^= 1;
    await expect(readArchive(bytes)).rejects.toThrow(/checksum/);
  });
});

describe('an archive is refused', () => {
  test.each([
    ['that is no ZIP', latin('$$HEADERSTART\n'), 'no ZIP', ['test.ilt']],
    ['that holds something else', archive({ 'a.txt': latin('a') }), 'is no ILT archive', ['test.ilt']],
    [
      'whose parameters name a section that is missing',
      archive({ 'modelsection_param.txt': latin('\n[a.cli]\n') }),
      'names the section a.cli, which is missing',
      ['test.ilt', 'modelsection_param.txt', 'line 2'],
    ],
    [
      'with a section that is no Common Layer file',
      archive({ 'a.cli': latin('solid') }),
      'no header',
      ['test.ilt', 'a.cli', 'byte 5'],
    ],
    [
      'with a section that breaks off',
      archive({ 'a.cli': CORE.subarray(0, CORE.length - 3) }),
      'do not fit',
      ['test.ilt', 'a.cli', `byte ${CORE.length - 42}`],
    ],
    [
      'with an absurd count',
      archive({ 'a.cli': section({ z: 1, hatches: [] }).slice(0, -6), 'b.cli': section({ z: 1, hatches: [HATCH] }) }),
      'truncated',
      ['test.ilt', 'a.cli', 'byte 120'],
    ],
  ])('%s', async (_, bytes, reason, place) => {
    await expect(readArchive(bytes)).rejects.toMatchObject({
      code: 'laser-file-invalid',
      reason: expect.stringContaining(reason),
      place,
    });
  });

  test('with a count that the bytes cannot hold', async () => {
    const damaged = CORE.slice();
    new DataView(damaged.buffer).setInt32(CORE.length - 36, 2 ** 31 - 1, true);
    await expect(readArchive(archive({ 'a.cli': damaged }))).rejects.toMatchObject({
      reason: expect.stringContaining('2147483647 items do not fit'),
    });
  });

  test('with a section that unfolds beyond all vectors', async () => {
    const bytes = archive({ 'a.cli': new Uint8Array(65 << 20) });
    await expect(readArchive(bytes)).rejects.toMatchObject({
      reason: 'inflates to more than 400 times its stored size',
      place: ['test.ilt', 'a.cli'],
    });
  });

  test('with more entries than a thousand', async () => {
    const files = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`a_${i}_s1_vs.cli`, new Uint8Array(0)]));
    await expect(readArchive(archive(files))).rejects.toMatchObject({
      reason: expect.stringContaining('1001 entries'),
    });
  });

  test('with parameters of absurd length', async () => {
    const bytes = archive({ 'a.cli': CORE, 'modelsection_param.txt': new Uint8Array(5 << 20) });
    await expect(readArchive(bytes)).rejects.toMatchObject({ reason: expect.stringContaining('more than 4194304') });
  });
});

const folder = sharedData('slice-files');

describe.skipIf(!existsSync(folder))('archives of Magics (needs shared/data)', () => {
  // Heights run from 0 to 0.9, 126.15, 126.15 and 11.25 mm in steps of 0.1 and 0.05 mm.
  test.each([
    ['testcubeEasy.ilt', 2, 10],
    ['Box_blocksupport.ilt', 12, 2524],
    ['BoxPartConbtour_PyramidPartVolume_support.ilt', 7, 2524],
    ['magics_Zylinder_Pyramid_TensileBar_with_supports.ilt', 19, 226],
  ])('%s: %i sections, %i layers, every vector of every section once', async (name, sections, layerCount) => {
    const bytes = new Uint8Array(readFileSync(`${folder}/${name}`));
    const { file, layers } = await readArchive(bytes);
    expect(file.exposures).toHaveLength(sections);
    expect(layers).toHaveLength(layerCount);
    for (const [i, { zMm }] of layers.entries()) expect(zMm).toBeGreaterThan(layers[i - 1]?.zMm ?? -1);
    const entries = unzipSync(bytes);
    const order = Buffer.from(entries['modelsection_param.txt']!)
      .toString('latin1')
      .match(/(?<=\[).*(?=\])/g)!;
    expect(file.exposures.map((exposure) => exposure.name.split(' ')[0])).toEqual(
      order.map((entry) => entry.replace('.cli', '')),
    );
    for (const [index, entry] of order.entries()) compare(entries[entry]!, index, layers);
  });

  /** Checks that the paths of one exposure are the vectors of its section, layer by layer, to the last one. */
  function compare(bytes: Uint8Array, exposure: number, layers: readonly LaserFileLayer[]): void {
    const byHeight = new Map(layers.map((layer) => [Math.fround(layer.zMm), layer]));
    const isOurs = (path: LaserFilePath) => path.kind !== 'boundary' && path.exposure === exposure;
    let left = layers.reduce((sum, { paths }) => sum + paths.filter(isOurs).length, 0);
    for (const { z, hatches } of secondReader(bytes).layers) {
      const paths = byHeight.get(z)!.paths.filter(isOurs);
      left -= paths.length;
      const ours = paths.flatMap((path) => {
        if (path.kind === 'hatch') return [...path.xyxy];
        if (path.kind === 'boundary') return [];
        const points = path.closed ? [...path.xy, ...path.xy.subarray(0, 2)] : [...path.xy];
        return Array.from({ length: points.length / 2 - 1 }, (_, i) => points.slice(2 * i, 2 * i + 4)).flat();
      });
      expect(ours.map(Math.fround)).toEqual(hatches.flatMap(([, xyxy]) => xyxy));
    }
    expect(left).toBe(0);
  }

  test('parameters, parts and contours of the one with three parts', async () => {
    const { file, layers } = await readArchive(
      new Uint8Array(readFileSync(`${folder}/magics_Zylinder_Pyramid_TensileBar_with_supports.ilt`)),
    );
    expect(file.parts).toEqual(['modelsection_001', 'modelsection_002', 'modelsection_003']);
    expect(file.exposures[0]).toEqual({
      name: 'modelsection_001_s1_vk (hull 1, contour)',
      exposure: {
        ...UNKNOWN_EXPOSURE,
        speedMmPerS: 300,
        powerW: 150,
        focusMm: 0.1,
        pointDistanceMm: 0.2,
        pointExposureUs: 400,
      },
    });
    const contours = layers.flatMap(({ paths }) => paths).filter(({ kind }) => kind === 'line');
    expect(contours.length).toBeGreaterThan(1000);
    expect(contours.filter((path) => path.kind === 'line' && path.closed).length).toBeGreaterThan(1000);
    expect(file.tolerated).toHaveLength(2);
  });
});

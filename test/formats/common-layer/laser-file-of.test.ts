import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type LaserFileLayer, type LaserFilePath, UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import { toGrid } from '../../../src/core/units.ts';
import { laserFileOf } from '../../../src/formats/common-layer/laser-file-of.ts';
import { openCommonLayer } from '../../../src/formats/common-layer/read-common-layer.ts';
import { sharedData } from '../../support/shared-data.ts';
import { contour, hatch, memorySource, planned, region, written } from './job.ts';

async function read(data: Uint8Array | string, chunkBytes?: number) {
  const file = laserFileOf(await openCommonLayer(memorySource(data), chunkBytes));
  const layers: LaserFileLayer[] = [];
  for await (const layer of file.layers()) layers.push(layer);
  return { file, layers };
}

const ascii = (geometry: string, header = '$$LABEL/1,cage\n$$LABEL/5,rim\n') =>
  `$$HEADERSTART\n$$ASCII\n$$UNITS/1\n$$VERSION/200\n${header}$$HEADEREND\n$$GEOMETRYSTART\n${geometry}$$GEOMETRYEND\n`;
const state = (powerW: number | null, speedMmPerS: number | null, focusMm: number | null) => ({
  ...UNKNOWN_EXPOSURE,
  powerW,
  speedMmPerS,
  focusMm,
});

describe('a plain file', () => {
  test('has a part and an exposure for each label, and its paths in their order', async () => {
    const { file, layers } = await read(
      ascii(
        '$$LAYER/1\n$$HATCHES/5,1,1,2,3,4\n$$POLYLINE/1,1,4,0,0,1,0,0,1,0,0\n$$POLYLINE/1,0,4,0,0,0,1,1,0,0,0\n' +
          '$$LAYER/1.5\n$$POLYLINE/5,2,4,0,0,1,0,0,1,0,0\n$$POLYLINE/5,2,2,0,0,1,0\n$$LAYER/2\n',
      ),
    );
    expect(file.parts).toEqual(['cage', 'rim']);
    expect(file.exposures).toEqual([
      { name: 'cage', exposure: UNKNOWN_EXPOSURE },
      { name: 'rim', exposure: UNKNOWN_EXPOSURE },
    ]);
    expect(layers).toEqual([
      {
        zMm: 1,
        thicknessMm: null,
        paths: [
          { kind: 'hatch', part: 1, exposure: 1, xyxy: Float64Array.of(1, 2, 3, 4) },
          { kind: 'boundary', part: 0, direction: 'outer', xy: Float64Array.of(0, 0, 1, 0, 0, 1) },
          { kind: 'boundary', part: 0, direction: 'hole', xy: Float64Array.of(0, 0, 0, 1, 1, 0) },
        ],
      },
      {
        zMm: 1.5,
        thicknessMm: 0.5,
        paths: [
          { kind: 'line', part: 1, exposure: 1, closed: true, xy: Float64Array.of(0, 0, 1, 0, 0, 1) },
          { kind: 'line', part: 1, exposure: 1, closed: false, xy: Float64Array.of(0, 0, 1, 0) },
        ],
      },
      { zMm: 2, thicknessMm: 0.5, paths: [] },
    ]);
    expect(file.tolerated).toEqual([]);
  });

  test('an id without a label is no part, and an exposure of its own', async () => {
    const { file, layers } = await read(
      ascii('$$LAYER/1\n$$HATCHES/7,1,1,2,3,4\n$$POLYLINE/8,1,4,0,0,1,0,0,1,0,0\n', ''),
    );
    expect(file.parts).toEqual([]);
    expect(file.exposures).toEqual([{ name: 'id 7', exposure: UNKNOWN_EXPOSURE }]);
    expect(layers[0]!.paths).toMatchObject([
      { kind: 'hatch', part: null, exposure: 0 },
      { kind: 'boundary', part: null },
    ]);
    expect(file.tolerated.join()).toContain('id 7 has no $$LABEL');
  });

  test('a loop that is not closed is closed with a word; one without points is nothing', async () => {
    const { file, layers } = await read(
      ascii('$$LAYER/1\n$$POLYLINE/1,1,3,0,0,1,0,0,1\n$$POLYLINE/1,1,0\n$$HATCHES/1,0\n'),
    );
    expect(layers[0]!.paths).toEqual([
      { kind: 'boundary', part: 0, direction: 'outer', xy: Float64Array.of(0, 0, 1, 0, 0, 1) },
    ]);
    expect(file.tolerated).toEqual(['a polyline of direction 0 or 1 does not repeat its first point; it was closed']);
  });

  test('date and user data are about it', async () => {
    const { file } = await read(
      ascii('', '$$DATE/070493\n$$USERDATA/"x",3,abc$$USERDATA/"y",15,patient-id=p7\0$$LABEL/1,a\n').replace(
        'y",15',
        'y",14',
      ),
    );
    expect([...file.about]).toEqual([
      ['date', '070493'],
      ['user data x', '3 bytes'],
      ['patient-id', 'p7'],
    ]);
  });

  test('our own scan file is the job that was planned', async () => {
    const job = [
      planned(0, 0.03, 0.03, [region([0, 0, 2, 0, 2, 2])], [contour('contour-outer', [0.1, 0.1, 1.9, 0.1, 1.9, 1.9])]),
      planned(
        1,
        0.06,
        0.03,
        [],
        [hatch('hatch-core', [0.1, 0.25, 0.4, 0.25]), contour('contour-outer', [1, 2, 3, 4], false)],
      ),
    ];
    for (const encoding of ['ascii', 'binary'] as const) {
      const { file, layers } = await read(await written(job, { content: 'scan', encoding }));
      expect(file.exposures.map(({ name }) => name)).toEqual(['cage_contour-outer', 'cage_hatch-core']);
      expect(layers).toEqual([
        {
          zMm: 0.03,
          thicknessMm: null,
          paths: [
            { kind: 'line', part: 0, exposure: 0, closed: true, xy: Float64Array.of(0.1, 0.1, 1.9, 0.1, 1.9, 1.9) },
          ],
        },
        {
          zMm: 0.06,
          thicknessMm: 0.03,
          paths: [
            { kind: 'hatch', part: 1, exposure: 1, xyxy: Float64Array.of(0.1, 0.25, 0.4, 0.25) },
            { kind: 'line', part: 0, exposure: 0, closed: false, xy: Float64Array.of(1, 2, 3, 4) },
          ],
        },
      ]);
    }
  });
});

describe('CLI+ with lines', () => {
  const GEOMETRY =
    '$$LAYER/1\n$$HATCHES/1,1,0,0,1,1\n$$POWER/150.5\n$$SPEED/300\n$$POLYLINE/1,1,4,0,0,1,0,0,1,0,0\n' +
    '$$LAYER/2\n$$HATCHES/5,1,0,0,1,1\n$$FOCUS/-0.1\n$$HATCHES/1,1,0,0,1,1\n$$POWER/100\n$$HATCHES/1,1,0,0,1,1\n' +
    '$$POWER/150.5\n$$HATCHES/1,1,0,0,1,1\n';

  test('holds each parameter until it changes, also in the next layer; what is exposed is no boundary', async () => {
    for (const chunkBytes of [1, 1 << 20]) {
      const { file, layers } = await read(ascii(GEOMETRY), chunkBytes);
      expect(file.exposures).toEqual([
        { name: 'cage', exposure: UNKNOWN_EXPOSURE },
        { name: 'rim', exposure: UNKNOWN_EXPOSURE },
        { name: 'cage, 150.5 W, 300 mm/s', exposure: state(150.5, 300, null) },
        { name: 'rim, 150.5 W, 300 mm/s', exposure: state(150.5, 300, null) },
        { name: 'cage, 150.5 W, 300 mm/s, focus -0.1 mm', exposure: state(150.5, 300, -0.1) },
        { name: 'cage, 100 W, 300 mm/s, focus -0.1 mm', exposure: state(100, 300, -0.1) },
      ]);
      const numbers = (paths: readonly LaserFilePath[]) =>
        paths.map((path) => [path.kind, 'exposure' in path && path.exposure]);
      expect(layers.map(({ paths }) => numbers(paths))).toEqual([
        [
          ['hatch', 0],
          ['line', 2],
        ],
        [
          ['hatch', 3],
          ['hatch', 4],
          ['hatch', 5],
          ['hatch', 4],
        ],
      ]);
    }
  });

  test('begins anew at each reading', async () => {
    const { file, layers } = await read(ascii(GEOMETRY));
    const again: LaserFileLayer[] = [];
    for await (const layer of file.layers()) again.push(layer);
    expect(again).toEqual(layers);
    expect(file.exposures).toHaveLength(6);
  });
});

describe('CLI+ with comments', () => {
  test('has the parameters behind each command, and their names in the header', async () => {
    const { file, layers } = await read(
      ascii(
        '// PROFILE=2 POWER=1 SPEED=1 //\n$$LAYER/1\n$$HATCHES/1,1,0,0,1,1\n// PROFILE=2 POWER=150.000000 SPEED=300.5 //\n' +
          '$$POLYLINE/1,1,4,0,0,1,0,0,1,0,0\n// a remark //\n// PROFILE=1 POWER=90 SPEED=1e3 //\n$$HATCHES/1,1,0,0,1,1\n',
        '$$LABEL/1,part_1\n// CLI+ EXTENSION: PROFILE DEFINITIONS //\n// PROFILE_DEF=2 NAME="bulk" POWER=150 SPEED=300.5 //\n' +
          '// PROFILE_DEF=1 NAME="" POWER=90 SPEED=1000 //\n',
      ),
    );
    expect(file.exposures).toEqual([
      { name: 'part_1', exposure: UNKNOWN_EXPOSURE },
      { name: 'part_1, bulk, 150 W, 300.5 mm/s', exposure: state(150, 300.5, null) },
      { name: 'part_1, profile 1, 90 W, 1000 mm/s', exposure: state(90, 1000, null) },
    ]);
    expect(layers[0]!.paths).toMatchObject([
      { kind: 'hatch', exposure: 1 },
      { kind: 'line', closed: true, exposure: 2 },
      { kind: 'hatch', exposure: 0 },
    ]);
    expect(file.tolerated).toEqual(['line 14: laser parameters in a comment (a dialect called CLI+) were read']);
  });
});

const folder = sharedData('slice-files');

describe.skipIf(!existsSync(folder))('files of other makers (needs shared/data)', () => {
  const open = (name: string) => read(new Uint8Array(readFileSync(`${folder}/${name}`)));

  test('the CLI+ of Netfabb: three states of its 910 closed lines', async () => {
    const { file, layers } = await open('Box_support_solid_ascii_with_params.cli');
    expect(file.exposures).toEqual([
      { name: 'Box_support_solid', exposure: UNKNOWN_EXPOSURE },
      { name: 'Box_support_solid, 100 W, 200 mm/s, focus 1 mm', exposure: state(100, 200, 1) },
      { name: 'Box_support_solid, 150 W, 200 mm/s, focus 1 mm', exposure: state(150, 200, 1) },
      { name: 'Box_support_solid, 100 W, 100 mm/s, focus 1 mm', exposure: state(100, 100, 1) },
    ]);
    const counts = [0, 0, 0, 0];
    for (const path of layers.flatMap(({ paths }) => paths)) {
      expect(path).toMatchObject({ kind: 'line', closed: true });
      if (path.kind === 'line') counts[path.exposure!]!++;
    }
    // Layers from 3.03 mm, 3.12 mm and 3.15 mm on, one line each.
    expect(counts).toEqual([0, 3, 1, 906]);
    expect(layers[101]!.thicknessMm).toBe(0.03);
  });

  test('the gyroid plane is the same in ASCII and in binary, to the last 0.1 um', async () => {
    const [one, two] = await Promise.all(['abfab3d_gyroplane.cli', 'abfab3d_gyroplane_binary.cli'].map(open));
    const onGrid = ({ zMm, paths }: LaserFileLayer) => ({
      z: toGrid(zMm),
      paths: paths.map((path) => (path.kind === 'boundary' ? [path.direction, ...[...path.xy].map(toGrid)] : path)),
    });
    expect(one!.layers.flatMap(({ paths }) => paths).length).toBeGreaterThan(90);
    expect(two!.layers.map(onGrid)).toEqual(one!.layers.map(onGrid));
  });

  test.each(['s_Cylinder_ex.cli', 'frustrum_ASCII.cli', 's_MiniCooper_ex.cli'])(
    '%s has no more and no less',
    async (name) => {
      const { layers } = await open(name);
      const file = await openCommonLayer(memorySource(new Uint8Array(readFileSync(`${folder}/${name}`))));
      let index = 0;
      for await (const layer of file.layers()) {
        expect(layers[index]!.paths).toHaveLength(layer.polylines.length + layer.hatches.length);
        expect(layers[index]!.zMm).toBeCloseTo(layer.zMm, 9);
        index++;
      }
      expect(index).toBe(layers.length);
    },
  );
});

import { describe, expect, test } from 'vitest';
import { type LaserExposure, type LaserFileLayer, UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import { laserFileOf } from '../../../src/formats/common-layer/laser-file-of.ts';
import { medicalUserData, readMedicalUserData } from '../../../src/formats/common-layer/medical-user-data.ts';
import { openCommonLayer } from '../../../src/formats/common-layer/read-common-layer.ts';
import type { CommonLayerOptions } from '../../../src/formats/common-layer/write-common-layer.ts';
import { randomFrom } from '../../geometry/solids.ts';
import { allLayers, contour, hatch, memorySource, planned, region, written } from './job.ts';
import { secondReader } from './second-reader.ts';

const SQUARE = [0, 0, 2, 0, 2, 2, 0, 2];
const LAYER = planned(
  0,
  0.03,
  0.03,
  [region(SQUARE)],
  [
    contour('contour-outer', [0.1, 0.1, 1.9, 0.1, 1.9, 1.9]),
    hatch('hatch-core', [0.1, 0.25, 0.4, 0.25]),
    contour('contour-outer', [1, 1, 1.5, 1], false),
  ],
);
const textOf = async (options: Partial<CommonLayerOptions>, layers = [LAYER]) =>
  Buffer.from(await written(layers, options)).toString('latin1');

/** Splits a binary file into the text of its header and the hexadecimal digits of what follows. */
function parted(bytes: Uint8Array): [header: string, geometry: string] {
  const end = Buffer.from(bytes).indexOf('$$HEADEREND') + 11;
  return [Buffer.from(bytes.subarray(0, end)).toString('latin1'), Buffer.from(bytes.subarray(end)).toString('hex')];
}

async function readLaser(bytes: Uint8Array) {
  const file = laserFileOf(await openCommonLayer(memorySource(bytes)));
  const layers: LaserFileLayer[] = [];
  for await (const layer of file.layers()) layers.push(layer);
  return { file, layers };
}

/** Layers of paths anywhere on the grid where short commands reach. */
function randomJob(seed: number) {
  const random = randomFrom(seed);
  const many = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 3_276_701) / 10_000);
  return Array.from({ length: 30 }, (_, i) =>
    planned(
      i,
      (i + 1) / 100,
      0.01,
      [region(many(8))],
      [
        contour('contour-outer', many(2 * (2 + Math.floor(random() * 9))), random() < 0.5),
        hatch('hatch-core', many(4 * Math.floor(random() * 9))),
      ],
    ),
  );
}

describe('the form for EOS', () => {
  test('has long layers and polylines and short hatches in 0.01 mm, known by hand', async () => {
    const [header, geometry] = parted(await written([LAYER], { form: 'eos', content: 'scan' }));
    expect(header).toContain('\n$$UNITS/0.01\n$$VERSION/200\n');
    // 3.0 is 40400000, 10.0 41200000, 190.0 433e0000, 100.0 42c80000, 150.0 43160000.
    const [ten, most, hundred] = ['00002041', '00003e43', '0000c842'];
    expect(geometry).toBe(
      [
        '7f00',
        '00004040',
        ['8200', '02000000', '02000000', '04000000'],
        [ten, ten, most, ten, most, most, ten, ten],
        ['8300', '0300', '0100', '0a00', '1900', '2800', '1900'],
        ['8200', '02000000', '02000000', '02000000'],
        [hundred, hundred, '00001643', hundred],
      ]
        .flat()
        .join(''),
    );
  });

  test('rounds hatch ends to 0.01 mm and nothing else', async () => {
    const job = randomJob(11);
    const { layers } = await readLaser(await written(job, { form: 'eos' }));
    const scan = await readLaser(await written(job, { form: 'eos', content: 'scan' }));
    let worst = 0;
    job.forEach(({ layer, toolpaths }, i) => {
      const boundary = layers[i]!.paths.find(({ kind }) => kind === 'boundary')!;
      expect('xy' in boundary && boundary.xy).toEqual(layer.regions[0]!.outline.xy);
      for (const [k, path] of scan.layers[i]!.paths.entries()) {
        const planned = toolpaths.toolpaths[k]!;
        if (path.kind === 'line' && planned.kind === 'contour') expect(path.xy).toEqual(planned.path.xy);
        if (path.kind !== 'hatch' || planned.kind !== 'hatch') continue;
        path.xyxy.forEach((x, at) => {
          worst = Math.max(worst, Math.abs(x - planned.lines.xyxy[at]!));
        });
      }
    });
    expect(worst).toBeGreaterThan(0.0049);
    expect(worst).toBeLessThan(0.005 + 1e-9);
  });

  test.each([
    [-0.0001, 'a path reaches x -0.0001 mm: the short hatches of a file for EOS hold 0 to 327.67 mm'],
    [327.6701, 'a path reaches x 327.6701 mm: the short hatches of a file for EOS hold 0 to 327.67 mm'],
  ])('refuses a path at %f mm', async (x, reason) => {
    const toolpaths = [hatch('hatch-core', [0, 0, x, 1]), contour('contour-outer', [0, 0, x, 1], false)];
    for (const path of toolpaths) {
      await expect(
        written([planned(3, 0.03, 0.03, [], [path])], { form: 'eos', content: 'scan' }),
      ).rejects.toMatchObject({ code: 'value-out-of-range', reason, place: ['cage', 'layer 3'] });
    }
    const boundary = [planned(3, 0.03, 0.03, [region([0, 0, x, 0, 0, 1])])];
    await expect(written(boundary, { form: 'eos', content: 'boundary' })).rejects.toMatchObject({ reason });
  });

  test('takes the largest path', async () => {
    const job = [planned(0, 0.03, 0.03, [], [hatch('hatch-core', [0, 0, 327.67, 0])])];
    const { layers } = await readLaser(await written(job, { form: 'eos' }));
    expect(layers[0]!.paths[0]).toMatchObject({ xyxy: Float64Array.of(0, 0, 327.67, 0) });
  });

  test('parts more than 65535 hatches, which a short count does not hold', async () => {
    const xyxy = Array.from({ length: 4 * 70_000 }, (_, i) => (i % 3000) / 100);
    const { layers } = secondReader(
      await written([planned(0, 0.03, 0.03, [], [hatch('hatch-core', xyxy)])], { form: 'eos', content: 'scan' }),
    );
    expect(layers[0]!.hatches.map(([id, numbers]) => [id, numbers.length / 4])).toEqual([
      [3, 65_535],
      [3, 4465],
    ]);
    expect(layers[0]!.hatches.flatMap(([, numbers]) => numbers)).toEqual(xyxy.map((x) => Math.round(x * 100)));
  });

  test('refuses an id that 16 bits do not hold, as a fault of ours', async () => {
    const ids = new Map([
      ['contour-outer', 1],
      ['hatch-core', 65_536],
    ]);
    await expect(written([LAYER], { form: 'eos', content: 'scan', ids })).rejects.toMatchObject({ code: 'own-fault' });
  });
});

describe('alignment', () => {
  test('begins every item on a 32-bit word, known by hand', async () => {
    for (const partLabel of ['cage', 'cage1', 'cage12', 'cage123']) {
      const bytes = await written([LAYER], { form: 'eos', align: true, content: 'scan', partLabel });
      const [header, geometry] = parted(bytes);
      expect(header.length % 4).toBe(0);
      expect(header).toMatch(/\n\$\$ALIGN\n[\s\S]*\n\$\$LAYERS\/000001\n{1,4}\$\$HEADEREND$/);
      expect(geometry.slice(0, 8 * 2)).toBe('7f00000000004040');
      expect(geometry.slice(8 * 2, 8 * 2 + 8 * 4)).toBe('82000000020000000200000004000000');
      const hatches = 8 * 2 + 8 * 4 + 8 * 8;
      expect(geometry.slice(hatches, hatches + 8 * 5)).toBe('8300000003000000010000000a00190028001900');
    }
  });

  test.each(['grid', 'eos', 'section'] as const)('changes nothing of what is read: %s', async (form) => {
    const job = randomJob(5);
    for (const content of ['both', 'scan'] as const) {
      const [plain, aligned] = await Promise.all(
        [false, true].map(async (align) => allLayers(memorySource(await written(job, { form, align, content })))),
      );
      expect(aligned).toEqual(plain);
      const { tolerated } = await openCommonLayer(memorySource(await written(job, { form, align: true, content })));
      expect(tolerated).toEqual([]);
    }
  });

  test('and forms are for binary files alone', async () => {
    for (const options of [{ align: true }, { form: 'eos' }, { form: 'section' }] as const)
      await expect(written([LAYER], { encoding: 'ascii', ...options })).rejects.toMatchObject({ code: 'own-fault' });
  });
});

describe('user data', () => {
  const medical = medicalUserData({
    caseId: 'c7-2041',
    source: 'Trabecula 1.0.0',
    institution: null,
    study: null,
    orientation: null,
  });

  test('reach up to the byte before the next command', async () => {
    expect(await textOf({ userData: [medical], content: 'boundary' })).toContain(
      '$$LABEL/1,cage_boundary\n$$USERDATA/"MEDICAL",45,source-id=Trabecula 1.0.0\0patient-id=c7-2041\0$$DIMENSION/',
    );
  });

  test('are read back, whatever their bytes, and the geometry with them', async () => {
    const every = { uid: 'every byte', data: Uint8Array.from({ length: 300 }, (_, i) => i % 256) };
    const words = { uid: 'words', data: new Uint8Array(Buffer.from('$$HEADEREND\n$$LAYERS/7')) };
    const userData = [every, medical, words];
    for (const options of [{}, { align: true }, { encoding: 'ascii' }] as const) {
      const bytes = await written([LAYER], { userData, ...options });
      const file = await openCommonLayer(memorySource(bytes));
      expect(file.header.userData).toEqual(userData);
      expect(file.header.layers).toBe(1);
      expect(readMedicalUserData(file.header.userData[1]!)!.get('patient-id')).toBe('c7-2041');
      expect(await allLayers(memorySource(bytes))).toEqual(await allLayers(memorySource(await written([LAYER]))));
      expect(file.tolerated).toEqual([]);
    }
  });

  test('need a name without quotes', async () => {
    const userData = [{ uid: 'a"b', data: new Uint8Array(0) }];
    await expect(written([LAYER], { userData })).rejects.toMatchObject({ code: 'own-fault' });
  });
});

describe('CLI+', () => {
  const known = (powerW: number, focusMm: number | null): LaserExposure => ({
    ...UNKNOWN_EXPOSURE,
    powerW,
    speedMmPerS: 1250.5,
    focusMm,
  });
  const parameters = new Map([
    ['contour-outer', known(150, -0.1)],
    ['hatch-core', known(175.25, 0)],
  ]);
  const CLI_PLUS = { encoding: 'ascii', content: 'scan', parameters } as const;

  test('states the parameters where they change, and before the first path of each layer', async () => {
    const second = planned(
      1,
      0.06,
      0.03,
      [],
      [contour('contour-outer', [0, 0, 1, 0], false), contour('contour-outer', [0, 1, 1, 1], false)],
    );
    const text = await textOf(CLI_PLUS, [LAYER, second, planned(2, 0.09, 0.03)]);
    const outer = '$$POWER/150.0\n$$SPEED/1250.5\n$$FOCUS/-0.1\n';
    expect(text.slice(text.indexOf('$$LAYER/'))).toBe(
      `$$LAYER/300.0\n${outer}` +
        '$$POLYLINE/2,2,4,1000.0,1000.0,19000.0,1000.0,19000.0,19000.0,1000.0,1000.0\n' +
        '$$POWER/175.25\n$$SPEED/1250.5\n$$FOCUS/0.0\n$$HATCHES/3,1,1000.0,2500.0,4000.0,2500.0\n' +
        `${outer}$$POLYLINE/2,2,2,10000.0,10000.0,15000.0,10000.0\n` +
        `$$LAYER/600.0\n${outer}$$POLYLINE/2,2,2,0.0,0.0,10000.0,0.0\n$$POLYLINE/2,2,2,0.0,10000.0,10000.0,10000.0\n` +
        '$$LAYER/900.0\n$$GEOMETRYEND\n',
    );
  });

  test('is read back with the parameters of each path', async () => {
    const { file, layers } = await readLaser(await written([LAYER], CLI_PLUS));
    const exposures = layers[0]!.paths.map((path) =>
      path.kind === 'boundary' ? null : file.exposures[path.exposure!],
    );
    expect(exposures.map((named) => named?.exposure)).toEqual([
      parameters.get('contour-outer'),
      parameters.get('hatch-core'),
      parameters.get('contour-outer'),
    ]);
    expect(exposures[1]!.name).toBe('cage_hatch-core, 175.25 W, 1250.5 mm/s, focus 0 mm');
  });

  test.each([
    ['power', { ...known(1, 0), powerW: null }],
    ['speed', { ...known(1, 0), speedMmPerS: null }],
    ['focus', { ...known(1, 0), focusMm: null }],
  ])('is refused where the %s of a key is not known: it would run with that of another', async (what, exposure) => {
    const some = new Map([...parameters, ['hatch-core', exposure]] as const);
    await expect(written([LAYER], { ...CLI_PLUS, parameters: some })).rejects.toMatchObject({
      code: 'value-out-of-range',
      reason: `the key hatch-core has no ${what}: in CLI+ it would run with that of the path before it`,
      place: ['cage'],
    });
  });

  test('without any focus says none', async () => {
    const none = new Map([...parameters.keys()].map((key) => [key, known(150, null)]));
    expect(await textOf({ ...CLI_PLUS, parameters: none })).not.toContain('FOCUS');
  });

  test('holds all that runs and no boundary, in ASCII', async () => {
    for (const options of [{ content: 'both' }, { content: 'boundary' }, { encoding: 'binary' }] as const)
      await expect(written([LAYER], { ...CLI_PLUS, ...options })).rejects.toMatchObject({ code: 'own-fault' });
    await expect(written([LAYER], { ...CLI_PLUS, parameters: new Map() })).rejects.toMatchObject({ code: 'own-fault' });
  });
});

describe('a filter on keys', () => {
  const job = [
    planned(0, 0.06, 0.03, [region(SQUARE)]),
    layerAt(1, 0.09),
    planned(2, 0.12, 0.03, [region(SQUARE)], [hatch('hatch-core', [0, 0, 1, 0])]),
  ];
  const linesOf = async (...keys: string[]) =>
    (await textOf({ encoding: 'ascii', content: 'both', keys: new Set(keys) }, job))
      .split('\n')
      .filter((line) => /^\$\$(LABEL|LAYER|POLYLINE|HATCHES|DIMENSION)/.test(line))
      .map((line) => (line.startsWith('$$POLYLINE') ? line.slice(0, 14) : line));

  function layerAt(index: number, zMm: number) {
    return planned(index, zMm, 0.03, LAYER.layer.regions, LAYER.toolpaths.toolpaths);
  }

  test('writes the paths and the label of one key, on the layers of the whole job', async () => {
    expect(await linesOf('hatch-core')).toEqual([
      '$$LABEL/3,cage_hatch-core',
      '$$DIMENSION/00000000.000000,00000000.000000,00000000.030000,00000001.000000,00000000.250000,00000000.120000',
      '$$LAYERS/000004',
      '$$LAYER/300.0',
      '$$LAYER/600.0',
      '$$LAYER/900.0',
      '$$HATCHES/3,1,1000.0,2500.0,4000.0,2500.0',
      '$$LAYER/1200.0',
      '$$HATCHES/3,1,0.0,0.0,10000.0,0.0',
    ]);
  });

  test('knows the boundary by its key', async () => {
    const lines = await linesOf('boundary');
    expect(lines.filter((line) => line.startsWith('$$LABEL'))).toEqual(['$$LABEL/1,cage_boundary']);
    expect(lines.filter((line) => line.startsWith('$$POLYLINE'))).toHaveLength(3);
    expect(lines.filter((line) => line.startsWith('$$HATCHES'))).toHaveLength(0);
  });

  test('needs no id of what it leaves out', async () => {
    const { layers } = secondReader(
      await written([LAYER], { content: 'scan', ids: new Map([['hatch-core', 9]]), keys: new Set(['hatch-core']) }),
    );
    expect(layers[0]).toMatchObject({ polylines: [], hatches: [[9, [1000, 2500, 4000, 2500]]] });
  });

  test('files of all keys together are the file of the job', async () => {
    const layers = randomJob(8);
    const whole = await allLayers(memorySource(await written(layers)));
    const parts = await Promise.all(
      ['boundary', 'hatch-core'].map(async (key) =>
        allLayers(memorySource(await written(layers, { keys: new Set([key]) }))),
      ),
    );
    whole.forEach((layer, i) => {
      expect(parts.map((part) => part[i]!.zMm)).toEqual([layer.zMm, layer.zMm]);
      expect(parts.flatMap((part) => part[i]!.polylines)).toEqual(layer.polylines);
      expect(parts.flatMap((part) => part[i]!.hatches)).toEqual(layer.hatches);
    });
  });
});

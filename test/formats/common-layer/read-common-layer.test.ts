import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCommonLayer } from '../../../src/formats/common-layer/read-common-layer.ts';
import { sharedData } from '../../support/shared-data.ts';
import { allLayers, hatch, memorySource, type PlainLayer, plain, planned, region, written } from './job.ts';
import { secondReader } from './second-reader.ts';

const SIMPLE = '$$HEADERSTART\n$$ASCII\n$$UNITS/0.01\n$$VERSION/200\n$$LABEL/1,part1\n$$HEADEREND\n';
const ascii = (geometry: string, header = SIMPLE) =>
  memorySource(`${header}$$GEOMETRYSTART\n${geometry}$$GEOMETRYEND\n`);
const head = (...rows: string[]) =>
  `$$HEADERSTART\n$$BINARY\n$$UNITS/0.01\n$$VERSION/200\n$$LABEL/1,part1\n${rows.join('\n')}$$HEADEREND`;

/** A binary file from a header and its commands: `c` and `u` 16 bit, `i` 32 bit, `f` float, `p` a pad byte. */
function binary(header: string, ...fields: [kind: 'u' | 'i' | 'f' | 'p', value: number][]): Uint8Array {
  const parts = fields.map(([kind, value]) => {
    const field = Buffer.alloc(kind === 'u' ? 2 : kind === 'p' ? 1 : 4);
    if (kind === 'u') field.writeUInt16LE(value & 0xffff);
    if (kind === 'i') field.writeInt32LE(value);
    if (kind === 'f') field.writeFloatLE(value);
    return field;
  });
  return new Uint8Array(Buffer.concat([Buffer.from(header, 'latin1'), ...parts]));
}

const u = (...values: number[]) => values.map((value): ['u', number] => ['u', value]);
const i = (...values: number[]) => values.map((value): ['i', number] => ['i', value]);
const f = (...values: number[]) => values.map((value): ['f', number] => ['f', value]);
const pads = (count: number) => Array.from({ length: count }, (): ['p', number] => ['p', 0]);

async function readAll(source: ReturnType<typeof memorySource>, chunkBytes?: number) {
  const file = await openCommonLayer(source, chunkBytes);
  const layers: PlainLayer[] = [];
  for await (const layer of file.layers()) layers.push(plain(layer));
  return { header: file.header, tolerated: file.tolerated, layers };
}

describe('the header', () => {
  const header = async (rows: string) => {
    const { header: read, tolerated } = await readAll(
      ascii('$$LAYER/1\n', `$$HEADERSTART\n$$ASCII\n${rows}$$HEADEREND\n`),
    );
    return { read, tolerated };
  };

  test('is read with everything that the specification knows', async () => {
    const { read, tolerated } = await header(
      '$$UNITS/00000000.010000\n$$VERSION/200\n$$DATE/070493\n$$LABEL/1,part1\n$$LABEL/2,"a, // $$ b"\n$$ALIGN\n' +
        '$$DIMENSION/-0000004.938700,-0000015.938600,00000000.000000,00000004.940700,-0000006.058800,00000001.050000\n' +
        '$$LAYERS/000001\n$$USERDATA/"Company, 94",13,a,\n$$HEADEREND',
    );
    expect(read).toMatchObject({
      encoding: 'ascii',
      units: 0.01,
      version: 200,
      date: '070493',
      align: true,
      layers: 1,
      dimensionMm: [-4.9387, -15.9386, 0, 4.9407, -6.0588, 1.05],
    });
    expect([...read.labels]).toEqual([
      [1, 'part1'],
      [2, 'a, // $$ b'],
    ]);
    expect(read.userData.map(({ uid, data }) => [uid, Buffer.from(data).toString()])).toEqual([
      ['Company, 94', 'a,\n$$HEADEREN'],
    ]);
    expect(tolerated.filter((note) => !note.startsWith('line'))).toEqual([]);
  });

  test('may stand on one line, with comments, after other data', async () => {
    const one =
      '\u00ef\u00bb\u00bfx$$HEADERSTART// $$UNITS/7 //$$UNITS/1// mm //$$ASCII$$VERSION/200$$LABEL/4,p$$HEADEREND';
    const {
      header: read,
      layers,
      tolerated,
    } = await readAll(
      memorySource(`${one}$$GEOMETRYSTART$$LAYER/2.5$$POLYLINE/4,2,2,0,1.,.5,-2// end //$$GEOMETRYENDtrailing`),
    );
    expect(read.units).toBe(1);
    expect(read.labels.get(4)).toBe('p');
    expect(layers).toEqual([
      { zMm: 2.5, hatches: [], polylines: [{ id: 4, direction: 2, xy: Float64Array.of(0, 1, 0.5, -2) }] },
    ]);
    expect(tolerated).toEqual(['4 bytes before $$HEADERSTART were ignored']);
  });

  test.each([
    ['$$UNITS/1\n', '$$VERSION is missing'],
    ['$$UNITS/1\n$$VERSION/100\n', '$$VERSION/100'],
    ['$$UNITS/1\n$$DATE/20240702\n', 'not six digits'],
    ['$$UNITS/1\n$$DIMENSION/0,0,0,,1,1,1,\n', 'empty values'],
    ['$$UNITS/1\n$$DIMENSION/0,0,0,1,1\n', 'not six numbers'],
    ['$$UNITS/1\n$$DIMENSION/0,0,2,1,1,1\n', 'not in order'],
    ['$$UNITS/1\n$$MACHINE/7\n', '$$MACHINE is not in the specification'],
    ['$$UNITS/1\n$$LABEL/1,a\n$$LABEL/1,b\n', 'more than one $$LABEL'],
    ['hello\n$$UNITS/1\n', 'text "hello"'],
    ['$$UNITS/1 // open\n', 'comment is not closed'],
    ['$$UNITS/1\n$$LAYERS/3\n', 'says 3 layers, the file has 1'],
  ])('lets %j pass with a word', async (rows, word) => {
    expect((await header(rows)).tolerated.join('\n')).toContain(word);
  });

  test('extra commas leave the six numbers of the box as they are', async () => {
    expect((await header('$$UNITS/1\n$$DIMENSION/0,0,0,,1,2,3,\n')).read.dimensionMm).toEqual([0, 0, 0, 1, 2, 3]);
  });

  test('text that is no UTF-8 is read as Latin-1', async () => {
    expect((await header('$$UNITS/1\n$$LABEL/1,K\u00e4fig\n')).read.labels.get(1)).toBe('K\u00e4fig');
  });

  test('user data longer than the first look are kept whole', async () => {
    const data = '$'.repeat(200_000);
    const { read } = await header(`$$UNITS/1\n$$USERDATA/u,200000,${data}\n`);
    expect(read.userData[0]!.data.length).toBe(200_000);
  });

  test.each([
    ['', 'no $$UNITS', 'line 3'],
    ['$$UNITS/0\n', 'above 0 mm', 'line 3'],
    ['$$UNITS/-1\n', 'above 0 mm', 'line 3'],
    ['$$UNITS/x\n', 'needs a number', 'line 3'],
    ['$$UNITS/1\n$$UNITS/2\n', 'twice', 'line 4'],
    ['$$UNITS/1\n$$BINARY\n', 'both', 'line 4'],
    ['$$UNITS/1\n$$LAYERS/-1\n', 'must be a count', 'line 4'],
    ['$$UNITS/1\n$$LABEL/a,b\n', 'whole number as id', 'line 4'],
    ['$$UNITS/1\n$$USERDATA/u,-1,\n', 'count of bytes', 'line 4'],
  ])('refuses %j: %s', async (rows, reason, place) => {
    await expect(header(rows)).rejects.toMatchObject({
      code: 'common-layer-invalid',
      reason: expect.stringContaining(reason),
      place: ['test.cli', place],
    });
  });

  test('refuses a file that says no encoding, and one that is something else', async () => {
    await expect(openCommonLayer(memorySource('$$HEADERSTART\n$$UNITS/1\n$$HEADEREND'))).rejects.toThrow(/neither/);
    await expect(openCommonLayer(memorySource('solid x\nendsolid x\n'))).rejects.toMatchObject({
      code: 'common-layer-invalid',
    });
    await expect(openCommonLayer(memorySource(''))).rejects.toMatchObject({ code: 'common-layer-invalid' });
  });
});

describe('the ASCII section', () => {
  const example =
    '$$LAYER/5.5 // z = 5.5 //\n$$POLYLINE/1,0,2,1.00,2.02,\n 3.30 , 3.42\n$$HATCHES/1,1,10.2,10.4,12.34,12.5\n$$LAYER/5.6\n';

  test('is read with LF, CRLF and without line ends, whatever the chunks are', async () => {
    const wanted = [
      {
        zMm: 5.5 / 100,
        polylines: [{ id: 1, direction: 0, xy: Float64Array.of(1 / 100, 2.02 / 100, 3.3 / 100, 3.42 / 100) }],
        hatches: [{ id: 1, xyxy: Float64Array.of(10.2 / 100, 10.4 / 100, 12.34 / 100, 12.5 / 100) }],
      },
      { zMm: 5.6 / 100, polylines: [], hatches: [] },
    ];
    for (const text of [example, example.replaceAll('\n', '\r\n'), example.replaceAll('\n', '')]) {
      for (const chunkBytes of [1, 7, 64, 1 << 20]) {
        expect(await allLayers(ascii(text), chunkBytes)).toEqual(wanted);
      }
    }
  });

  test('CLI+ lines are read with a word, once', async () => {
    const { layers, tolerated } = await readAll(
      ascii('$$LAYER/1\n$$POWER/150.5\n$$SPEED/300\n$$FOCUS/-0.1\n$$POLYLINE/1,2,1,3,4\n$$POWER/100\n'),
    );
    expect(layers[0]!.polylines).toHaveLength(1);
    expect(tolerated.filter((note) => note.includes('CLI+'))).toEqual([
      'line 9: $$POWER is of the dialect CLI+, whose laser parameters were read',
    ]);
  });

  test.each([
    ['$$LAYER/1\n$$LAYER/1\n', 'line 9: a layer at 0.01 mm follows one at 0.01 mm'],
    ['$$LAYER/1\n$$POLYLINE/5,2,1,0,0\n', 'line 9: id 5 has no $$LABEL'],
    ['$$LAYER/1e2\n', 'exponent'],
    ['$$LAYER/1,\n', 'line 8: a comma after the last number'],
    ['$$LAYER/1 // open\n', 'comment is not closed'],
  ])('lets %j pass with a word', async (geometry, word) => {
    expect((await readAll(ascii(geometry))).tolerated.join('\n')).toContain(word);
  });

  test('a file without $$GEOMETRYSTART is read with a word', async () => {
    const { layers, tolerated } = await readAll(memorySource(`${SIMPLE}$$LAYER/1\n$$GEOMETRYEND`));
    expect(layers).toHaveLength(1);
    expect(tolerated).toEqual(['$$GEOMETRYSTART is missing']);
  });

  test.each([
    ['$$POLYLINE/1,1,1,0,0\n', 'before the first layer', 8],
    ['$$LAYER/1\n$$POLYLINE/1,3,1,0,0\n', 'unknown direction 3', 9],
    ['$$LAYER/1\n$$POLYLINE/1,-1,1,0,0\n', 'direction -1', 9],
    ['$$LAYER/1\n$$POLYLINE/1,1,-1,0,0\n', 'count -1', 9],
    ['$$LAYER/1\n$$POLYLINE/1,1,1.5,0,0\n', 'count 1.5', 9],
    ['$$LAYER/1\n$$POLYLINE/1,1,2000000000,0,0\n', 'do not fit', 9],
    ['$$LAYER/1\n$$POLYLINE/1,1,2,0,0,1\n', 'expected ","', 10],
    ['$$LAYER/1\n$$POLYLINE/1,1,1,0,0,1\n', 'more numbers than it announced', 9],
    ['$$LAYER/1\n$$POLYLINE/1,1,1,0,0 1\n', 'expected a command', 9],
    ['$$LAYER/1\n$$HATCHES/1,1,0,0,1,x\n', 'expected a number, found "x', 9],
    ['$$LAYER/1\n$$HATCHES/1,1,0,0,1,1-2\n', 'expected a number', 9],
    ['$$LAYER/nan\n', 'expected a number', 8],
    ['$$LAYER\n', 'expected "/"', 9],
    ['$$LAYER/1\n$$ARC/1,2\n', 'unknown command $$ARC', 9],
    ['$$LAYER/1\n$$GEOMETRYSTART\n', 'second', 9],
  ])('refuses %j: %s', async (geometry, reason, line) => {
    await expect(readAll(ascii(geometry))).rejects.toMatchObject({
      code: 'common-layer-invalid',
      reason: expect.stringContaining(reason),
      place: ['test.cli', `line ${line}`],
    });
  });

  test('a comment that is not closed hides no command', async () => {
    const { layers } = await readAll(ascii('$$LAYER/1\n// part A\n$$POLYLINE/1,2,1,0,0\n// end\n'));
    expect(layers[0]!.polylines).toHaveLength(1);
  });
});

describe('the binary section', () => {
  test('long and short commands may be mixed', async () => {
    const bytes = binary(
      head(),
      ...u(127),
      ...f(100),
      ...u(130),
      ...i(1, 2, 2),
      ...f(1.5, 2, 3, 4),
      ...u(131, 1, 1, 10, 20, 30, 40),
      ...u(128, 200),
      ...u(129, 1, 1, 1, 65535, 7),
      ...u(132),
      ...i(1, 1),
      ...f(-1, -2, -3, -4),
    );
    const { layers, tolerated } = await readAll(memorySource(bytes), 3);
    expect(layers).toEqual([
      {
        zMm: 1,
        polylines: [{ id: 1, direction: 2, xy: Float64Array.of(0.015, 0.02, 0.03, 0.04) }],
        hatches: [{ id: 1, xyxy: Float64Array.of(0.1, 0.2, 0.3, 0.4) }],
      },
      {
        zMm: 2,
        polylines: [{ id: 1, direction: 1, xy: Float64Array.of(655.35, 0.07) }],
        hatches: [{ id: 1, xyxy: Float64Array.of(-0.01, -0.02, -0.03, -0.04) }],
      },
    ]);
    expect(tolerated).toEqual(['without $$DIMENSION short coordinates above 32767 were read as positive']);
  });

  test('short fields are signed on the axes whose box is negative, and on no other', async () => {
    const bytes = binary(head('$$DIMENSION/-15,0,-2,4,600,5\n'), ...u(128, -200), ...u(129, 1, 2, 1, -1475, 60000));
    const { layers, tolerated } = await readAll(memorySource(bytes));
    expect(layers[0]).toMatchObject({ zMm: -2, polylines: [{ xy: Float64Array.of(-14.75, 600) }] });
    expect(tolerated.join()).toContain('signed');
  });

  test('short fields are refused where neither reading can hold the box', async () => {
    const bytes = binary(head('$$DIMENSION/-15,0,0,600,5,5\n'), ...u(128, 0), ...u(129, 1, 2, 1, 0, 0));
    await expect(readAll(memorySource(bytes))).rejects.toThrow(/cannot hold the box/);
  });

  test('an aligned section pads each item to 32 bits, and a short pair shares one word', async () => {
    const plain = head('$$ALIGN\n');
    for (const extra of [0, 1, 2, 3]) {
      const header = plain.replace('part1', `part1${'x'.repeat(extra)}`);
      const fill = (4 - (header.length % 4)) % 4;
      const bytes = binary(
        header,
        ...pads(fill),
        ...u(128),
        ...pads(2),
        ...u(300),
        ...pads(2),
        ...u(129),
        ...pads(2),
        ...u(1),
        ...pads(2),
        ...u(1),
        ...pads(2),
        ...u(2),
        ...pads(2),
        ...u(1, 2, 3, 4),
        ...u(127),
        ...pads(2),
        ...f(400),
        ...u(132),
        ...pads(2),
        ...i(1, 1),
        ...f(5, 6, 7, 8),
        ...u(131),
        ...pads(2),
        ...u(1),
        ...pads(2),
        ...u(1),
        ...pads(2),
        ...u(9, 10, 11, 12),
      );
      const { layers, tolerated } = await readAll(memorySource(bytes));
      expect(layers).toEqual([
        { zMm: 3, polylines: [{ id: 1, direction: 1, xy: Float64Array.of(0.01, 0.02, 0.03, 0.04) }], hatches: [] },
        {
          zMm: 4,
          polylines: [],
          hatches: [
            { id: 1, xyxy: Float64Array.of(0.05, 0.06, 0.07, 0.08) },
            { id: 1, xyxy: Float64Array.of(0.09, 0.1, 0.11, 0.12) },
          ],
        },
      ]);
      expect(tolerated.length).toBe(fill === 0 ? 0 : 1);
    }
  });

  test.each(['\n', '\r\n'])('%j after the header is skipped with a word', async (lineEnd) => {
    const { layers, tolerated } = await readAll(
      memorySource(binary(head() + lineEnd, ...u(127), ...f(1), ...u(127), ...f(2))),
    );
    expect(layers).toHaveLength(2);
    expect(tolerated.join()).toContain('line end');
  });

  test('user data may hold the words of the header and any byte', async () => {
    const bytes = binary(head('$$USERDATA/u,14,$$HEADEREND\u007f\u0000\u00ff'), ...u(127), ...f(1));
    const { header, layers } = await readAll(memorySource(bytes));
    expect(header.userData[0]!.data).toEqual(new Uint8Array(Buffer.from('$$HEADEREND\u007f\u0000\u00ff', 'latin1')));
    expect(layers).toHaveLength(1);
  });

  test('more layers than the header says are read with a word', async () => {
    const { tolerated } = await readAll(
      memorySource(binary(head('$$LAYERS/1\n'), ...u(127), ...f(1), ...u(127), ...f(2))),
    );
    expect(tolerated).toEqual(['the header says 1 layers, the file has 2']);
  });

  test.each([
    ['an unknown code', [...u(127), ...f(1), ...u(133, 0, 0)], 'unknown command 133', 6],
    ['geometry before a layer', [...u(130), ...i(1, 2, 0)], 'before the first layer', 0],
    ['an unknown direction', [...u(127), ...f(1), ...u(130), ...i(1, 3, 0)], 'unknown direction 3', 6],
    ['a negative count', [...u(127), ...f(1), ...u(130), ...i(1, 2, -1)], 'negative count', 6],
    ['an absurd count', [...u(127), ...f(1), ...u(132), ...i(1, 2 ** 31 - 1), ...f(1, 2, 3, 4)], 'do not fit', 6],
    [
      'a coordinate that is no number',
      [...u(127), ...f(1), ...u(130), ...i(1, 2, 1), ...f(1, Number.NaN)],
      'no number',
      6,
    ],
    ['an infinite height', [...u(127), ...f(Infinity)], 'height', 2],
  ] as const)('refuses %s with its byte', async (_, fields, reason, at) => {
    const header = head();
    await expect(readAll(memorySource(binary(header, ...fields)))).rejects.toMatchObject({
      code: 'common-layer-invalid',
      reason: expect.stringContaining(reason),
      place: ['test.cli', `byte ${header.length + at}`],
    });
  });
});

describe('a file that breaks off', () => {
  const job = [
    planned(0, 0.03, 0.03, [region([0, 0, 2, 0, 2, 2])], [hatch('hatch-core', [0, 0, 1, 1, 1, 0, 0, 1])]),
    planned(1, 0.06, 0.03, [region([0, 0, 2, 0, 2, 2])]),
  ];

  test('is refused at every byte of an ASCII file, but for the last line end', async () => {
    const bytes = await written(job, { encoding: 'ascii' });
    for (let length = 0; length < bytes.length - 1; length++) {
      await expect(readAll(memorySource(bytes.subarray(0, length))), `cut to ${length}`).rejects.toMatchObject({
        code: 'common-layer-invalid',
      });
    }
    expect((await readAll(memorySource(bytes.subarray(0, bytes.length - 1)))).layers).toHaveLength(2);
  });

  test('is refused at every byte of a binary file, but between the commands of its last layer', async () => {
    const bytes = await written(job);
    const lastLayer = bytes.length - 14 - 4 * 8;
    for (let length = 0; length < bytes.length; length++) {
      const reading = readAll(memorySource(bytes.subarray(0, length)));
      // The format has no end mark: whole commands that are gone after the last layer began leave no trace.
      if (length === lastLayer) expect((await reading).layers[1]!.polylines).toEqual([]);
      else await expect(reading, `cut to ${length}`).rejects.toMatchObject({ code: 'common-layer-invalid' });
    }
  });

  test('a file with damaged bytes is read or refused, never anything else', async () => {
    const files = [await written(job), await written(job, { encoding: 'ascii' })];
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), damage, async (file, places) => {
        const bytes = file.slice();
        for (const [place, value] of places) bytes[place % bytes.length] = value;
        const reading = await readAll(memorySource(bytes), 61).catch((error: unknown) => error);
        if (reading instanceof Error) {
          expect(reading).toMatchObject({ name: 'PrepError', code: 'common-layer-invalid' });
          refused++;
        }
      }),
      { numRuns: 3000, seed: 20261120 },
    );
    expect(refused).toBeGreaterThan(1000);
  });

  test('a source that ends before its size is refused', async () => {
    const bytes = await written(job);
    const source = { ...memorySource(bytes), size: bytes.length + 100 };
    await expect(readAll(source)).rejects.toMatchObject({
      code: expect.stringMatching(/file-unreadable|common-layer-invalid/),
    });
  });
});

const folder = sharedData('slice-files');

describe.skipIf(!existsSync(folder))('files of other makers (needs shared/data)', () => {
  const open = (name: string) => memorySource(readFileSync(`${folder}/${name}`), name);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.cli')) : [];

  test('there are fourteen', () => {
    expect(names).toHaveLength(14);
  });

  test.each(names)('%s: the same numbers as the second reader, and as many layers as its header says', async (name) => {
    const { header, layers } = await readAll(open(name), 50_000);
    const other = secondReader(readFileSync(`${folder}/${name}`), name === 's_Cylinder_ex.cli');
    expect(layers.length).toBe(header.layers ?? other.layers.length);
    expect(layers.length).toBe(other.layers.length);
    let worst = 0;
    const compare = (ours: Float64Array, theirs: number[]) => {
      expect(ours.length).toBe(theirs.length);
      for (let k = 0; k < theirs.length; k++) worst = Math.max(worst, Math.abs(ours[k]! - theirs[k]! * other.units));
    };
    layers.forEach((layer, n) => {
      const twin = other.layers[n]!;
      worst = Math.max(worst, Math.abs(layer.zMm - twin.z * other.units));
      expect(layer.polylines.map(({ id, direction }) => [id, direction])).toEqual(
        twin.polylines.map(([id, dir]) => [id, dir]),
      );
      expect(layer.hatches.map(({ id }) => id)).toEqual(twin.hatches.map(([id]) => id));
      for (const [k, { xy }] of layer.polylines.entries()) compare(xy, twin.polylines[k]![2]);
      for (const [k, { xyxy }] of layer.hatches.entries()) compare(xyxy, twin.hatches[k]![1]);
    });
    expect(worst).toBeLessThan(1e-12);
  });

  test('the counts of the two ASCII files stand in the index of the data', async () => {
    const counts = async (name: string) => {
      const { layers } = await readAll(open(name));
      return [layers.length, layers.flatMap((l) => l.polylines).length, layers.flatMap((l) => l.hatches).length];
    };
    expect(await counts('frustrum_ASCII.cli')).toEqual([100, 100, 100]);
    expect(await counts('Box_support_solid_ascii_with_params.cli')).toEqual([1012, 910, 0]);
  });

  test('the gyroid plane is the same in ASCII and in binary', async () => {
    const [one, two] = await Promise.all(
      ['abfab3d_gyroplane.cli', 'abfab3d_gyroplane_binary.cli'].map((name) => allLayers(open(name))),
    );
    expect(one!.length).toBe(two!.length);
    one!.forEach((layer, n) => {
      expect(two![n]!.zMm).toBeCloseTo(layer.zMm, 6);
      expect(two![n]!.polylines.map((line) => line.xy.length)).toEqual(layer.polylines.map((line) => line.xy.length));
      layer.polylines.forEach((line, k) => {
        for (let j = 0; j < line.xy.length; j++) expect(two![n]!.polylines[k]!.xy[j]).toBeCloseTo(line.xy[j]!, 5);
      });
    });
  });

  test.each(names)('%s: lies inside the box of its header, to its unit', async (name) => {
    const { header, layers } = await readAll(open(name));
    if (header.dimensionMm === null) return;
    const [x1, y1, , x2, y2, z2] = header.dimensionMm;
    const slack = Math.max(header.units, 0.005);
    for (const { zMm, polylines } of layers) {
      if (polylines.length === 0) continue;
      expect(zMm).toBeLessThanOrEqual(z2 + slack);
      for (const { xy } of polylines) {
        for (let k = 0; k < xy.length; k += 2) {
          if (xy[k]! < x1 - slack || xy[k]! > x2 + slack) expect.fail(`x ${xy[k]} outside ${x1} to ${x2}`);
          if (xy[k + 1]! < y1 - slack || xy[k + 1]! > y2 + slack) expect.fail(`y ${xy[k + 1]} outside ${y1} to ${y2}`);
        }
      }
    }
  });
});

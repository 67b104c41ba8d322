import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type LaserExposure, type LaserFilePath, UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import { PrepError } from '../../../src/core/prep-error.ts';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import { openOpenVector } from '../../../src/formats/open-vector/read-open-vector.ts';
import { randomFrom } from '../../geometry/solids.ts';
import { sharedData } from '../../support/shared-data.ts';
import { contour, hatch, memorySource, planned } from '../common-layer/job.ts';
import { type Built, type BuiltFile, type BuiltPlane, block, builtFile, floatList, message } from './build-file.ts';
import { CONTOUR, HATCH, JOB, jobOf, readAll, written } from './job.ts';
import { dumpFile, floats, one, within } from './wire-dump.ts';

const LINE = [0, 0, 1, 0, 1, 1];
const params = (key: number, ...fields: Built[]): Built => [3, 2, message([1, 0, key], [2, 2, message(...fields)])];
const part = (key: number, ...fields: Built[]): Built => [4, 2, message([1, 0, key], [2, 2, message(...fields)])];
const plane = (zMm: number, ...blocks: Uint8Array[]): BuiltPlane => ({ shell: [[4, 5, zMm]], blocks });
const of = async (...blocks: Uint8Array[]) => readAll(builtFile({ planes: [plane(1, ...blocks)] }));

async function refusal(file: BuiltFile | Uint8Array): Promise<{ code: string; place: string; reason: string }> {
  try {
    await readAll(file instanceof Uint8Array ? file : builtFile(file));
  } catch (error) {
    if (error instanceof PrepError) return { code: error.code, place: error.place.join(' > '), reason: error.reason };
    throw error;
  }
  throw new Error('was not refused');
}

describe('a file built by hand', () => {
  test('is read with its parts, parameters and paths', async () => {
    const { parts, exposures, about, layers, tolerated } = await readAll(
      builtFile({
        job: [
          [2, 2, message([1, 0, 1695736956], [3, 2, 'bunny'], [4, 2, 'Ada'], [5, 2, 'a hare'])],
          params(0, [1, 5, 330], [2, 5, 800], [10, 0, 3]),
          params(7, [26, 2, 'contour'], [3, 5, 0.1]),
          part(2, [1, 2, 'left'], [3, 2, message([2, 2, 'steel'])]),
          part(3),
        ],
        planes: [
          plane(3, block(2, [0, 0, 1, 0.5]), block(1, [...LINE, 0, 0], [50, 0, 7], [100, 2, message([3, 0, 3])])),
          plane(3.05, block(1, [-1, 2, 4, 5], [100, 2, message([3, 0, 2])])),
        ],
      }),
    );
    expect(parts).toEqual(['left', 'part 3']);
    expect(exposures).toEqual([
      { name: 'marking parameters 0', exposure: { ...UNKNOWN_EXPOSURE, powerW: 330, speedMmPerS: 800 } },
      { name: 'contour', exposure: { ...UNKNOWN_EXPOSURE, focusMm: 0.1 } },
    ]);
    expect([...about]).toEqual([
      ['created', '1695736956 s after 1970'],
      ['name', 'bunny'],
      ['author', 'Ada'],
      ['description', 'a hare'],
      ['marking parameters 0', 'skywriting mode 3'],
      ['material of left', 'steel'],
    ]);
    expect(layers).toEqual([
      {
        zMm: 3,
        thicknessMm: null,
        paths: [
          { kind: 'hatch', part: null, exposure: 0, xyxy: Float64Array.of(0, 0, 1, 0.5) },
          { kind: 'line', part: 1, exposure: 1, closed: true, xy: Float64Array.of(...LINE) },
        ],
      },
      {
        zMm: 3.05,
        thicknessMm: 0.05,
        paths: [{ kind: 'line', part: 0, exposure: 0, closed: false, xy: Float64Array.of(-1, 2, 4, 5) }],
      },
    ]);
    expect(tolerated).toEqual([]);
  });

  test('is read from the first layer at each call, and from two calls at once', async () => {
    const file = await openOpenVector(
      memorySource(await written([planned(0, 0.03, 0.03, [], [hatch('hatch-core', [0, 0, 1, 0])])])),
    );
    for await (const _ of file.layers()) for await (const layer of file.layers()) expect(layer.paths).toHaveLength(1);
    expect(file.exposures).toHaveLength(2);
  });

  test('a line of two points there and back is open', async () => {
    const { layers } = await of(block(1, [0, 0, 1, 0, 0, 0]));
    expect(layers[0]!.paths[0]).toMatchObject({ closed: false, xy: Float64Array.of(0, 0, 1, 0, 0, 0) });
  });

  test('a float next to the grid is the grid point, another one is itself', async () => {
    const { layers } = await of(block(1, [0.1, 0.12345678, 1023.9999, -0]));
    expect((layers[0]!.paths[0] as { xy: Float64Array }).xy).toEqual(
      Float64Array.of(0.1, Math.fround(0.12345678), 1023.9999, 0),
    );
  });

  test('coordinates that are not packed, and those in several pieces, are read', async () => {
    const single = LINE.map((value): Built => [1, 5, value]);
    const pieces = message([
      1,
      2,
      message([1, 2, floatList(...LINE.slice(0, 2))], [1, 2, floatList(...LINE.slice(2))]),
    ]);
    const { layers } = await of(message([1, 2, message(...single)]), pieces);
    for (const path of layers[0]!.paths) expect(path).toMatchObject({ xy: Float64Array.of(...LINE) });
    expect(layers[0]!.paths).toHaveLength(2);
  });

  test('a hundred thousand coordinates one by one are read in room that doubles', async () => {
    const single = Array.from({ length: 100_000 }, (_, i): Built => [1, 5, i]);
    const { layers } = await of(message([2, 2, message(...single)]));
    expect((layers[0]!.paths[0] as { xyxy: Float64Array }).xyxy).toEqual(
      Float64Array.from({ length: 100_000 }, (_, i) => i),
    );
  });

  test('places of a table that are not packed are read', async () => {
    const bytes = builtFile({ planes: [plane(1, block(1, LINE))] });
    const file = Buffer.from(bytes);
    const tableAt = Number(file.readBigInt64LE(4));
    const packed = file.subarray(tableAt + 1);
    expect(packed.toString('hex')).toMatch(/^08..12010c$/);
    const loose = Buffer.concat([
      file.subarray(0, tableAt),
      Buffer.from([4]),
      packed.subarray(0, 2),
      Buffer.from('100c', 'hex'),
    ]);
    expect((await readAll(new Uint8Array(loose))).layers).toHaveLength(1);
  });

  test('one set that two lasers run is two exposures, the first in its place', async () => {
    const { exposures, layers } = await readAll(
      builtFile({
        job: [params(4, [26, 2, 'hatch']), params(5, [26, 2, 'contour'])],
        planes: [
          plane(1, ...[1, 0, 1].map((laser) => block(1, LINE, [50, 0, 4], [53, 0, laser])), block(1, LINE, [50, 0, 4])),
        ],
      }),
    );
    expect(exposures.map(({ name, exposure }) => [name, exposure.laser])).toEqual([
      ['hatch', 1],
      ['contour', null],
      ['hatch', 0],
      ['hatch', null],
    ]);
    expect(layers[0]!.paths.map(({ exposure }: LaserFilePath & { exposure?: number | null }) => exposure)).toEqual([
      0, 2, 0, 3,
    ]);
  });
});

describe('what departs from the format is named once', () => {
  const job = [params(1), part(1)];
  test.each<[string, BuiltFile, string]>([
    [
      'a key of parameters',
      { job, planes: [plane(1, block(1, LINE, [50, 0, 9]))] },
      'work plane 0: marking parameters 9 are not in the file',
    ],
    [
      'a part',
      { planes: [plane(1, block(1, LINE, [100, 2, message([3, 0, 5])]))] },
      'work plane 0: part 5 is not in the file',
    ],
    [
      'a height',
      { planes: [plane(1), plane(1), plane(0.5)] },
      'work plane 1, at 1 mm, is not above the one before, at 1 mm',
    ],
    ['a number', { planes: [{ shell: [[10, 0, 5]] }] }, 'work plane 0 says that it is number 5'],
    [
      'no number of blocks',
      { planes: [{ shell: [[8, 0, 0]], blocks: [block(1, LINE)] }] },
      'the shell of a work plane tells no number of vector blocks; those of its table were read',
    ],
    [
      'an empty block',
      { planes: [plane(1, block(1, []), block(1, [2, 3]), message())] },
      'vector blocks of less than two points expose nothing and were passed over',
    ],
    ['a pause', { planes: [plane(1, message([10, 2, message([1, 0, 500])]))] }, 'pauses of exposure are not kept'],
    [
      'repeats',
      { planes: [plane(1, block(1, LINE, [54, 0, 3]))] },
      'a vector block is run 3 times more; it is handed out once',
    ],
    [
      'repeats of a plane',
      { planes: [{ shell: [[9, 0, 2]] }] },
      'a work plane is run 2 times more; it is handed out once',
    ],
    ['axes', { planes: [{ shell: [[12, 2, floatList(1)]] }] }, 'positions of further axes of a machine are not kept'],
    [
      'an unknown field',
      { planes: [plane(1, block(1, LINE, [77, 0, 1], [77, 0, 2]))] },
      'field 77 of a vector block is not known and was passed over',
    ],
    [
      'a gap',
      { planes: [{ ...plane(1, block(1, LINE)), gap: 3 }] },
      '3 bytes from byte 12 on are named by no table and were ignored',
    ],
    ['a tail', { tail: 5 }, '5 bytes after the job table were ignored'],
  ])('%s', async (_, file, note) => {
    const { tolerated } = await readAll(builtFile(file));
    expect(tolerated).toEqual([note]);
  });

  test('what is there by default is no departure', async () => {
    const { tolerated, layers } = await readAll(builtFile({ planes: [plane(1, block(1, LINE, [100, 2, message()]))] }));
    expect(tolerated).toEqual([]);
    expect(layers[0]!.paths[0]).toMatchObject({ part: null, exposure: null });
  });

  test('parameters without a place in an exposure are told in words', async () => {
    const { about } = await readAll(
      builtFile({
        job: [params(1, [26, 2, 'pulsed'], [7, 0, 20000], [21, 5, 1.5], [24, 0, 0], [25, 2, message([1, 5, 3])])],
      }),
    );
    expect(about.get('marking parameters 1')).toBe(
      'power gradient, repetition rate in Hz 20000, wobble frequency in Hz 1.5',
    );
  });
});

describe('a file that cannot be read is refused', () => {
  const planes = [plane(1, block(1, LINE))];
  const inPlane = (...shell: Built[]): BuiltFile => ({ planes: [{ shell }] });

  test.each<[string, BuiltFile, RegExp]>([
    [
      'more work planes in the shell',
      { job: [[6, 0, 2]], planes },
      /job shell says 2 work planes, the job table has 1/,
    ],
    [
      'more blocks in the shell',
      { planes: [{ shell: [[8, 0, 3]], blocks: [block(1, LINE)] }] },
      /says 3 vector blocks, its table has 1/,
    ],
    ['a job table beyond the end', { planes, tableAt: (at) => BigInt(at) + 99n }, /job table is said to stand at byte/],
    ['a job table at -1', { planes, tableAt: () => -1n }, /job table is said to stand at byte -1/],
    ['a job table at 2^62', { planes, tableAt: () => 2n ** 62n }, /job table is said/],
    ['no job table', { planes, tableAt: () => 0n }, /was not finished/],
    ['a job shell in the head', { planes, shellAt: () => 4 }, /job shell is said to stand at byte 4/],
    ['a job shell beyond the end', { planes, shellAt: () => 1e9 }, /job shell is said/],
    ['a work plane in the head', { planes, planesAt: () => [3] }, /work plane 0 is said/],
    ['a work plane at -5', { planes, planesAt: () => [-5] }, /work plane 0 is said/],
    [
      'a work plane that comes twice',
      { planes, planesAt: ([at]) => [at!, at!], job: [[6, 0, 2]] },
      /work plane 1 is said/,
    ],
    ['work planes out of order', { planes: [...planes, ...planes], planesAt: ([a, b]) => [b!, a!] }, /out of order/],
    [
      'a table of a work plane outside of it',
      { planes: [{ ...planes[0]!, tableAt: () => 4 }] },
      /table of a work plane is said/,
    ],
    [
      'a shell outside of its work plane',
      { planes: [{ ...planes[0]!, shellAt: () => 4 }] },
      /shell of a work plane is said/,
    ],
    [
      'a block that comes twice',
      { planes: [{ shell: [[8, 0, 2]], blocks: planes[0]!.blocks!, places: ([a]) => [a!, a!] }] },
      /out of order/,
    ],
    ['a block beyond its work plane', { planes: [{ ...planes[0]!, places: () => [1000] }] }, /byte 1000, out of order/],
    [
      'a shell that is a block',
      { planes: [{ ...planes[0]!, shellAt: () => 20 }] },
      /shell of a work plane|says 0 vector blocks/,
    ],
    ['a shift', inPlane([2, 5, 1.5]), /moved along x by 1.5/],
    ['a turn', inPlane([7, 5, 90]), /turned about z by 90/],
    [
      'a patch that shifts',
      inPlane([13, 2, message([3, 2, message([2, 2, message([3, 5, 4])])])]),
      /a patch: moves its coordinates by 4/,
    ],
    ['a block in the shell', inPlane([1, 2, block(1, LINE)]), /holds a vector block/],
    ['a work plane in the job shell', { job: [[1, 2, message()]] }, /holds a work plane/],
    ['a height that is no number', inPlane([4, 5, Number.NaN]), /field 4 is no number/],
    ['a wrong wire type', inPlane([4, 0, 5]), /field 4 has wire type 0, not 5/],
    ['a group that does not end', { planes: [plane(1, Buffer.from('fb04fb04fb04', 'hex'))] }, /no protobuf field/],
  ])('%s', async (_, file, reason) => {
    const found = await refusal(file);
    expect(found.code).toBe('laser-file-invalid');
    expect(found.reason).toMatch(reason);
    expect(found.place).toMatch(/^test\.ovf > byte \d+$/);
  });

  test.each([
    [3, 'points'],
    [4, 'arcs'],
    [5, 'ellipses'],
    [6, 'lines in space'],
    [11, 'lines along which a parameter changes'],
  ])('field %i: %s are told by name', async (field, name) => {
    expect((await refusal({ planes: [plane(1, message([field, 2, message()]))] })).reason).toContain(
      `exposes ${name}, which are not read`,
    );
  });

  test.each([
    ['a coordinate that is no number', block(1, [0, 0, Number.NaN, 1]), /no number/],
    ['half a point', block(1, [0, 0, 1]), /3 coordinates are no whole points/],
    ['half a hatch', block(2, [0, 0, 1, 0, 1, 1]), /6 coordinates are no whole hatches/],
    ['half a float', message([1, 2, message([1, 2, Buffer.alloc(7)])]), /7 bytes are no list of floats/],
    ['two kinds of vectors', message([1, 2, message()], [2, 2, message()]), /more than one kind/],
    ['vectors and a pause', message([10, 2, message()], [2, 2, message()]), /more than one kind/],
    ['a length beyond the message', Buffer.from('0affffffff0f', 'hex'), /no protobuf field/],
  ])('%s', async (_, bytes, reason) => {
    expect((await refusal({ planes: [plane(1, bytes)] })).reason).toMatch(reason);
  });

  test('a block of four gigabytes in a small file is not read', async () => {
    const file = Buffer.from(builtFile({ planes: [plane(1, block(1, LINE))] }));
    file.set(Buffer.from('ffffffff0f', 'hex'), 20);
    const found = await refusal(new Uint8Array(file));
    expect(found.reason).toMatch(/truncated: a vector block has 4294967295 bytes/);
    expect(found.place).toContain('byte 20');
  });

  test('a source that gives fewer bytes than it has is told apart', async () => {
    const source = memorySource(builtFile({ planes }), 'test.ovf');
    const short = {
      ...source,
      read: async (at: number, n: number) => (await source.read(at, n)).subarray(0, n < 13 ? n : 3),
    };
    await expect(readAll(short)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  test('another file is told apart', async () => {
    for (const text of ['', 'LVF', 'LVF?12345678', 'PK\x03\x04................'])
      expect((await refusal(new Uint8Array(Buffer.from(text, 'latin1')))).reason).toMatch(/no Open Vector Format file/);
    expect((await refusal(new Uint8Array(Buffer.from('LVF!1')))).reason).toBe('truncated');
  });
});

describe('a damaged file', () => {
  const job = jobOf(
    { 'contour-outer': { ...CONTOUR, speedMmPerS: 900 }, 'hatch-core': HATCH },
    { about: { case: 'K-17' } },
  );
  const paths = [contour('contour-outer', LINE), hatch('hatch-core', [0, 0, 1, 0, 1, 1, 0, 1])];
  const whole = written([planned(0, 0.03, 0.03, [], paths), planned(1, 0.06, 0.03, [], paths)], job);

  test('is refused wherever it breaks off', async () => {
    const bytes = await whole;
    for (let length = 0; length < bytes.length; length++) {
      const { code } = await refusal(bytes.slice(0, length));
      expect(code).toBe('laser-file-invalid');
    }
  });

  test('is read or refused whichever byte is wrong, and ends in no other error', async () => {
    const bytes = await whole;
    let refused = 0;
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff, bytes[at]! ^ 1]) {
        const damaged = bytes.slice();
        damaged[at] = value;
        await readAll(damaged).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'laser-file-invalid' });
          refused++;
        });
      }
    }
    expect(refused).toBeGreaterThan(bytes.length);
  });
});

describe('what was written is read back', () => {
  test('exposures, but for what the format has no field for', async () => {
    const exposure: LaserExposure = {
      powerW: 117.3,
      speedMmPerS: 1234.5,
      focusMm: -0.1,
      spotMm: null,
      pointDistanceMm: null,
      pointExposureUs: 0,
      jumpSpeedMmPerS: 7000,
      jumpDelayUs: 12.25,
      markDelayUs: 100,
      polygonDelayUs: 0.3,
      laserOnDelayUs: -7.7,
      laserOffDelayUs: 8.8,
      skywriting: { runInMm: 0.123, runOutMm: 0.0456, leastAngleDeg: 33.25 },
      laser: 2,
    };
    const job = jobOf({ 'hatch-core': exposure, 'contour-outer': UNKNOWN_EXPOSURE });
    const { exposures, parts, about } = await readAll(
      await written([planned(0, 0.03, 0.03, [], [hatch('hatch-core', [0, 0, 1, 0])])], job),
    );
    expect(exposures).toEqual([
      { name: 'hatch-core', exposure },
      { name: 'contour-outer', exposure: UNKNOWN_EXPOSURE },
    ]);
    expect(parts).toEqual(['cage']);
    expect([...about.keys()]).toEqual(['name', 'author', 'description', 'material of cage']);
  });

  test.each([0, 1, 45, 90, 135, 180])('a limit of %i degrees', async (leastAngleDeg) => {
    const skywriting = { runInMm: 0.1, runOutMm: 0, leastAngleDeg };
    const job = jobOf({ 'hatch-core': { ...UNKNOWN_EXPOSURE, speedMmPerS: 1000, skywriting } });
    expect((await readAll(await written([], job))).exposures[0]!.exposure.skywriting).toEqual(skywriting);
  });

  test('random layers, to the last digit, as an independent reader sees them too', async () => {
    const random = randomFrom(20261121);
    const grid = () => Math.round((random() * 2 - 1) * 1024e4) / 1e4;
    for (let run = 0; run < 25; run++) {
      let z = Math.floor(random() * 100);
      const layers = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, index) => {
        const rise = 1 + Math.floor(random() * 500);
        z += rise;
        const paths = Array.from({ length: (index === 0 ? 1 : 0) + Math.floor(random() * 6) }, (): Toolpath => {
          const points = Array.from({ length: 4 * (1 + Math.floor(random() * 40)) }, grid);
          return random() < 0.5
            ? hatch('hatch-core', points)
            : contour('contour-outer', [...points, grid(), grid()], random() < 0.5);
        });
        return planned(index, z / 1e4, rise / 1e4, [], paths);
      });
      const bytes = await written(layers);
      const read = await readAll(bytes);
      const solid = read.layers.slice(read.layers.length - layers.length);
      expect(read.tolerated).toEqual([]);
      expect(solid.map(({ zMm }) => zMm)).toEqual(layers.map(({ layer }) => layer.zMm));
      if (read.layers.length > layers.length) {
        expect(read.layers[0]!.paths).toEqual([]);
        expect(solid.map(({ thicknessMm }) => thicknessMm)).toEqual(layers.map(({ layer }) => layer.thicknessMm));
      }
      const expected = layers.map(({ toolpaths }) => toolpaths.toolpaths.map(asRead));
      expect(solid.map(({ paths }) => paths)).toEqual(expected);
      const dumped = dumpFile(bytes).planes.slice(-layers.length);
      expect(
        dumped.map(({ blocks }) => blocks.map((fields) => floats(one(within(fields, fields[0]!.number), 1)))),
      ).toEqual(layers.map(({ toolpaths }) => toolpaths.toolpaths.map((path) => [...pointsOf(path)].map(Math.fround))));
    }
  });
});

function pointsOf(path: Toolpath): number[] {
  if (path.kind === 'hatch') return [...path.lines.xyxy];
  const xy = [...path.path.xy];
  return path.path.closed ? [...xy, xy[0]!, xy[1]!] : xy;
}

function asRead(path: Toolpath): LaserFilePath {
  if (path.kind === 'hatch') return { kind: 'hatch', part: 0, exposure: 1, xyxy: path.lines.xyxy };
  return { kind: 'line', part: 0, exposure: 0, closed: path.path.closed, xy: path.path.xy };
}

const folder = sharedData('slice-files');

describe.skipIf(!existsSync(folder))('files of other makers (needs shared/data)', () => {
  const NAMES = ['SupportPart.ovf', 'bunny.ovf', 'bunny_(solidsupport).ovf'];
  const bytesOf = (name: string) => new Uint8Array(readFileSync(`${folder}/${name}`));

  test.each(NAMES)('%s: every number of every block, as an independent reader sees it', async (name) => {
    const bytes = bytesOf(name);
    const { layers } = await readAll(bytes);
    const { planes } = dumpFile(bytes);
    expect(layers).toHaveLength(planes.length);
    let largest = 0;
    for (const [index, { shell, blocks }] of planes.entries()) {
      const { zMm, paths } = layers[index]!;
      expect(Math.fround(zMm)).toBe(one(shell, 4) ?? 0);
      expect(paths).toHaveLength(blocks.length);
      for (const [b, fields] of blocks.entries()) {
        const path = paths[b]!;
        expect(path.kind).toBe(fields[0]!.number === 1 ? 'line' : 'hatch');
        const values = floats(one(within(fields, fields[0]!.number), 1));
        const own = path.kind === 'hatch' ? [...path.xyxy] : [...path.xy];
        if (path.kind === 'line' && path.closed) own.push(own[0]!, own[1]!);
        expect(own).toHaveLength(values.length);
        for (const [i, value] of values.entries()) {
          largest = Math.max(largest, Math.abs(own[i]! - value));
          if (Math.fround(own[i]!) !== value)
            throw new Error(`block ${b} of work plane ${index}: ${own[i]} is not ${value}`);
        }
      }
    }
    expect(largest).toBeLessThan(4e-6);
  });

  test('bunny.ovf: its parameters, its part, and heights of 3 to 85 mm', async () => {
    const { parts, exposures, about, layers, tolerated } = await readAll(bytesOf('bunny.ovf'));
    expect(parts).toEqual(['bunny']);
    expect(exposures.map(({ exposure }) => [exposure.powerW, exposure.speedMmPerS])).toEqual([
      [330, 800],
      [140, 380],
    ]);
    expect(Object.fromEntries(about)).toMatchObject({
      name: 'bunny8_Job',
      'material of bunny': 'UnitTestSteel',
      created: '1695736956 s after 1970',
    });
    expect(layers.map(({ zMm }) => zMm)).toEqual(Array.from({ length: 83 }, (_, i) => 3 + i));
    const kinds = layers.flatMap(({ paths }) =>
      paths.map((path) => `${path.kind} ${'exposure' in path ? path.exposure : ''}`),
    );
    expect(kinds.filter((kind) => kind === 'hatch 0')).toHaveLength(434);
    expect(kinds.filter((kind) => kind === 'line 1')).toHaveLength(116);
    expect(tolerated).toEqual([]);
  });

  test('SupportPart.ovf: heights that do not rise are named, names of parameters kept', async () => {
    const { exposures, layers, parts, tolerated } = await readAll(bytesOf('SupportPart.ovf'));
    expect(tolerated).toEqual(['work plane 1, at 0 mm, is not above the one before, at 0 mm']);
    expect(exposures[1]).toMatchObject({ name: 'Hatch_Infill', exposure: { powerW: 285, speedMmPerS: 960 } });
    expect(exposures[5]).toMatchObject({ name: 'Contour1_Downskin', exposure: { powerW: null, speedMmPerS: 4000 } });
    expect(parts).toEqual(['default', 'default', 'part 0']);
    expect(layers.at(-1)!.zMm).toBe(20);
    const lines = layers.flatMap(({ paths }) => paths.filter((path) => path.kind === 'line'));
    expect(lines.filter((path) => path.closed)).toHaveLength(1750);
    expect(lines.filter((path) => !path.closed)).toHaveLength(28541);
  });

  test('our layout is theirs: the same fields in the same order, with the same wire types', async () => {
    const shapeOf = (fields: readonly { number: number; wire: number }[]) =>
      fields.map(({ number, wire }) => `${number}:${wire}`);
    const paths = [hatch('hatch-core', [0, 0, 1, 0]), contour('contour-outer', LINE)];
    const ours = dumpFile(await written([planned(0, 0.03, 0.03, [], paths), planned(1, 0.06, 0.03, [], paths)], JOB));
    const theirs = dumpFile(bytesOf('bunny.ovf'));
    const known = (fields: Parameters<typeof shapeOf>[0], inner: Parameters<typeof shapeOf>[0]) =>
      expect(shapeOf(inner)).toEqual(expect.arrayContaining(shapeOf(fields)));
    known(ours.planes[1]!.shell, theirs.planes[1]!.shell);
    known(within(ours.planes[1]!.shell, 13, 7), within(theirs.planes[1]!.shell, 13, 7));
    known(within(ours.planes[1]!.shell, 13, 3, 2), within(theirs.planes[1]!.shell, 13, 3, 2));
    known(within(ours.job, 2, 6), within(theirs.job, 2, 6));
    known(ours.job, theirs.job);
    const theirContour = theirs.planes[82]!.blocks[1]!;
    known(ours.planes[1]!.blocks[1]!, theirContour);
    known(within(ours.planes[1]!.blocks[1]!, 1), within(theirContour, 1));
    known(within(ours.planes[1]!.blocks[1]!, 101), within(theirContour, 101));
  });

  test('a file of another maker, cut short anywhere, is refused', async () => {
    const bytes = bytesOf('bunny_(solidsupport).ovf');
    const random = randomFrom(7);
    for (let run = 0; run < 100; run++) {
      expect((await refusal(bytes.slice(0, Math.floor(random() * bytes.length)))).code).toBe('laser-file-invalid');
    }
  });
});

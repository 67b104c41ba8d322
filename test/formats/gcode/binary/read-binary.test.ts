import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../../src/core/prep-error.ts';
import { unpackHeatshrink } from '../../../../src/formats/gcode/binary/heatshrink.ts';
import { unpackMeat } from '../../../../src/formats/gcode/binary/meatpack.ts';
import { openBinaryGcode } from '../../../../src/formats/gcode/binary/read-binary.ts';
import { readPrint } from '../../../support/read-print.ts';
import { hasSharedData, sharedData } from '../../../support/shared-data.ts';
import { gcodeSource, told } from '../gcode-source.ts';
import { binaryFile, crcOf, heatshrink, meatPack } from './binary-file.ts';

const TEXT = ';TYPE:Perimeter\nG1 X10.5 Y20 E0.5\nM104 S440 ; hot\nG1 X30 Y20.25 E.25\nM84\n';

async function textOf(bytes: Uint8Array): Promise<string> {
  const source = await openBinaryGcode(gcodeSource(bytes));
  return Buffer.from(await source.read(0, source.size)).toString('latin1');
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await textOf(bytes).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(PrepError);
  expect((error as PrepError).code).toBe('gcode-invalid');
  return (error as PrepError).message;
}

test('the checksum of the encoder is the one of the known answer', () => {
  expect(crcOf(Buffer.from('123456789')).toString(16)).toBe('cbf43926');
});

describe('heatshrink', () => {
  test('unpacks a stream made by hand: two bytes, and four from two back', () => {
    // 1 01000001, 1 01000010, 0 00000000001 0011, and filling: "AB" and then "ABAB".
    const bits = '101000001' + '101000010' + '0' + '00000000001' + '0011';
    const bytes = bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
    expect(Buffer.from(unpackHeatshrink(Uint8Array.from(bytes), 6, 11, 4)!).toString()).toBe('ABABAB');
  });

  test.each([11, 12])('gives back what was packed with a window of %d bits', (windowBits) => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(fc.constantFrom(65, 66, 67), { maxLength: 400 }).map((all) => Uint8Array.from(all)),
    );
    fc.assert(
      fc.property(bytes, (data) => {
        expect(unpackHeatshrink(heatshrink(data, windowBits), data.length, windowBits, 4)).toEqual(
          Uint8Array.from(data),
        );
      }),
      { numRuns: 100 },
    );
  });

  test('refuses a stream that is cut, too long, or goes back before its start', () => {
    const packed = heatshrink(Buffer.from(TEXT), 11);
    expect(unpackHeatshrink(packed.subarray(0, packed.length - 3), TEXT.length, 11, 4)).toBeNull();
    expect(unpackHeatshrink(packed, TEXT.length - 20, 11, 4)).toBeNull();
    expect(unpackHeatshrink(Uint8Array.of(0, 0, 0, 0), 4, 11, 4)).toBeNull();
  });
});

describe('MeatPack', () => {
  test('unpacks bytes made by hand: two codes, one whole, and the end of a line in the first half', () => {
    // "G1" is 13 and 1; " X" is 11 and 14; "Y5" is whole and 5; then the end of the line.
    const packed = Uint8Array.of(255, 255, 251, 0x1d, 0xeb, 0x5f, 89, 0x0c);
    expect(Buffer.from(unpackMeat(packed)!).toString()).toBe('G1 XY5\n');
  });

  test('takes a single 255 for two whole characters, and a command in the middle', () => {
    const packed = Uint8Array.of(255, 255, 251, 255, 97, 98, 255, 255, 250, 99, 100);
    expect(Buffer.from(unpackMeat(packed)!).toString()).toBe('abcd');
  });

  test.each([true, false])('gives back what was packed (without spaces: %s)', (noSpaces) => {
    const line = fc.string({
      unit: fc.constantFrom(...(noSpaces ? 'GXYE0123456789.;abc' : 'GXYE 0123456789.;abc')),
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.map((one) => `${one}\n`).join('');
        expect(Buffer.from(unpackMeat(meatPack(text, noSpaces)) ?? []).toString()).toBe(text);
      }),
    );
  });

  test('refuses what is cut and what is no command', () => {
    expect(unpackMeat(Uint8Array.of(255, 255))).toBeNull();
    expect(unpackMeat(Uint8Array.of(255, 255, 251, 0x5f))).toBeNull();
    expect(unpackMeat(Uint8Array.of(255, 255, 7))).toBeNull();
  });
});

describe('a binary file', () => {
  test.each([0, 1, 2].flatMap((encoding) => [0, 1, 2, 3].map((compression) => [encoding, compression] as const)))(
    'of encoding %d and compression %d reads as its text',
    async (encoding, compression) => {
      const text = encoding === 1 ? TEXT.replaceAll(' ', '') : TEXT;
      const lines = text.split('\n');
      const halves = [lines.slice(0, 2), lines.slice(2)].map((part) => part.join('\n'));
      const blocks = [`${halves[0]}\n`, halves[1]!].map((part) => ({ text: part, encoding, compression }));
      const file = binaryFile([{ type: 0, text: 'Producer=test\n' }, { type: 5, text: 'png' }, ...blocks]);
      // Pictures are listed behind the text.
      const whole = `${text}; thumbnail = 16x16 PNG 3\n`;
      expect(await textOf(file)).toBe(whole);
      expect((await told(file)).log).toEqual((await told(whole)).log);
    },
  );

  test('has the metadata of the print as comments at its end', async () => {
    const metadata = {
      type: 4,
      compression: 1,
      text: 'filament used [mm]=12.50\nestimated printing time (normal mode)=1m 2s\n',
    };
    const text = await textOf(binaryFile([metadata, { text: TEXT }]));
    expect(text).toBe(`${TEXT}; filament used [mm] = 12.50\n; estimated printing time (normal mode) = 1m 2s\n`);
  });

  test('is read from any place on, in any pieces', async () => {
    const blocks = Array.from({ length: 5 }, (_, k) => ({ text: TEXT.repeat(k + 1), encoding: 2, compression: 3 }));
    const all = blocks.map(({ text }) => text).join('');
    const source = await openBinaryGcode(gcodeSource(binaryFile(blocks)));
    expect(source.size).toBe(all.length);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: all.length }), fc.nat({ max: 400 }), async (offset, length) => {
        const part = Buffer.from(await source.read(offset, length)).toString('latin1');
        expect(part).toBe(all.slice(offset, offset + length));
      }),
    );
  });

  test('without checksums is read too', async () => {
    expect(await textOf(binaryFile([{ text: TEXT, encoding: 2, compression: 2 }], 0))).toBe(TEXT);
  });

  const whole = binaryFile([
    { type: 3, text: 'a=b\n' },
    { text: TEXT, encoding: 2, compression: 2 },
  ]);

  test('with one bit changed in a block is refused with the block and its place', async () => {
    // Header of 10, block 0 of 8 + 2 + 4 and its checksum of 4: block 1 begins at byte 28.
    for (let at = 40; at < whole.length - 4; at++) {
      const bent = Uint8Array.from(whole);
      bent[at]! ^= 1;
      expect(await refusal(bent)).toBe('test.gcode > block 1 at byte 28, G-code: was changed: its CRC32 is another');
    }
  });

  test('cut anywhere is refused, but between blocks, where nobody can tell', async () => {
    for (let length = 4; length < whole.length; length++) {
      if (length === 28) continue;
      expect(await refusal(whole.subarray(0, length))).toMatch(/cut off|no block/);
    }
  });

  test.each<[string, Uint8Array, string]>([
    [
      'version',
      Buffer.from('GCDE\x02\0\0\0\x01\0', 'latin1'),
      'byte 4: is binary G-code of version 2; version 1 is read',
    ],
    ['checksum', Buffer.from('GCDE\x01\0\0\0\x07\0', 'latin1'), 'byte 8: has a checksum of kind 7'],
    ['type', binaryFile([{ type: 9, text: 'x' }]), 'block 0 at byte 10: is of type 9'],
    ['encoding', binaryFile([{ text: '', data: Uint8Array.of(1), encoding: 7 }]), 'is encoded in a way (7)'],
    [
      'MeatPack',
      binaryFile([{ text: '', data: Uint8Array.of(255, 255, 9), encoding: 1 }]),
      'cannot be unpacked (MeatPack)',
    ],
  ])('of an unknown %s is refused', async (_, bytes, says) => {
    expect(await refusal(bytes)).toContain(says);
  });

  test('that says more than it holds is refused', async () => {
    for (const compression of [1, 2, 3]) {
      const file = Uint8Array.from(binaryFile([{ text: TEXT, compression }], 0));
      file[14]! += 1;
      expect(await refusal(file)).toContain('block 0 at byte 10, G-code: cannot be unpacked to the size that it says');
    }
  });
});

describe.skipIf(!hasSharedData)('real files of libbgcode (need shared data)', () => {
  const bytes = (name: string) => readFileSync(sharedData(`gcode/libbgcode__mini_cube_${name}`));

  test('mini_cube_b is the print of mini_cube_a: filament by kind, heights and box, by a second reader', async () => {
    // Spaces were taken out of its commands, which the second reader needs.
    const spaced = (await textOf(bytes('b.bgcode'))).replace(/^G.*$/gm, (line) =>
      line.replace(/(?!^)([XYZEF])/g, ' $1'),
    );
    const [binary, plain] = [readPrint(spaced), readPrint(bytes('a.gcode').toString())];
    expect(binary.layersZ).toEqual(plain.layersZ);
    expect(binary.box).toEqual(plain.box);
    expect(binary.filamentMm).toBeCloseTo(plain.filamentMm, 6);
    expect(Object.keys(binary.extrudedMm3ByType)).toEqual(Object.keys(plain.extrudedMm3ByType));
  });

  test('that of PrusaSlicer 2.8.1 has the filament that its metadata count', async () => {
    const { moves, log } = await told(bytes('ps2.8.1.bgcode'));
    expect(log.some((event) => event.endsWith('"filament used [mm] = 252.22"'))).toBe(true);
    // What is pulled back and pushed forward again counts once.
    let [pushed, most] = [0, 0];
    for (const { eMm } of moves) {
      pushed += eMm;
      most = Math.max(most, pushed);
    }
    expect(most).toBeGreaterThan(240);
    expect(most).toBeLessThan(280);
  });
});

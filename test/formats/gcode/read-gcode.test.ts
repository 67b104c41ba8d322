import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { readGcode } from '../../../src/formats/gcode/read-gcode.ts';
import { gcodeSource, told } from './gcode-source.ts';

const ends = async (text: string) => (await told(text)).moves.map(({ x1, y1, z1 }) => [x1, y1, z1]);
const filament = async (text: string) => (await told(text)).moves.map(({ eMm }) => eMm);
const fault = async (text: string | Uint8Array): Promise<string> => {
  try {
    await told(text);
  } catch (error) {
    expect(error).toBeInstanceOf(PrepError);
    expect((error as PrepError).code).toBe('gcode-invalid');
    return (error as PrepError).message;
  }
  return 'no error';
};

test('a letter that stands twice in a command is refused, for machines differ in which one they take', async () => {
  expect(await fault('M83\nG1 X1 E1 E1\n')).toContain('line 2: E stands twice');
  expect(await fault('G0 X1 Y2 X3\n')).toContain('line 1: X stands twice');
});

describe('a move', () => {
  test('has its ends, its length, its filament and its speed', async () => {
    const { moves } = await told('G1 F1200\nG1 X3 Y4\nG1 X3 Y4 Z12 E.5 F600\n');
    expect(moves).toEqual([
      {
        line: 2,
        x0: 0,
        y0: 0,
        z0: 0,
        x1: 3,
        y1: 4,
        z1: 0,
        eMm: 0,
        feedMmPerS: 20,
        lengthMm: 5,
        feature: null,
        widthMm: null,
        heightMm: null,
        arc: false,
      },
      expect.objectContaining({ line: 3, x0: 3, y0: 4, z0: 0, z1: 12, eMm: 0.5, lengthMm: 12, feedMmPerS: 10 }),
    ]);
  });

  test('that goes nowhere and pushes nothing is not told', async () => {
    expect((await told('G1 F600\nG1 X1\nG1 X1\nG0\n')).moves).toHaveLength(1);
  });

  test('of filament alone has no length', async () => {
    const { moves } = await told('G1 E-2 F2400\n');
    expect(moves).toEqual([expect.objectContaining({ eMm: -2, lengthMm: 0, feedMmPerS: 40 })]);
  });

  test('may be written close, apart, small, with a sign, with a trailing point, with commands on one line', async () => {
    expect(await ends('G1X1Y2\ng1 x 3 y +4.\nG01 X-.5 (half) Y1;end\nG90 G1 Z1 G91 G1 Z1\n')).toEqual([
      [1, 2, 0],
      [3, 4, 0],
      [-0.5, 1, 0],
      [-0.5, 1, 1],
      [-0.5, 1, 2],
    ]);
  });

  test('goes on without its command', async () => {
    expect(await ends('G1 X1 F600\nY2\nF300\nX3\n')).toEqual([
      [1, 0, 0],
      [1, 2, 0],
      [3, 2, 0],
    ]);
  });

  test('before any F word has the 1500 mm/min of Marlin, and that is said', async () => {
    const { moves, summary } = await told('G1 X1\n');
    expect(moves[0]?.feedMmPerS).toBe(25);
    expect(summary.tolerated).toEqual(['line 1: a move comes before any F word and has 1500 mm/min, as in Marlin']);
  });
});

describe('units and modes', () => {
  test('inches scale places, filament, speeds and centres', async () => {
    const { moves } = await told('G20\nG1 X1 E1 F60\nG21\nG1 X1 F60\nG20\nG0 X1\nG3 X-1 I-1\n');
    expect(moves[0]).toMatchObject({ x1: 25.4, eMm: 25.4, feedMmPerS: 25.4 });
    expect(moves[1]).toMatchObject({ x1: 1, feedMmPerS: 1 });
    const arcMm = moves.reduce((sum, { arc, lengthMm }) => sum + (arc ? lengthMm : 0), 0);
    expect(arcMm).toBeCloseTo(25.4 * Math.PI, 9);
  });

  test('relative places add up', async () => {
    expect(await ends('G1 X5\nG91\nG1 X1 Y1\nG1 X1\nG90\nG1 X1\n')).toEqual([
      [5, 0, 0],
      [6, 1, 0],
      [7, 1, 0],
      [1, 1, 0],
    ]);
  });

  test('absolute E words are places, set by G92', async () => {
    expect(await filament('M82\nG1 X1 E2\nG1 X2 E3\nG1 E1\nG92 E0\nG1 E2\n')).toEqual([2, 1, -2, 2]);
  });

  test('relative E words are lengths, whatever G92 says', async () => {
    expect(await filament('M83\nG1 X1 E2\nG92 E0\nG1 X2 E3\nG1 E-1\n')).toEqual([2, 3, -1]);
  });

  test('from relative to absolute E the place is kept', async () => {
    expect(await filament('M83\nG1 X1 E2\nG1 X2 E2\nM82\nG1 X3 E5\n')).toEqual([2, 2, 1]);
  });

  test('G91 makes E relative too, and M82 after it does not, as in Marlin 2', async () => {
    expect(await filament('G1 E3\nG91\nG1 E3\nM82\nG1 E7\nG90\nG1 E7.5\n')).toEqual([3, 3, 1, 0.5]);
  });

  test('where G90 ends an M83 and an E word follows, the view that was taken is said', async () => {
    expect((await told('M83\nG90\nM83\nG1 X1 E1 F60\n')).summary.tolerated).toEqual([]);
    const { moves, summary } = await told('M83\nG1 X1 E5 F60\nG91\nG1 Z1\nG90\nG1 X2 E5.5\n');
    expect(moves.at(-1)?.eMm).toBe(0.5);
    expect(summary.tolerated).toEqual(['line 6: E is absolute since G90, as in Marlin 2; in Marlin 1 M83 goes on']);
  });

  test('M220 and M221 change what follows, and that is said', async () => {
    const { moves, summary } = await told('M83\nM220 S50\nM221 S95\nG1 X1 E1 F600\nM220 S100\nM221 S100\nG1 X2 E1\n');
    expect(moves.map(({ eMm, feedMmPerS }) => [eMm, feedMmPerS])).toEqual([
      [0.95, 5],
      [1, 10],
    ]);
    expect(summary.tolerated).toHaveLength(2);
  });

  test('volumetric E words (M200) are divided by the area of the filament', async () => {
    const area = Math.PI * 0.875 ** 2;
    expect(await filament(`M83\nM200 D1.75\nG1 X1 E${area.toFixed(9)}\nM200 D0\nG1 X2 E1\n`)).toEqual([
      expect.closeTo(1, 8),
      1,
    ]);
  });
});

describe('the origin', () => {
  test('G92 before homing says where the nozzle is', async () => {
    expect(await ends('G92 X30 Z1\nG1 X31\n')).toEqual([[31, 0, 1]]);
  });

  test('G92 after homing shifts the words, not the machine', async () => {
    expect(await ends('G28\nG1 Y1\nG92 Y-3\nG1 Y-2\nG91\nG1 Y1\nG90\nG92.1\nG1 Y5\n')).toEqual([
      [0, 1, 0],
      [0, 2, 0],
      [0, 3, 0],
      [0, 5, 0],
    ]);
  });

  test('a bare G92 makes all places zero', async () => {
    expect(await ends('G28\nG1 X5 Y5\nG92\nG1 X1\n')).toEqual([
      [5, 5, 0],
      [6, 5, 0],
    ]);
  });

  test('G28 takes the axes named, with numbers or without, or all', async () => {
    expect(await ends('G1 X5 Y5 Z5\nG28 X\nG1 Z6\nG28 Y0\nG1 Z7\nG28 W\nG1 X1\n')).toEqual([
      [5, 5, 5],
      [0, 5, 6],
      [0, 0, 7],
      [1, 0, 0],
    ]);
  });
});

describe('an arc', () => {
  const round = (values: readonly number[]) => values.map((v) => Number(v.toFixed(9)) + 0);
  const arcs = async (text: string) => {
    const { moves } = await told(`M83\nG0 X10 Y0 F600\n${text}\n`);
    const pieces = moves.slice(1);
    const xs = pieces.flatMap(({ x0, x1 }) => [x0, x1]);
    const ys = pieces.flatMap(({ y0, y1 }) => [y0, y1]);
    return {
      pieces,
      lengthMm: pieces.reduce((sum, { lengthMm }) => sum + lengthMm, 0),
      eMm: pieces.reduce((sum, { eMm }) => sum + eMm, 0),
      box: round([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]),
    };
  };

  test('of a quarter turn has a quarter of the circumference', async () => {
    const { pieces, lengthMm, eMm, box } = await arcs('G3 X0 Y10 I-10 J0 E3');
    expect(lengthMm).toBeCloseTo(5 * Math.PI, 9);
    expect(eMm).toBeCloseTo(3, 12);
    expect(box).toEqual([0, 0, 10, 10]);
    for (const { x1, y1 } of pieces) expect(Math.hypot(x1, y1)).toBeCloseTo(10, 9);
    expect(pieces.every(({ arc, feedMmPerS }) => arc && feedMmPerS === 10)).toBe(true);
  });

  test('the other way round has the other three quarters and their box', async () => {
    const { lengthMm, box } = await arcs('G2 X0 Y10 I-10 J0');
    expect(lengthMm).toBeCloseTo(15 * Math.PI, 9);
    expect(box).toEqual([-10, -10, 10, 10]);
  });

  test('that ends where it starts is a full circle', async () => {
    for (const code of ['G2', 'G3']) {
      const { lengthMm, box, pieces } = await arcs(`${code} I-3 J-4`);
      expect(lengthMm).toBeCloseTo(10 * Math.PI, 9);
      expect(box).toEqual([2, -9, 12, 1]);
      expect([pieces.at(-1)?.x1, pieces.at(-1)?.y1]).toEqual([10, 0]);
    }
  });

  test('with R is the short one, with negative R the long one', async () => {
    expect((await arcs('G3 X0 Y10 R10')).lengthMm).toBeCloseTo(5 * Math.PI, 9);
    expect((await arcs('G3 X0 Y10 R10')).box).toEqual([0, 0, 10, 10]);
    expect((await arcs('G2 X0 Y10 R-10')).lengthMm).toBeCloseTo(15 * Math.PI, 9);
    const far = await arcs('G3 X0 Y10 R-10');
    expect(far.lengthMm).toBeCloseTo(15 * Math.PI, 9);
    expect(far.box).toEqual([0, 0, 20, 20]);
    expect((await arcs('G2 X-10 Y0 R10')).lengthMm).toBeCloseTo(10 * Math.PI, 9);
  });

  test('that climbs is a helix', async () => {
    const { lengthMm, pieces } = await arcs('G3 X0 Y10 Z3 I-10 J0');
    expect(lengthMm).toBeCloseTo(Math.hypot(5 * Math.PI, 3), 9);
    expect(pieces.at(-1)?.z1).toBe(3);
    expect(pieces.map(({ z0, z1 }) => z1 > z0)).not.toContain(false);
  });

  test('of any angle has the length of its turn', async () => {
    const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    await fc.assert(
      fc.asyncProperty(angle, angle, fc.boolean(), async (from, to, clockwise) => {
        const turn = ((clockwise ? from - to : to - from) + 4 * Math.PI) % (2 * Math.PI);
        fc.pre(turn > 1e-3 && turn < 2 * Math.PI - 1e-3);
        const [x0, y0, x1, y1] = [Math.cos(from), Math.sin(from), Math.cos(to), Math.sin(to)].map((v) => v * 7);
        const text = [x0, y0, x1, y1].map((v) => v!.toFixed(12));
        const { moves } = await told(
          `G0 X${text[0]} Y${text[1]}\nG${clockwise ? 2 : 3} X${text[2]} Y${text[3]} ` +
            `I${(-x0!).toFixed(12)} J${(-y0!).toFixed(12)}\n`,
        );
        const pieces = moves.filter(({ arc }) => arc);
        expect(pieces.reduce((sum, move) => sum + move.lengthMm, 0)).toBeCloseTo(7 * turn, 8);
        expect(pieces.length).toBeLessThan(50);
        expect([moves.at(-1)?.x1, moves.at(-1)?.y1]).toEqual([Number(text[2]) + 0, Number(text[3]) + 0]);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  test('that does not close on its radius, has no centre or no plane is refused with its line', async () => {
    expect(await fault('G0 X10\nG2 X0 Y10.1 I-10 J0\n')).toBe(
      'test.gcode > line 2: the arc ends 0.1000 mm off its radius',
    );
    expect(await fault('G3 X5 Y0 R1\n')).toContain('line 1: the radius 1 mm does not reach the end');
    expect(await fault('G3 X5\n')).toContain('needs I and J, or R');
    expect(await fault('G3 R5\n')).toContain('ends where it starts');
    expect(await fault('G1 X1\nG3 X0 I-1\n')).toContain('centre on its end');
    expect(await fault('G18\nG3 X5 I2.5\n')).toContain('outside of the xy plane');
    expect(await fault('G3 I5 P2\n')).toContain('more than one turn');
    expect((await told('G0 X10\nG2 X0 Y10.004 I-10 J0\n')).moves.length).toBeGreaterThan(8);
  });
});

describe('comments', () => {
  test('of PrusaSlicer begin layers and say feature, width and height', async () => {
    const { moves, log } = await told(
      ';LAYER_CHANGE\n;Z:0.4\n;HEIGHT:0.4\nG1 Z.4 F600\n;TYPE:External perimeter\n;WIDTH:0.68\nG1 X1 E1\n;HEIGHT:0.3\nG1 X2 E2\n',
    );
    expect(log.slice(0, 2)).toEqual(['1 layer 0.4 0.4', '4 move']);
    expect(moves.map(({ feature, widthMm, heightMm }) => [feature, widthMm, heightMm])).toEqual([
      [null, null, 0.4],
      ['External perimeter', 0.68, 0.4],
      ['External perimeter', 0.68, 0.3],
    ]);
  });

  test('of other slicers do too', async () => {
    const layers = async (text: string) => (await told(`${text}\nG28\n`)).log.filter((row) => row.includes(' layer '));
    expect(await layers('; CHANGE_LAYER\n; Z_HEIGHT: 0.2\n; LAYER_HEIGHT: 0.2\n; FEATURE: Outer wall')).toEqual([
      '1 layer 0.2 0.2',
    ]);
    expect(await layers(';Layer count: 70\n;LAYER:0\nG28\n;LAYER:1')).toEqual([
      '2 layer null null',
      '4 layer null null',
    ]);
    expect(await layers('; layer 2, Z = 0.51')).toEqual(['1 layer null null']);
    expect(await layers('; --- layer 3 (0.25mm) ---')).toEqual(['1 layer null null']);
    expect(await layers(';LAYER_CHANGE\n;LAYER:5\n;Z:1')).toEqual(['1 layer 1 null']);
    const { moves } = await told('; FEATURE: Outer wall\nG1 X1\n; feature outer shells\nG1 X2\n');
    expect(moves.map(({ feature }) => feature)).toEqual(['Outer wall', 'outer shells']);
  });

  test('without such a meaning are told when they have a line of their own', async () => {
    const { log } = await told('; filament used [mm] = 4.2\nG28 ; home\n;\n; layer_height = 0.2\n;LAYER_CHANGE\n');
    expect(log).toEqual([
      '1 "filament used [mm] = 4.2"',
      '2 G28',
      '3 ""',
      '4 "layer_height = 0.2"',
      '5 layer null null',
    ]);
  });

  test('in brackets may be nested, hold a semicolon or be left open', async () => {
    expect(await ends('(*(* nested *)*)\nG1 (X9) X1 (a;b) Y2 ; (c\nG1 X3 (open Y7\n')).toEqual([
      [1, 2, 0],
      [3, 2, 0],
    ]);
  });
});

describe('commands', () => {
  test('of heaters and fans are told by what they do', async () => {
    const text =
      'M104 S400\nM109 R410\nM140 S120\nM190 S120\nM141 S90\nM191 S90\nM106 S127.5\nM106\nM106 P1 S9\nM107\nM109\nM104 T1 S5\n';
    expect((await told(text)).log).toEqual([
      '1 nozzle 400',
      '2 nozzle 410 waited for',
      '3 bed 120',
      '4 bed 120 waited for',
      '5 chamber 90',
      '6 chamber 90 waited for',
      '7 fan 0.5',
      '8 fan 1',
      '9 M106',
      '10 fan 0',
      '11 M109',
      '12 M104',
    ]);
  });

  test('are known or not by the list of Marlin; what is not followed is not known', async () => {
    const text =
      'M117 G1 X5 hello\nM862.3 P "MK4"\nM115 U3.13.0\nM555 X1\nG55\nGET_POSITION\nEXCLUDE_OBJECT_START NAME=a\n@pause\nS900\nM05 M30\nT1\nG4 P250\nG4 S2\n';
    expect((await told(text)).log).toEqual([
      '1 M117',
      '2 M862.3',
      '3 M115',
      '4 M555?',
      '5 G55?',
      '6 GET_POSITION?',
      '7 EXCLUDE_OBJECT_START',
      '8 @pause?',
      '9 S?',
      '10 M5',
      '10 M30',
      '11 T1',
      '12 dwell 0.25',
      '12 G4',
      '13 dwell 2',
      '13 G4',
    ]);
  });

  test('may have line numbers and checksums, which are checked', async () => {
    const sum = (text: string) => Buffer.from(text).reduce((a, b) => a ^ b, 0);
    const line = 'N3 G1 X10 Y5';
    expect(await ends(`${line}*${sum(line)}\nN4 G1 X1 ; no sum *9\n`)).toEqual([
      [10, 5, 0],
      [1, 5, 0],
    ]);
    expect(await fault(`${line}*${sum(line) ^ 1}\n`)).toContain(
      `line 1: the checksum is ${sum(line)}, the line says ${sum(line) ^ 1}`,
    );
  });
});

describe('the end of a print', () => {
  const hasEnd = async (text: string) => (await told(text)).summary.hasEnd;
  const print = 'M104 S0\nG28\nM83\nG1 X1 E1 F600\nG1 E-1\n';

  test('is a motor or nozzle that goes off, or a last comment of a slicer', async () => {
    for (const end of ['M84', 'M18', 'M2', 'M30', 'M104 S0', '; filament used [mm] = 5', ';End of Gcode']) {
      expect(await hasEnd(`${print}${end}\n`)).toBe(true);
    }
  });

  test('is not there in a file that stops printing, whatever its start has', async () => {
    expect(await hasEnd(print)).toBe(false);
    expect(await hasEnd(`${print}M84\nG1 X2 E1\n`)).toBe(false);
    expect(await hasEnd(`${print}M30 file.gco\n`)).toBe(false);
  });
});

describe('what cannot be read', () => {
  test('is refused with its line', async () => {
    expect(await fault('G28\nG1 X1..2\n')).toBe('test.gcode > line 2: expected a number, found "X1..2"');
    expect(await fault('G1 X\n')).toContain('line 1: X has no number');
    expect(await fault('G1 Xnan\n')).toContain('N stands twice');
    expect(await fault('G1 X1 Y--2\n')).toContain('found "Y--2"');
    expect(await fault('G1 X9999999999\n')).toContain('out of all bounds');
    expect(await fault('G1 X1 F-5\n')).toContain('a speed is above 0');
    expect(await fault('G1 X1 =5\n')).toContain('expected a word, found "=5"');
    expect(await fault('X5\n')).toContain('comes before any command');
    expect(await fault('12\n')).toContain('expected a command, found "12"');
    expect(await fault('\u0000\u0001')).toContain('expected a command');
    expect(await fault('M220 S0\n')).toContain('percentage');
    expect(await fault('M200 D-1\n')).toContain('diameter');
    expect(await fault(`;${'x'.repeat(1_200_000)}\n`)).toContain('longer than a line');
  });

  test('a binary file of Prusa is refused by name', async () => {
    expect(await fault(Buffer.from('GCDE\u0001\u0000\u0000\u0000', 'latin1'))).toContain(
      'the header of binary G-code is cut off',
    );
  });

  test('no change of bytes makes it hang or throw anything but a PrepError', async () => {
    const sample = Buffer.from(
      'G28\nM109 S400\nG92 E0\n;LAYER_CHANGE\n;Z:0.2\n;TYPE:Perimeter\n;WIDTH:0.4\nG1 X1 Y1 E.2 F1200*0\nG3 X2 Y2 I1 J0\n(a(b))\nG2 X0 Y0 R5\nM117 hi\nM84\n',
    );
    let read = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(sample.length),
        async (changes, cut) => {
          const bytes = Buffer.from(sample);
          for (const [at, byte] of changes) bytes[at] = byte;
          try {
            const { moves } = await told(bytes.subarray(0, cut));
            read++;
            for (const move of moves) {
              expect(Number.isFinite(move.x1 + move.y1 + move.z1 + move.eMm + move.lengthMm)).toBe(true);
              expect(move.feedMmPerS).toBeGreaterThan(0);
            }
          } catch (error) {
            if (!(error instanceof PrepError) || error.code !== 'gcode-invalid') throw error;
          }
        },
      ),
      { numRuns: 2000, seed: 11 },
    );
    expect(read).toBeGreaterThan(100);
  });
});

describe('the file', () => {
  test('is read through windows as if it were at hand at once', async () => {
    const lines: string[] = [];
    for (let k = 1; k <= 20_000; k++) lines.push(`G1 X${k % 97}.${k % 10}01 Y${k % 89}`);
    const { moves, summary } = await told(lines.join('\r\n'));
    expect(summary.lines).toBe(20_000);
    expect(moves).toHaveLength(20_000);
    expect(moves.at(-1)).toMatchObject({ line: 20_000, x1: (20_000 % 97) + 0.001, y1: 20_000 % 89 });
  });

  test('may be empty, and its reading can be stopped', async () => {
    expect((await told('')).summary).toMatchObject({ lines: 0, hasEnd: false, tolerated: [] });
    const stop = new AbortController();
    stop.abort();
    const visitor = { move() {}, temperature() {}, fan() {}, layer() {}, command() {} };
    await expect(readGcode(gcodeSource('G28\n'.repeat(40_000)), visitor, stop.signal)).rejects.toThrow('abort');
  });
});

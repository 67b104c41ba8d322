import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSamples } from '../../../src/formats/csv/read-samples.ts';

const read = (text: string) => [...readSamples(text, 'bone.csv')];
const TWO = [0, 0, 0, 0.2, 1.5, -2, 3e1, 0.4];

describe('two samples are read', () => {
  test.each([
    ['with commas', '0,0,0,0.2\n1.5,-2,3e1,0.4\n'],
    ['with semicolons', '0;0;0;0.2\n1.5;-2;3e1;0.4\n'],
    ['with tabs', '0\t0\t0\t0.2\n1.5\t-2\t3e1\t0.4\n'],
    ['with spaces, also before', '  0 0  0 0.2\n 1.5   -2 3e1 .4  \n'],
    ['with spaces about the commas', '0 , 0, 0 ,0.2\n1.5, -2 ,+3e1,0.4'],
    ['with lines ended as on Windows', '0,0,0,0.2\r\n1.5,-2,3e1,0.4\r\n'],
    ['with lines ended as on an old Mac', '0,0,0,0.2\r1.5,-2,3e1,0.4'],
    ['with a byte order mark', '\uFEFF0,0,0,0.2\n1.5,-2,3e1,0.4'],
    ['with a mark and a heading', '\uFEFFx,y,z,density\n0,0,0,0.2\n1.5,-2,3e1,0.4'],
    ['with a heading', 'x;y;z;value\n0;0;0;0.2\n1.5;-2;3e1;0.4'],
    ['with remarks and empty lines', '# of a scan\n\nx y z v\n0 0 0 0.2\n   \n# between\n1.5 -2 3e1 0.4\n\n'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual(TWO);
  });
});

describe('refused with its line as samples-invalid is', () => {
  test.each([
    ['a line of three', '0,0,0,1\n1,2,3\n', 'line 2: needs four columns x, y, z, value, got 3'],
    ['a line of five', '1 2 3 4 5', 'line 1: needs four columns x, y, z, value, got 5'],
    ['a trailing comma', '1,2,3,4,', 'line 1: needs four columns x, y, z, value, got 5'],
    ['a word among numbers', '1,2,three,4', "line 1: 'three' is no number"],
    ['a second heading', 'x,y,z,v\nx,y,z,v\n', "line 2: 'x' is no number"],
    ['nothing between commas', '0,0,0,1\n1,2,,4', "line 2: '' is no number"],
    ['NaN', '# n\n1,2,3,NaN', "line 2: 'NaN' is no number"],
    ['infinity in words', '1,2,3,Infinity', "line 1: 'Infinity' is no number"],
    ['infinity in digits', '1,2,3,1e999', "line 1: '1e999' is no number"],
    ['a hexadecimal number', '1,2,3,0x10', "line 1: '0x10' is no number"],
    ['a decimal comma', '0,5;0;0;0,2', "line 1: '0,5' is no number"],
    ['a long text, cut', `1,2,3,${'9z'.repeat(60)}`, `line 1: '${'9z'.repeat(20)}' is no number`],
    ['an empty file', '', 'holds no samples'],
    [
      'a heading in another order',
      'z,y,x,value\n0,0,0,1',
      'line 1: columns are x, y, z, value in that order, got z, y, x, value',
    ],
    [
      'a point a kilometre and more away',
      '0,0,0,1\n1,-2e6,3,1',
      'line 2: a coordinate of -2000000 mm is beyond 1000000 mm',
    ],
    ['a heading alone', 'x,y,z,value\n', 'holds no samples'],
    ['remarks alone', '# 1 2 3 4\n', 'holds no samples'],
  ])('%s', (_, text, reason) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'samples-invalid', reason, place: ['bone.csv'] }));
  });
});

test('numbers come back to the last bit, whatever joins them', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const mm = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
  const sample = fc.tuple(mm, mm, mm, number);
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1 }), fc.constantFrom(',', ';', '\t', '  ', ' , '), (samples, joint) => {
      expect(readSamples(samples.map((row) => row.map(String).join(joint)).join('\n'), 'a')).toEqual(
        Float64Array.from(samples.flat().map((value) => Number(String(value)))),
      );
    }),
  );
});

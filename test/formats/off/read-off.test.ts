import { describe, expect, test } from 'vitest';
import { readOff } from '../../../src/formats/off/read-off.ts';
import { bytesOf, refusalOf } from '../refusal.ts';
import { meshVolume } from '../threemf/mesh-volume.ts';

/** A tetrahedron with corners 0 and 1 on the axes: volume 1/6. */
const TETRAHEDRON = 'OFF\n4 4 6\n0 0 0\n1 0 0\n0 1 0\n0 0 1\n3 0 2 1\n3 0 1 3\n3 0 3 2\n3 1 2 3\n';

const read = (text: string) => readOff(bytesOf(text), 'part.off');
const refusal = (text: string) => refusalOf(() => read(text));

describe('OFF', () => {
  test('of a tetrahedron has 4 vertices, 4 triangles and volume 1/6', () => {
    const { mesh, leftOut } = read(TETRAHEDRON);
    expect([mesh.positions.length, mesh.triangles.length]).toEqual([12, 12]);
    expect(meshVolume(mesh)).toBeCloseTo(1 / 6, 15);
    expect(leftOut).toEqual([]);
  });

  test.each([
    ['counts behind the first word', 'OFF\n4 4 6', 'OFF 4 4 6'],
    ['counts glued to the first word', 'OFF\n4 4 6', 'OFF4 4 6'],
    ['comments and empty lines', 'OFF\n', '# made by hand\nOFF # text\n\n  # counts\n'],
    ['a comment after a vertex', '1 0 0\n', '1 0 0 # on x\n\n'],
    ['a byte order mark', 'OFF', '\ufeffOFF'],
    ['a colour of bytes after a face', '3 0 1 3', '3 0 1 3 255 0 0'],
    ['a colour of a table after a face', '3 0 1 3', '3 0 1 3 2'],
    ['a colour of four numbers after a face', '3 0 1 3', '3 0 1 3 0.1 0.2 0.3 1'],
    ['no line end at the end', '3 1 2 3\n', '3 1 2 3'],
  ])('%s changes nothing', (_, from, to) => {
    expect(read(TETRAHEDRON.replace(from, to))).toEqual(read(TETRAHEDRON));
  });

  test.each(['\r\n', '\r'])('lines that end in %j are read and counted', (end) => {
    expect(read(TETRAHEDRON.replaceAll('\n', end))).toEqual(read(TETRAHEDRON));
    expect(refusal(TETRAHEDRON.replace('0 1 0', '0 x 0').replaceAll('\n', end)).place).toEqual(['part.off', 'line 5']);
  });

  test.each([
    ['COFF', ' 255 0 0 255'],
    ['NOFF', ' 0 0 nan'],
    ['CNOFF', ' 0 0 1 0.5 0.5 0.5 1'],
    ['STOFF', ' 0.5 0.5'],
    ['STCNOFF', ' 0 0 1 1 1 1 1 0 0'],
  ])('%s is read without colours, normals and texture', (word, extras) => {
    const text = TETRAHEDRON.replace('OFF', word).replace(/^([01] [01] [01])$/gm, `$1${extras}`);
    expect(text).toContain(`1 0 0${extras}\n`);
    expect(read(text)).toEqual(read(TETRAHEDRON));
  });

  test('a cube of six squares has 12 triangles and volume 8', () => {
    const cube =
      'OFF 8 6 12\n-1 -1 -1\n1 -1 -1\n1 1 -1\n-1 1 -1\n-1 -1 1\n1 -1 1\n1 1 1\n-1 1 1\n' +
      '4 3 2 1 0\n4 4 5 6 7\n4 0 1 5 4\n4 1 2 6 5\n4 2 3 7 6\n4 3 0 4 7\n';
    const { mesh } = read(cube);
    expect(mesh.triangles.length / 3).toBe(12);
    expect(meshVolume(mesh)).toBeCloseTo(8, 13);
  });
});

describe('OFF that is refused', () => {
  test.each([
    ['OFF', 'OOF', 'line 1', 'must begin with OFF, COFF, NOFF or STOFF, got "OOF"'],
    ['OFF', '4OFF', 'line 1', 'holds points of other than three dimensions, which are not read: "4OFF"'],
    ['OFF', 'OFF BINARY', 'line 1', 'is a binary OFF, which is not read; write it as text'],
    ['4 4 6', '4 4', 'line 2', 'must have three whole numbers here (vertices, faces, edges), got 2'],
    ['4 4 6', '4 4 6 0', 'line 2', 'must have three whole numbers here (vertices, faces, edges), got "0"'],
    ['4 4 6', '-4 4 6', 'line 2', 'must have three whole numbers here (vertices, faces, edges), got "-4"'],
    ['4 4 6', '4 0 6', 'line 2', 'has no triangle: its header says 0 faces'],
    [
      '4 4 6',
      '4294967295 4 6',
      'line 2',
      'truncated: header says 4294967295 vertices and 4 faces, more than the 57 bytes after it can hold',
    ],
    [
      '4 4 6',
      '4 5 6',
      'line 2',
      'truncated: header says 4 vertices and 5 faces, more than the 57 bytes after it can hold',
    ],
    ['4 4 6', '4 3 6', 'line 10', '"3" stands after all 4 vertices and 3 faces of the header'],
    ['1 0 0\n', '1 0 #\n', 'line 4', 'a vertex must have three numbers'],
    [
      '1 0 0\n',
      '1,0 0 0\n',
      'line 4',
      'coordinate must be a finite decimal number, got "1,0" (a comma is no decimal point)',
    ],
    ['1 0 0\n', '1 0 inf\n', 'line 4', 'coordinate must be a finite decimal number, got "inf"'],
    ['3 0 1 3', '2 0 1 3', 'line 8', 'a face must have at least three corners, got 2'],
    ['3 0 1 3', '4 0 1 3', 'line 8', 'a face of 4 corners names only 3'],
    ['3 0 1 3', '3 0 1 4', 'line 8', 'corner "4" is not one of the 4 vertices, which count from 0'],
    ['3 0 1 3', '3 0 1 -1', 'line 8', 'corner "-1" is not one of the 4 vertices, which count from 0'],
    ['3 0 1 3', 'x 0 1 3', 'line 8', 'a face must begin with its number of corners, got "x"'],
    ['3 0 1 3', '30000 0 1 3', 'line 8', 'a face may have at most 20000 corners, got 30000'],
  ])('%j written as %j', (from, to, line, reason) => {
    const error = refusal(TETRAHEDRON.replace(from, to));
    expect([error.code, ...error.place, error.reason]).toEqual(['off-invalid', 'part.off', line, reason]);
  });

  test('cut before its last number it is refused wherever the cut is', () => {
    for (let length = 0; length < TETRAHEDRON.length - 2; length++) {
      expect(refusal(TETRAHEDRON.slice(0, length)).code).toBe('off-invalid');
    }
  });

  test('nothing, and nothing but comments', () => {
    expect(refusal('').message).toBe('part.off: is empty: 0 bytes');
    expect(refusal('# OFF\n').message).toBe('part.off > line 2: is no OFF file: it holds no word');
  });
});

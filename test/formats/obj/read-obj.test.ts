import { describe, expect, test } from 'vitest';
import { readObj } from '../../../src/formats/obj/read-obj.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { bytesOf, refusalOf } from '../refusal.ts';
import { meshVolume } from '../threemf/mesh-volume.ts';

/** A tetrahedron with corners 0 and 1 on the axes: volume 1/6. */
const VERTICES = 'v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\n';
const FACES = 'f 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n';
const TETRAHEDRON = VERTICES + FACES;

const read = (text: string) => readObj(bytesOf(text), 'part.obj');
const refusal = (text: string) => refusalOf(() => read(text));

describe('OBJ', () => {
  test('of a tetrahedron has 4 vertices, 4 triangles and volume 1/6', () => {
    const { mesh, leftOut } = read(TETRAHEDRON);
    expect([mesh.positions.length, mesh.triangles.length]).toEqual([12, 12]);
    expect([...mesh.triangles.subarray(0, 6)]).toEqual([0, 1, 2, 0, 2, 3]);
    expect(meshVolume(mesh)).toBeCloseTo(1 / 6, 15);
    expect(leftOut).toEqual([]);
  });

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('line ends %s give the same mesh and the same line numbers', (_, end) => {
    expect(read(TETRAHEDRON.replaceAll('\n', end))).toEqual(read(TETRAHEDRON));
    expect(refusal(TETRAHEDRON.replace('v 0 1 0', 'v 0 x 0').replaceAll('\n', end)).place).toEqual([
      'part.obj',
      'line 3',
    ]);
  });

  test('a byte order mark, comments, blanks and a last line without its end are read', () => {
    const odd = `\ufeff# made by hand: \\\n\n${VERTICES.replace('v 1', '\t v\t1')} # after a statement\n${FACES.trimEnd()}`;
    expect(read(odd)).toEqual(read(TETRAHEDRON));
  });

  test('corners with texture and normal, or with neither behind their slashes, are the same corners', () => {
    const forms = ['f 1/1 3/1 2/1', 'f 1//7 2//7 4//7', 'f 1/2/3 4/2/3 3/2/3', 'f 2// 3/ 4/-1/-1'];
    expect(read(`${VERTICES}vt 0 0\nvn 0 0 1\n${forms.join('\n')}\n`)).toEqual(read(TETRAHEDRON));
  });

  test('negative corners count back from the last vertex so far', () => {
    const text = `${VERTICES}f -4 -2 -3\nf -4 -3 -1\nv 5 5 5\nf -5 -2 -3\nf -4 -3 -2\n`;
    expect(read(text)).toEqual(read(TETRAHEDRON));
  });

  test('faces that stand before their vertices are read', () => {
    expect(read(FACES + VERTICES)).toEqual(read(TETRAHEDRON));
  });

  test('a backslash joins lines, with or without a blank before it, and lines are still counted', () => {
    const joined = TETRAHEDRON.replace('f 1 3 2', 'f 1 \\\n3\\\n 2').replace('v 0 1 0', 'v 0 \\\r\n1 0');
    expect(read(joined)).toEqual(read(TETRAHEDRON));
    expect(refusal(`${joined}f 1 2 9\n`).place).toEqual(['part.obj', 'line 12']);
    expect(read(`g a b \\\nc d\n${TETRAHEDRON}`).leftOut).toEqual([]);
  });

  test('a path that ends in a backslash must not take a face with it', () => {
    expect(refusal(`${VERTICES}usemtl C:\\\n${FACES}`).message).toBe(
      'part.obj > line 6: "f" stands in a line that the backslash before it joins to another statement',
    );
  });

  test('every form of a decimal is read as the nearest double', () => {
    const { mesh } = read('v 1. .5 1e2\nv +1 -2.5E-1 3.e+1\nv 0.1 0 -0\nf 1 2 3\n');
    expect([...mesh.positions]).toEqual([1, 0.5, 100, 1, -0.25, 30, 0.1, 0, 0]);
  });

  test('a weight or a colour after a vertex changes nothing, not even a NaN', () => {
    const coloured = TETRAHEDRON.replace('v 1 0 0', 'v 1 0 0 nan nan nan').replace('v 0 1 0', 'v 0 1 0 0.5');
    expect(read(coloured)).toEqual(read(TETRAHEDRON));
    expect(refusal(TETRAHEDRON.replace('v 1 0 0\n', 'v 1 0 0 1 0 0 1 0 0 1 0 0 1 0 0\n')).reason).toBe(
      'a vertex has at most 7 numbers, got 15',
    );
  });

  test('vertices doubled along a seam are one, and those that no face uses vanish', () => {
    const doubled = `v 7 7 7\n${VERTICES}${VERTICES}f 2 4 3\nf 6 7 9\nf 2 9 4\nf 7 8 5\n`;
    const { mesh } = read(doubled);
    expect(mesh.positions.length).toBe(12);
    expect(meshTopology(mesh).watertight).toBe(true);
  });

  test('a cube of six squares has 12 triangles and volume 1, and an L-shaped prism volume 3', () => {
    const cube =
      'v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nv 0 0 1\nv 1 0 1\nv 1 1 1\nv 0 1 1\n' +
      'f 4 3 2 1\nf 5 6 7 8\nf 1 2 6 5\nf 2 3 7 6\nf 3 4 8 7\nf 4 1 5 8\n';
    const { mesh } = read(cube);
    expect([mesh.triangles.length / 3, meshTopology(mesh).watertight]).toEqual([12, true]);
    expect(meshVolume(mesh)).toBeCloseTo(1, 14);
    const outline = ['1 1', '0 1', '0 0', '2 0', '2 2', '1 2'];
    const side = (i: number) => `f ${i + 1} ${((i + 1) % 6) + 1} ${((i + 1) % 6) + 7} ${i + 7}\n`;
    const prism =
      outline.map((xy) => `v ${xy} 0\n`).join('') +
      outline.map((xy) => `v ${xy} 1\n`).join('') +
      `f 6 5 4 3 2 1\nf 7 8 9 10 11 12\n${[0, 1, 2, 3, 4, 5].map(side).join('')}`;
    const l = read(prism).mesh;
    expect([l.triangles.length / 3, meshTopology(l).watertight]).toEqual([20, true]);
    expect(meshVolume(l)).toBeCloseTo(3, 14);
  });

  test('names, groups, materials, normals and textures are passed over without a word', () => {
    const extras = 'mtllib a.mtl\no part\ng a b\ns off\nusemtl steel\nvt 0 0\nvn nan 0 1\nmg 1 0.5\nlod 2\n';
    expect(read(extras + TETRAHEDRON)).toEqual(read(TETRAHEDRON));
  });

  test('points, lines, curves, surfaces, other files and unknown statements are told with their counts', () => {
    const extras =
      'p 1 2\nl 1 2\nl 2 3 4\ncstype bezier\ndeg 3\ncurv 0 1 1 2 3\nparm u 0 1\nend\nsurf 0 1 0 1 1\ncall b.obj\n';
    expect(read(`${TETRAHEDRON}${extras}weft 1\nfoo\nweft 2\n`).leftOut).toEqual([
      'the file holds 1 statement of points',
      'the file holds 2 lines',
      'the file holds 1 free-form curve',
      'the file holds 1 free-form surface',
      'the file holds 1 call of another file',
      'the file holds 3 statements that are not known, first "weft" in line 19',
    ]);
  });

  test('a repeated corner is dropped, and a triangle that collapses stays', () => {
    expect(read(TETRAHEDRON.replace('f 1 3 2', 'f 1 3 3 2'))).toEqual(read(TETRAHEDRON));
    const { mesh } = read(`${TETRAHEDRON}f 1 2 2\n`);
    expect([mesh.triangles.length / 3, meshTopology(mesh).degenerateTriangles.count]).toEqual([5, 1]);
  });
});

describe('OBJ that is refused', () => {
  test.each([
    ['v 1 0 0\n', 'v 1 0\n', 'line 2', 'a vertex must have three numbers'],
    [
      'v 1 0 0\n',
      'v 1,5 0 0\n',
      'line 2',
      'coordinate must be a finite decimal number, got "1,5" (a comma is no decimal point)',
    ],
    ['v 1 0 0\n', 'v 1 nan 0\n', 'line 2', 'coordinate must be a finite decimal number, got "nan"'],
    ['v 1 0 0\n', 'v 1 0 -1e999\n', 'line 2', 'coordinate must be a finite decimal number, got "-1e999"'],
    ['v 1 0 0\n', 'v 1 0 0x10\n', 'line 2', 'coordinate must be a finite decimal number, got "0x10"'],
    ['f 1 2 4\n', 'f 1 2\n', 'line 6', 'a face must have at least three corners, got 2'],
    ['f 1 2 4\n', 'f\n', 'line 6', 'a face must have at least three corners, got 0'],
    ['f 1 2 4\n', 'f 1 2 0\n', 'line 6', 'a corner is 0, but vertices count from 1'],
    ['f 1 2 4\n', 'f 1 2 5\n', 'line 6', 'corner 5 is not one of the 4 vertices'],
    ['f 1 2 4\n', 'f 1 2 99999999999\n', 'line 6', 'corner "99999999999" is larger than any file has'],
    ['f 1 2 4\n', 'f 1 2 -5\n', 'line 6', 'corner "-5" goes back before the first of 4 vertices so far'],
    ['f 1 2 4\n', 'f 1 2 4.5\n', 'line 6', 'a corner must be a whole number, or up to three with slashes, got "4.5"'],
    [
      'f 1 2 4\n',
      'f 1 2 4/1/1/1\n',
      'line 6',
      'a corner must be a whole number, or up to three with slashes, got "4/1/1/1"',
    ],
    ['f 1 2 4\n', 'f 1 2 /1\n', 'line 6', 'a corner must be a whole number, or up to three with slashes, got "/1"'],
  ])('%j written as %j', (from, to, line, reason) => {
    const error = refusal(TETRAHEDRON.replace(from, to));
    expect([error.code, ...error.place, error.reason]).toEqual(['obj-invalid', 'part.obj', line, reason]);
  });

  test('nothing, no face, another text and what is no text', () => {
    expect(refusal('').message).toBe('part.obj: is empty: 0 bytes');
    expect(refusal(VERTICES).message).toBe('part.obj: has no triangle');
    expect(refusal('solid a\nendsolid a\n').reason).toBe(
      'has no triangle; it holds 2 statements that are not known, first "solid" in line 1',
    );
    expect(refusal('v 0 0 0\0').reason).toBe('is no text, so no OBJ');
  });

  test('a face of more corners than can be cut in time', () => {
    expect(refusal(`${VERTICES}f${' 1'.repeat(20_001)}\n`).reason).toBe(
      'a face may have at most 20000 corners, got 20001',
    );
  });

  test('a message never carries control characters of the file', () => {
    expect(refusal(TETRAHEDRON.replace('v 1 0 0', 'v 1 \u001b[31m 0')).reason).toContain('"?[31m"');
  });
});

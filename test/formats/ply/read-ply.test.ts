import { describe, expect, test } from 'vitest';
import { readPly } from '../../../src/formats/ply/read-ply.ts';
import { writePlySlabs } from '../../../src/formats/ply/write-ply-slabs.ts';
import { asSlabs } from '../../geometry/iso/collect.ts';
import { sphereMesh } from '../../geometry/solids.ts';
import { bytesOf, refusalOf } from '../refusal.ts';
import { byteMemory } from '../threemf/byte-memory.ts';
import { meshVolume } from '../threemf/mesh-volume.ts';

/** Type and value of one number of a body. */
type Item = readonly [type: string, value: number];

const SIZE: Readonly<Record<string, number>> = {
  ...{ char: 1, uchar: 1, short: 2, ushort: 2, int: 4, uint: 4, float: 4, double: 8 },
  ...{ int8: 1, uint8: 1, int16: 2, uint16: 2, int32: 4, uint32: 4, float32: 4, float64: 8 },
};

/** A PLY file of header lines and numbers. */
function ply(form: string, header: string, items: readonly (readonly Item[])[], end = '\n'): Uint8Array {
  const head = bytesOf(`ply\nformat ${form} 1.0\n${header}end_header\n`.replaceAll('\n', end));
  if (form === 'ascii') {
    return joined(head, bytesOf(items.map((line) => `${line.map(([, value]) => value).join(' ')}${end}`).join('')));
  }
  const little = form === 'binary_little_endian';
  const numbers = items.flat().map(([type, value]) => {
    const view = new DataView(new ArrayBuffer(SIZE[type]!));
    const bare = type.replace(/\d/g, '');
    if (type === 'double' || type === 'float64') view.setFloat64(0, value, little);
    else if (bare === 'float') view.setFloat32(0, value, little);
    else if (SIZE[type] === 1) view.setInt8(0, value);
    else if (SIZE[type] === 2) view.setInt16(0, value, little);
    else view.setInt32(0, value, little);
    return new Uint8Array(view.buffer);
  });
  return joined(head, ...numbers);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const FORMS = ['ascii', 'binary_little_endian', 'binary_big_endian'] as const;

/** A tetrahedron with corners 0 and 1 on the axes: volume 1/6. */
const POINTS = [
  [0, 0, 0],
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const FACES = [
  [0, 2, 1],
  [0, 1, 3],
  [0, 3, 2],
  [1, 2, 3],
];

/** A tetrahedron with the given types of numbers. */
function tetrahedron(form: string, point = 'float', count = 'uchar', index = 'int', end = '\n'): Uint8Array {
  const header =
    'comment made by hand\nelement vertex 4\n' +
    `property ${point} x\nproperty ${point} y\nproperty ${point} z\n` +
    `element face 4\nproperty list ${count} ${index} vertex_indices\n`;
  return ply(form, header, bodyOf(point, count, index), end);
}

function bodyOf(point: string, count: string, index: string): Item[][] {
  return [
    ...POINTS.map((values) => values.map((value): Item => [point, value])),
    ...FACES.map((values): Item[] => [[count, 3], ...values.map((value): Item => [index, value])]),
  ];
}

const read = (bytes: Uint8Array) => readPly(bytes, 'part.ply');
const refusal = (bytes: Uint8Array) => refusalOf(() => read(bytes));
const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
const altered = (from: string, to: string) => bytesOf(text(tetrahedron('ascii')).replace(from, to));

describe.each(FORMS)('PLY %s', (form) => {
  test('of a tetrahedron has 4 vertices, 4 triangles and volume 1/6', () => {
    const { mesh, leftOut } = read(tetrahedron(form));
    expect([mesh.positions.length, mesh.triangles.length]).toEqual([12, 12]);
    expect(meshVolume(mesh)).toBeCloseTo(1 / 6, 15);
    expect(leftOut).toEqual([]);
  });

  test('is read with every type of numbers, in both spellings', () => {
    const wanted = read(tetrahedron(form));
    for (const type of Object.keys(SIZE)) {
      expect(read(tetrahedron(form, type))).toEqual(wanted);
      if (/float|double/.test(type)) continue;
      expect(read(tetrahedron(form, 'float', type))).toEqual(wanted);
      expect(read(tetrahedron(form, 'float', 'uchar', type))).toEqual(wanted);
    }
  });

  test('doubles keep all their bits', () => {
    const header =
      'element vertex 3\nproperty double x\nproperty double y\nproperty double z\n' +
      'element face 1\nproperty list uchar uchar vertex_index\n';
    const values = [0.1, 1 / 3, -1e-300, 1e300, Math.PI, 2 ** -1074, 5, 6, 7];
    const points = [0, 3, 6].map((i) => values.slice(i, i + 3).map((value): Item => ['double', value]));
    const face: Item[] = [3, 0, 1, 2].map((value): Item => ['uchar', value]);
    expect([...read(ply(form, header, [...points, face])).mesh.positions]).toEqual(values);
  });

  test('other elements and properties are passed over exactly, wherever they stand and whatever they hold', () => {
    const header =
      'obj_info a scanner\nelement camera 1\nproperty float view\nproperty list uchar double rest\n' +
      'element vertex 4\nproperty float nx\nproperty double z\nproperty list ushort short tags\nproperty float x\n' +
      'property uchar red\nproperty short y\n' +
      'element note 2\nproperty int a\nproperty char b\n' +
      'element face 4\nproperty uchar red\nproperty list uchar float texcoord\nproperty list int ushort vertex_index\n' +
      'property float quality\n' +
      'element edge 3\nproperty int vertex1\nproperty int vertex2\n';
    const camera: Item[][] = [[...pairs('float', Number.NaN), ...pairs('uchar', 2), ...pairs('double', 1, 2)]];
    const vertices = POINTS.map(([x = 0, y = 0, z = 0], i): Item[] => [
      ...pairs('float', Number.NaN),
      ...pairs('double', z),
      ...pairs('ushort', i),
      ...pairs('short', ...Array.from({ length: i }, () => 7)),
      ...pairs('float', x),
      ...pairs('uchar', 200),
      ...pairs('short', y),
    ]);
    const notes: Item[][] = [0, 1].map((i) => [...pairs('int', i), ...pairs('char', -3)]);
    const faces = FACES.map((corners, i): Item[] => [
      ...pairs('uchar', 10),
      ...pairs('uchar', i),
      ...pairs('float', ...Array.from({ length: i }, () => Number.POSITIVE_INFINITY)),
      ...pairs('int', 3),
      ...pairs('ushort', ...corners),
      ...pairs('float', 0.5),
    ]);
    const edges: Item[][] = [0, 1, 2].map((i) => pairs('int', i, i + 1));
    const { mesh, leftOut } = read(ply(form, header, [...camera, ...vertices, ...notes, ...faces, ...edges]));
    expect(mesh).toEqual(read(tetrahedron(form)).mesh);
    expect(leftOut).toEqual(['the file holds 2 times an element "note" that is not known', 'the file holds 3 edges']);
  });

  test.each(['\r\n', '\r'])('a header whose lines end in %j is read', (end) => {
    expect(read(tetrahedron(form, 'float', 'uchar', 'int', end))).toEqual(read(tetrahedron(form)));
  });

  test('faces of four corners become two triangles, and faces may stand before the vertices', () => {
    const header =
      'element face 1\nproperty list uchar int vertex_indices\n' +
      'element vertex 4\nproperty float x\nproperty float y\nproperty float z\n';
    const points = [
      [2, 0, 0],
      [0, 2, 0],
      [0.5, 0.5, 0],
      [0, 0, 1],
    ].map((values) => values.map((value): Item => ['float', value]));
    const face: Item[] = [...pairs('uchar', 4), ...pairs('int', 0, 1, 3, 2)];
    const { mesh } = read(ply(form, header, [face, ...points]));
    expect(mesh.triangles.length).toBe(6);
  });

  test('is refused wherever it is cut', () => {
    const whole = tetrahedron(form);
    // A text may lose the end of its last line.
    for (let length = 0; length < whole.length - (form === 'ascii' ? 2 : 0); length++) {
      expect(refusal(whole.subarray(0, length)).code).toBe('ply-invalid');
    }
  });

  test('a count that the bytes cannot hold is refused before anything is allocated', () => {
    for (const [name, count] of [
      ['vertex', 4294967295],
      ['face', 999_999_999_999_999],
    ] as const) {
      const lying = joined(
        bytesOf(text(tetrahedron(form)).replace(`${name} 4`, `${name} ${count}`).split('end_header\n')[0]!),
        bytesOf('end_header\n'),
        bytesOf('0 0 0\n'.repeat(20)),
      );
      const error = refusal(lying);
      expect(error.reason).toMatch(/^truncated: header says at least \d+ bytes, file has 120 after it$/);
      expect(error.place[1]).toBe(`byte ${lying.length}`);
    }
  });

  test('an element without properties takes nothing, however often it stands there', () => {
    const whole = tetrahedron(form);
    const at = text(whole).indexOf('end_header');
    const more = joined(whole.subarray(0, at), bytesOf('element nothing 999999999999999\n'), whole.subarray(at));
    expect(read(more).mesh).toEqual(read(whole).mesh);
  });
});

describe('binary PLY', () => {
  test('a body may begin with the byte of a line end', () => {
    for (const end of ['\r', '\n', '\r\n']) {
      const header =
        'element vertex 3\nproperty uchar x\nproperty uchar y\nproperty uchar z\n' +
        'element face 1\nproperty list uchar uchar vertex_indices\n';
      const body = [10, 13, 10, 0, 0, 0, 1, 0, 0, 3, 0, 1, 2].map((value): Item => ['uchar', value]);
      const { mesh } = read(ply('binary_little_endian', header, [body], end));
      expect([...mesh.positions.subarray(0, 3)]).toEqual([10, 13, 10]);
    }
  });

  test('zeros and line ends after the last face are padding, other bytes are refused with their place', () => {
    const whole = tetrahedron('binary_little_endian');
    expect(read(joined(whole, Uint8Array.of(0, 0, 13, 10)))).toEqual(read(whole));
    const error = refusal(joined(whole, Uint8Array.of(0, 7)));
    expect([error.place[1], error.reason]).toEqual([
      `byte ${whole.length + 1}`,
      'has 2 bytes after its last element, and they are not padding',
    ]);
  });

  test.each([Number.NaN, Number.NEGATIVE_INFINITY])('the coordinate %d is refused with its byte', (value) => {
    const whole = tetrahedron('binary_big_endian');
    const at = text(whole).indexOf('end_header\n') + 11 + 12 + 4;
    new DataView(whole.buffer).setFloat32(at, value);
    const error = refusal(whole);
    expect(error.place).toEqual(['part.ply', `byte ${at}`]);
    expect(error.reason).toBe(`vertex 1 has the coordinate ${value}, must be a finite number`);
  });

  test('corners without a vertex and faces of two corners are refused with their byte', () => {
    const start = text(tetrahedron('binary_little_endian')).indexOf('end_header\n') + 11 + 48;
    for (const corner of [4, -1]) {
      const whole = tetrahedron('binary_little_endian');
      new DataView(whole.buffer).setInt32(start + 13 + 1 + 4, corner, true);
      expect(refusal(whole).message).toBe(
        `part.ply > byte ${start + 18}: face 1 has the corner ${corner}, not one of the 4 vertices, which count from 0`,
      );
    }
    const two = tetrahedron('binary_little_endian');
    two[start + 26] = 2;
    expect(refusal(two).message).toBe(`part.ply > byte ${start + 26}: face 2 must have at least three corners, has 2`);
  });

  test('lists of a negative length, and longer than the file, are refused', () => {
    const header =
      'element vertex 1\nproperty list int double tags\nproperty float x\nproperty float y\nproperty float z\n' +
      'element face 1\nproperty list int uchar vertex_indices\n';
    const body = (length: number): Item[][] => [
      [...pairs('int', length), ...pairs('float', 0, 0, 0), ...pairs('int', 3), ...pairs('uchar', 0, 0, 0)],
    ];
    expect(refusal(ply('binary_little_endian', header, body(-1))).reason).toBe('vertex 0 has a list of the length -1');
    expect(refusal(ply('binary_little_endian', header, body(0x7fffffff))).reason).toBe(
      'truncated: ends within vertex 0 of 1',
    );
  });

  test('an element to pass over that runs past the end is refused', () => {
    const header =
      'element vertex 3\nproperty uchar x\nproperty uchar y\nproperty uchar z\n' +
      'element face 1\nproperty list uchar uchar vertex_indices\nproperty list uchar uchar tags\n' +
      'element note 2\nproperty uchar a\nproperty uchar b\n';
    const body = (tags: readonly number[], notes: readonly number[]) =>
      ply('binary_little_endian', header, [
        pairs('uchar', 0, 0, 0, 1, 0, 0, 0, 1, 0),
        pairs('uchar', 3, 0, 1, 2, ...tags),
        pairs('uchar', ...notes),
      ]);
    expect(read(body([1, 9], [1, 2, 3, 4])).mesh.triangles.length).toBe(3);
    expect(refusal(body([1, 9], [1, 2, 3])).reason).toBe('truncated: ends within note 0 of 2');
    expect(refusal(body([9, 9], [1, 2, 3, 4])).reason).toBe('truncated: ends within face 0 of 1');
  });

  test('what the writer of this project wrote is read as the same ball', async () => {
    const ball = sphereMesh(7.25, 16);
    const single = { positions: ball.positions.map(Math.fround), triangles: ball.triangles };
    const sink = byteMemory();
    await writePlySlabs(sink, asSlabs(single), 'ball');
    const { mesh } = read(sink.bytes());
    expect([mesh.positions.length, mesh.triangles.length]).toEqual([ball.positions.length, ball.triangles.length]);
    expect(meshVolume(mesh)).toBeCloseTo(meshVolume(single), 9);
  });
});

describe('ASCII PLY that is refused', () => {
  test.each([
    ['1 0 0\n', '1 0\n', 'line 12', 'a vertex must have three numbers'],
    ['1 0 0\n', '1 0 0 255\n', 'line 12', '"255" stands after all properties of "vertex"'],
    [
      '1 0 0\n',
      '1 0,5 0\n',
      'line 12',
      'coordinate must be a finite decimal number, got "0,5" (a comma is no decimal point)',
    ],
    ['1 0 0\n', '1 0 nan\n', 'line 12', 'coordinate must be a finite decimal number, got "nan"'],
    ['3 0 1 3', '2 0 1', 'line 16', 'a face must have at least three corners, got 2'],
    ['3 0 1 3', '3 0 1', 'line 16', 'the line ends where a value of "corners" must stand'],
    ['3 0 1 3', '3 0 1 4', 'line 16', 'corner "4" is not one of the 4 vertices, which count from 0'],
    ['3 0 1 3', '3 0 1 -1', 'line 16', 'corner "-1" is not one of the 4 vertices, which count from 0'],
    ['3 0 1 3', '3.5 0 1 3', 'line 16', 'a face must begin with its number of corners, got "3.5"'],
    ['3 0 1 3', '20001 0 1 3', 'line 16', 'a face may have at most 20000 corners, got 20001'],
    ['3 1 2 3\n', '3 1 2 3\n3 1 2 3\n', 'line 19', '"3" stands after the last element of the header'],
  ])('%j written as %j', (from, to, line, reason) => {
    const error = refusal(altered(from, to));
    expect([error.code, ...error.place, error.reason]).toEqual(['ply-invalid', 'part.ply', line, reason]);
  });
});

describe('a header of PLY that is refused', () => {
  test.each([
    ['ply\n', 'plx\n', 'part.ply: is no PLY file: its first line is not "ply"'],
    ['format ascii 1.0\n', '', 'part.ply > line 9: the header ends without a format'],
    ['ascii 1.0', 'ascii 1.1', 'part.ply > line 2: only version 1.0 is read, got "1.1"'],
    [
      'ascii 1.0',
      'binary 1.0',
      'part.ply > line 2: the format must be ascii, binary_little_endian or binary_big_endian, got "binary"',
    ],
    ['comment', 'format ascii 1.0 ', 'part.ply > line 3: the format stands twice'],
    [
      'comment',
      'commend',
      'part.ply > line 3: comment, element, property or end_header must stand here, got "commend"',
    ],
    ['float z', 'float', 'part.ply > line 7: a property must have a type and a name'],
    ['comment made by hand', 'property float x', 'part.ply > line 3: a property stands before the first element'],
    ['vertex 4', 'vertex -4', 'part.ply > line 4: an element must have a name and a whole number, got "vertex -4"'],
    ['vertex 4', 'point 4', 'part.ply: has faces, but its header has no element "vertex"'],
    ['face 4', 'vertex 4', 'part.ply > line 8: the element "vertex" stands twice'],
    [
      'face 4',
      'tristrips 4',
      'part.ply > line 8: holds triangle strips (tristrips), which are not read; write it as faces',
    ],
    ['face 4', 'polygon 4', 'part.ply: has no triangle: its header has no element "face"'],
    ['face 4', 'face 0', 'part.ply > line 8: has no triangle: its header says 0 faces'],
    ['float z', 'float w', 'part.ply > line 4: a vertex has no property "z"'],
    ['float z', 'float y', 'part.ply > line 7: the property "y" of the element "vertex" stands twice'],
    ['float z', 'real z', 'part.ply > line 7: "real" is no type of PLY'],
    ['float z', 'list uchar float z', 'part.ply > line 4: the property "z" of a vertex must not be a list'],
    ['vertex_indices', 'corners', 'part.ply > line 8: a face has no property "vertex_indices" or "vertex_index"'],
    [
      'list uchar int',
      'int',
      'part.ply > line 8: the property "vertex_indices" of a face must be a list of whole numbers',
    ],
    [
      'list uchar int',
      'list uchar float',
      'part.ply > line 8: the property "vertex_indices" of a face must be a list of whole numbers',
    ],
    ['list uchar int', 'list float int', 'part.ply > line 9: the length of a list must be of a whole type'],
    [
      'list uchar',
      'list uchar int vertex_index\nproperty list uchar',
      'part.ply > line 8: a face has both "vertex_indices" and "vertex_index"',
    ],
  ])('%j written as %j', (from, to, message) => {
    expect(refusal(altered(from, to)).message).toBe(message);
  });

  test('nothing, and a header alone', () => {
    expect(refusal(new Uint8Array(0)).message).toBe('part.ply: is empty: 0 bytes');
    expect(refusal(bytesOf('ply\nformat ascii 1.0\nend_header\n')).reason).toBe(
      'has no triangle: its header has no element "face"',
    );
  });
});

function pairs(type: string, ...values: readonly number[]): Item[] {
  return values.map((value): Item => [type, value]);
}

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { PrepError } from '../../../src/core/prep-error.ts';
import { readStl } from '../../../src/formats/stl/read-stl.ts';
import { asciiStl as ascii, binaryStl as binary, TETRAHEDRON } from './stl-bytes.ts';

const MESHES = fileURLToPath(new URL('../../../../shared/data/meshes/', import.meta.url));

const text = (value: string) => new TextEncoder().encode(value);

function volume({ positions, triangles }: TriangleMesh): number {
  let six = 0;
  const p = (i: number) => [positions[3 * i]!, positions[3 * i + 1]!, positions[3 * i + 2]!] as const;
  for (let t = 0; t < triangles.length; t += 3) {
    const [ax, ay, az] = p(triangles[t]!);
    const [bx, by, bz] = p(triangles[t + 1]!);
    const [cx, cy, cz] = p(triangles[t + 2]!);
    six += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  }
  return six / 6;
}

function refusal(bytes: Uint8Array): PrepError {
  try {
    readStl(bytes, 'part.stl');
  } catch (error) {
    if (error instanceof PrepError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('binary STL', () => {
  test('a tetrahedron has 4 vertices, 4 triangles and volume 1/6', () => {
    const mesh = readStl(binary(TETRAHEDRON), 'part.stl');
    expect(mesh.positions.length).toBe(12);
    expect(mesh.triangles.length).toBe(12);
    expect(volume(mesh)).toBeCloseTo(1 / 6, 15);
  });

  test('a binary file that begins with "solid" is read as binary', () => {
    expect(readStl(binary(TETRAHEDRON, 'solid facet normal'), 'part.stl').triangles.length).toBe(12);
  });

  test('a byte order mark before a binary file, or as part of its header, changes nothing', () => {
    const plain = binary(TETRAHEDRON);
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...plain]);
    const inHeader = plain.slice();
    inHeader.set([0xef, 0xbb, 0xbf]);
    expect(readStl(marked, 'part.stl')).toEqual(readStl(plain, 'part.stl'));
    expect(readStl(inHeader, 'part.stl')).toEqual(readStl(plain, 'part.stl'));
  });

  test('a truncated file is refused with counts and the byte where it ends', () => {
    const error = refusal(binary([...TETRAHEDRON, ...TETRAHEDRON, ...TETRAHEDRON]).subarray(0, 500));
    expect(error.code).toBe('stl-invalid');
    expect(error.message).toBe(
      'part.stl > byte 500: truncated: header says 12 triangles (684 bytes), file has 500 bytes',
    );
  });

  test('cutting a binary file at any byte is refused', () => {
    const whole = binary(TETRAHEDRON, 'solid');
    for (let length = 0; length < whole.length; length++)
      expect(refusal(whole.subarray(0, length)).code).toBe('stl-invalid');
  });

  test('counts of 0 and of 0xFFFFFFFF are refused', () => {
    expect(refusal(binary([])).reason).toContain('no triangle');
    const lying = binary(TETRAHEDRON);
    new DataView(lying.buffer).setUint32(80, 0xffffffff, true);
    expect(refusal(lying).reason).toContain('4294967295 triangles');
  });

  test('padding of zeros after the facets is taken, anything else is refused with its byte', () => {
    const padded = new Uint8Array(512);
    padded.set(binary(TETRAHEDRON));
    expect(readStl(padded, 'part.stl').triangles.length).toBe(12);
    padded[300] = 7;
    expect(refusal(padded).place).toEqual(['part.stl', 'byte 300']);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('the coordinate %d is refused with its byte', (value) => {
    const facets = TETRAHEDRON.map((facet) => [...facet]);
    facets[2] = [0, 0, value, 0, 0, 1, 0, 1, 0];
    const error = refusal(binary(facets));
    expect(error.place).toEqual(['part.stl', `byte ${84 + 2 * 50 + 12 + 8}`]);
    expect(error.reason).toContain('facet 2');
  });
});

describe('ASCII STL', () => {
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('line ends %s give the same mesh and the same line numbers', (_, end) => {
    const lines = ascii(TETRAHEDRON).replaceAll('\n', end);
    expect(volume(readStl(text(lines), 'part.stl'))).toBeCloseTo(1 / 6, 15);
    expect(refusal(text(lines.replace('vertex 1 0 0', 'vertex 1 x 0'))).place).toEqual(['part.stl', 'line 6']);
  });

  test('upper and mixed case, a byte order mark, indents and notes after keywords are read', () => {
    const loud = ascii(TETRAHEDRON)
      .toUpperCase()
      .replaceAll('ENDLOOP', 'EndLoop note')
      .replaceAll('ENDFACET', 'endFacet 1');
    expect(volume(readStl(text(`\ufeff  ${loud}`), 'part.stl'))).toBeCloseTo(1 / 6, 15);
  });

  test('several solids become one mesh, and an empty one adds nothing', () => {
    const two = ascii(TETRAHEDRON.slice(0, 2), 'a') + ascii([], 'b') + ascii(TETRAHEDRON.slice(2), 'facet c');
    expect(volume(readStl(text(two), 'part.stl'))).toBeCloseTo(1 / 6, 15);
  });

  test('a facet written on one line is read', () => {
    const line = ascii(TETRAHEDRON).replaceAll(/\n(?!facet|endsolid|solid|$)/g, ' ');
    expect(line.split('\n').length).toBe(7);
    expect(volume(readStl(text(line), 'part.stl'))).toBeCloseTo(1 / 6, 15);
  });

  test('numbers of every printf form are read as the nearest double', () => {
    const mesh = readStl(
      text(ascii([[0, 0, 0, 1, 0, 0, 0, 1, 0]]).replace('vertex 1 0 0', 'vertex +1.5E+01 .25 -2.')),
      'p',
    );
    expect([...mesh.positions.subarray(3, 6)]).toEqual([15, 0.25, -2]);
  });

  test('a decimal comma is refused with its line and a word about commas', () => {
    const error = refusal(text(ascii(TETRAHEDRON).replace('vertex 0 1 0', 'vertex 0 20,000 0')));
    expect(error.message).toBe(
      'part.stl > line 5: coordinate must be a finite decimal number, got "20,000" (a comma is no decimal point)',
    );
  });

  test.each(['nan', 'inf', '1e400', '0x10', '1e', '--1', 'blah'])(
    'the coordinate %s is refused with its line',
    (value) => {
      expect(refusal(text(ascii(TETRAHEDRON).replace('vertex 0 1 0', `vertex 0 ${value} 0`))).place).toEqual([
        'part.stl',
        'line 5',
      ]);
    },
  );

  test('a missing endsolid is refused, because it is how a truncated file looks', () => {
    expect(refusal(text(ascii(TETRAHEDRON).replace('endsolid part\n', ''))).reason).toContain(
      '4 facets without endsolid',
    );
  });

  test('cutting an ASCII file before its last word is refused wherever the cut is', () => {
    const whole = ascii(TETRAHEDRON, '');
    for (let length = 0; length < whole.trimEnd().length; length++) {
      expect(refusal(text(whole.slice(0, length))).code).toBe('stl-invalid');
    }
  });

  test('four vertices in a facet, a missing one and text after endsolid are refused', () => {
    const whole = ascii(TETRAHEDRON);
    expect(refusal(text(whole.replace('  vertex 1 0 0\n', '  vertex 1 0 0\n  vertex 1 0 0\n'))).reason).toContain(
      'endloop must',
    );
    expect(refusal(text(whole.replace('  vertex 1 0 0\n', ''))).reason).toContain('vertex must');
    expect(refusal(text(`${whole}more`)).reason).toContain('end of the file');
  });

  test('a file without triangles, an empty file and a file of something else are refused', () => {
    expect(refusal(text('solid a\nendsolid a\n')).reason).toBe('has no triangle');
    expect(refusal(new Uint8Array(0)).reason).toContain('empty');
    expect(refusal(text(`PK ${'x'.repeat(200)}`)).reason).toContain('neither binary nor ASCII');
  });
});

describe('STL files of other programs', () => {
  /** Files that must be refused, with what is wrong in them. */
  const REFUSED: Readonly<Record<string, string>> = {
    'edge_stl_empty_ascii.stl': 'no triangle',
    'edge_stl_empty_bin.stl': 'no triangle',
    'edge_empty.stl': 'no triangle',
    'edge_empty2.stl': 'no triangle',
    'edge_empty_2.stl': 'empty',
    'edge_invalidvertex.stl': 'blah',
    'edge_toomanyvertices.stl': 'endloop must',
    'edge_unparseable.stl': 'line 4',
  };

  test.skipIf(!existsSync(MESHES))('triangles and signed volume are those of the index (needs shared/data)', () => {
    const rows = readFileSync(`${MESHES}index.tsv`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    let read = 0;
    for (const row of rows.slice(1)) {
      const [file = '', , , triangles = ''] = row;
      if (!/\.stl$/i.test(file)) continue;
      const bytes = readFileSync(MESHES + file);
      const refused = REFUSED[file];
      if (refused !== undefined) {
        expect(() => readStl(bytes, file), file).toThrow(refused);
        continue;
      }
      const mesh = readStl(bytes, file);
      expect(mesh.triangles.length / 3, file).toBe(Number(triangles));
      const wanted = Number(row[13]);
      expect(Math.abs(volume(mesh) - wanted), `${file}: ${volume(mesh)} against ${wanted}`).toBeLessThan(
        1e-4 * Math.abs(wanted) + 1e-9,
      );
      read++;
    }
    expect(read).toBeGreaterThan(50);
  });
});

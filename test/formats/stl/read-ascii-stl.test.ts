import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { beginAsciiStl, meshOfAsciiStl, readAsciiText } from '../../../src/formats/stl/read-ascii-stl.ts';
import { readStl } from '../../../src/formats/stl/read-stl.ts';
import { asciiStl, TETRAHEDRON } from './stl-bytes.ts';

/** Two solids with notes and empty lines, as tokens and lines that a cut can part. */
const LINES = `${asciiStl(TETRAHEDRON.slice(0, 2), 'a').replaceAll('endloop', 'EndLoop note')}\n\n${asciiStl(
  TETRAHEDRON.slice(2),
  'b',
).replaceAll('endfacet', 'endfacet 1')}`;

/** Reads a text that comes in two pieces, the rest of the first again in front of the second. */
function readInTwo(bytes: Uint8Array, cut: number): TriangleMesh {
  const stl = beginAsciiStl('part.stl');
  const read = readAsciiText(stl, bytes.subarray(0, cut), false);
  expect(read).toBeLessThanOrEqual(cut);
  readAsciiText(stl, bytes.subarray(read), true);
  return meshOfAsciiStl(stl);
}

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('a text with %s that comes in two pieces is read as the whole, wherever the cut is', (_, end) => {
  const bytes = new TextEncoder().encode(LINES.replaceAll('\n', end));
  const whole = readStl(bytes, 'part.stl');
  for (let cut = 0; cut <= bytes.length; cut++) expect(readInTwo(bytes, cut)).toEqual(whole);
});

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('lines that end with %s are counted alike wherever the cut is', (_, end) => {
  const bytes = new TextEncoder().encode(`${LINES}\nmore`.replaceAll('\n', end));
  const line = LINES.split('\n').length + 1;
  for (let cut = 0; cut <= bytes.length; cut++) {
    expect(() => readInTwo(bytes, cut)).toThrowError(
      `part.stl > line ${line}: solid or the end of the file must stand here, got "more"`,
    );
  }
});

test('300 facets, more than are welded in one go, keep their order', () => {
  const facets = Array.from({ length: 300 }, (_, i) => [i, 0, 0, i + 1, 0, 0, i, 1, 0]);
  const mesh = readStl(new TextEncoder().encode(asciiStl(facets)), 'part.stl');
  expect(mesh.triangles.length / 3).toBe(300);
  facets.forEach((facet, f) => {
    const corners = [...mesh.triangles.subarray(3 * f, 3 * f + 3)];
    expect(corners.flatMap((v) => [...mesh.positions.subarray(3 * v, 3 * v + 3)])).toEqual(facet);
  });
});

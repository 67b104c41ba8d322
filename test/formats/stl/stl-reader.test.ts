import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../../src/core/ports.ts';
import { PrepError } from '../../../src/core/prep-error.ts';
import { readStl } from '../../../src/formats/stl/read-stl.ts';
import { readStlFrom } from '../../../src/formats/stl/stl-reader.ts';
import { writeBinaryStl } from '../../../src/formats/stl/write-stl.ts';
import { sphereMesh } from '../../geometry/solids.ts';
import { asciiStl, binaryStl, TETRAHEDRON } from './stl-bytes.ts';

/** A ball of 20,000 triangles: four reads of a binary file. */
const BALL = writeBinaryStl(sphereMesh(5, 100), 'ball');
const PADDED = new Uint8Array(BALL.length + 300_000);
PADDED.set(BALL);

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

/** The ball as text of more than two million bytes. */
function ballText(): string {
  const { positions, triangles } = readStl(BALL, 'ball.stl');
  const facets: number[][] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    facets.push([0, 1, 2].flatMap((k) => [...positions.subarray(3 * triangles[t + k]!, 3 * triangles[t + k]! + 3)]));
  }
  return asciiStl(facets);
}

/** A source in memory that notes what is read. */
function sourceOf(bytes: Uint8Array, name = 'part.stl'): ByteSource & { readonly lengths: number[] } {
  const lengths: number[] = [];
  return {
    name,
    size: bytes.length,
    lengths,
    async read(offset, length) {
      lengths.push(length);
      return bytes.slice(offset, offset + length);
    },
  };
}

async function refusalOf(bytes: Uint8Array): Promise<string> {
  return readStlFrom(sourceOf(bytes), () => {}).then(
    () => 'was not refused',
    (error) => (error instanceof PrepError ? `${error.code} ${error.message}` : String(error)),
  );
}

function refusalOfWhole(bytes: Uint8Array): string {
  try {
    readStl(bytes, 'part.stl');
  } catch (error) {
    return error instanceof PrepError ? `${error.code} ${error.message}` : String(error);
  }
  return 'was not refused';
}

describe('an STL file read chunk by chunk', () => {
  test.each([
    ['a small binary file', binaryStl(TETRAHEDRON)],
    ['a binary file behind a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...binaryStl(TETRAHEDRON)])],
    ['a binary file of several chunks', BALL],
    ['padding of several chunks', PADDED],
    ['a small file of text', text(asciiStl(TETRAHEDRON))],
    ['text behind a byte order mark', text(`\ufeff${asciiStl(TETRAHEDRON)}`)],
    ['text that begins with more blanks than the form is told by', text(`${' '.repeat(5000)}${asciiStl(TETRAHEDRON)}`)],
    ['text of several chunks', text(ballText())],
    ['text of several chunks with CRLF', text(ballText().replaceAll('\n', '\r\n'))],
  ])('%s gives the mesh of the whole, and each byte is seen once and in order', async (_, bytes) => {
    const seen = createHash('sha256');
    const mesh = await readStlFrom(sourceOf(bytes), (chunk) => seen.update(chunk));
    expect(mesh).toEqual(readStl(bytes, 'part.stl'));
    expect(seen.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('a file of text has the triangles and the vertices of the ball that was written', async () => {
    const mesh = await readStlFrom(sourceOf(text(ballText())), () => {});
    expect(mesh.triangles.length / 3).toBe(BALL.length / 50 - 84 / 50);
    expect(mesh.positions).toEqual(readStl(BALL, 'ball.stl').positions);
  });

  test('no read is longer than a quarter of a megabyte', async () => {
    for (const bytes of [PADDED, text(ballText())]) {
      const source = sourceOf(bytes);
      await readStlFrom(source, () => {});
      expect(Math.max(...source.lengths)).toBeLessThanOrEqual(2 ** 18);
    }
  });

  test('a facet that is longer than two chunks is read', async () => {
    const gap = `\n${' '.repeat(600_000)}\n`;
    const bytes = text(asciiStl(TETRAHEDRON).replace('vertex 1 0 0', `vertex 1${gap}0 0`));
    expect(await readStlFrom(sourceOf(bytes), () => {})).toEqual(readStl(text(asciiStl(TETRAHEDRON)), 'part.stl'));
  });

  test('the same is refused in the same words and places as of the whole file', async () => {
    const far = ballText();
    const late = far.lastIndexOf('vertex ');
    const infinite = BALL.slice();
    new DataView(infinite.buffer).setFloat32(84 + 50 * 12_345 + 12 + 16, Number.POSITIVE_INFINITY, true);
    const junk = PADDED.slice();
    junk[BALL.length + 280_000] = 7;
    const junkAndInfinite = junk.slice();
    junkAndInfinite.set(infinite);
    const files: readonly Uint8Array[] = [
      new Uint8Array(0),
      text('solid a\nendsolid a\n'),
      text('no mesh'),
      binaryStl([]),
      BALL.subarray(0, 500_000),
      infinite,
      junk,
      junkAndInfinite,
      text(far.slice(0, 1_500_000)),
      text(`${far.slice(0, late)}vertex 1 2,5 3${far.slice(late)}`),
      text(`${far}\n\nmore`),
      text(far.replace('endsolid part', '')),
      text(`${far.slice(0, late)}x${'y'.repeat(600_000)}`),
    ];
    const refusals = await Promise.all(files.map(refusalOf));
    expect(refusals).toEqual(files.map(refusalOfWhole));
    expect(refusals.map((words) => words.slice(0, 'stl-invalid'.length))).toEqual(files.map(() => 'stl-invalid'));
    expect(refusals[5]).toBe(
      `stl-invalid part.stl > byte ${84 + 50 * 12_345 + 28}: facet 12345 has the coordinate Infinity, must be a finite number`,
    );
    expect(refusals[7]).toContain('they are not padding');
  });

  test('cut anywhere, a small file is refused as the whole is', async () => {
    for (const whole of [binaryStl(TETRAHEDRON, 'solid'), text(asciiStl(TETRAHEDRON))]) {
      for (let length = 0; length < whole.length - 1; length++) {
        const cut = whole.subarray(0, length);
        expect(await refusalOf(cut)).toBe(refusalOfWhole(cut));
      }
    }
  });

  test('a source that fails fails the reader, also where the fault comes ahead of time', async () => {
    const broken = new PrepError('file-unreadable', 'is gone', ['part.stl']);
    for (const failing of [1, 2, 3, 4]) {
      const whole = sourceOf(BALL);
      let reads = 0;
      const source: ByteSource = {
        ...whole,
        read: (offset, length) => (reads++ >= failing ? Promise.reject(broken) : whole.read(offset, length)),
      };
      await expect(readStlFrom(source, () => {})).rejects.toBe(broken);
    }
  });

  test('a refusal is told alone, where the source fails as well after it', async () => {
    const infinite = BALL.slice();
    new DataView(infinite.buffer).setFloat32(84 + 12, Number.POSITIVE_INFINITY, true);
    const whole = sourceOf(infinite);
    let late: Promise<unknown> = Promise.resolve();
    const source: ByteSource = {
      ...whole,
      read(offset, length) {
        if (offset < 84 + 50) return whole.read(offset, length);
        const read = new Promise<Uint8Array>((_, reject) => setTimeout(() => reject(new Error('gone')), 5));
        late = new Promise((resolve) => setTimeout(resolve, 20));
        return read;
      },
    };
    await expect(readStlFrom(source, () => {})).rejects.toThrowError('facet 0 has the coordinate Infinity');
    // A rejection that nobody handles fails the whole run of tests.
    await late;
  });
});

/** Reads STL from a source chunk by chunk: each byte is read and seen once, and the file never lies in memory whole. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { ByteSource } from '../../core/ports.ts';
import { beginAsciiStl, meshOfAsciiStl, readAsciiText } from './read-ascii-stl.ts';
import { beginBinaryStl, meshOfBinaryStl, readFacets } from './read-binary-stl.ts';
import { type AsciiForm, type BinaryForm, facetsEnd, refuseJunk, STL_PROBE_BYTES, stlForm } from './stl-form.ts';
import { STL_HEADER_BYTES, STL_TRIANGLE_BYTES } from './stl-header.ts';

/** Facets of one read: a quarter of a megabyte, which stays in the nearer caches while it is hashed and welded. */
const CHUNK_FACETS = 5120;
const CHUNK_BYTES = CHUNK_FACETS * STL_TRIANGLE_BYTES;

/**
 * Returns the mesh of an STL file as `readStl` does, with the same refusals. `onChunk` sees every byte of the file once and
 * in order, for a hash; after a refusal it has not seen all of them.
 */
export async function readStlFrom(source: ByteSource, onChunk: (bytes: Uint8Array) => void): Promise<TriangleMesh> {
  const form = await formOf(source);
  return form.kind === 'ascii' ? readAscii(source, form, onChunk) : readBinary(source, form, onChunk);
}

async function formOf(source: ByteSource): Promise<BinaryForm | AsciiForm> {
  for (let length = STL_PROBE_BYTES; ; length *= 2) {
    const form = stlForm(await source.read(0, Math.min(length, source.size)), source.size, source.name);
    if (form !== null) return form;
  }
}

async function readBinary(
  source: ByteSource,
  form: BinaryForm,
  onChunk: (bytes: Uint8Array) => void,
): Promise<TriangleMesh> {
  const { name, size } = source;
  const first = form.start + STL_HEADER_BYTES;
  const end = facetsEnd(form);
  // Whether the padding is padding is looked at first: a file that is not what it says is refused before its numbers are.
  for await (const [bytes, at] of chunksOf(source, end, size)) refuseJunk(form, bytes, at, size, name);
  const stl = beginBinaryStl(form, name);
  onChunk(await source.read(0, first));
  for await (const [bytes] of chunksOf(source, first, end)) {
    onChunk(bytes);
    readFacets(stl, bytes);
  }
  for await (const [bytes] of chunksOf(source, end, size)) onChunk(bytes);
  return meshOfBinaryStl(stl);
}

async function readAscii(
  source: ByteSource,
  form: AsciiForm,
  onChunk: (bytes: Uint8Array) => void,
): Promise<TriangleMesh> {
  const stl = beginAsciiStl(source.name);
  onChunk(await source.read(0, form.start));
  // The text at hand: what is left of the chunks before, and the next one.
  let text = new Uint8Array(2 * CHUNK_BYTES);
  let left = 0;
  let filled = 0;
  for await (const [bytes, at] of chunksOf(source, form.start, source.size)) {
    onChunk(bytes);
    if (filled + bytes.length > text.length) {
      const larger = new Uint8Array(2 * text.length);
      larger.set(text);
      text = larger;
    }
    text.set(bytes, filled);
    filled += bytes.length;
    const last = at + bytes.length === source.size;
    // A facet of a size that no exporter writes is tried again when twice as much of it is there, not with every chunk.
    if (filled < 2 * left && !last) continue;
    const read = readAsciiText(stl, text.subarray(0, filled), last);
    text.copyWithin(0, read, filled);
    filled -= read;
    left = filled;
  }
  return meshOfAsciiStl(stl);
}

/** Yields the bytes from `from` to `to` with their places; the next are read while the last are worked on. */
async function* chunksOf(source: ByteSource, from: number, to: number): AsyncGenerator<readonly [Uint8Array, number]> {
  const read = (at: number) => source.read(at, Math.min(CHUNK_BYTES, to - at));
  let ahead = from < to ? read(from) : null;
  for (let at = from; ahead !== null; ) {
    const bytes = await ahead;
    const place = at;
    at += bytes.length;
    ahead = at < to ? read(at) : null;
    // A fault of the read ahead is told when its turn comes; nobody may wait for it any more.
    ahead?.catch(() => {});
    yield [bytes, place];
  }
}

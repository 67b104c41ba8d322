/**
 * Tells binary from ASCII STL. The size decides (84 + 50 n bytes), because many binary files begin with "solid" as well.
 */
import { PrepError } from '../../core/prep-error.ts';
import { STL_HEADER_BYTES, STL_TRIANGLE_BYTES } from './stl-header.ts';

/** First bytes of a file that its form is told by; a file that begins with more blanks than that needs more. */
export const STL_PROBE_BYTES = 1024;

/** A binary file: its header begins at byte `start` and says `count` facets. Bytes after these are padding, if they are. */
export interface BinaryForm {
  readonly kind: 'binary';
  readonly start: number;
  readonly count: number;
}

/** A file of text that begins at byte `start`. */
export interface AsciiForm {
  readonly kind: 'ascii';
  readonly start: number;
}

/** Returns the form of a file of `size` bytes that begins with `head`, or null where more of it must be seen. */
export function stlForm(head: Uint8Array, size: number, fileName: string): BinaryForm | AsciiForm | null {
  if (size === 0) throw new PrepError('stl-invalid', 'is empty: 0 bytes', [fileName]);
  const mark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  for (const start of mark === 0 ? [0] : [0, mark]) {
    const count = facetCount(head, start);
    if (count > 0 && facetsEnd({ start, count }) === size) return { kind: 'binary', start, count };
  }
  if (!isText(head)) return oddBinary(head, size, fileName);
  let at = mark;
  while (at < head.length && head[at]! <= 32) at++;
  if (at + 6 > head.length && head.length < size) return null;
  if (!/^solid(?:\s|$)/i.test(String.fromCharCode(...head.subarray(at, at + 6)))) {
    throw new PrepError('stl-invalid', 'is neither binary nor ASCII STL: it does not begin with "solid"', [fileName]);
  }
  return { kind: 'ascii', start: mark };
}

/** Byte after the last facet. */
export function facetsEnd({ start, count }: Pick<BinaryForm, 'start' | 'count'>): number {
  return start + STL_HEADER_BYTES + STL_TRIANGLE_BYTES * count;
}

/** Refuses other bytes than zeros and blanks after the last facet; `bytes` stand at `from` in a file of `size` bytes. */
export function refuseJunk(form: BinaryForm, bytes: Uint8Array, from: number, size: number, fileName: string): void {
  const end = facetsEnd(form);
  for (let at = Math.max(end, from); at < from + bytes.length; at++) {
    if (bytes[at - from] === 0 || bytes[at - from] === 32) continue;
    const reason = `has ${size - end} bytes after its ${form.count} triangles, and they are not padding`;
    throw new PrepError('stl-invalid', reason, [fileName, `byte ${at}`]);
  }
}

/** A binary file whose size is not what its header says: it may be padded, but not cut. */
function oddBinary(head: Uint8Array, size: number, fileName: string): BinaryForm {
  const end = `byte ${size}`;
  if (size < STL_HEADER_BYTES) {
    const reason = `truncated: a binary STL has a header of ${STL_HEADER_BYTES} bytes, file has ${size} bytes`;
    throw new PrepError('stl-invalid', reason, [fileName, end]);
  }
  const form = { kind: 'binary', start: 0, count: facetCount(head, 0) } as const;
  const wanted = facetsEnd(form);
  if (wanted > size) {
    const reason = `truncated: header says ${form.count} triangles (${wanted} bytes), file has ${size} bytes`;
    throw new PrepError('stl-invalid', reason, [fileName, end]);
  }
  return form;
}

function facetCount(head: Uint8Array, start: number): number {
  if (head.length < start + STL_HEADER_BYTES) return -1;
  return new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(start + 80, true);
}

/** Tells text from binary: floats of a part have zero bytes soon, text has none. */
function isText(head: Uint8Array): boolean {
  return !head.subarray(0, STL_PROBE_BYTES).includes(0);
}

/** A moving window over the bytes of a file, so that a reader never holds more than a few chunks of it. */
import type { ByteSource } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';

/** Bytes `at` to `end` are read and not yet used; `offset` is the place of bytes[0] in the file. */
export interface ByteWindow {
  readonly source: ByteSource;
  readonly chunkBytes: number;
  bytes: Uint8Array;
  view: DataView;
  at: number;
  end: number;
  offset: number;
}

/** Returns an empty window that starts at a byte of the file. */
export function byteWindow(source: ByteSource, offset: number, chunkBytes: number): ByteWindow {
  const bytes = new Uint8Array(0);
  return { source, chunkBytes, bytes, view: new DataView(bytes.buffer), at: 0, end: 0, offset };
}

/** Place in the file of the next byte. */
export function placeInFile(window: ByteWindow): number {
  return window.offset + window.at;
}

/** Bytes of the file that are not yet used. */
export function bytesLeft(window: ByteWindow): number {
  return window.source.size - placeInFile(window);
}

/** True when `need` bytes are at hand, or all that the file still has. */
export function isFilled(window: ByteWindow, need: number): boolean {
  return window.end - window.at >= need || window.offset + window.end >= window.source.size;
}

/** Reads on until `isFilled`. */
export async function fill(window: ByteWindow, need: number): Promise<void> {
  const { source } = window;
  while (!isFilled(window, need)) {
    const from = window.offset + window.end;
    const chunk = await source.read(from, Math.min(Math.max(window.chunkBytes, need), source.size - from));
    if (chunk.length === 0)
      throw new PrepError('file-unreadable', 'ends before its size', [source.name, `byte ${from}`]);
    const rest = window.end - window.at;
    const bytes = new Uint8Array(rest + chunk.length);
    bytes.set(window.bytes.subarray(window.at, window.end));
    bytes.set(chunk, rest);
    window.offset += window.at;
    window.bytes = bytes;
    window.view = new DataView(bytes.buffer);
    window.at = 0;
    window.end = bytes.length;
  }
}

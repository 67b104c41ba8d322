/** Reads an entry of an archive from front to back, and inflates no more of it than was asked for. */
import { Inflate } from 'fflate';
import type { ByteSource } from '../../core/ports.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import type { Fault } from '../xml/fault.ts';
import { crc32 } from '../zip/crc32.ts';
import type { ZipEntry } from '../zip/read-zip.ts';

/** Stored bytes per step: one step inflates to 4 MiB at most. */
const STEP_BYTES = 4096;

/** How far an entry is read. */
interface Progress {
  readonly stream: Inflate | null;
  /** Inflated bytes that may still be asked for, and the place of the first of them. */
  chunks: Uint8Array[];
  from: number;
  /** Stored bytes that were taken, inflated bytes that came of them, and their checksum. */
  taken: number;
  size: number;
  crc: number;
  isDone: boolean;
}

/**
 * Returns an entry as a source. Reads go forward; one before the last one begins again. Size and checksum are checked when the
 * last byte is read. Errors have the name of the entry in their place.
 */
export function entrySource(archive: Uint8Array, entry: ZipEntry, fault: Fault): ByteSource {
  const stored = archive.subarray(entry.dataOffset, entry.dataOffset + entry.storedSize);
  let progress = begin();

  function begin(): Progress {
    const stream = entry.method === 0 ? null : new Inflate((chunk) => accept(chunk));
    return { stream, chunks: [], from: 0, taken: 0, size: 0, crc: 0, isDone: false };
  }

  function accept(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    progress.size += chunk.length;
    if (progress.size > entry.size)
      throw fault(`inflates to more than the ${entry.size} bytes that its header says`, entry.name);
    progress.crc = crc32(chunk, progress.crc);
    progress.chunks.push(chunk);
  }

  function step(): void {
    const part = stored.subarray(progress.taken, progress.taken + STEP_BYTES);
    progress.taken += part.length;
    const isLast = progress.taken >= stored.length;
    if (progress.stream === null) accept(part);
    else push(progress.stream, part, isLast);
    if (!isLast) return;
    if (progress.size !== entry.size)
      throw fault(`inflates to ${progress.size} bytes, its header says ${entry.size}`, entry.name);
    if (progress.crc !== entry.crc) throw fault('has a wrong checksum: the file is damaged', entry.name);
    progress.isDone = true;
  }

  function push(stream: Inflate, part: Uint8Array, isLast: boolean): void {
    try {
      stream.push(part, isLast);
    } catch (cause) {
      if (cause instanceof PrepError) throw cause;
      throw Object.assign(fault('has damaged compressed data', entry.name), { cause });
    }
  }

  return {
    name: entry.name,
    size: entry.size,
    async read(offset, length) {
      const end = Math.min(offset + length, entry.size);
      if (offset < progress.from) progress = begin();
      while (!progress.isDone && (progress.size < end || progress.size === entry.size)) step();
      const { chunks } = progress;
      while (chunks[0] !== undefined && progress.from + chunks[0].length <= offset) {
        progress.from += chunks[0].length;
        chunks.shift();
      }
      const bytes = new Uint8Array(Math.max(0, end - offset));
      let at = progress.from;
      for (const chunk of chunks) {
        if (at >= end) break;
        const part = chunk.subarray(Math.max(0, offset - at), end - at);
        bytes.set(part, Math.max(0, at - offset));
        at += chunk.length;
      }
      assert(at >= end || bytes.length === 0, 'an entry gives what was asked for');
      return bytes;
    },
  };
}

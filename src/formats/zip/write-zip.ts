/**
 * Writes a ZIP as it grows: deflate, fixed order, fixed times, and sizes patched into each header when an entry is done, so
 * that the file is plain ZIP that every reader takes. Only a file that needs it becomes ZIP64, in the room that each header
 * keeps for it (extra field 0x9999, as the 3MF core specification advises).
 */
import { Deflate } from 'fflate';
import type { ByteSink } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import { crc32 } from './crc32.ts';

/** Entries go in one after the other. */
export interface ZipWriter {
  begin(name: string): Promise<void>;
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
  close(): Promise<void>;
}

interface WrittenEntry {
  readonly name: Uint8Array;
  readonly offset: number;
  readonly crc: number;
  readonly size: number;
  readonly storedSize: number;
}

/** Deflate effort 0 to 9; the same bytes on every machine, as fflate has no code of the platform in it. */
const LEVEL = 6;
/** 1980-01-01 00:00, the zero of ZIP. */
const DOS_DATE = 0x0021;
const WIDE_FIELD_BYTES = 20;
const MAX_NARROW = 0xfffffffe;

/** Returns a writer onto `sink`. Sizes and offsets above `maxNarrow` make the file ZIP64 (a test lowers it). */
export function zipWriter(sink: ByteSink, maxNarrow: number = MAX_NARROW): ZipWriter {
  const entries: WrittenEntry[] = [];
  let offset = 0;
  let open: {
    name: Uint8Array;
    offset: number;
    crc: number;
    size: number;
    storedSize: number;
    stream: Deflate;
  } | null = null;
  let pending: Uint8Array[] = [];

  async function emit(bytes: Uint8Array): Promise<void> {
    offset += bytes.length;
    await sink.write(bytes);
  }

  async function drain(): Promise<void> {
    const chunks = pending;
    pending = [];
    for (const chunk of chunks) {
      if (open !== null) open.storedSize += chunk.length;
      await emit(chunk);
    }
  }

  return {
    async begin(name) {
      assert(open === null, 'one zip entry at a time');
      const stream = new Deflate({ level: LEVEL }, (chunk) => void pending.push(chunk));
      open = { name: new TextEncoder().encode(name), offset, crc: 0, size: 0, storedSize: 0, stream };
      await emit(localHeader({ ...open }, maxNarrow));
    },
    async write(bytes) {
      assert(open !== null, 'a zip entry is open');
      open.crc = crc32(bytes, open.crc);
      open.size += bytes.length;
      open.stream.push(bytes, false);
      await drain();
    },
    async end() {
      assert(open !== null, 'a zip entry is open');
      open.stream.push(new Uint8Array(0), true);
      await drain();
      const { stream: _, ...entry } = open;
      open = null;
      entries.push(entry);
      await sink.patch(entry.offset, localHeader(entry, maxNarrow));
    },
    async close() {
      assert(open === null, 'every zip entry is closed');
      const from = offset;
      for (const entry of entries) await emit(directoryRecord(entry, maxNarrow));
      await emit(endRecords(entries.length, from, offset - from, maxNarrow));
    },
  };
}

/** The header before an entry, with room for the ZIP64 field. */
function localHeader(entry: WrittenEntry, maxNarrow: number): Uint8Array {
  const wide = isWide(entry, maxNarrow);
  const bytes = new Uint8Array(30 + entry.name.length + WIDE_FIELD_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x04034b50, true);
  commonFields(view, 4, entry, wide);
  view.setUint16(28, WIDE_FIELD_BYTES, true);
  bytes.set(entry.name, 30);
  const field = 30 + entry.name.length;
  view.setUint16(field, wide ? 0x0001 : 0x9999, true);
  view.setUint16(field + 2, 16, true);
  if (wide) {
    setUint64(view, field + 4, entry.size);
    setUint64(view, field + 12, entry.storedSize);
  }
  return bytes;
}

/** The record of an entry in the directory. */
function directoryRecord(entry: WrittenEntry, maxNarrow: number): Uint8Array {
  const wide = isWide(entry, maxNarrow);
  const extra = wide ? 28 : 0;
  const bytes = new Uint8Array(46 + entry.name.length + extra);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, wide ? 45 : 20, true);
  commonFields(view, 6, entry, wide);
  view.setUint16(30, extra, true);
  view.setUint32(42, wide ? 0xffffffff : entry.offset, true);
  bytes.set(entry.name, 46);
  if (wide) {
    const field = 46 + entry.name.length;
    view.setUint16(field, 0x0001, true);
    view.setUint16(field + 2, 24, true);
    setUint64(view, field + 4, entry.size);
    setUint64(view, field + 12, entry.storedSize);
    setUint64(view, field + 20, entry.offset);
  }
  return bytes;
}

/** Fields that both headers share: version needed to name length. Flag 0x0800 says that names are UTF-8. */
function commonFields(view: DataView, at: number, entry: WrittenEntry, wide: boolean): void {
  view.setUint16(at, wide ? 45 : 20, true);
  view.setUint16(at + 2, 0x0800, true);
  view.setUint16(at + 4, 8, true);
  view.setUint16(at + 8, DOS_DATE, true);
  view.setUint32(at + 10, entry.crc, true);
  view.setUint32(at + 14, wide ? 0xffffffff : entry.storedSize, true);
  view.setUint32(at + 18, wide ? 0xffffffff : entry.size, true);
  view.setUint16(at + 22, entry.name.length, true);
}

function endRecords(count: number, from: number, length: number, maxNarrow: number): Uint8Array {
  const wide = from > maxNarrow || length > maxNarrow || count > 0xfffe;
  const bytes = new Uint8Array((wide ? 76 : 0) + 22);
  const view = new DataView(bytes.buffer);
  let at = 0;
  if (wide) {
    view.setUint32(0, 0x06064b50, true);
    setUint64(view, 4, 44);
    view.setUint16(12, 45, true);
    view.setUint16(14, 45, true);
    setUint64(view, 24, count);
    setUint64(view, 32, count);
    setUint64(view, 40, length);
    setUint64(view, 48, from);
    view.setUint32(56, 0x07064b50, true);
    setUint64(view, 64, from + length);
    view.setUint32(72, 1, true);
    at = 76;
  }
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, wide ? 0xffff : count, true);
  view.setUint16(at + 10, wide ? 0xffff : count, true);
  view.setUint32(at + 12, wide ? 0xffffffff : length, true);
  view.setUint32(at + 16, wide ? 0xffffffff : from, true);
  return bytes;
}

function isWide(entry: WrittenEntry, maxNarrow: number): boolean {
  return entry.size > maxNarrow || entry.storedSize > maxNarrow || entry.offset > maxNarrow;
}

function setUint64(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % 0x100000000, true);
  view.setUint32(at + 4, Math.floor(value / 0x100000000), true);
}

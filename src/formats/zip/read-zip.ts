/**
 * Reads a ZIP that nobody may trust: from the directory at its end, in memory, never to disk, with every size capped while
 * it inflates. Refused: encryption, other methods than store and deflate, links, unsafe or doubled names, entries that
 * overlap (the zip bomb of D. Fifield, WOOT 2019), and every contradiction between the two headers of an entry.
 */
import { Inflate } from 'fflate';
import { PrepError } from '../../core/prep-error.ts';
import type { Fault } from '../xml/fault.ts';
import { crc32 } from './crc32.ts';

/** Bounds of an archive; beyond them it is refused. */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes that all inflated entries may have together. */
  readonly inflatedBytes: number;
  /** Inflated bytes per stored byte of an entry, checked beyond `ratioFreeBytes`. */
  readonly ratio: number;
  readonly ratioFreeBytes: number;
}

/** Bounds for 3MF: 4 GiB of XML hold 50 million triangles; XML of slices shrinks 100 times at most. */
export const ZIP_LIMITS: ZipLimits = {
  entries: 10_000,
  inflatedBytes: 4 * 1024 ** 3,
  ratio: 400,
  ratioFreeBytes: 64 * 1024 ** 2,
};

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 0 | 8;
  readonly crc: number;
  readonly size: number;
  readonly storedSize: number;
  /** Where its stored bytes begin in the archive. */
  readonly dataOffset: number;
}

/** An archive that has been looked through; its entries inflate one at a time. */
export interface ZipArchive {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** Inflates an entry in chunks and checks its size and checksum. */
  inflate(entry: ZipEntry, take: (chunk: Uint8Array) => void): void;
}

/** Stored bytes per step: one step inflates to 16 MiB at most. */
const STEP_BYTES = 16 * 1024;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Looks through an archive; nothing is inflated yet. */
export function openZip(bytes: Uint8Array, fault: Fault, limits: ZipLimits = ZIP_LIMITS): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view, fault);
  if (directory.count > limits.entries) throw fault(`has ${directory.count} entries, more than ${limits.entries}`);
  const entries = new Map<string, ZipEntry>();
  const folded = new Map<string, string>();
  const spans: { readonly from: number; readonly to: number; readonly name: string }[] = [];
  let at = directory.offset;
  for (let i = 0; i < directory.count; i++) {
    if (at + 46 > directory.end || view.getUint32(at, true) !== 0x02014b50)
      throw fault(`directory entry ${i} is broken`, `byte ${at}`);
    const record = readRecord(bytes, view, at, fault);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (at > directory.end) throw fault(`directory entry ${i} is cut off`);
    const { dataOffset, name } = locate(bytes, view, record, directory.offset, fault);
    spans.push({ from: record.offset, to: dataOffset + record.storedSize, name });
    if (name.endsWith('/')) {
      if (record.size > 0) throw fault('is a folder with content', name);
      continue;
    }
    const twin = folded.get(name.toLowerCase());
    if (twin !== undefined) throw fault(twin === name ? 'is there twice' : `differs from ${twin} in case only`, name);
    folded.set(name.toLowerCase(), name);
    const { method, crc, size, storedSize } = record;
    entries.set(name, { name, method, crc, size, storedSize, dataOffset });
  }
  if (at !== directory.end) throw fault(`directory has ${directory.end - at} bytes more than its entries`);
  refuseOverlap(spans, fault);
  return { entries, inflate: inflater(bytes, fault, limits) };
}

interface Directory {
  readonly offset: number;
  readonly end: number;
  readonly count: number;
}

/** Finds the end record, which must end with the file, and follows it to the ZIP64 one where there is one. */
function findDirectory(view: DataView, fault: Fault): Directory {
  const last = view.byteLength - 22;
  if (last < 0) throw fault(`is no ZIP: ${view.byteLength} bytes`);
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== 0x06054b50 || view.getUint16(at + 20, true) !== last - at) continue;
    if (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 6, true) !== 0)
      throw fault('is a ZIP in several volumes');
    if (at >= 20 && view.getUint32(at - 20, true) === 0x07064b50) return findDirectory64(view, at, fault);
    const count = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const offset = view.getUint32(at + 16, true);
    if (offset + size !== at) throw fault('has a ZIP directory that is not where it says', `byte ${at}`);
    return { offset, end: at, count };
  }
  throw fault('is no ZIP, or is truncated: its end record is missing');
}

function findDirectory64(view: DataView, endRecord: number, fault: Fault): Directory {
  const at = uint64(view, endRecord - 12);
  if (at + 56 > endRecord - 20 || view.getUint32(at, true) !== 0x06064b50) throw fault('has a broken ZIP64 end record');
  const count = uint64(view, at + 32);
  const size = uint64(view, at + 40);
  const offset = uint64(view, at + 48);
  if (offset + size !== at) throw fault('has a ZIP64 directory that is not where it says', `byte ${at}`);
  return { offset, end: at, count };
}

interface DirectoryRecord {
  readonly name: string;
  readonly method: 0 | 8;
  readonly flags: number;
  readonly crc: number;
  readonly size: number;
  readonly storedSize: number;
  readonly offset: number;
}

function readRecord(bytes: Uint8Array, view: DataView, at: number, fault: Fault): DirectoryRecord {
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  if (at + 46 + nameLength + extraLength > bytes.length)
    throw fault('has a directory entry that is cut off', `byte ${at}`);
  const name = entryName(bytes.subarray(at + 46, at + 46 + nameLength), fault);
  const flags = view.getUint16(at + 8, true);
  if ((flags & 0x2041) !== 0) throw fault('is encrypted', name);
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8)
    throw fault(`is packed with method ${method}; 0 (store) and 8 (deflate) can be read`, name);
  const madeByUnix = view.getUint8(at + 5) === 3;
  if (madeByUnix && ((view.getUint32(at + 38, true) >>> 16) & 0xf000) === 0xa000)
    throw fault('is a symbolic link', name);
  const wide = wideFields(view, at, at + 46 + nameLength, extraLength);
  if (wide === null) throw fault('has a broken ZIP64 field', name);
  return { name, method, flags, crc: view.getUint32(at + 16, true), ...wide };
}

/** Sizes and offset of a directory entry, from its ZIP64 field where the 32-bit ones say so. */
function wideFields(view: DataView, record: number, from: number, length: number) {
  const narrow = [
    view.getUint32(record + 24, true),
    view.getUint32(record + 20, true),
    view.getUint32(record + 42, true),
  ];
  const wide: number[] = [];
  let missing = narrow.filter((value) => value === 0xffffffff).length;
  for (let at = from; missing > 0 && at + 4 <= from + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    if (view.getUint16(at + 2, true) < missing * 8 || at + 4 + missing * 8 > from + length) return null;
    for (let i = 0; i < missing; i++) wide.push(uint64(view, at + 4 + 8 * i));
    missing = 0;
  }
  if (missing > 0) return null;
  const next = (value: number | undefined) => (value === 0xffffffff ? (wide.shift() ?? 0) : (value ?? 0));
  return { size: next(narrow[0]), storedSize: next(narrow[1]), offset: next(narrow[2]) };
}

/** Returns the name of a part; one that could leave its folder, or that two programs would read differently, is refused. */
function entryName(bytes: Uint8Array, fault: Fault): string {
  let name: string;
  try {
    name = UTF8.decode(bytes);
  } catch (cause) {
    throw Object.assign(fault('has an entry whose name is not UTF-8'), { cause });
  }
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  const safe = segments.every((segment) => segment !== '' && !/^\.+$/.test(segment) && !segment.endsWith('.'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (!safe || /[\\\u0000-\u001f\u007f:]/.test(name)) throw fault(`has the unsafe entry name ${JSON.stringify(name)}`);
  return name;
}

/** Checks the local header of an entry against its record; returns where the stored bytes begin. */
function locate(bytes: Uint8Array, view: DataView, record: DirectoryRecord, limit: number, fault: Fault) {
  const { name, offset } = record;
  if (offset + 30 > limit || view.getUint32(offset, true) !== 0x04034b50)
    throw fault('has no local header where the directory says', name);
  const nameLength = view.getUint16(offset + 26, true);
  const dataOffset = offset + 30 + nameLength + view.getUint16(offset + 28, true);
  if (dataOffset + record.storedSize > limit) throw fault('reaches beyond the end of the entries', name);
  const localName = UTF8_LOOSE.decode(bytes.subarray(offset + 30, offset + 30 + nameLength));
  if (localName !== name) throw fault(`has another name (${JSON.stringify(localName)}) in its local header`, name);
  if (view.getUint16(offset + 8, true) !== record.method) throw fault('has two different methods', name);
  const flags = view.getUint16(offset + 6, true);
  if ((flags & 0x2041) !== 0) throw fault('is encrypted', name);
  if ((flags & 8) === 0) {
    const stored = view.getUint32(offset + 18, true);
    const size = view.getUint32(offset + 22, true);
    const differs = (local: number, wanted: number) => local !== 0xffffffff && local !== wanted;
    if (
      differs(stored, record.storedSize) ||
      differs(size, record.size) ||
      view.getUint32(offset + 14, true) !== record.crc
    ) {
      throw fault('has two different sizes or checksums', name);
    }
  }
  return { dataOffset, name };
}

const UTF8_LOOSE = new TextDecoder('utf-8', { ignoreBOM: true });

function refuseOverlap(
  spans: { readonly from: number; readonly to: number; readonly name: string }[],
  fault: Fault,
): void {
  spans.sort((a, b) => a.from - b.from);
  let end = 0;
  for (const span of spans) {
    if (span.from < end) throw fault('shares its bytes with another entry (zip bomb)', span.name);
    end = span.to;
  }
}

function inflater(bytes: Uint8Array, fault: Fault, limits: ZipLimits): ZipArchive['inflate'] {
  let total = 0;
  return (entry, take) => {
    let size = 0;
    let crc = 0;
    const accept = (chunk: Uint8Array) => {
      if (chunk.length === 0) return;
      size += chunk.length;
      total += chunk.length;
      if (size > entry.size)
        throw fault(`inflates to more than the ${entry.size} bytes that its header says`, entry.name);
      if (total > limits.inflatedBytes) throw fault(`inflates to more than ${limits.inflatedBytes} bytes`, entry.name);
      if (size > limits.ratioFreeBytes && size > limits.ratio * entry.storedSize) {
        throw fault(`inflates to more than ${limits.ratio} times its stored size`, entry.name);
      }
      crc = crc32(chunk, crc);
      take(chunk);
    };
    const data = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.storedSize);
    if (total + entry.size > limits.inflatedBytes)
      throw fault(`inflates to more than ${limits.inflatedBytes} bytes`, entry.name);
    if (entry.method === 0)
      for (let at = 0; at < data.length; at += STEP_BYTES) accept(data.subarray(at, at + STEP_BYTES));
    else inflateDeflate(data, accept, entry, fault);
    if (size !== entry.size) throw fault(`inflates to ${size} bytes, its header says ${entry.size}`, entry.name);
    if (crc !== entry.crc) throw fault('has a wrong checksum: the file is damaged', entry.name);
  };
}

function inflateDeflate(data: Uint8Array, accept: (chunk: Uint8Array) => void, entry: ZipEntry, fault: Fault): void {
  const stream = new Inflate(accept);
  try {
    for (let at = 0; at === 0 || at < data.length; at += STEP_BYTES) {
      stream.push(data.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= data.length);
    }
  } catch (cause) {
    if (cause instanceof PrepError) throw cause;
    throw Object.assign(fault('has damaged compressed data', entry.name), { cause });
  }
}

/** Reads 64 bits; what a double cannot hold exactly is far beyond any file and stays wrong on purpose. */
function uint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 0x100000000;
}

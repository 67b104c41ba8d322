import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import type { Fault } from '../../../src/formats/xml/fault.ts';
import { crc32 } from '../../../src/formats/zip/crc32.ts';
import { openZip, ZIP_LIMITS, type ZipLimits } from '../../../src/formats/zip/read-zip.ts';
import { zipWriter } from '../../../src/formats/zip/write-zip.ts';
import { byteMemory } from '../threemf/byte-memory.ts';

const fault: Fault = (reason, ...place) => new PrepError('threemf-invalid', reason, ['a.zip', ...place]);

function contents(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): Record<string, string> {
  const archive = openZip(bytes, fault, limits);
  const texts: Record<string, string> = {};
  for (const [name, entry] of archive.entries) {
    const chunks: number[] = [];
    archive.inflate(entry, (chunk) => {
      for (const byte of chunk) chunks.push(byte);
    });
    texts[name] = strFromU8(Uint8Array.from(chunks));
  }
  return texts;
}

async function written(files: Readonly<Record<string, string>>, maxNarrow?: number): Promise<Uint8Array> {
  const memory = byteMemory();
  const zip = zipWriter(memory, maxNarrow);
  for (const [name, text] of Object.entries(files)) {
    await zip.begin(name);
    for (let at = 0; at < text.length; at += 1000) await zip.write(strToU8(text.slice(at, at + 1000)));
    await zip.end();
  }
  await zip.close();
  return memory.bytes();
}

const FILES = {
  'a.txt': 'a'.repeat(5000),
  'dir/b.txt': 'hello',
  empty: '',
  'ü.txt': Array.from({ length: 3000 }, (_, i) => i * i).join(),
};

test('crc32 of "123456789" is CBF43926, in one piece or in many', () => {
  const bytes = strToU8('123456789');
  expect(crc32(bytes)).toBe(0xcbf43926);
  expect(crc32(bytes.subarray(4), crc32(bytes.subarray(0, 4)))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});

describe('the ZIP writer', () => {
  test('what it writes, another program and our own reader read', async () => {
    const bytes = await written(FILES);
    expect(Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]))).toEqual(
      FILES,
    );
    expect(contents(bytes)).toEqual(FILES);
  });

  test('a ZIP64 file, forced on small files, is read by another program and our own reader', async () => {
    const bytes = await written(FILES, 100);
    expect(new DataView(bytes.buffer).getUint32(bytes.length - 42, true)).toBe(0x07064b50);
    expect(Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]))).toEqual(
      FILES,
    );
    expect(contents(bytes)).toEqual(FILES);
  });
});

describe('the ZIP reader', () => {
  const zip = (files: Readonly<Record<string, string>>, level: 0 | 6 = 6) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
      level,
      mtime: '1980-01-01T00:00:00',
    });
  /** Offset of the n-th directory record. */
  const record = (bytes: Uint8Array, n: number) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = view.getUint32(bytes.length - 6, true);
    for (let i = 0; i < n; i++)
      at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return at;
  };

  test('stored and deflated entries are read, folders are passed over', () => {
    expect(contents(zip({ 'a.txt': 'x', 'd/': '' }, 0))).toEqual({ 'a.txt': 'x' });
    expect(contents(zip(FILES))).toEqual(FILES);
  });

  test.each<[string, (bytes: Uint8Array, view: DataView) => void, string]>([
    [
      'a wrong checksum',
      (b, v) => [14, record(b, 0) + 16].forEach((at) => void v.setUint32(at, 1, true)),
      'wrong checksum',
    ],
    [
      'a size that is too small',
      (b, v) => [22, record(b, 0) + 24].forEach((at) => void v.setUint32(at, 10, true)),
      'more than the 10 bytes',
    ],
    [
      'a size that is too large',
      (b, v) => [22, record(b, 0) + 24].forEach((at) => void v.setUint32(at, 9999, true)),
      'its header says 9999',
    ],
    ['two different sizes', (b, v) => v.setUint32(record(b, 0) + 24, 10, true), 'two different sizes'],
    ['an encrypted entry', (b, v) => v.setUint16(record(b, 0) + 8, 1, true), 'is encrypted'],
    ['another method', (b, v) => v.setUint16(record(b, 0) + 10, 14, true), 'method 14'],
    [
      'a symbolic link',
      (b, v) => [v.setUint8(record(b, 0) + 5, 3), v.setUint32(record(b, 0) + 38, 0xa1ff0000, true)],
      'symbolic link',
    ],
    ['two names for one entry', (b) => b.set(strToU8('z'), record(b, 0) + 46), 'has another name'],
    [
      'a stored size beyond the entries',
      (b, v) => v.setUint32(record(b, 1) + 20, v.getUint32(record(b, 1) + 20, true) + 1, true),
      'reaches beyond',
    ],
    ['an entry used twice', (b, v) => v.setUint32(record(b, 1) + 42, 0, true), 'another name'],
    ['an offset beyond the file', (b, v) => v.setUint32(record(b, 0) + 42, 0x7fffffff, true), 'no local header'],
    ['a false number of entries', (b, v) => v.setUint16(b.length - 12, 3, true), 'directory'],
    ['several volumes', (b, v) => v.setUint16(b.length - 18, 1, true), 'volumes'],
    ['damaged data', (b) => b.fill(0xff, 35, 38), 'damaged'],
  ])('%s is refused', (_, damage, reason) => {
    const bytes = zip({ 'a.txt': 'abcabcabc'.repeat(50), 'b.txt': 'x' });
    damage(bytes, new DataView(bytes.buffer));
    expect(() => contents(bytes)).toThrow(reason);
  });

  test('entries that share their bytes are refused (zip bomb)', () => {
    // Two records of one stored entry that itself contains the second local header: the trick of the overlapping bomb.
    const inner = zip({ 'b.txt': 'x'.repeat(20) }, 0);
    const innerLocal = inner.subarray(0, 30 + 5 + 20);
    const outer = zipSync({ 'a.txt': innerLocal, 'b.txt': strToU8('x'.repeat(20)) }, { level: 0 });
    const view = new DataView(outer.buffer);
    const second = record(outer, 1);
    const at = 30 + 5;
    if (view.getUint32(at, true) !== 0x04034b50) throw new Error('the inner header is not where it should be');
    view.setUint32(second + 42, at, true);
    expect(() => contents(outer)).toThrow('shares its bytes');
  });

  test.each(['../a', '/a', 'a/../b', 'a//b', 'a\\b', 'C:a', 'a\u0000b', '.', 'a/.', 'a.'])(
    'the name %j is refused',
    (name) => {
      expect(() => contents(zip({ [name]: 'x' }))).toThrow('unsafe entry name');
    },
  );

  test('names that differ in case only are refused', () => {
    expect(() => contents(zip({ 'A.txt': 'x', 'a.txt': 'y' }))).toThrow('in case only');
  });

  test('entries, total and ratio are capped', () => {
    const bomb = zip({ 'a.txt': 'a'.repeat(1_000_000) });
    expect(() => contents(bomb, { ...ZIP_LIMITS, ratioFreeBytes: 1000 })).toThrow('400 times its stored size');
    expect(() => contents(bomb, { ...ZIP_LIMITS, inflatedBytes: 1000 })).toThrow('more than 1000 bytes');
    expect(() => contents(zip(FILES), { ...ZIP_LIMITS, entries: 2 })).toThrow('has 4 entries');
  });

  test('a comment at the end is allowed, bytes after the end are not', () => {
    const plain = zip({ 'a.txt': 'x' });
    const comment = new Uint8Array(plain.length + 3);
    comment.set(plain);
    expect(() => contents(comment)).toThrow('end record is missing');
    new DataView(comment.buffer).setUint16(plain.length - 2, 3, true);
    expect(contents(comment)).toEqual({ 'a.txt': 'x' });
  });
});

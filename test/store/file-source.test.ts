import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf, openFileSource, textOf } from '../../src/store/file-source.ts';
import { digestOfFile, sha256Of } from '../../src/store/hash.ts';
import { tempFolder } from './temp-folder.ts';

function fileOf(content: string | Uint8Array): string {
  const path = join(tempFolder(), 'f');
  writeFileSync(path, content);
  return path;
}

test('a source gives any range, and at the end what there is', async () => {
  const source = await openFileSource(fileOf('0123456789'), 'the file');
  expect([source.name, source.size]).toEqual(['the file', 10]);
  const text = async (offset: number, length: number) => new TextDecoder().decode(await source.read(offset, length));
  expect(await text(0, 10)).toBe('0123456789');
  expect(await text(3, 4)).toBe('3456');
  expect(await text(8, 100)).toBe('89');
  expect(await text(50, 1)).toBe('');
  await source.close();
});

test('a file that shrinks while it is read is an error, not zeros', async () => {
  const path = fileOf('0123456789');
  const source = await openFileSource(path);
  truncateSync(path, 4);
  await expect(source.read(0, 10)).rejects.toThrow('became shorter while it was read, at byte 4');
  await source.close();
});

test('the whole file is read, also an empty one', async () => {
  expect(await bytesOf(fileOf(new Uint8Array([1, 2, 255])))).toEqual(new Uint8Array([1, 2, 255]));
  expect(await bytesOf(fileOf(''))).toHaveLength(0);
});

test('text is UTF-8 or an error; a byte order mark is left to the reader', async () => {
  expect(await textOf(fileOf('\ufeffä'))).toBe('\ufeffä');
  await expect(textOf(fileOf(new Uint8Array([0x61, 0xff])))).rejects.toThrow('is not UTF-8 text');
});

describe('what is no readable file is refused with its path and the reason', () => {
  test.each([
    ['a missing file', () => join(tempFolder(), 'none.stl'), 'there is no such file'],
    ['a folder', () => tempFolder(), 'is a folder, not a file'],
    ['a path through a file', () => join(fileOf('x'), 'y'), 'a part of its path is a file, not a folder'],
    ['a name with NUL', () => 'a\0b', 'is no file name'],
    ['a name of 300 letters', () => join(tempFolder(), 'x'.repeat(300)), 'the name is too long'],
    ['a link to itself', loop, 'its symbolic links go in a circle'],
  ])('%s', async (_name, path, reason) => {
    const at = path();
    await expect(bytesOf(at)).rejects.toMatchObject({ code: 'file-unreadable', reason, place: [at] });
  });

  test.skipIf(!existsSync('/dev/zero'))('/dev/zero (needs Linux)', async () => {
    await expect(bytesOf('/dev/zero')).rejects.toThrow('/dev/zero: is a device, not a file');
  });

  test.skipIf(!existsSync('/proc/version'))('a file of /proc that says it is empty (needs Linux)', async () => {
    await expect(bytesOf('/proc/version')).rejects.toThrow('/proc/version: does not tell its size');
  });

  test.skipIf(process.platform === 'win32')('a pipe, without waiting for its other end (needs mkfifo)', async () => {
    const pipe = join(tempFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(bytesOf(pipe)).rejects.toThrow('is a pipe, not a file');
  });

  test('a sparse file of 3 GiB is too large to read whole, and costs no memory', async () => {
    const path = fileOf('');
    truncateSync(path, 3 * 2 ** 30);
    await expect(bytesOf(path)).rejects.toThrow('has 3221225472 bytes, more than the 2147483648');
    const source = await openFileSource(path);
    expect(await source.read(3 * 2 ** 30 - 2, 10)).toEqual(new Uint8Array(2));
    await source.close();
  });
});

describe('SHA-256', () => {
  // FIPS 180-4 examples and the published digest of a million times the letter a.
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('of %.3s', async (text, sha256) => {
    expect(sha256Of(text)).toBe(sha256);
    expect(await digestOfFile(fileOf(text))).toEqual({ bytes: text.length, sha256 });
  });

  test('of a file longer than one chunk is that of its bytes', async () => {
    const bytes = Uint8Array.from({ length: 9_000_001 }, (_, i) => (i * 7) % 251);
    expect(await digestOfFile(fileOf(bytes))).toEqual({ bytes: 9_000_001, sha256: sha256Of(bytes) });
  });
});

function loop(): string {
  const dir = tempFolder();
  mkdirSync(join(dir, 'sub'));
  symlinkSync(join(dir, 'sub', 'b'), join(dir, 'a'));
  symlinkSync(join(dir, 'a'), join(dir, 'sub', 'b'));
  return join(dir, 'a');
}

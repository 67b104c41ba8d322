import { expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { entrySource } from '../../../src/formats/ilt/entry-source.ts';
import { openZip } from '../../../src/formats/zip/read-zip.ts';
import { randomFrom } from '../../geometry/solids.ts';
import { archive } from './archive.ts';

const fault = (reason: string, ...place: readonly (string | number)[]) =>
  new PrepError('laser-file-invalid', reason, place);

/** Bytes that shrink, but not to nothing. */
function content(length: number): Uint8Array {
  const random = randomFrom(7);
  return Uint8Array.from({ length }, (_, i) => (i % 3 === 0 ? Math.floor(random() * 256) : i >> 8));
}

function sourceOf(zip: Uint8Array) {
  const entry = openZip(zip, fault).entries.get('a.cli')!;
  return { entry, source: entrySource(zip, entry, fault) };
}

test.each([0, 6] as const)(
  'an entry of level %i is read in any pieces, forward and from the start again',
  async (level) => {
    const bytes = content(300_000);
    const { source } = sourceOf(archive({ 'a.cli': bytes }, level));
    expect(source.size).toBe(bytes.length);
    for (const piece of [1000, 65_536, 1 << 20]) {
      for (let at = 0; at < bytes.length; at += piece) {
        const read = await source.read(at, piece);
        if (!Buffer.from(read).equals(Buffer.from(bytes.subarray(at, at + piece)))) expect.fail(`byte ${at}`);
      }
    }
    expect(await source.read(bytes.length, 10)).toHaveLength(0);
    expect(await source.read(299_990, 100)).toEqual(bytes.slice(299_990));
  },
);

test('an empty entry has no bytes', async () => {
  const { source } = sourceOf(archive({ 'a.cli': new Uint8Array(0) }));
  expect(await source.read(0, 5)).toHaveLength(0);
});

test.each([0, 6] as const)('a changed byte of level %i is found when the last byte is read', async (level) => {
  const zip = archive({ 'a.cli': content(20_000) }, level);
  const { entry } = sourceOf(zip);
  zip[entry.dataOffset + (entry.storedSize >> 1)]! ^= 1;
  const { source } = sourceOf(zip);
  await expect(source.read(0, 20_000)).rejects.toMatchObject({ code: 'laser-file-invalid', place: ['a.cli'] });
});

test.each([
  ['more', 19_999],
  ['fewer', 20_001],
])('an entry with %s bytes than its header says is refused', async (_, size) => {
  const zip = archive({ 'a.cli': content(20_000) });
  const { entry } = sourceOf(zip);
  const source = entrySource(zip, { ...entry, size }, fault);
  await expect(source.read(0, size)).rejects.toMatchObject({ reason: expect.stringContaining(String(size)) });
});

test('no more is inflated than was asked for: a false size shows at the end alone', async () => {
  const zip = archive({ 'a.cli': new Uint8Array(16 << 20) });
  const { entry } = sourceOf(zip);
  const source = entrySource(zip, { ...entry, size: 2 ** 32 }, fault);
  expect(await source.read(0, 16)).toEqual(new Uint8Array(16));
  await expect(source.read(2 ** 32 - 8, 8)).rejects.toMatchObject({
    reason: expect.stringMatching(/inflates to 16777216 bytes/),
  });
});

import { createHash } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSampleTables, sampleFiles } from '../../../src/pipeline/load/read-fill-inputs.ts';
import { tempFolder } from '../../store/temp-folder.ts';
import { latticeSettings } from '../../support/lattice-settings.ts';

const graded = (...files: string[]) =>
  latticeSettings({
    relativeDensity: null,
    grading: files.map((file, n) => ({
      quantity: n === 0 ? 'density' : 'cell',
      place: { by: 'samples', file },
      table: null,
    })),
  });

test('a solid part and a plain fill name no tables', async () => {
  expect(sampleFiles([])).toEqual([]);
  expect(sampleFiles([latticeSettings()])).toEqual([]);
  expect(await readSampleTables([])).toEqual({ samples: new Map(), records: [] });
});

test('gradings and the blend name theirs', () => {
  const blend = { cellType: 'iwp', phase: 'sheet', relativeDensity: null, fromMm: 1, toMm: 2 } as const;
  const lattice = {
    ...graded('a.csv', 'b.csv'),
    blend: { ...blend, place: { by: 'samples', file: 'c.csv' } as const },
  };
  expect(sampleFiles([lattice])).toEqual(['a.csv', 'b.csv', 'c.csv']);
});

test('each table is read once and recorded by its name, size and hash, mark and line ends included', async () => {
  const path = join(tempFolder(), 'bone.csv');
  const text = '\uFEFFx,y,z,value\r\n1,2,3,0.25\r\n';
  writeFileSync(path, text);
  const { samples, records } = await readSampleTables([graded(path, path)]);
  expect([...samples]).toEqual([[path, Float64Array.of(1, 2, 3, 0.25)]]);
  const sha256 = createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex');
  expect(records).toEqual([{ file: 'bone.csv', bytes: statSync(path).size, sha256 }]);
});

test('a table of a million samples is read: 20 MB', async () => {
  const path = join(tempFolder(), 'large.csv');
  writeFileSync(path, '10.125 -20.25 30 0.3\n'.repeat(1_000_000));
  const { samples } = await readSampleTables([graded(path)]);
  expect(samples.get(path)).toHaveLength(4_000_000);
}, 30_000);

test.each([
  ['samples-invalid', '1 2 3\n'],
  ['file-unreadable', Buffer.from([0x31, 0xff, 0xfe])],
])('what is no table is %s', async (code, content) => {
  const path = join(tempFolder(), 'bone.csv');
  writeFileSync(path, content);
  await expect(readSampleTables([graded(path)])).rejects.toThrow(expect.objectContaining({ code, place: [path] }));
});

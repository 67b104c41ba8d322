import { expect, test } from 'vitest';
import { findPrinter, findProfile, listPrinters, listProfiles } from '../../src/config/catalog.ts';
import { PRINTER_TEXT, PROFILE_TEXT, withValue } from './example-files.ts';

const TI = { file: 'profiles/ti6al4v-eli-30um.json', text: PROFILE_TEXT };
const BROKEN = { file: 'profiles/broken.json', text: '{' };

test('a profile is found by its id, whatever its neighbours are', () => {
  const found = findProfile('ti6al4v-eli-30um', [BROKEN, TI]);
  expect(found.item.id).toBe('ti6al4v-eli-30um');
  expect(found.file).toBe(TI.file);
  expect(found.text).toBe(PROFILE_TEXT);
});

test('an unknown id names the nearest and all known ones', () => {
  expect(() => findProfile('ti6al4v-eli-30', [TI, BROKEN])).toThrow(
    expect.objectContaining({
      code: 'profile-unknown',
      message: "unknown profile 'ti6al4v-eli-30', did you mean 'ti6al4v-eli-30um'? Known: broken, ti6al4v-eli-30um",
    }),
  );
  expect(() => findPrinter('x', [])).toThrow(
    expect.objectContaining({ code: 'printer-unknown', message: "unknown printer 'x'. None is known" }),
  );
});

test('a broken file that is asked for tells its problem', () => {
  expect(() => findProfile('broken', [TI, BROKEN])).toThrow('profiles/broken.json > line 1, column 2');
});

test('an id that is not the name of its file is refused', () => {
  const text = withValue(PRINTER_TEXT, ['id'], 'other');
  expect(() => findPrinter('mine', [{ file: 'my\\mine.json', text }])).toThrow(
    "mine.json > id: must be the name of the file, 'mine', got 'other'",
  );
});

test('two files of one id are refused, for neither may shadow the other', () => {
  const twin = { file: 'mine/ti6al4v-eli-30um.json', text: PROFILE_TEXT };
  expect(() => findProfile('ti6al4v-eli-30um', [TI, twin])).toThrow(
    "profiles/ti6al4v-eli-30um.json: the id 'ti6al4v-eli-30um' also stands in mine/ti6al4v-eli-30um.json",
  );
  expect(listProfiles([TI, twin]).map(({ problem }) => problem?.code)).toEqual(['profile-invalid', 'profile-invalid']);
});

test('the list is in order of ids and shows broken files with their problem', () => {
  const entries = listProfiles([TI, BROKEN]);
  expect(entries.map(({ id }) => id)).toEqual(['broken', 'ti6al4v-eli-30um']);
  expect(entries[0]?.item).toBeNull();
  expect(entries[0]?.problem?.code).toBe('profile-invalid');
  expect(entries[1]?.item?.name).toContain('Ti-6Al-4V');
  expect(listPrinters([{ file: 'generic-lpbf-250.json', text: PRINTER_TEXT }])[0]?.item?.id).toBe('generic-lpbf-250');
});

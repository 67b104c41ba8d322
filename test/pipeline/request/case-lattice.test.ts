import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CaseLattice } from '../../../src/config/case.ts';
import { caseLattice } from '../../../src/pipeline/request/case-lattice.ts';
import { tempFolder } from '../../store/temp-folder.ts';
import { latticeSettings } from '../../support/lattice-settings.ts';

const PLACE = ['case.json', 'lattice'];
const PLAIN: CaseLattice = { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 };
const NO_AMOUNT: CaseLattice = { cellType: 'gyroid', phase: 'sheet', cellMm: 2 };
const settingsOf = (lattice: CaseLattice, folder = '.') => caseLattice(lattice, folder, PLACE);
const sampled = (file: string): CaseLattice => ({
  ...NO_AMOUNT,
  grading: [{ quantity: 'density', place: { by: 'samples', file }, table: null }],
});

test('a plain fill of a case is the one of the command line', async () => {
  expect(await settingsOf(PLAIN)).toEqual(latticeSettings());
});

test('what is left out is null', async () => {
  const blend = { cellType: 'iwp', phase: 'sheet', place: { by: 'x' }, fromMm: 1, toMm: 2 } as const;
  expect((await settingsOf({ ...PLAIN, blend })).blend).toEqual({ ...blend, relativeDensity: null });
  expect((await settingsOf({ ...PLAIN, map: { kind: 'cylindrical' } })).map).toEqual({
    kind: 'cylindrical',
    cellsAround: null,
  });
  expect((await settingsOf({ ...PLAIN, map: { kind: 'cylindrical', cellsAround: 7 } })).map).toEqual({
    kind: 'cylindrical',
    cellsAround: 7,
  });
});

describe('a table of samples', () => {
  const folder = tempFolder();
  const outside = tempFolder();
  mkdirSync(join(folder, 'scan'));
  writeFileSync(join(folder, 'scan', 'bone.csv'), '0 0 0 0.3\n');
  writeFileSync(join(outside, 'bone.csv'), '0 0 0 0.3\n');
  symlinkSync(join(outside, 'bone.csv'), join(folder, 'link.csv'));

  test('lies in the folder of the case, for a grading and for a blend', async () => {
    const path = join(folder, 'scan', 'bone.csv');
    expect((await settingsOf(sampled('scan/bone.csv'), folder)).grading[0]!.place).toEqual({
      by: 'samples',
      file: path,
    });
    const place = { by: 'samples', file: 'scan/bone.csv' } as const;
    const blend = { cellType: 'iwp', phase: 'sheet', place, fromMm: 1, toMm: 2 } as const;
    expect((await settingsOf({ ...PLAIN, blend }, folder)).blend!.place).toEqual({ by: 'samples', file: path });
  });

  const at = [...PLACE, 'grading', 0, 'place', 'file'];
  test.each([
    ['../bone.csv', { code: 'case-invalid', reason: '../bone.csv lies outside the folder of the case', place: at }],
    ['link.csv', { code: 'case-invalid', reason: 'link.csv lies outside the folder of the case', place: at }],
    ['absent.csv', { code: 'file-unreadable', reason: 'absent.csv cannot be found', place: at }],
  ])('%s is refused at its place', async (file, error) => {
    await expect(settingsOf(sampled(file), folder)).rejects.toThrow(expect.objectContaining(error));
  });
});

test('bounds of every fill hold in a case too, at their place', async () => {
  const twice = {
    quantity: 'cell',
    place: { by: 'x' },
    table: [
      [0, 2],
      [9, 3],
    ],
  } as never;
  await expect(settingsOf({ ...PLAIN, grading: [twice, twice] })).rejects.toThrow(
    expect.objectContaining({ code: 'lattice-invalid', place: [...PLACE, 'grading', 0 + 1, 'quantity'] }),
  );
});

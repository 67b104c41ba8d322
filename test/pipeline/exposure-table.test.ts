import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EXPOSURE_KEYS, exposureTable, writtenIds } from '../../src/pipeline/exposure-table.ts';
import { laserProfile } from '../config/example-files.ts';
import { ROOT } from '../support/run-cli.ts';

const FILE = 'profiles/ti6al4v-eli-30um.json';
const profile = laserProfile(readFileSync(`${ROOT}${FILE}`, 'utf8'), FILE);

interface Row {
  readonly id: number;
  readonly key: string;
  readonly file: string | null;
  readonly powerW: number | null;
  readonly volumeEnergyJPerMm3: number | null;
}

const rowsOf = (content: 'both' | 'boundary' | 'scan', layerMm = 0.03) =>
  (exposureTable(profile, 'part.cli', content, layerMm) as { keys: Row[] }).keys;

test('ids begin at 1 and never depend on what the file holds', () => {
  for (const content of ['both', 'boundary', 'scan'] as const) {
    expect(rowsOf(content).map(({ id, key }) => [id, key])).toEqual(EXPOSURE_KEYS.map((key, i) => [i + 1, key]));
  }
});

test('only keys that the file holds name it', () => {
  const written = (content: 'both' | 'boundary' | 'scan') =>
    rowsOf(content).flatMap(({ key, file }) => (file === null ? [] : [key]));
  expect(written('both')).toEqual(['boundary', 'hatch-core']);
  expect(written('boundary')).toEqual(['boundary']);
  expect(written('scan')).toEqual(['contour-outer', 'contour-inner', 'hatch-core']);
  for (const content of ['both', 'boundary', 'scan'] as const)
    expect([...writtenIds(content).keys()]).toEqual(written(content));
});

test('the boundary is exposed with nothing, and the energy of a hatch follows the layer thickness', () => {
  expect(rowsOf('both')[0]).toMatchObject({ key: 'boundary', powerW: null, volumeEnergyJPerMm3: null });
  const energy = (layerMm: number) => rowsOf('both', layerMm)[3]!.volumeEnergyJPerMm3!;
  expect(energy(0.03)).toBeCloseTo(200 / (1200 * 0.08 * 0.03), 9);
  expect(energy(0.06)).toBeCloseTo(energy(0.03) / 2, 9);
});

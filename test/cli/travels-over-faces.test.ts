import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../src/inspect/inspection.ts';
import { PEEK_PROFILE_TEXT, withValue } from '../config/example-files.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';

buildFirst();

const q = (value: number) => ({ value, source: 'uncalibrated example' });
const box = (from: readonly number[], to: readonly number[]) => ({
  by: 'box',
  centreMm: from.map((value, a) => (value + to[a]!) / 2),
  sizeMm: from.map((value, a) => to[a]! - value),
});
/** A floor of 14 x 6 x 0.4 mm, whose top bears on bone between two bosses, which are 1.6 mm high. */
const U = {
  schema: 'trabecula/case@1',
  ...{ id: 'u', side: 'midline', level: 'L4-L5', revision: 'A', name: 'U', units: 'mm' },
  parts: [
    {
      id: 'u',
      solid: {
        by: 'union',
        of: [box([-7, -3, 0], [7, 3, 0.4]), box([-7, -3, 0], [-4, 3, 1.6]), box([4, -3, 0], [7, 3, 1.6])],
      },
      regions: [
        { id: 'face', kind: 'contact', shape: box([-3.9, -3, 0.22], [3.9, 3, 5]) },
        { id: 'all', kind: 'solid', shape: { by: 'rest' } },
      ],
    },
  ],
  targets: [{ id: 'peek', printer: 'generic-peek-fff', profile: 'own', outputs: ['gcode'] }],
};
const LAYER_MM = 0.1;
const FLOOR_LAYERS = 4;
const FLOOR_MM = FLOOR_LAYERS * LAYER_MM;

async function prepare(changes: Readonly<Record<string, unknown>>, given: object = U, ...options: readonly string[]) {
  const dir = tempFolder();
  const text = Object.entries({ id: 'own', 'skirt.loops': q(0), ...changes }).reduce(
    (all, [path, value]) => withValue(all, path.split('.'), value),
    PEEK_PROFILE_TEXT,
  );
  mkdirSync(join(dir, 'profiles'));
  writeFileSync(join(dir, 'profiles', 'own.json'), text);
  writeFileSync(join(dir, 'case.json'), JSON.stringify(given));
  const out = join(dir, 'out');
  const run = await runCli(
    'prepare',
    join(dir, 'case.json'),
    '--out',
    out,
    '--profiles',
    join(dir, 'profiles'),
    ...options,
  );
  expect(run).toMatchObject({ code: 0, stderr: '' });
  if (given !== U)
    return {
      layers: [],
      findings: [],
      heights: heightsOver(readFileSync(join(out, 'plate-1.gcode'), 'utf8'), 100, 100),
    };
  const { layers, findings }: Inspection = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  const [part] = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8')).parts;
  const [xMm, yMm] = [part.transform[3], part.transform[7]] as [number, number];
  return { layers, findings, heights: heightsOver(readFileSync(join(out, 'u.gcode'), 'utf8'), xMm, yMm) };
}

/** Heights above the floor, once it is finished, at which moves without material cross the face, 0.1 mm within its border. */
function heightsOver(gcode: string, xMm: number, yMm: number): number[] {
  const at: Record<string, number> = { X: 0, Y: 0, Z: 0 };
  const heights: number[] = [];
  for (const row of gcode
    .split(';LAYER_CHANGE')
    .slice(1 + FLOOR_LAYERS)
    .join('')
    .split('\n')) {
    const [code, ...words] = (row.split(';')[0] ?? '').trim().split(/\s+/);
    if (code !== 'G0' && code !== 'G1') continue;
    const from = { ...at };
    for (const word of words) if (word[0]! in at) at[word[0]!] = Number(word.slice(1));
    if (words.some((word) => word.startsWith('E')) || (from.X === at.X && from.Y === at.Y)) continue;
    const lowMm = Math.min(from.Z!, at.Z!) - FLOOR_MM;
    const crosses = Array.from({ length: 1001 }, (_, n) => n / 1000).some(
      (t) =>
        Math.abs(from.X! + t * (at.X! - from.X!) - xMm) < 3.8 && Math.abs(from.Y! + t * (at.Y! - from.Y!) - yMm) < 2.9,
    );
    if (crosses) heights.push(lowMm);
  }
  return heights;
}

describe('the face on the floor of a U', () => {
  test('is passed around for as long as the nozzle is less than its lift above it', async () => {
    const { layers, findings, heights } = await prepare({});
    expect(Math.min(...heights)).toBeGreaterThan(0.5 - 1e-6);
    // The face has layers 2 and 3; the nozzle is less than 0.5 mm above it in four more.
    expect(layers.map(({ travelsOverFaces }) => travelsOverFaces ?? null)).toEqual([
      ...[null, null],
      ...Array(6).fill(0),
      ...Array(16 - 8).fill(null),
    ]);
    expect(findings.filter(({ rule }) => rule === 'travel-over-face')).toEqual([]);
    // Further up the straight way is taken again.
    expect(heights.some((mm) => mm < 0.5 + 2 * LAYER_MM)).toBe(true);
  });

  test('is passed lifted, and that is counted, where the way around is too long', async () => {
    const { layers, findings, heights } = await prepare({ travel: { maxDetourMm: q(0), liftMm: q(0.3) } });
    expect(Math.min(...heights)).toBeGreaterThan(0.3 - 1e-6);
    // In layers 4 and 5 the nozzle is 0.1 and 0.2 mm above the face and goes over to the other boss at least once.
    for (const index of [4, 5]) expect(layers[index]!.travelsOverFaces).toBeGreaterThan(0);
    expect(layers[6]!.travelsOverFaces).toBeUndefined();
    expect(findings.map(({ rule }) => rule)).toContain('travel-over-face');
  });

  test('is passed straight where travels keep off nothing', async () => {
    const { layers, heights } = await prepare({ travel: { avoid: 'none' } });
    expect(Math.min(...heights)).toBeCloseTo(LAYER_MM, 6);
    expect(layers.every(({ travelsOverFaces }) => travelsOverFaces === undefined)).toBe(true);
  });
});

describe('the top of a low part between two others, printed layer by layer', () => {
  const block = (id: string, xMm: number, highMm: number) => ({
    id,
    solid: box([-4, -3, 0], [4, 3, highMm]),
    regions: [
      { id: 'face', kind: 'contact', shape: box([-5, -4, highMm - 0.18], [5, 4, highMm + 1]) },
      { id: 'all', kind: 'solid', shape: { by: 'rest' } },
    ],
    positionMm: { x: xMm, y: 100 },
  });
  const plate = {
    ...U,
    parts: [block('low', 100, FLOOR_MM), block('left', 80, 1), block('right', 120, 1)],
  };

  test('is passed lifted on the ways between these', async () => {
    const { heights } = await prepare({}, plate, '--print-order', 'layers');
    // There and back in each of six layers, the first of them 0.1 mm above the top and lifted by 0.5 mm.
    expect(heights.length).toBeGreaterThanOrEqual(6);
    expect(Math.min(...heights)).toBeCloseTo(0.6, 6);
  });

  test('is passed straight where travels keep off nothing', async () => {
    const { heights } = await prepare({ travel: { avoid: 'none' } }, plate, '--print-order', 'layers');
    expect(Math.min(...heights)).toBeCloseTo(LAYER_MM, 6);
  });
});

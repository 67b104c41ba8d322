import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../src/inspect/inspection.ts';
import { PEEK_PROFILE_TEXT, withValue } from '../config/example-files.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { readPrint } from '../support/read-print.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';

buildFirst();

const q = (value: number) => ({ value, source: 'uncalibrated example' });
const SUPPORT = {
  pattern: 'lines',
  beadWidthMm: q(0.4),
  spacingMm: q(1.6),
  firstSpacingMm: q(0.8),
  angleDeg: q(90),
  gapXyMm: q(0.4),
  gapUnderMm: q(0.15),
  gapOnMm: q(0.2),
  contact: { layers: q(2), spacingMm: q(0.6), angleDeg: q(0) },
};
const box = (from: readonly number[], to: readonly number[]) => ({
  by: 'box',
  centreMm: from.map((value, a) => (value + to[a]!) / 2),
  sizeMm: from.map((value, a) => to[a]! - value),
});

/** A part of 12 x 8 x 1.2 mm whose upper 0.4 mm reach 8 mm beyond its stem, with a body under them. */
function caseOf(target: object, supports: readonly object[]) {
  return {
    schema: 'trabecula/case@1',
    ...{ id: 'tee', side: 'midline', level: 'L4-L5', revision: 'A', name: 'Tee', units: 'mm' },
    parts: [
      {
        id: 'tee',
        solid: { by: 'union', of: [box([0, 0, 0], [4, 8, 0.8]), box([0, 0, 0.8], [12, 8, 1.2])] },
        supports,
        regions: [{ id: 'all', kind: 'solid', shape: { by: 'rest' } }],
      },
    ],
    targets: [target],
  };
}

const PEEK = { id: 'peek', printer: 'generic-peek-fff', profile: 'own', outputs: ['gcode'] };
const UNDER = box([4, 0, 0], [12, 8, 0.8]);

async function prepare(changes: Readonly<Record<string, unknown>>, target: object = PEEK, supports = [UNDER]) {
  const dir = tempFolder();
  const text = Object.entries({ id: 'own', 'skirt.loops': q(0), support: SUPPORT, ...changes }).reduce(
    (all, [path, value]) => withValue(all, path.split('.'), value),
    PEEK_PROFILE_TEXT,
  );
  mkdirSync(join(dir, 'profiles'));
  writeFileSync(join(dir, 'profiles', 'own.json'), text);
  writeFileSync(join(dir, 'case.json'), JSON.stringify(caseOf(target, supports)));
  const out = join(dir, 'out');
  const run = await runCli('prepare', join(dir, 'case.json'), '--out', out, '--profiles', join(dir, 'profiles'));
  return {
    run,
    gcode: () => readFileSync(join(out, 'tee.gcode'), 'utf8'),
    inspection: (): Inspection => JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8')),
  };
}

describe('a body under an overhang of 8 x 8 mm, 0.8 mm high', () => {
  test('is filled up to two layers below it, apart from the part, which has its own volume', async () => {
    const { run, gcode, inspection } = await prepare({});
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const layers = gcode().split(';LAYER_CHANGE').slice(1);
    const kinds = layers.map((layer) => [
      layer.includes(';TYPE:Support material\n'),
      layer.includes('Support material interface'),
    ]);
    const row = (support: boolean, contact: boolean, count: number) => Array(count).fill([support, contact]);
    expect(kinds).toEqual([...row(true, false, 4), ...row(false, true, 2), ...row(false, false, 6)]);
    const { totals, extrusion, findings } = inspection();
    expect(findings).toEqual([]);
    // 4 x 8 x 0.8 and 12 x 8 x 0.4 mm.
    expect(totals.extrudedVolumeMm3).toBeCloseTo(64, 1);
    const { extrudedMm3ByType: mm3 } = readPrint(gcode());
    // Lines along x from 4.414 + 0.2 to 11.8 mm, at y from 0.2 to 7.8 mm every 0.6 mm, in two layers: 12 or 13 of 7.19 mm.
    const lines = mm3['Support material interface']! / (2 * 0.04 * (11.8 - 4.4 - 0.2 - 0.0137));
    expect(Math.abs(lines - 12.5)).toBeLessThan(0.52);
    const rows = extrusion!.features.map(({ feature }) => feature);
    expect(rows).toEqual(expect.arrayContaining(['Support material', 'Support material interface']));
  });

  test('stands on the raft of the part where there is one', async () => {
    const layers = (count: number) => ({
      layers: q(count),
      thicknessMm: q(0.2),
      beadWidthMm: q(0.4),
      spacingMm: q(0.8),
    });
    const raft = { base: layers(1), contact: layers(0), angleDeg: q(0), gapMm: q(0.1), expansionMm: q(1) };
    const { run, inspection, gcode } = await prepare({ raft });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(inspection().findings).toEqual([]);
    // The raft reaches 1 mm beyond part and body: its outer loop has its middle 0.8 mm from 12 x 8 mm.
    const [x0, , , x1] = inspection().extrusion!.extrusionBoxMm!;
    expect(x1! - x0!).toBeCloseTo(13.6, 2);
    expect(readPrint(gcode()).layersZ.slice(0, 2)).toEqual([0.2, 0.4]);
  });

  test('a body too narrow for a bead is told', async () => {
    const { run, inspection } = await prepare({}, PEEK, [UNDER, box([14, 0, 0], [14.3, 8, 0.8])]);
    expect(run.code).toBe(0);
    expect(inspection().findings).toMatchObject([
      { rule: 'support-too-thin', severity: 'warning', layer: 0, measured: expect.closeTo(2.4, 6) },
    ]);
  });
});

describe('supports that nobody can make are refused', () => {
  test.each<[string, Readonly<Record<string, unknown>>, object, object[], string]>([
    [
      'by a profile that does not say how',
      { support: undefined },
      PEEK,
      [UNDER],
      'does not say how supports are made (support)',
    ],
    [
      'by laser',
      {},
      { id: 'ti', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um' },
      [UNDER],
      'parts > 0 > supports: supports are for filament only',
    ],
    ['beyond the plate', {}, PEEK, [box([4, 0, 0], [160, 8, 0.8])], 'and its supports 148.00 mm beyond'],
  ])('%s', async (_, changes, target, supports, message) => {
    const { run } = await prepare(changes, target, supports as (typeof UNDER)[]);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(message);
  });
});

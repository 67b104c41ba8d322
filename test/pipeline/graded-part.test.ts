import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { intersectSets } from '../../src/geometry/combine-sets.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import type { GradingSettings } from '../../src/lattice/settings.ts';
import { areaCutter } from '../../src/pipeline/layers/layer-areas.ts';
import { onlyFill, partJob, wholePart } from '../../src/pipeline/parts/part-job.ts';
import { completeLattice, type LatticeRequest } from '../../src/pipeline/request/lattice-defaults.ts';
import { boxMesh } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { readContours, volumeOf } from '../support/read-contours.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { stlFile } from '../support/test-meshes.ts';
import { loadedPart } from './part-in-hand.ts';

buildFirst();
beforeAll(() => loadClipping());

/** 16 x 6 x 4 mm. */
const BLOCK = boxMesh(0, 0, 0, 16, 6, 4);

function jobOf(lattice: LatticeRequest, shiftMm: readonly [number, number, number] = [0, 0, 0], mesh = BLOCK) {
  return partJob(loadedPart(mesh), shiftMm, {
    slice: { thicknessMm: 0.1, cut: 'mid' },
    regions: wholePart(completeLattice(lattice, ['lattice'])),
    paths: null,
    band: null,
  });
}

const byX = (quantity: GradingSettings['quantity'], ...table: [number, number][]): GradingSettings => ({
  quantity,
  place: { by: 'x' },
  table,
});

/** Share of solid from x0 to x1 over cuts through all of the height. */
function share(
  job: ReturnType<typeof jobOf>,
  x0: number,
  x1: number,
  shiftMm: readonly [number, number] = [0, 0],
): number {
  const cut = areaCutter(job.spec);
  const [a, b, y] = [x0 + shiftMm[0], x1 + shiftMm[0], shiftMm[1]];
  const slab = [{ xy: Float64Array.of(a, y, b, y, b, y + 6, a, y + 6), closed: true }];
  let sum = 0;
  for (let k = 0; k < 20; k++) sum += loopsAreaMm2(intersectSets(cut(0.1 + 0.2 * k).solid, slab));
  return sum / (20 * 6 * (x1 - x0));
}

describe('the contours of a graded block', () => {
  test('hold the density of their place, and its mean over the part is told', () => {
    const job = jobOf({ cellType: 'gyroid', relativeDensity: null, grading: [byX('density', [0, 0.2], [16, 0.5])] });
    expect(onlyFill(job).relativeDensity).toBeCloseTo(0.35, 3);
    for (const x of [0, 6, 14])
      expect(Math.abs(share(job, x, x + 2) / (0.2 + (0.3 * (x + 1)) / 16) - 1)).toBeLessThan(0.02);
  });

  test('are the same wherever the part stands: tables are in the coordinates of its file', () => {
    const request: LatticeRequest = {
      cellType: 'gyroid',
      relativeDensity: null,
      grading: [byX('density', [0, 0.2], [16, 0.5])],
    };
    const moved = jobOf(request, [50, 30, 0]);
    expect(onlyFill(moved).relativeDensity).toBeCloseTo(0.35, 3);
    const plain = jobOf(request);
    for (const x of [0, 6, 14]) {
      expect(share(moved, x, x + 2, [50, 30])).toBeCloseTo(share(plain, x, x + 2), 6);
    }
  });

  test('turned by quarters are the contours of plain cells, to the coordinate grid', () => {
    const plain = jobOf({ cellType: 'primitive', relativeDensity: 0.3 });
    const turned = jobOf({ cellType: 'primitive', relativeDensity: 0.3, turnDeg: [90, 0, 90] });
    expect(onlyFill(turned).spec.fill.kind).toBe('recipe');
    expect(onlyFill(plain).spec.fill.kind).toBe('cells');
    for (const zMm of [0.35, 1.7]) {
      const [a, b] = [areaCutter(plain.spec)(zMm).solid, areaCutter(turned.spec)(zMm).solid];
      expect(b.length).toBe(a.length);
      expect(Math.abs(loopsAreaMm2(a) - loopsAreaMm2(b))).toBeLessThan(2e-3);
    }
  });

  test('with even walls are cut in the planes of symmetry too, where the slope of the field is 0', () => {
    const job = jobOf({ cellType: 'primitive', relativeDensity: 0.2, evenWalls: true, stepMm: 0.1 });
    const cut = areaCutter(job.spec);
    for (const zMm of [0, 1, 2, 3]) {
      const near = loopsAreaMm2(cut(zMm + 1e-3).solid);
      expect(near).toBeGreaterThan(5);
      expect(Math.abs(loopsAreaMm2(cut(zMm === 0 ? 1e-9 : zMm).solid) / near - 1)).toBeLessThan(0.01);
    }
  });
});

describe('a case whose density follows a table of samples', () => {
  const dir = tempFolder();
  mkdirSync(join(dir, 'scan'));
  // 8 x 4 x 1 mm.
  stlFile(dir, 'block', boxMesh(0, 0, 0, 8, 4, 1));
  const table = join(dir, 'scan', 'bone.csv');
  const rows = ['# from a phantom', 'x;y;z;value'];
  for (const x of [0, 2, 4, 6, 8]) {
    for (const y of [0, 2, 4]) for (const z of [0, 1]) rows.push(`${x};${y};${z};${100 + 100 * x}`);
  }
  writeFileSync(table, rows.join('\r\n'));

  const caseFile = (name: string, file: string): string => {
    const lattice = {
      cellType: 'gyroid',
      phase: 'sheet',
      cellMm: 2,
      grading: [
        {
          quantity: 'density',
          place: { by: 'samples', file },
          table: [
            [100, 0.2],
            [900, 0.5],
          ],
        },
      ],
    };
    const path = join(dir, name);
    const one = {
      schema: 'trabecula/case@1',
      id: 'example',
      side: 'left',
      level: 'L4-L5',
      revision: 'A',
      name: 'A graded block',
      units: 'mm',
      parts: [
        { id: 'block', mesh: 'block.stl', regions: [{ id: 'core', kind: 'porous', shape: { by: 'rest' }, lattice }] },
      ],
      targets: [{ id: 'titanium', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um', layerMm: 0.05 }],
    };
    writeFileSync(path, JSON.stringify(one));
    return path;
  };

  test('is built: the file holds the mean of 0.35, and the manifest the table with its hash', async () => {
    const out = join(dir, 'out');
    const run = await runCli('prepare', caseFile('case.json', 'scan/bone.csv'), '--out', out);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const layers = readContours(join(out, 'block.cli'));
    expect(Math.abs(volumeOf(layers, 0.05) / (8 * 4 * 1 * 0.35) - 1)).toBeLessThan(0.04);
    const manifest = readFileSync(join(out, 'manifest.json'), 'utf8');
    expect(manifest).toContain('"bone.csv"');
    expect(manifest).toContain(String(statSync(table).size));
    expect(manifest).not.toContain(dir);
  });

  test.each([
    ['../bone.csv', 'must be a path inside the folder of the case file'],
    ['scan/absent.csv', 'cannot be found'],
  ])('is refused with the table %s, at its place', async (file, words) => {
    const run = await runCli('prepare', caseFile('bad.json', file), '--out', join(dir, 'bad'));
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toMatch(/^trabecula: [^\n]*lattice > grading > 0 > place > file: [^\n]*\n$/);
    expect(run.stderr).toContain(words);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import { densityAtLevel, levelOfDensity, reachableDensities } from '../../src/lattice/relative-density.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';
import { FORMULA } from './formulas.ts';

const gyroid = UNIT_CELLS.gyroid!;
const diamond = UNIT_CELLS.diamond!;

/** Share of an additive recurrence sequence (Roberts' R3) for which the predicate holds. */
function share(holds: (x: number, y: number, z: number) => boolean, samples: number): number {
  const g = 1.2207440846057596;
  let count = 0;
  for (let n = 1; n <= samples; n++) {
    const u = (0.5 + n / g) % 1;
    const v = (0.5 + n / (g * g)) % 1;
    const w = (0.5 + n / (g * g * g)) % 1;
    if (holds(2 * Math.PI * u, 2 * Math.PI * v, 2 * Math.PI * w)) count++;
  }
  return count / samples;
}

const PHASES = ['sheet', 'network'] as const;

describe('relative density and level', () => {
  for (const [id, cell] of Object.entries(UNIT_CELLS)) {
    for (const phase of PHASES) {
      const range = reachableDensities(cell, phase);
      test(`${id}, ${phase}: a count of 400,000 scattered points of the formula finds the densities asked for`, () => {
        const f = FORMULA[id]!;
        const asked = [0.15, 0.3, 0.5].filter((rho) => rho > range.min && rho < range.max);
        expect(asked.length).toBeGreaterThan(0);
        for (const rho of asked) {
          const level = levelOfDensity(cell, phase, rho);
          const found = share(
            (x, y, z) => (phase === 'sheet' ? Math.abs(f(x, y, z)) < level : f(x, y, z) < level),
            400_000,
          );
          expect(Math.abs(found - rho)).toBeLessThan(4e-4);
        }
      });
    }
  }

  test.each(['gyroid', 'diamond', 'primitive', 'neovius', 'fischer-koch-s'])(
    'a network of %s at level 0 fills half of the cell, by symmetry',
    (id) => {
      expect(Math.abs(densityAtLevel(UNIT_CELLS[id]!, 'network', 0) - 0.5)).toBeLessThan(2e-5);
      const { min, max } = reachableDensities(UNIT_CELLS[id]!, 'network');
      expect(min + max).toBeCloseTo(1, 4);
    },
  );

  test.each(Object.keys(UNIT_CELLS))('the density at the level found for %s is the one asked for, to 1e-9', (id) => {
    const cell = UNIT_CELLS[id]!;
    for (const phase of PHASES) {
      const { min, max } = reachableDensities(cell, phase);
      for (const part of [0.01, 0.99]) {
        const rho = min + part * (max - min);
        expect(Math.abs(densityAtLevel(cell, phase, levelOfDensity(cell, phase, rho)) - rho)).toBeLessThan(2e-9);
      }
    }
  });

  test('sheets go from nothing at level 0, networks from nothing to all of the cell', () => {
    for (const cell of Object.values(UNIT_CELLS)) {
      expect(densityAtLevel(cell, 'sheet', 0)).toBe(0);
      expect(densityAtLevel(cell, 'network', -14)).toBe(0);
      expect(densityAtLevel(cell, 'network', 14)).toBe(1);
    }
  });

  test('a network of I-WP at level 3 is the full cell: f is 3 - (a - b)^2 - (b - c)^2 - (c - a)^2', () => {
    expect(densityAtLevel(UNIT_CELLS.iwp!, 'network', 3)).toBe(1);
  });

  test.skipIf(!hasSharedData)(
    'every row of a table of quasi-Monte-Carlo constants has its density within 1e-4 (needs shared/data)',
    () => {
      const rows = readFileSync(sharedData('oracle/tpms-levels.tsv'), 'utf8').trim().split('\n').slice(1);
      let compared = 0;
      for (const row of rows) {
        const [id, rho, sheet, network] = row.split('\t') as [string, string, string, string];
        const cell = UNIT_CELLS[id]!;
        expect(Math.abs(densityAtLevel(cell, 'sheet', Number(sheet)) - Number(rho))).toBeLessThan(1e-4);
        expect(Math.abs(densityAtLevel(cell, 'network', Number(network)) - Number(rho))).toBeLessThan(1e-4);
        compared++;
      }
      expect(compared).toBe(108);
    },
    30_000,
  );

  test('a density beyond the pinch-off is refused with the reachable range', () => {
    const refused = () => levelOfDensity(diamond, 'network', 0.05);
    expect(refused).toThrow(PrepError);
    expect(refused).toThrow(
      /lattice > relativeDensity: .*0\.05 is out of reach of diamond, network: .*between 0\.081 and 0\.919/,
    );
    expect(() => levelOfDensity(gyroid, 'sheet', 0)).toThrow(/out of reach/);
    expect(() => levelOfDensity(gyroid, 'sheet', 0.99)).toThrow(/out of reach/);
    expect(() => levelOfDensity(gyroid, 'sheet', Number.NaN)).toThrow(/out of reach/);
  });

  test('the two ends of a cell whose sides differ are refused apart', () => {
    const lidinoid = UNIT_CELLS.lidinoid!;
    expect(() => levelOfDensity(lidinoid, 'network', 0.2)).toThrow(/lidinoid, network: .*between 0\.254 and 0\.944/);
    expect(() => levelOfDensity(lidinoid, 'sheet', 0.3)).toThrow(/lidinoid, sheet: .*between 0\.000 and 0\.269/);
    expect(levelOfDensity(lidinoid, 'network', 0.9)).toBeGreaterThan(0.95);
  });
});

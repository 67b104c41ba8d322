import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { STRUT_CELLS } from '../../../src/lattice/struts/strut-cells.ts';
import {
  densityOfRadius,
  radiusOfDensity,
  reachableStrutDensities,
} from '../../../src/lattice/struts/strut-density.ts';
import type { StrutGraph } from '../../../src/lattice/struts/strut-graph.ts';
import { strutValues } from '../../../src/lattice/struts/strut-values.ts';
import { voronoiGraph } from '../../../src/lattice/struts/voronoi.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';
import { CROSS, ROD, SLANTED_ROD, scatteredPoints } from './graphs.ts';

/** Share of scattered points that are solid. */
function counted(graph: StrutGraph, radius: number, fillet: number, points: number): number {
  const { value } = strutValues(graph, fillet, radius);
  const { periodCells: n } = graph;
  let count = 0;
  for (const [u, v, w] of scatteredPoints(points)) if (value(n * u, n * v, n * w, radius) < radius) count++;
  return count / points;
}

describe('the density of struts', () => {
  test('is that of a cylinder for a rod, pi r squared, and sqrt 2 as much for one at 45 degrees', () => {
    expect(densityOfRadius(ROD, 0.2)).toBeCloseTo(Math.PI * 0.04, 12);
    expect(densityOfRadius(SLANTED_ROD, 0.2)).toBeCloseTo(Math.SQRT2 * Math.PI * 0.04, 12);
  });

  test.each([0.05, 0.1, 0.3])('of two rods of radius %d that cross is two cylinders less 16/3 r^3 (Steinmetz)', (r) => {
    const exact = 2 * Math.PI * r * r - (16 / 3) * r ** 3;
    expect(Math.abs(densityOfRadius({ ...CROSS, strutsAlike: true }, r) / exact - 1)).toBeLessThan(2e-4);
  });

  test.each(Object.entries(STRUT_CELLS))('of %s, however thick, is all of the cell and no more', (id, cell) => {
    expect(Math.abs(densityOfRadius(cell, 2) - 1)).toBeLessThan(id === 'fcc' ? 1e-3 : 2e-5);
  });

  test.skipIf(!hasSharedData)('is within 0.1 % of every row of a table of struts (needs shared/data)', () => {
    const rows = readFileSync(sharedData('oracle/strut-radii.tsv'), 'utf8').trim().split('\n').slice(1);
    expect(rows).toHaveLength(35);
    for (const row of rows) {
      const [id, , rho, radius] = row.split('\t') as [string, string, string, string];
      expect(Math.abs(densityOfRadius(STRUT_CELLS[id]!, Number(radius)) / Number(rho) - 1)).toBeLessThan(1e-3);
      // The table's radii are whole in the fifth digit.
      expect(Math.abs(radiusOfDensity(STRUT_CELLS[id]!, Number(rho)) - Number(radius))).toBeLessThan(3e-5);
    }
  });

  test.each(Object.entries(STRUT_CELLS))('of %s with fillets is what a count of scattered points finds', (_, cell) => {
    for (const [rho, fillet] of [
      [0.1, 0.03],
      [0.3, 0.06],
    ] as const) {
      const radius = radiusOfDensity(cell, rho, fillet);
      expect(densityOfRadius(cell, radius, fillet)).toBeCloseTo(rho, 7);
      expect(densityOfRadius(cell, radius)).toBeLessThan(0.999 * rho);
      expect(Math.abs(counted(cell, radius, fillet, 100_000) / rho - 1)).toBeLessThan(0.006);
    }
  });

  test('of Voronoi struts is what a count finds, within 0.5 %', () => {
    const graph = voronoiGraph(3, 5);
    for (const [rho, fillet] of [
      [0.1, 0],
      [0.3, 0],
      [0.2, 0.05],
    ] as const) {
      const radius = radiusOfDensity(graph, rho, fillet);
      expect(Math.abs(counted(graph, radius, fillet, 150_000) / rho - 1)).toBeLessThan(0.005);
    }
  });
});

describe('the radius for a density', () => {
  test('gives the density back, up to the largest', () => {
    for (const cell of Object.values(STRUT_CELLS)) {
      const { max, maxRadiusCells } = reachableStrutDensities(cell);
      for (const rho of [0.001, 0.1, 0.5, max]) {
        const radius = radiusOfDensity(cell, rho);
        expect(Math.abs(densityOfRadius(cell, radius) - rho)).toBeLessThan(1e-7);
        expect(radius).toBeLessThanOrEqual(maxRadiusCells + 1e-9);
      }
    }
  });

  test('is refused where pores would close, with the range: octet triangles hold a circle of 1 / sqrt 24', () => {
    expect(() => radiusOfDensity(STRUT_CELLS.octet!, 0.95)).toThrow(
      /lattice > relativeDensity: relative density 0\.95 is out of reach .*between 0\.001 and 0\.907/,
    );
    expect(() => radiusOfDensity(STRUT_CELLS.octet!, 0)).toThrow(/out of reach/);
    expect(() => radiusOfDensity(STRUT_CELLS.octet!, Number.NaN)).toThrow(/out of reach/);
  });

  test('is refused earlier with a fillet, whose ball must pass the throat', () => {
    const plain = reachableStrutDensities(STRUT_CELLS.kelvin!);
    const rounded = reachableStrutDensities(STRUT_CELLS.kelvin!, 0.1);
    expect(rounded.maxRadiusCells).toBeCloseTo(plain.maxRadiusCells - 0.1, 12);
    expect(rounded.max).toBeLessThan(plain.max - 0.1);
    expect(() => radiusOfDensity(STRUT_CELLS.kelvin!, 0.8, 0.1)).toThrow(/out of reach/);
  });
});

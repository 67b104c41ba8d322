import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { expressionCell } from '../../../src/lattice/expression/expression-cell.ts';
import { cornerHarmonics, setHarmonics } from '../../../src/lattice/harmonics.ts';
import { levelOfDensity } from '../../../src/lattice/relative-density.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';

const place = ['lattice', 'expression'];
const cellOf = (text: string) => expressionCell(text, place);

/** Points of an additive recurrence (Roberts' R3), some cells off the origin. */
const POINTS = Array.from({ length: 500 }, (_, n) => {
  const g = 1.2207440846057596;
  return [(n / g) % 1, 3 - ((n / (g * g)) % 1), ((n / (g * g * g)) % 1) - 7] as const;
});

describe.each(Object.values(UNIT_CELLS))('the printed formula of $id, read as an expression', (cell) => {
  const read = cellOf(cell.formula);
  const at = cornerHarmonics();

  test('has the values and the gradient of the built-in cell to 1e-12', () => {
    const [mine, known] = [new Float64Array(3), new Float64Array(3)];
    for (const [u, v, w] of POINTS) {
      setHarmonics(at, u, v, w);
      expect(Math.abs(read.value(u, v, w) - cell.value(at))).toBeLessThan(1e-12);
      read.gradient(u, v, w, mine);
      cell.gradient(at, known);
      for (let axis = 0; axis < 3; axis++) expect(Math.abs(mine[axis]! - known[axis]!)).toBeLessThan(1e-12);
    }
  });

  test('is found to be the few Fourier terms of the built-in cell, row, value and gradient', () => {
    const form = read.harmonicForm!;
    expect(form.harmonics).toBe(cell.harmonics);
    expect(form.isCyclic).toBe(true);
    const [mine, known] = [new Float64Array(5), new Float64Array(5)];
    const [slope, knownSlope] = [new Float64Array(3), new Float64Array(3)];
    for (const [u, v, w] of POINTS.slice(0, 100)) {
      setHarmonics(at, u, v, w);
      form.row(at.sy, at.cy, at.sz, at.cz, mine);
      cell.row(at.sy, at.cy, at.sz, at.cz, known);
      for (let i = 0; i < 5; i++) expect(Math.abs(mine[i]! - known[i]!)).toBeLessThan(1e-14);
      expect(Math.abs(form.value(at) - cell.value(at))).toBeLessThan(1e-13);
      form.gradient(at, slope);
      cell.gradient(at, knownSlope);
      for (let axis = 0; axis < 3; axis++) expect(Math.abs(slope[axis]! - knownSlope[axis]!)).toBeLessThan(1e-13);
    }
  });

  test('has the levels of the built-in cell within 3e-4', () => {
    for (const phase of ['sheet', 'network'] as const) {
      const rho = phase === 'sheet' ? 0.24 : 0.4;
      expect(Math.abs(read.levelOfDensity(phase, rho) - levelOfDensity(cell, phase, rho))).toBeLessThan(3e-4);
    }
  });

  test.skipIf(!hasSharedData)('has the densities of a table of constants within 1e-4 (needs shared/data)', () => {
    const rows = readFileSync(sharedData('oracle/tpms-levels.tsv'), 'utf8').trim().split('\n').slice(1);
    let compared = 0;
    for (const row of rows) {
      const [id, rho, sheet, network] = row.split('\t') as [string, string, string, string];
      if (id !== cell.id) continue;
      expect(Math.abs(read.densityAtLevel('sheet', Number(sheet)) - Number(rho))).toBeLessThan(1e-4);
      expect(Math.abs(read.densityAtLevel('network', Number(network)) - Number(rho))).toBeLessThan(1e-4);
      compared++;
    }
    expect(compared).toBe(12);
  });
});

describe('shares and ranges known by hand', () => {
  const arcsine = (value: number) => Math.atan2(value, Math.sqrt(1 - value * value)) / Math.PI;

  test('the share of a plane wave below a level is that of the arcsine', () => {
    const cell = cellOf('3 sin(X + 2Y - Z + 0.4) + 1');
    expect(cell.range().min).toBeCloseTo(-2, 12);
    expect(cell.range().max).toBeCloseTo(4, 12);
    for (const level of [-1.9, 0, 1, 2.5, 3.99]) {
      expect(Math.abs(cell.shareBelow(level) - (0.5 + arcsine((level - 1) / 3)))).toBeLessThan(6e-5);
    }
    expect(cell.shareBelow(-2.001)).toBe(0);
    expect(cell.shareBelow(4.001)).toBe(1);
  });

  test('a jump is met anywhere between two samples: its share is right within 5e-4', () => {
    const cell = cellOf('step(0.3, sin X) + 2 step(0.3, sin Y)');
    const below = 0.5 + arcsine(0.3);
    expect(Math.abs(cell.shareBelow(0.5) - below * below)).toBeLessThan(5e-4);
    expect(Math.abs(cell.shareBelow(1.5) - below)).toBeLessThan(5e-4);
    expect(cell.range()).toEqual({ min: 0, max: 3 });
  });

  test('a kink does no harm: the smaller of two sines', () => {
    // Below c where either is.
    const below = 0.5 + arcsine(0.2);
    expect(Math.abs(cellOf('min(sin X, sin Y)').shareBelow(0.2) - (1 - (1 - below) * (1 - below)))).toBeLessThan(1e-4);
  });

  test('a fine cell has the density of the coarse one of the same shape, within its stated error', () => {
    const shapeOf = (n: number) => cellOf(`sin(${n}X) cos(${n}Y) + sin(${n}Y) cos(${n}Z) + sin(${n}Z) cos(${n}X)`);
    const coarse = shapeOf(1);
    expect(coarse.shareError).toBe(1e-4);
    for (const n of [2, 3, 8]) {
      const fine = shapeOf(n);
      expect(fine.shareError).toBe(n === 2 ? 1e-4 : 5e-4);
      for (const level of [-0.5, 0.2]) {
        expect(Math.abs(fine.shareBelow(level) - coarse.shareBelow(level))).toBeLessThan(fine.shareError);
      }
    }
  });

  test.each([
    ['sin(2 pi x / L) + cos Y', 1e-4],
    ['max(sin X, cos 2Y)', 1e-4],
    ['1 / (2 + cos X)', 5e-4],
    ['cos X * tan Y', 5e-4],
    ['exp(sin X)', 5e-4],
  ])('the shares of %s may be off by %d', (text, error) => {
    expect(cellOf(text).shareError).toBe(error);
  });

  test('a density gives the level and the level the density', () => {
    const cell = cellOf('exp(cos X) + cos(3Y) cos Z');
    for (const phase of ['sheet', 'network'] as const) {
      const level = cell.levelOfDensity(phase, 0.37);
      expect(cell.densityAtLevel(phase, level)).toBeCloseTo(0.37, 5);
    }
  });

  test('a density that lies in a jump, or beyond 0 and 1, is refused', () => {
    const cell = cellOf('step(0, sin X)');
    expect(() => cell.levelOfDensity('network', 0.3)).toThrow(
      /0\.3 is out of reach: the density jumps from 0\.000 to 0\.500/,
    );
    expect(() => cell.levelOfDensity('network', 1.2)).toThrow(/not between 0 and 1/);
    expect(() => cell.levelOfDensity('sheet', Number.NaN)).toThrow(/not between 0 and 1/);
    try {
      cell.levelOfDensity('sheet', 0);
    } catch (error) {
      expect((error as PrepError).code).toBe('density-out-of-reach');
    }
  });

  test('a constant is a cell without levels', () => {
    expect(cellOf('1').range()).toEqual({ min: 1, max: 1 });
    expect(() => cellOf('1').levelOfDensity('network', 0.3)).toThrow(PrepError);
  });

  test('a value that is no number is refused with the place in the cell', () => {
    expect(() => cellOf('sqrt(sin X)').range()).toThrow(/is not a number at 0\.\d{4}, 0\.\d{4}, 0\.\d{4} of the cell/);
    expect(() => cellOf('log(1 + cos X - cos X - 1)').shareBelow(0)).toThrow(PrepError);
  });
});

describe('what repeats in the cell', () => {
  test.each([
    'sin(X)',
    'cos(2X - 3Y + Z + 0.1)',
    'sin(2 pi x / L)',
    'cos(2 pi / L * (x + L / 4))',
    'sin(4*pi*(x + y)/L)',
    'abs(sin X) - tan(Z)',
    'sin(cos(X) + 1)',
    '3',
  ])('%s does', (text) => {
    expect(() => cellOf(text)).not.toThrow();
  });

  test('2 pi x / L is X to the last bit', () => {
    for (const [u, v, w] of POINTS.slice(0, 50)) {
      expect(cellOf('sin(2 pi x / L) cos(4 pi z / L)').value(u, v, w)).toBe(cellOf('sin X cos 2Z').value(u, v, w));
    }
  });

  test.each([
    ['sin(x)', 5, /x outside of sin, cos and tan does not repeat/],
    ['sin(X) + 0.1 * X', 14, /X outside/],
    ['sin(2X) - 2X', 9, /X outside/],
    ['cos(Y) * sin(X / 2)', 10, /0\.5 X does not repeat in the cell/],
    ['cos(Y + 1.5 * Z)', 1, /1\.5 Z/],
    ['L * sin(X)', 1, /L outside/],
    ['sin(X * Y)', 5, /X outside/],
  ])('%s does not, and the column says where', (text, column, reason) => {
    expect(() => cellOf(text)).toThrow(reason);
    expect(() => cellOf(text)).toThrow(`lattice > expression > column ${column}: `);
  });

  test('the highest harmonic tells how fine a cell is', () => {
    expect(cellOf('sin(3X) cos(Y)^2').highestHarmonic).toBe(5);
    expect(cellOf('max(sin(3X), cos 2Y) / 2 - 1').highestHarmonic).toBe(3);
    expect(cellOf('exp(sin X)').highestHarmonic).toBeNull();
    expect(cellOf('1 / (2 + sin X)').highestHarmonic).toBeNull();
  });

  test('terms: cos^2 X is 1/2 + cos 2X / 2, and what goes beyond 2X has no short form', () => {
    expect(cellOf('cos(X)^2').harmonicForm!.terms).toEqual([
      { coefficient: 0.5, x: 0, y: 0, z: 0 },
      { coefficient: 0.5, x: 4, y: 0, z: 0 },
    ]);
    expect(cellOf('sin(X + Y)').harmonicForm!.terms).toEqual([
      { coefficient: 1, x: 1, y: 2, z: 0 },
      { coefficient: 1, x: 2, y: 1, z: 0 },
    ]);
    expect(cellOf('sin(X + Y)').harmonicForm!.isCyclic).toBe(false);
    expect(cellOf('cos(X)^3').harmonicForm).toBeNull();
    expect(cellOf('abs(sin X)').harmonicForm).toBeNull();
  });
});

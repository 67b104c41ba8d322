import { describe, expect, test } from 'vitest';
import { evenWallLaw, lawOf, tpmsLaw } from '../../src/lattice/law-of.ts';
import { densityAtLevel, levelOfDensity } from '../../src/lattice/relative-density.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';

const gyroid = UNIT_CELLS.gyroid!;

describe('the law of a sheet', () => {
  const law = tpmsLaw(gyroid, 'sheet');

  test('is that of its levels', () => {
    expect(law.levelOf(0.3, ['here'])).toBe(levelOfDensity(gyroid, 'sheet', 0.3));
    expect(law.densityAt(0.4)).toBe(densityAtLevel(gyroid, 'sheet', 0.4));
    expect(law.range.min).toBe(0);
  });

  test('takes the mean wall from the area of a gyroid, 3.0914 L^2 a cell: a tenth of a cell makes 0.309', () => {
    expect(law.wall!.densityOf(0.1)).toBeCloseTo(0.30914, 3);
    expect(law.wall!.of(0.30914)).toBeCloseTo(0.1, 4);
  });

  test('refuses at its place', () => {
    expect(() => law.levelOf(0.999, ['here'])).toThrow(
      expect.objectContaining({ code: 'density-out-of-reach', place: ['here', 'relativeDensity'] }),
    );
  });
});

test('a network has no wall', () => {
  expect(tpmsLaw(gyroid, 'network').wall).toBeNull();
  expect(tpmsLaw(gyroid, 'network').range.min).toBeGreaterThan(0.01);
});

describe('the law of even walls', () => {
  const law = evenWallLaw(gyroid, [1, 1, 1]);

  test('has thin walls of the same density as plain sheets have: wall times area', () => {
    const thin = law.wall!.densityOf(0.02);
    expect(thin / (0.02 * gyroid.areaPerCellSquare)).toBeCloseTo(1, 2);
    expect(law.wall!.of(thin)).toBeCloseTo(0.02, 4);
  });

  test('a wall of w over the cell is the level pi w', () => {
    expect(law.wall!.densityOf(0.1)).toBe(law.densityAt(Math.PI * 0.1));
    expect(law.levelOf(law.densityAt(0.3), [])).toBeCloseTo(0.3, 4);
  });

  test('of a cell stretched to twice its height: less density for the same wall, as its area grows less than its volume', () => {
    const stretched = evenWallLaw(gyroid, [1, 1, 0.5]);
    const share = stretched.wall!.densityOf(0.02) / law.wall!.densityOf(0.02);
    // Area over volume of the stretched cell: the mean of |(nx, ny, nz / 2)| over its normals, between 1/2 and 1.
    expect(share).toBeGreaterThan(0.8);
    expect(share).toBeLessThan(0.9);
  });
});

test('the law of a cell is that of its phase; only sheets are made even', () => {
  const levels = (...args: Parameters<typeof lawOf>) => lawOf(...args).levelOf(0.3, []);
  expect(levels(gyroid, 'sheet', null)).toBe(tpmsLaw(gyroid, 'sheet').levelOf(0.3, []));
  expect(levels(gyroid, 'network', [1, 1, 1])).toBe(tpmsLaw(gyroid, 'network').levelOf(0.3, []));
  expect(levels(gyroid, 'sheet', [1, 1, 1])).toBe(evenWallLaw(gyroid, [1, 1, 1]).levelOf(0.3, []));
});

import { describe, expect, test } from 'vitest';
import type { Field, SolidBand } from '../../src/core/field.ts';
import { asBuilt } from '../../src/lattice/as-built.ts';
import { compensatedField, inclinationDeg } from '../../src/lattice/compensated-field.ts';
import { planeOf } from '../support/plane-of.ts';

/** 0.1 mm on surfaces that lie flat, 0.02 mm on upright ones. */
const GROWTH = { excessMm: Float64Array.of(0, 0.1, 90, 0.02), leastWallMm: 0.12 };
const WALL: SolidBand = { from: -0.2, to: 0.2 };
const GRID = { x0Mm: -1, y0Mm: -1, stepMm: 0.1, nx: 21, ny: 21 };

const fieldOf = (f: (x: number, y: number, z: number) => number): Field => ({
  plane: (zMm, grid) => planeOf(grid, (x, y) => f(x, y, zMm)),
});

/** The thickness of what is solid along a line through the origin, by bisection on both sides. */
function thickness(field: Field, band: SolidBand, [dx, dy, dz]: readonly [number, number, number]): number {
  const isSolid = (t: number) => {
    const g = field.plane(t * dz, GRID, null).valueAt(t * dx, t * dy);
    return (band.to === null || g < band.to) && (band.from === null || g >= band.from);
  };
  const end = (sign: number) => {
    let [inside, outside] = [0, sign * 0.9];
    for (let n = 0; n < 40; n++) {
      const middle = 0.5 * (inside + outside);
      if (isSolid(middle)) inside = middle;
      else outside = middle;
    }
    return Math.abs(inside);
  };
  return end(1) + end(-1);
}

describe('a wall is thinner by the excess of its inclination', () => {
  for (const [name, normal, excess] of [
    ['a flat one by all of that', [0, 0, 1], 0.1],
    ['an upright one by little', [1, 0, 0], 0.02],
    ['one at 45 degrees by the middle', [Math.SQRT1_2, 0, Math.SQRT1_2], 0.06],
  ] as const) {
    test(name, () => {
      const plane = fieldOf((x, y, z) => x * normal[0] + y * normal[1] + z * normal[2]);
      const thin = compensatedField(() => plane, WALL, null, GROWTH);
      expect(thickness(plane, WALL, normal)).toBeCloseTo(0.4, 9);
      expect(thickness(thin, WALL, normal)).toBeCloseTo(0.4 - excess, 6);
    });
  }

  test('the same whatever the values of the field are', () => {
    const steep = fieldOf((_x, _y, z) => 7 * z);
    const thin = compensatedField(() => steep, { from: -1.4, to: 1.4 }, null, GROWTH);
    expect(thickness(thin, { from: -1.4, to: 1.4 }, [0, 0, 1])).toBeCloseTo(0.3, 6);
  });

  test('not below the narrowest track, and a wall below that is left alone', () => {
    const plane = fieldOf((_x, _y, z) => z);
    const thinned = (half: number) => {
      const band = { from: -half, to: half };
      return thickness(
        compensatedField(() => plane, band, null, GROWTH),
        band,
        [0, 0, 1],
      );
    };
    expect(thinned(0.1)).toBeCloseTo(0.12, 6);
    expect(thinned(0.05)).toBeCloseTo(0.1, 6);
  });

  test('a round strut along x loses its excess below and above, and little at its sides', () => {
    const axis = fieldOf((_x, y, z) => Math.sqrt(y * y + z * z));
    const band = { from: null, to: 0.2 };
    const thin = compensatedField(() => axis, band, 0.4, GROWTH);
    expect(thickness(thin, band, [0, 0, 1])).toBeCloseTo(0.3, 5);
    expect(thickness(thin, band, [0, 1, 0])).toBeCloseTo(0.38, 5);
    const fine = { from: null, to: 0.08 };
    expect(
      thickness(
        compensatedField(() => axis, fine, 0.16, GROWTH),
        fine,
        [0, 0, 1],
      ),
    ).toBeCloseTo(0.12, 5);
  });

  test('a thick network moves each face by half of the excess, one of which nobody knows the thickness stays', () => {
    const half = fieldOf((_x, _y, z) => Math.abs(z) - 0.2);
    const band = { from: null, to: 0 };
    expect(
      thickness(
        compensatedField(() => half, band, 5, GROWTH),
        band,
        [0, 0, 1],
      ),
    ).toBeCloseTo(0.3, 6);
    expect(
      thickness(
        compensatedField(() => half, band, null, GROWTH),
        band,
        [0, 0, 1],
      ),
    ).toBeCloseTo(0.4, 6);
  });

  test('void stays void, and rows hold what nodes do', () => {
    const wave = fieldOf((x, y, z) => Math.sin(4 * x) + Math.cos(3 * y) + z);
    const thin = compensatedField(() => wave, WALL, null, GROWTH).plane(0.1, GRID, null);
    const plain = wave.plane(0.1, GRID, null);
    const row = new Float64Array(GRID.nx);
    let solid = 0;
    for (let j = 0; j < GRID.ny; j++) {
      thin.row(j, row);
      for (let i = 0; i < GRID.nx; i++) {
        expect(row[i]).toBe(thin.nodeAt(i, j));
        const before = plain.nodeAt(i, j);
        if (Math.abs(before) >= 0.2) expect(row[i]).toBe(before);
        else if (Math.abs(before) > 1e-12) {
          // Where the wave is steep its wall is below the narrowest track and stays.
          expect(Math.abs(row[i]!)).toBeGreaterThanOrEqual(Math.abs(before));
          if (Math.abs(row[i]!) > Math.abs(before)) solid++;
        }
      }
    }
    expect(solid).toBeGreaterThan(10);
  });
});

test('the inclination of a surface is the angle to the plate', () => {
  expect(inclinationDeg(1)).toBe(0);
  expect(inclinationDeg(0)).toBe(90);
  expect(inclinationDeg(Math.SQRT1_2)).toBeCloseTo(45, 12);
});

describe('what a wall is asked, in the file and when built', () => {
  const plane = () => fieldOf((_x, _y, z) => z - 0.5);
  const box = [0, 0, 0, 1, 1, 1] as const;

  test('a flat one of 0.4 in a box of 1 is 0.3 in the file and 0.4 again when built', () => {
    const shares = asBuilt(plane, WALL, null, GROWTH, box);
    expect(shares.asked).toBeCloseTo(0.4, 1);
    expect(Math.abs(shares.asked - 0.4)).toBeLessThan(0.02);
    expect(Math.abs(shares.inFile - 0.3)).toBeLessThan(0.02);
    expect(shares.expected).toBe(shares.asked);
    expect(shares.limited).toBe(0);
  });

  test('one that the track keeps thick is thicker when built than asked', () => {
    const band = { from: -0.1, to: 0.1 };
    const shares = asBuilt(plane, band, null, GROWTH, box);
    expect(Math.abs(shares.inFile - 0.12)).toBeLessThan(0.02);
    // 0.12 in the file and 0.1 of growth.
    expect(Math.abs(shares.expected - 0.22)).toBeLessThan(0.02);
    expect(shares.limited).toBe(1);
  });
});

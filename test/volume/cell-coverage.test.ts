import { areaD, FillRule, intersectD } from 'clipper2-ts';
import { describe, expect, test } from 'vitest';
import { addCoverage, type CellGrid } from '../../src/volume/cell-coverage.ts';

function cover(loops: readonly Float64Array[], grid: CellGrid): Float64Array {
  const out = new Float64Array(grid.nx * grid.ny);
  addCoverage(loops, grid, out);
  return out;
}

function total(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}

const GRID: CellGrid = { x0Mm: 0, y0Mm: 0, edgeMm: 2, nx: 3, ny: 2 };

/** A star around a centre: it does not cross itself. */
function star(seed: number, cx: number, cy: number, points: number): Float64Array {
  let state = seed;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const xy = new Float64Array(2 * points);
  for (let k = 0; k < points; k++) {
    const angle = (2 * Math.PI * k) / points;
    const radius = 0.3 + 4 * next();
    xy[2 * k] = cx + radius * Math.cos(angle);
    xy[2 * k + 1] = cy + radius * Math.sin(angle);
  }
  return xy;
}

describe('area of loops in each cell', () => {
  test('a 1 mm square in the middle of one cell covers that cell by 1 mm2 and no other', () => {
    const square = Float64Array.of(2.5, 0.5, 3.5, 0.5, 3.5, 1.5, 2.5, 1.5);
    expect([...cover([square], GRID)]).toEqual([0, 1, 0, 0, 0, 0]);
  });

  test('a square over four cells gives each its quarter', () => {
    const square = Float64Array.of(1, 1, 3, 1, 3, 3, 1, 3);
    expect([...cover([square], GRID)]).toEqual([1, 1, 0, 1, 1, 0]);
  });

  test('a hole is taken away', () => {
    const outer = Float64Array.of(0, 0, 2, 0, 2, 2, 0, 2);
    const hole = Float64Array.of(0.5, 0.5, 0.5, 1.5, 1.5, 1.5, 1.5, 0.5);
    expect(cover([outer, hole], GRID)[0]).toBeCloseTo(3, 12);
  });

  test('a right triangle is cut along its slope', () => {
    const triangle = Float64Array.of(0, 0, 4, 0, 0, 4);
    const got = cover([triangle], GRID);
    expect(got[0]).toBeCloseTo(4, 12);
    expect(got[1]).toBeCloseTo(2, 12);
    expect(got[3]).toBeCloseTo(2, 12);
    expect(got[4]).toBeCloseTo(0, 12);
  });

  test('what lies beyond the grid on any side adds nothing', () => {
    const far = Float64Array.of(-50, -50, 60, -50, 60, 70, -50, 70);
    const got = cover([far], GRID);
    for (const area of got) expect(area).toBeCloseTo(4, 11);
    const left = Float64Array.of(-5, 0.5, -1, 0.5, -1, 1, -5, 1);
    const right = Float64Array.of(7, 0.5, 9, 0.5, 9, 1, 7, 1);
    expect(total(cover([left, right], GRID))).toBeCloseTo(0, 12);
  });

  test('a circle of 3600 corners on 100 cells sums to the area of the polygon, and a full inner cell is full', () => {
    const n = 3600;
    const xy = new Float64Array(2 * n);
    for (let k = 0; k < n; k++) {
      xy[2 * k] = 5 + 4.3 * Math.cos((2 * Math.PI * k) / n);
      xy[2 * k + 1] = 5 + 4.3 * Math.sin((2 * Math.PI * k) / n);
    }
    const got = cover([xy], { x0Mm: 0, y0Mm: 0, edgeMm: 1, nx: 10, ny: 10 });
    expect(total(got)).toBeCloseTo(0.5 * n * 4.3 * 4.3 * Math.sin((2 * Math.PI) / n), 9);
    expect(got[44]).toBeCloseTo(1, 12);
    expect(got[0]).toBeCloseTo(0, 12);
  });

  test('25 random stars agree in every cell with clipper2 (an independent program)', () => {
    const grid: CellGrid = { x0Mm: -3.7, y0Mm: -2.9, edgeMm: 0.93, nx: 8, ny: 7 };
    for (let seed = 1; seed <= 25; seed++) {
      const xy = star(seed * 7919, 0.3, 0.2, 5 + seed);
      const got = cover([xy], grid);
      const path = Array.from({ length: xy.length / 2 }, (_, k) => ({ x: xy[2 * k]!, y: xy[2 * k + 1]! }));
      for (let j = 0; j < grid.ny; j++) {
        for (let i = 0; i < grid.nx; i++) {
          const x = grid.x0Mm + i * grid.edgeMm;
          const y = grid.y0Mm + j * grid.edgeMm;
          const cell = [
            { x, y },
            { x: x + grid.edgeMm, y },
            { x: x + grid.edgeMm, y: y + grid.edgeMm },
            { x, y: y + grid.edgeMm },
          ];
          const shared = intersectD([path], [cell], FillRule.Positive, 7).reduce((sum, p) => sum + areaD(p), 0);
          expect(Math.abs(got[j * grid.nx + i]! - shared)).toBeLessThan(2e-6);
        }
      }
    }
  });
});

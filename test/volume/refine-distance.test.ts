import { describe, expect, test } from 'vitest';
import { squaredDistances } from '../../src/volume/distance-transform.ts';
import { refineDistances } from '../../src/volume/refine-distance.ts';
import { type CellSampler, gridOfCell, NODE_PHASE } from '../../src/volume/sample-grid.ts';
import { gridIndex } from '../../src/volume/surface-grid.ts';

const wrapped = (u: number): number => u - Math.round(u);

/** Errors in voxels of the distances of a cell whose field is the signed distance itself. */
function errors(distance: CellSampler, n: number): { worst: number; mean: number; raw: number; signs: number } {
  const grid = gridOfCell(distance, n);
  const squared = new Float32Array(n ** 3);
  const scratch = new Float32Array(n ** 3);
  squaredDistances(grid, squared, scratch);
  const raw = squared.slice();
  const signed = refineDistances(grid, gridIndex(grid), squared, scratch);
  const found = { worst: 0, mean: 0, raw: 0, signs: 0 };
  for (let k = 0, p = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++, p++) {
        const d = n * distance((i + NODE_PHASE[0]) / n, (j + NODE_PHASE[1]) / n, (k + NODE_PHASE[2]) / n);
        const off = Math.abs(signed[p]! - d);
        found.worst = Math.max(found.worst, off);
        found.mean += off / n ** 3;
        found.raw += (Math.sqrt(raw[p]!) - Math.abs(d)) / n ** 3;
        if (Math.abs(d) > 0.01 && signed[p]! > 0 !== d > 0) found.signs++;
      }
    }
  }
  return found;
}

describe('signed distance from the surface', () => {
  test('walls across x are exact to the steps of a cut', () => {
    const { worst } = errors((u) => 0.1 - Math.abs(wrapped(u - 0.37)), 24);
    expect(worst).toBeLessThan(0.005);
  });

  test.each([
    ['(1 1 0)', 1, 1, 0],
    ['(1 1 1)', 1, 1, 1],
    ['(3 2 1)', 3, 2, 1],
  ])('walls across %s are within 0.06 voxels, the distances to cuts alone were off by more', (_, a, b, c) => {
    const norm = Math.sqrt(a * a + b * b + c * c);
    const found = errors((u, v, w) => 0.25 / norm - Math.abs(wrapped(a * u + b * v + c * w - 0.37)) / norm, 32);
    expect(found.worst).toBeLessThan(0.06);
    expect(found.mean).toBeLessThan(0.025);
    expect(found.raw).toBeGreaterThan(found.mean);
    expect(found.signs).toBe(0);
  });

  test('a ball of 9.6 voxels: 0.03 voxels in the mean, nowhere more than 0.3', () => {
    const ball: CellSampler = (u, v, w) =>
      0.3 - Math.sqrt(wrapped(u - 0.41) ** 2 + wrapped(v - 0.23) ** 2 + wrapped(w - 0.77) ** 2);
    const found = errors(ball, 32);
    expect(found.mean).toBeLessThan(0.03);
    expect(found.worst).toBeLessThan(0.3);
    expect(found.signs).toBe(0);
  });
});

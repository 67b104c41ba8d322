import { describe, expect, test } from 'vitest';
import { distanceSlope } from '../../src/volume/distance-slope.ts';
import { keptSlopes } from '../../src/volume/kept-slopes.ts';
import { emptyGrid, gridIndex } from '../../src/volume/surface-grid.ts';

/** Numbers without a pattern, the same in each run (Lehmer 1951). */
function scattered(count: number): Float32Array {
  const values = new Float32Array(count);
  for (let i = 0, state = 1; i < count; i++) {
    state = (48271 * state) % 2147483647;
    values[i] = state / 1073741823 - 1;
  }
  return values;
}

describe('slopes that are kept', () => {
  test.each([true, false])(
    'are those of the distance for every node, phase and order of asking (periodic: %s)',
    (periodic) => {
      const [nx, ny, nz] = [5, 4, 6];
      const grid = emptyGrid([nx, ny, nz], 0.1, [0, 0, 0], periodic);
      const index = gridIndex(grid);
      const signed = scattered(nx * ny * nz);
      const slopeAt = distanceSlope(grid, index, signed);
      const { values, at } = keptSlopes(grid, index, signed);
      const expected = new Float64Array(3);
      // Upward, then downward: planes are forgotten and asked for again. One node beyond each side, too.
      for (const order of [1, -1]) {
        for (let n = 0; n < nz + 2; n++) {
          const k = order > 0 ? n - 1 : nz - n;
          for (let j = -1; j <= ny; j++) {
            for (let i = -1; i <= nx; i++) {
              for (const sign of [1, -1]) {
                slopeAt(i, j, k, sign, expected);
                const from = at(i, j, k, sign);
                expect([...values.subarray(from, from + 3)]).toEqual([...expected]);
              }
            }
          }
        }
      }
    },
  );
});

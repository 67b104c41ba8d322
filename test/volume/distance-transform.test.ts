import { describe, expect, test } from 'vitest';
import { squaredDistances } from '../../src/volume/distance-transform.ts';
import { FAR } from '../../src/volume/row-envelope.ts';
import { cutCode, cutShare, emptyGrid, type SurfaceGrid } from '../../src/volume/surface-grid.ts';

/** A grid with cuts strewn over its edges by a small congruential generator. */
function strewn(nodes: readonly [number, number, number], seed: number, share: number, periodic: boolean): SurfaceGrid {
  const grid = emptyGrid(nodes, 1, [0, 0, 0], periodic);
  let state = seed;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  for (const cut of grid.cuts) for (let p = 0; p < cut.length; p++) if (next() < share) cut[p] = cutCode(next());
  return grid;
}

/** Every cut as a point in voxels. */
function cutPoints({ nx, ny, cuts }: SurfaceGrid): [number, number, number][] {
  const points: [number, number, number][] = [];
  for (let axis = 0; axis < 3; axis++) {
    cuts[axis]!.forEach((code, p) => {
      if (code === 0) return;
      const at: [number, number, number] = [p % nx, Math.floor(p / nx) % ny, Math.floor(p / (nx * ny))];
      at[axis]! += cutShare(code);
      points.push(at);
    });
  }
  return points;
}

/** Squared distances by looking at every cut from every node, in a periodic grid at its 27 images. */
function bruteForce(grid: SurfaceGrid): number[] {
  const { nx, ny, nz, periodic } = grid;
  const points = cutPoints(grid);
  const shifts = periodic ? [-1, 0, 1] : [0];
  const out: number[] = [];
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        let least = FAR;
        for (const [x, y, z] of points) {
          for (const a of shifts) {
            for (const b of shifts) {
              for (const c of shifts) {
                least = Math.min(least, (x + a * nx - i) ** 2 + (y + b * ny - j) ** 2 + (z + c * nz - k) ** 2);
              }
            }
          }
        }
        out.push(least);
      }
    }
  }
  return out;
}

function transformed(grid: SurfaceGrid): Float32Array {
  const out = new Float32Array(grid.flags.length);
  squaredDistances(grid, out, new Float32Array(grid.flags.length));
  return out;
}

describe('distance of nodes to the cuts of the surface', () => {
  test.each([
    [[7, 5, 6], 1, 0.05, false],
    [[7, 5, 6], 2, 0.3, false],
    [[12, 9, 4], 3, 0.01, false],
    [[1, 9, 8], 4, 0.1, false],
    [[6, 7, 5], 5, 0.02, true],
    [[8, 5, 9], 6, 0.004, true],
    [[4, 4, 4], 7, 0.4, true],
  ] as const)(
    '%j nodes, seed %i, %f of the edges cut, periodic %s: the same as looking at every cut',
    (nodes, seed, share, periodic) => {
      const grid = strewn(nodes, seed, share, periodic);
      const expected = bruteForce(grid);
      const got = transformed(grid);
      expect(expected.some((d) => d < FAR)).toBe(true);
      // Squares are kept in 32 bits between the passes.
      for (const [p, d] of expected.entries()) expect(Math.abs(got[p]! - d)).toBeLessThanOrEqual(1e-5 * Math.max(1, d));
    },
  );

  test('without a cut every node is far', () => {
    expect(new Set(transformed(emptyGrid([4, 3, 5], 1, [0, 0, 0], false)))).toEqual(new Set([Math.fround(FAR)]));
  });
});

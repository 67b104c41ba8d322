/** A periodic cell as a surface grid: the sign of a field at the nodes, its roots along the edges. */
import { cutCode, emptyGrid, REGION, SOLID, type SurfaceGrid } from './surface-grid.ts';

/** Value of a field with period 1 at a point in cells: above 0 in solid, continuous. */
export type CellSampler = (u: number, v: number, w: number) => number;

/**
 * Where the first node lies, in voxels. Nodes that fit the symmetry of a cell see all its planes at the same place and count
 * with a bias; these shares (fractional parts of square roots) keep them apart.
 */
export const NODE_PHASE: readonly [number, number, number] = [0.4142135623730951, 0.7320508075688772, 0.23606797749979];

const ROOT_STEPS = 8;

/** Returns n x n x n nodes of one cell of edge 1 (mm stands for cells); every node belongs to the region. */
export function gridOfCell(sampler: CellSampler, n: number): SurfaceGrid {
  const [px, py, pz] = NODE_PHASE;
  const grid = emptyGrid([n, n, n], 1 / n, [px / n, py / n, pz / n], true);
  const { flags, cuts } = grid;
  const values = new Float64Array(n * n * n);
  for (let k = 0, p = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++, p++) {
        const value = sampler((i + px) / n, (j + py) / n, (k + pz) / n);
        values[p] = value;
        flags[p] = value > 0 ? SOLID | REGION : REGION;
      }
    }
  }
  const strides = [1, n, n * n] as const;
  for (let k = 0, p = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++, p++) {
        const at = [i, j, k];
        for (let axis = 0; axis < 3; axis++) {
          const q = at[axis]! === n - 1 ? p - (n - 1) * strides[axis]! : p + strides[axis]!;
          const a = values[p]!;
          const b = values[q]!;
          if (a > 0 === b > 0) continue;
          const along = (s: number): number =>
            sampler(
              (i + px + (axis === 0 ? s : 0)) / n,
              (j + py + (axis === 1 ? s : 0)) / n,
              (k + pz + (axis === 2 ? s : 0)) / n,
            );
          cuts[axis]![p] = cutCode(rootBetween(along, a, b));
        }
      }
    }
  }
  return grid;
}

/** Root of a function between 0 and 1 where it has values of two signs (Illinois: a guarded secant). */
function rootBetween(f: (s: number) => number, f0: number, f1: number): number {
  let [a, b, fa, fb] = [0, 1, f0, f1];
  let s = 0;
  for (let step = 0; step < ROOT_STEPS; step++) {
    s = (a * fb - b * fa) / (fb - fa);
    const fs = f(s);
    if (fs === 0) return s;
    if (fs > 0 === fb > 0) fa *= 0.5;
    else {
      a = b;
      fa = fb;
    }
    b = s;
    fb = fs;
  }
  return s;
}

/** Homogenisation once more, with a full matrix and elimination, for cells of a few voxels. */
import { brickStiffness } from './brick-stiffness.ts';

/** Voigt stiffness of a periodic cell whose voxels have the given factors on Young's modulus, all above 0. */
export function denseHomogenisation(n: number, factor: Float64Array, youngs: number, poisson: number): number[] {
  const brick = brickStiffness(youngs, poisson);
  const size = 3 * n * n * n;
  const matrix = Array.from({ length: size }, () => new Array<number>(size + 6).fill(0));
  const stretched = unitStretches();
  const places: number[][] = [];
  for (let e = 0; e < n * n * n; e++) {
    const [i, j, k] = [e % n, Math.floor(e / n) % n, Math.floor(e / (n * n))];
    const at: number[] = [];
    for (let c = 0; c < 8; c++) {
      const node = (((k + (c >> 2)) % n) * n + ((j + ((c >> 1) & 1)) % n)) * n + ((i + (c & 1)) % n);
      at.push(3 * node, 3 * node + 1, 3 * node + 2);
    }
    places.push(at);
    for (let r = 0; r < 24; r++) {
      for (let s = 0; s < 24; s++) {
        const value = factor[e]! * brick[r]![s]!;
        matrix[at[r]!]![at[s]!]! += value;
        for (let load = 0; load < 6; load++) matrix[at[r]!]![size + load]! += value * stretched[load]![s]!;
      }
    }
  }
  for (let d = 0; d < 3; d++) {
    matrix[d]!.fill(0);
    matrix[d]![d] = 1;
  }
  eliminate(matrix, size);
  const stiffness = new Array<number>(36).fill(0);
  for (let e = 0; e < places.length; e++) {
    for (let a = 0; a < 6; a++) {
      for (let b = 0; b < 6; b++) {
        for (let r = 0; r < 24; r++) {
          for (let s = 0; s < 24; s++) {
            const left = stretched[a]![r]! - matrix[places[e]![r]!]![size + a]!;
            const right = stretched[b]![s]! - matrix[places[e]![s]!]![size + b]!;
            stiffness[6 * a + b]! += (left * factor[e]! * brick[r]![s]! * right) / (n * n * n);
          }
        }
      }
    }
  }
  return stiffness;
}

/** Displacements of a brick's corners at each unit strain. */
function unitStretches(): number[][] {
  const of = (move: (x: number, y: number, z: number) => number[]) =>
    Array.from({ length: 8 }, (_, c) => move(c & 1, (c >> 1) & 1, c >> 2)).flat();
  return [
    of((x) => [x, 0, 0]),
    of((_, y) => [0, y, 0]),
    of((_, _y, z) => [0, 0, z]),
    of((_, y, z) => [0, z / 2, y / 2]),
    of((x, _, z) => [z / 2, 0, x / 2]),
    of((x, y) => [y / 2, x / 2, 0]),
  ];
}

/** Gauss and Jordan with pivots; the last six columns become the solutions. */
function eliminate(matrix: number[][], size: number): void {
  for (let p = 0; p < size; p++) {
    let best = p;
    for (let r = p; r < size; r++) if (Math.abs(matrix[r]![p]!) > Math.abs(matrix[best]![p]!)) best = r;
    [matrix[p], matrix[best]] = [matrix[best]!, matrix[p]!];
    const pivot = matrix[p]!;
    const inverse = 1 / pivot[p]!;
    for (let c = p; c < pivot.length; c++) pivot[c]! *= inverse;
    for (let r = 0; r < size; r++) {
      const times = matrix[r]![p]!;
      if (r === p || times === 0) continue;
      for (let c = p; c < pivot.length; c++) matrix[r]![c]! -= times * pivot[c]!;
    }
  }
}

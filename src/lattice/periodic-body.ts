/** Whether what a periodic grid shows hangs together from cell to cell. */

/** The 14 neighbours of Freudenthal's division into tetrahedra, half of them: solid and void are judged alike. */
const STEPS = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 1, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 1],
] as const;

/**
 * Tells whether one body of the nodes for which `isIn` holds passes through the cell in all three directions: its copies in all
 * cells are then joined. `values` has n^3 nodes of one period, x fastest.
 */
export function periodicBody(values: Float64Array, n: number, isIn: (value: number) => boolean): boolean {
  const parent = new Int32Array(values.length).fill(-1);
  /** Cells by which a node stands off its parent. */
  const offset = new Int8Array(3 * values.length);
  /** Of a root: independent vectors, in cells, by which its body meets itself. */
  const bases = new Map<number, number[][]>();
  for (let node = 0; node < values.length; node++) if (isIn(values[node]!)) parent[node] = node;
  const at = new Int32Array(3);
  const bt = new Int32Array(3);
  for (let node = 0; node < values.length; node++) {
    if (parent[node]! < 0) continue;
    const i = node % n;
    const j = Math.floor(node / n) % n;
    const k = Math.floor(node / (n * n));
    for (const [di, dj, dk] of STEPS) {
      const wi = i + di === n ? 1 : 0;
      const wj = j + dj === n ? 1 : 0;
      const wk = k + dk === n ? 1 : 0;
      const other = ((k + dk - wk * n) * n + (j + dj - wj * n)) * n + (i + di - wi * n);
      if (parent[other]! < 0) continue;
      const a = find(node, at);
      const b = find(other, bt);
      // Cells from root a to root b when the edge is walked.
      const sx = at[0]! + wi - bt[0]!;
      const sy = at[1]! + wj - bt[1]!;
      const sz = at[2]! + wk - bt[2]!;
      if (a === b) {
        if (sx === 0 && sy === 0 && sz === 0) continue;
        if (widen(a, [[sx, sy, sz]]) === 3) return true;
        continue;
      }
      parent[b] = a;
      offset[3 * b] = sx;
      offset[3 * b + 1] = sy;
      offset[3 * b + 2] = sz;
      if (widen(a, bases.get(b) ?? []) === 3) return true;
    }
  }
  return false;

  /** Adds the vectors that are independent of a root's own; returns how many it has. */
  function widen(root: number, vectors: readonly number[][]): number {
    const basis = bases.get(root) ?? [];
    for (const vector of vectors) if (isIndependent(basis, vector)) basis.push(vector);
    if (basis.length > 0) bases.set(root, basis);
    return basis.length;
  }

  /** Returns the root and writes the cells between; halves the path on its way. */
  function find(node: number, out: Int32Array): number {
    out.fill(0);
    let at = node;
    while (parent[at] !== at) {
      const up = parent[at]!;
      if (parent[up] !== up) {
        for (let x = 0; x < 3; x++) offset[3 * at + x]! += offset[3 * up + x]!;
        parent[at] = parent[up]!;
      }
      for (let x = 0; x < 3; x++) out[x]! += offset[3 * at + x]!;
      at = parent[at]!;
    }
    return at;
  }
}

function isIndependent(basis: readonly number[][], [x, y, z]: readonly number[]): boolean {
  const [p, q, r] = basis;
  if (r !== undefined) return false;
  if (p === undefined) return true;
  const [px, py, pz] = p as [number, number, number];
  const cross = [py * z! - pz * y!, pz * x! - px * z!, px * y! - py * x!];
  if (q === undefined) return cross.some((value) => value !== 0);
  return cross[0]! * q[0]! + cross[1]! * q[1]! + cross[2]! * q[2]! !== 0;
}

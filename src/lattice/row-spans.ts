/** Where rows along x run inside a closed mesh: exact ends, found from the triangles. */
import type { TriangleMesh } from '../core/mesh.ts';
import { growableFloats, growableInts, pushFloat, pushInt } from '../geometry/growable.ts';

/** Rows along x: row k ny + j lies somewhere in the j-th of `ny` strips of y and the k-th of `nz` strips of z. */
export interface Rows {
  readonly ny: number;
  readonly nz: number;
  /** Where the first strips begin, and how wide all are. */
  readonly y0Mm: number;
  readonly z0Mm: number;
  readonly yStripMm: number;
  readonly zStripMm: number;
  /** y and z of each row. */
  readonly yzMm: Float64Array;
}

/** Parts of a line: from, to, from, to and so on, rising. */
export type Spans = readonly number[];

/** Returns a function that gives the spans of a row inside the mesh: where its triangles wind around it more than 0 times. */
export function rowSpans({ positions, triangles }: TriangleMesh, rows: Rows): (row: number) => Spans {
  const { ny, nz } = rows;
  const rowOf = growableInts(1024);
  const xMm = growableFloats(1024);
  const turnOf = growableInts(1024);
  const counts = new Int32Array(ny * nz + 1);
  for (let t = 0; t < triangles.length; t += 3) {
    meetRows(3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!);
  }
  for (let row = 0; row < ny * nz; row++) counts[row + 1]! += counts[row]!;
  const order = new Int32Array(rowOf.length);
  const next = counts.slice(0, ny * nz);
  for (let n = 0; n < rowOf.length; n++) order[next[rowOf.values[n]!]!++] = n;

  return (row) => {
    const met = Array.from(order.subarray(counts[row]!, counts[row + 1]!));
    met.sort((a, b) => xMm.values[a]! - xMm.values[b]!);
    const spans: number[] = [];
    let winding = 0;
    for (const n of met) {
      const before = winding;
      winding += turnOf.values[n]!;
      if (before > 0 !== winding > 0) spans.push(xMm.values[n]!);
    }
    // An open mesh may leave a row inside without an end.
    if (spans.length % 2 === 1) spans.pop();
    return spans;
  };

  function meetRows(a: number, b: number, c: number): void {
    const [lowY, highY] = rangeOf(1, a, b, c);
    const [lowZ, highZ] = rangeOf(2, a, b, c);
    const k0 = Math.max(0, Math.floor((lowZ - rows.z0Mm) / rows.zStripMm));
    const k1 = Math.min(nz - 1, Math.floor((highZ - rows.z0Mm) / rows.zStripMm));
    const j0 = Math.max(0, Math.floor((lowY - rows.y0Mm) / rows.yStripMm));
    const j1 = Math.min(ny - 1, Math.floor((highY - rows.y0Mm) / rows.yStripMm));
    for (let k = k0; k <= k1; k++) {
      for (let row = k * ny + j0; row <= k * ny + j1; row++) {
        const y = rows.yzMm[2 * row]!;
        const z = rows.yzMm[2 * row + 1]!;
        // Seen along x a triangle that turns left faces away: there the row leaves.
        const turn = sidePassed(a, b, y, z) + sidePassed(b, c, y, z) + sidePassed(c, a, y, z);
        if (turn === 0) continue;
        pushInt(rowOf, row);
        pushFloat(xMm, meetingX(a, b, c, y, z));
        pushInt(turnOf, -turn);
        counts[row + 1]!++;
      }
    }
  }

  function rangeOf(axis: number, a: number, b: number, c: number): [number, number] {
    const [p, q, r] = [positions[a + axis]!, positions[b + axis]!, positions[c + axis]!];
    return [Math.min(p, q, r), Math.max(p, q, r)];
  }

  /** 1 where a side rises past the row's height on its right, -1 where it falls; both triangles at a side decide alike. */
  function sidePassed(a: number, b: number, y: number, z: number): number {
    const aAbove = positions[a + 2]! >= z;
    const bAbove = positions[b + 2]! >= z;
    if (aAbove === bAbove) return 0;
    const low = aAbove ? b : a;
    const high = aAbove ? a : b;
    const [ly, lz] = [positions[low + 1]!, positions[low + 2]!];
    const cross = (positions[high + 1]! - ly) * (z - lz) - (positions[high + 2]! - lz) * (y - ly);
    if (!(cross > 0)) return 0;
    return bAbove ? 1 : -1;
  }

  function meetingX(a: number, b: number, c: number, y: number, z: number): number {
    const [ux, uy, uz] = [0, 1, 2].map((axis) => positions[b + axis]! - positions[a + axis]!) as [
      number,
      number,
      number,
    ];
    const [vx, vy, vz] = [0, 1, 2].map((axis) => positions[c + axis]! - positions[a + axis]!) as [
      number,
      number,
      number,
    ];
    const [py, pz] = [y - positions[a + 1]!, z - positions[a + 2]!];
    const area = uy * vz - uz * vy;
    const x = positions[a]! + ((py * vz - pz * vy) * ux + (uy * pz - uz * py) * vx) / area;
    const [least, most] = rangeOf(0, a, b, c);
    return x > least ? Math.min(x, most) : least;
  }
}

/** Returns what two sets of spans have in common. */
export function commonSpans(one: Spans, other: Spans): Spans {
  const out: number[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const from = Math.max(one[i]!, other[j]!);
    const to = Math.min(one[i + 1]!, other[j + 1]!);
    if (from < to) out.push(from, to);
    if (one[i + 1]! < other[j + 1]!) i += 2;
    else j += 2;
  }
  return out;
}

/** Returns the line less some spans. */
export function otherSpans(spans: Spans): Spans {
  return [-Infinity, ...spans, Infinity];
}

/** The levels between which solid and pores hang together, by a flood of a coarse periodic grid. */
import { describe, expect, test } from 'vitest';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { FORMULA } from './formulas.ts';

const N = 48;
/** How far off the level the flood looks, as a share of the range of f: the grid's own error is below. */
const MARGIN = 0.008;

/** f at the nodes of one cell. */
function nodeValues(id: string): Float64Array {
  const values = new Float64Array(N ** 3);
  const angle = (i: number) => (2 * Math.PI * i) / N;
  for (let n = 0; n < values.length; n++) {
    values[n] = FORMULA[id]!(angle(n % N), angle(Math.floor(n / N) % N), angle(Math.floor(n / N ** 2)));
  }
  return values;
}

const STEPS = [1, -1].flatMap((s) => [
  [s, 0, 0],
  [0, s, 0],
  [0, 0, s],
  [s, s, 0],
  [0, s, s],
  [s, 0, s],
  [s, s, s],
]) as [number, number, number][];

/** The bodies of the nodes that are in: of each whether its copies in all cells are one, or at least span all of space. */
function bodies(isIn: (n: number) => boolean): { nodes: number; volumeOfLoops: number }[] {
  const at = new Map<number, [number, number, number]>();
  const found = [];
  for (let seed = 0; seed < N ** 3; seed++) {
    if (at.has(seed) || !isIn(seed)) continue;
    at.set(seed, [0, 0, 0]);
    const queue = [seed];
    const loops = new Map<string, [number, number, number]>();
    for (let head = 0; head < queue.length; head++) {
      const n = queue[head]!;
      const home = at.get(n)!;
      const place = [n % N, Math.floor(n / N) % N, Math.floor(n / N ** 2)];
      for (const step of STEPS) {
        const there = place.map((i, axis) => i + step[axis]!);
        const cell = there.map((i, axis) => home[axis]! + Math.floor(i / N)) as [number, number, number];
        const [i, j, k] = there.map((x) => (x + N) % N) as [number, number, number];
        const m = i + N * (j + N * k);
        if (!isIn(m)) continue;
        const known = at.get(m);
        if (known === undefined) {
          at.set(m, cell);
          queue.push(m);
        } else {
          const loop = cell.map((x, axis) => x - known[axis]!) as [number, number, number];
          if (loop.some((x) => x !== 0)) loops.set(loop.join(), loop);
        }
      }
    }
    found.push({ nodes: queue.length, volumeOfLoops: leastVolume([...loops.values()]) });
  }
  return found;
}

/** Least volume, in cells, that three of the vectors span; 0 when none span any. One means that all copies are one. */
function leastVolume(loops: readonly [number, number, number][]): number {
  let least = 0;
  for (const a of loops) {
    for (const b of loops) {
      for (const c of loops) {
        const volume = Math.abs(
          a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]),
        );
        if (volume > 0 && (least === 0 || volume < least)) least = volume;
      }
    }
  }
  return least;
}

describe.each(Object.entries(UNIT_CELLS))('%s', (id, cell) => {
  const values = nodeValues(id);
  const off = MARGIN * (Math.max(...[...values.subarray(0)]) - Math.min(...[...values]));

  test('inside of its levels the solid is one body and every body of pores spans all of space', () => {
    for (const level of [cell.pinchBelow + off, 0.5 * (cell.pinchBelow + cell.pinchAbove), cell.pinchAbove - off]) {
      const solid = bodies((n) => values[n]! < level);
      expect(solid.map(({ volumeOfLoops }) => volumeOfLoops)).toEqual([1]);
      for (const pores of bodies((n) => values[n]! > level)) expect(pores.volumeOfLoops).toBe(1);
    }
  });

  test('outside of them one of the two is in pieces', () => {
    const below = bodies((n) => values[n]! < cell.pinchBelow - off);
    expect(below.length).toBeGreaterThan(0);
    expect(below.some(({ volumeOfLoops }) => volumeOfLoops === 0)).toBe(true);
    if (id === 'iwp') return; // Its pores narrow to the body diagonals, f = 3, and never close.
    const above = bodies((n) => values[n]! > cell.pinchAbove + off);
    expect(above.some(({ volumeOfLoops }) => volumeOfLoops === 0)).toBe(true);
  });
});

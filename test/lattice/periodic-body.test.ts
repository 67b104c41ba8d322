import { expect, test } from 'vitest';
import { periodicBody } from '../../src/lattice/periodic-body.ts';

const N = 12;

function passes(holds: (i: number, j: number, k: number) => boolean, n = N): boolean {
  const values = new Float64Array(n * n * n);
  for (let k = 0, at = 0; k < n; k++)
    for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) values[at++] = Number(holds(i, j, k));
  return periodicBody(values, n, (value) => value > 0.5);
}

const wrap = (d: number) => Math.min(((d % N) + N) % N, ((-d % N) + N) % N);
const near = (value: number, to: number) => wrap(value - to) <= 1;

test('all of the cell passes, nothing does not', () => {
  expect(passes(() => true)).toBe(true);
  expect(passes(() => false)).toBe(false);
});

test('a slab passes in two directions only, whichever way it lies', () => {
  expect(passes((i) => near(i, 5))).toBe(false);
  expect(passes((_, j) => near(j, 0))).toBe(false);
  expect(passes((_, __, k) => near(k, 11))).toBe(false);
});

test('a slanted slab, whose windings are (1, 1, 0) and (0, 0, 1), counts as two directions', () => {
  expect(passes((i, j) => near(i - j, 0))).toBe(false);
  expect(passes((i, j, k) => near(i - j + k, 3))).toBe(false);
});

test('two crossing slabs pass in all directions', () => {
  expect(passes((i, j) => near(i, 3) || near(j, 8))).toBe(true);
  expect(passes((i, j) => near(i - j, 0) || near(i + j, 0))).toBe(true);
});

test('one rod and two crossing rods do not pass; three that meet do, three that miss each other do not', () => {
  const along = {
    x: (_: number, j: number, k: number) => near(j, 3) && near(k, 3),
    y: (i: number, _: number, k: number) => near(i, 3) && near(k, 3),
    z: (i: number, j: number) => near(i, 3) && near(j, 3),
  };
  expect(passes(along.x)).toBe(false);
  expect(passes((i, j, k) => along.x(i, j, k) || along.y(i, j, k))).toBe(false);
  expect(passes((i, j, k) => along.x(i, j, k) || along.y(i, j, k) || along.z(i, j))).toBe(true);
  const apart = (i: number, j: number, k: number) =>
    (near(j, 1) && near(k, 1)) || (near(i, 5) && near(k, 5)) || (near(i, 9) && near(j, 9));
  expect(passes(apart)).toBe(false);
});

test('a ball inside the cell does not pass; what is left round it does', () => {
  const ball = (i: number, j: number, k: number) => (i - 6) ** 2 + (j - 6) ** 2 + (k - 6) ** 2 <= 20;
  expect(passes(ball)).toBe(false);
  expect(passes((i, j, k) => !ball(i, j, k))).toBe(true);
});

test('a ball over the corner of the cell hangs together with its pieces, and passes only when it meets its copies', () => {
  const ball = (r: number) => (i: number, j: number, k: number) => wrap(i) ** 2 + wrap(j) ** 2 + wrap(k) ** 2 <= r * r;
  expect(passes(ball(5))).toBe(false);
  expect(passes(ball(6))).toBe(true);
});

test('one staircase that winds through all three directions before it closes is one direction', () => {
  // The diagonal of the cube: one winding, (1, 1, 1).
  expect(passes((i, j, k) => near(i - j, 0) && near(j - k, 0))).toBe(false);
});

test('bodies that are found late and joined keep their windings', () => {
  // Three rods that meet nowhere but through a plug at the end of the order of nodes.
  const rods = (i: number, j: number, k: number) =>
    (j === 1 && k === 1) || (i === 5 && k === 5) || (i === 9 && j === 9);
  const bridge = (i: number, j: number, k: number) =>
    (j === 1 && k <= 5 && k >= 1 && i === 5) ||
    (i === 5 && j >= 1 && j <= 9 && k === 5) ||
    (j === 9 && k === 5 && i >= 5 && i <= 9);
  expect(passes(rods)).toBe(false);
  expect(passes((i, j, k) => rods(i, j, k) || bridge(i, j, k))).toBe(true);
});

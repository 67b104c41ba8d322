import { expect, test } from 'vitest';
import { type ShortestVector, shortestBeyond } from '../../../src/lattice/struts/half-spaces.ts';

const solve = (planes: readonly (readonly [number, number, number, number])[]) => {
  const out: ShortestVector = { x: 0, y: 0, z: 0, held: 0, first: 0, second: 0 };
  const normals = Float64Array.from(planes.flatMap((plane) => plane.slice(0, 3)));
  const found = shortestBeyond(normals, Float64Array.from(planes.map((p) => p[3])), planes.length, out);
  return found ? [out.x, out.y, out.z] : null;
};

test('nothing asked is the null vector, one plane its foot, two and three at right angles their corner', () => {
  expect(solve([])).toEqual([0, 0, 0]);
  expect(solve([[1, 0, 0, -1]])).toEqual([0, 0, 0]);
  expect(solve([[0, 1, 0, 2]])).toEqual([0, 2, 0]);
  expect(
    solve([
      [0, 1, 0, 2],
      [1, 0, 0, 3],
    ]),
  ).toEqual([3, 2, 0]);
  expect(
    solve([
      [0, 1, 0, 2],
      [1, 0, 0, 3],
      [0, 0, 1, 4],
    ]),
  ).toEqual([3, 2, 4]);
});

test('planes that face each other leave no room; parallel ones that agree do', () => {
  expect(
    solve([
      [1, 0, 0, 1],
      [-1, 0, 0, 1],
    ]),
  ).toBeNull();
  expect(
    solve([
      [1, 0, 0, 1],
      [-1, 0, 0, -3],
    ]),
  ).toEqual([1, 0, 0]);
  expect(
    solve([
      [1, 0, 0, 1],
      [1, 0, 0, 2],
    ]),
  ).toEqual([2, 0, 0]);
});

test('of random planes the vector is feasible, no feasible one found at random is shorter, and the order does not matter', () => {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  let solved = 0;
  for (let n = 0; n < 200; n++) {
    const planes = Array.from({ length: 6 }, () => {
      const v = [random() - 0.3, random() - 0.3, random() - 0.5];
      const size = Math.hypot(...v);
      return [v[0]! / size, v[1]! / size, v[2]! / size, random() - 0.3] as const;
    });
    const found = solve(planes);
    const turned = solve([...planes].reverse());
    expect(turned === null).toBe(found === null);
    if (found === null || turned === null) continue;
    solved++;
    for (let axis = 0; axis < 3; axis++) expect(turned[axis]).toBeCloseTo(found[axis]!, 9);
    const lacks = (p: readonly number[]) => planes.some(([x, y, z, b]) => x * p[0]! + y * p[1]! + z * p[2]! < b - 1e-9);
    expect(lacks(found)).toBe(false);
    const size = Math.hypot(...found);
    for (let k = 0; k < 300; k++) {
      const other = found.map((x) => 0.999 * x + (random() - 0.5) * 0.2 * size);
      if (Math.hypot(...other) < 0.9999 * size) expect(lacks(other)).toBe(true);
    }
  }
  expect(solved).toBeGreaterThan(100);
});

import { expect, test } from 'vitest';
import { triangulateLoop } from '../../../src/geometry/repair/triangulate-loop.ts';

const never = () => false;
/** The loop runs clockwise seen from above, as the rim of a hole in a floor that faces upward. */
const flat = (...corners: readonly (readonly [number, number])[]) =>
  Float64Array.from(corners.flatMap(([x, y]) => [x, y, 0]));
const upward = (corners: Float64Array) => corners.map((_, i) => (i % 3 === 2 ? 1 : 0));

test('a triangle is spanned by itself, against the direction of the loop', () => {
  const loop = flat([0, 0], [0, 1], [1, 0]);
  expect(triangulateLoop(loop, upward(loop), never)).toEqual({ triangles: [[2, 1, 0]], areaMm2: 0.5, fold: 0 });
});

test('an L is spanned within its outline: 3 of 3 mm2', () => {
  const loop = flat([0, 0], [0, 2], [1, 2], [1, 1], [2, 1], [2, 0]);
  const span = triangulateLoop(loop, upward(loop), never);
  expect(span?.triangles.length).toBe(4);
  expect(span?.areaMm2).toBeCloseTo(3, 12);
  expect(span?.fold).toBeCloseTo(0, 12);
});

test('corners on a straight side get no triangle without area', () => {
  const loop = flat([0, 0], [0, 1], [0, 2], [0, 3], [3, 3], [3, 0]);
  const span = triangulateLoop(loop, upward(loop), never);
  expect(span?.areaMm2).toBeCloseTo(9, 12);
  expect(span?.fold).toBeCloseTo(0, 12);
});

test('a loop on a line has nothing but triangles without area, and gets them', () => {
  const loop = flat([0, 0], [1, 0], [3, 0], [2, 0]);
  expect(triangulateLoop(loop, upward(loop), never)).toMatchObject({ areaMm2: 0, fold: 3 });
});

test('of two diagonals of the same area the one is taken that folds less', () => {
  // Two slopes that meet in a ridge from corner 1 to corner 3 go on beyond the rim.
  const loop = Float64Array.of(0, 0, 0, 0, 2, 1, 2, 2, 0, 2, 0, 1);
  const [slopeA, slopeB] = [
    [-2, -2, 4],
    [2, 2, 4],
  ].map((normal) => normal.map((v) => v / Math.sqrt(24)));
  const normals = Float64Array.from([slopeA, slopeB, slopeB, slopeA].flatMap((normal) => normal ?? []));
  const span = triangulateLoop(loop, normals, never);
  expect(span?.triangles).toEqual([
    [3, 1, 0],
    [3, 2, 1],
  ]);
  // The normals of the slopes have the product 8 / 24.
  expect(span?.fold).toBeCloseTo(1 - 8 / 24, 12);
});

test('a diagonal that the mesh has already as an edge is not used, and without another there is no span', () => {
  const loop = flat([0, 0], [0, 1], [1, 1], [1, 0]);
  const span = triangulateLoop(loop, upward(loop), (i, j) => i + j === 2);
  expect(span?.triangles).toEqual([
    [3, 1, 0],
    [3, 2, 1],
  ]);
  expect(triangulateLoop(loop, upward(loop), (i, j) => (i + j) % 2 === 0)).toBeNull();
});

test('a patch over a wall and a floor lies on both', () => {
  const loop = Float64Array.of(0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1);
  const [wall, floor] = [
    [-1, 0, 0],
    [0, 0, -1],
  ] as const;
  const normals = Float64Array.from([...wall, ...floor, ...floor, ...floor, ...wall, ...wall]);
  const span = triangulateLoop(loop, normals, never);
  expect(span?.areaMm2).toBeCloseTo(2, 12);
  expect(span?.fold).toBeCloseTo(1, 12);
});

import { expect, test } from 'vitest';
import { buildTriangleBvh } from '../../../src/geometry/triangle-bvh-build.ts';
import { placeScalar } from '../../../src/lattice/grading/place.ts';
import { sampleCloud } from '../../../src/lattice/grading/sample-cloud.ts';
import { boxMesh } from '../../geometry/solids.ts';

const R = Math.SQRT1_2;
const surface = buildTriangleBvh(boxMesh(0, 0, 0, 10, 8, 6));

test('along an axis of 45 degrees through (1, 2, 3) the point (5, 2, 7) lies 4 sqrt 2 on, and one behind counts down', () => {
  const along = placeScalar({ kind: 'along', originMm: [1, 2, 3], direction: [R, 0, R] });
  expect(along(5, 2, 7)).toBeCloseTo(4 * Math.SQRT2, 12);
  expect(along(5, 99, 7)).toBeCloseTo(4 * Math.SQRT2, 12);
  expect(along(0, 2, 2)).toBeCloseTo(-Math.SQRT2, 12);
});

test('a radius is the distance from an axis: 3, 4 off an upright one is 5 at any height', () => {
  const radius = placeScalar({ kind: 'radius', originMm: [1, 1, 0], direction: [0, 0, 1] });
  for (const z of [-7, 0, 42]) expect(radius(4, 5, z)).toBeCloseTo(5, 12);
  const slanted = placeScalar({ kind: 'radius', originMm: [0, 0, 0], direction: [R, R, 0] });
  expect(slanted(3, 3, 0)).toBeCloseTo(0, 7);
  expect(slanted(1, -1, 2)).toBeCloseTo(Math.sqrt(6), 12);
});

test('depth below the surface of a box is the least distance to its sides, 0 outside, and ends at the reach', () => {
  const depth = placeScalar({ kind: 'distance', surface, side: 'inside', reachMm: 2.5 });
  expect(depth(1, 4, 3)).toBeCloseTo(1, 12);
  expect(depth(9.5, 4, 3)).toBeCloseTo(0.5, 12);
  expect(depth(5, 4, 0.25)).toBeCloseTo(0.25, 12);
  expect(depth(5, 4, 3)).toBe(2.5);
  expect([depth(-1, 4, 3), depth(5, 4, 6.5)]).toEqual([0, 0]);
});

test('distance from a region is 0 inside of it, and round its edges and corners that to them', () => {
  const distance = placeScalar({ kind: 'distance', surface, side: 'outside', reachMm: 100 });
  expect(distance(5, 4, 3)).toBe(0);
  expect(distance(13, 4, 3)).toBeCloseTo(3, 12);
  expect(distance(13, 12, 3)).toBeCloseTo(5, 12);
  expect(distance(-2, -3, -6)).toBeCloseTo(7, 12);
  expect(placeScalar({ kind: 'distance', surface, side: 'outside', reachMm: 4 })(13, 12, 3)).toBe(4);
});

test('samples say their value', () => {
  const samples = sampleCloud(Float64Array.of(1, 2, 3, 0.35));
  expect(placeScalar({ kind: 'samples', samples })(7, 7, 7)).toBe(0.35);
});

import { describe, expect, test } from 'vitest';
import { aroundEdge, type EdgeFace, solidPairs } from '../../../src/geometry/repair/around-edge.ts';
import { randomFrom } from '../solids.ts';

/** Faces at an upright edge from vertex 0 to vertex 1: degrees round it and whether they run it upward. */
function facesAt(...places: readonly (readonly [number, boolean])[]) {
  const positions = [0, 0, 0, 0, 0, 2];
  const faces = places.map(([deg, forward], i): EdgeFace => {
    const turn = (deg * Math.PI) / 180;
    positions.push((1 + i) * Math.cos(turn), (1 + i) * Math.sin(turn), i - 1);
    return { side: i, apex: i + 2, forward };
  });
  return { positions: Float64Array.from(positions), faces };
}
const sidesOf = (faces: readonly EdgeFace[]) => faces.map(({ side }) => side);
const sorted = ({ positions, faces }: ReturnType<typeof facesAt>) => aroundEdge(positions, 0, 1, faces);

test('faces are sorted counter-clockwise from the first, in all four quarters', () => {
  const places = [0, 200, 100, 45, 300, 359, 170, 271].map((deg) => [deg, true] as const);
  expect(sidesOf(sorted(facesAt(...places)))).toEqual([0, 3, 2, 6, 1, 7, 4, 5]);
});

test('random faces are sorted as their angles are', () => {
  const random = randomFrom(5);
  const places = Array.from({ length: 50 }, (_, i) => [i === 0 ? 0 : 360 * random(), true] as const);
  const order = [...places.keys()].sort((i, j) => (places[i]![0] as number) - places[j]![0]);
  expect(sidesOf(sorted(facesAt(...places)))).toEqual(order);
});

test('of faces that lie on one another the forward one comes first, also just before a full turn', () => {
  expect(sidesOf(sorted(facesAt([0, false], [90, false], [90, true])))).toEqual([0, 2, 1]);
  expect(sidesOf(sorted(facesAt([0, false], [90, false], [360 - 1e-9, true])))).toEqual([2, 0, 1]);
});

describe('pairs bound solids: a backward face opens one, counter-clockwise, a forward face closes it', () => {
  const pairsOf = (...places: readonly (readonly [number, boolean])[]) => {
    const { pairs, left } = solidPairs(sorted(facesAt(...places)));
    return [pairs.map(([a, b]) => [a.side, b.side]), sidesOf(left)];
  };
  test('two wedges, from 0 to 90 and from 180 to 270 degrees', () => {
    expect(pairsOf([0, false], [90, true], [180, false], [270, true])).toEqual([
      [
        [0, 1],
        [2, 3],
      ],
      [],
    ]);
  });
  test('two wedges, one of them across the start', () => {
    expect(pairsOf([0, true], [90, false], [180, true], [270, false])).toEqual([
      [
        [1, 2],
        [3, 0],
      ],
      [],
    ]);
  });
  test('a wedge within a wedge', () => {
    expect(pairsOf([0, false], [45, false], [90, true], [180, true])).toEqual([
      [
        [1, 2],
        [0, 3],
      ],
      [],
    ]);
  });
  test('what finds no partner is left', () => {
    expect(pairsOf([0, false], [90, true], [180, true])).toEqual([[[0, 1]], [2]]);
    expect(pairsOf([0, false], [90, false], [180, false])).toEqual([[], [0, 1, 2]]);
  });
});

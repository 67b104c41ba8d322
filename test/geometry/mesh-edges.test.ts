import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { meshEdges, NO_EDGE } from '../../src/geometry/mesh-edges.ts';
import { meshOf, randomFrom } from './solids.ts';

/** Edges by a map of texts. */
function mapped({ triangles }: TriangleMesh): { readonly sides: number[]; readonly ends: number[] } {
  const known = new Map<string, number>();
  const sides: number[] = [];
  const ends: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [...triangles.subarray(t, t + 3)];
    for (let k = 0; k < 3; k++) {
      if (new Set(corners).size < 3) {
        sides.push(NO_EDGE);
        continue;
      }
      const pair = [corners[k]!, corners[(k + 1) % 3]!].sort((a, b) => a - b);
      const edge = known.get(pair.join()) ?? known.size;
      if (edge === known.size) ends.push(...pair);
      known.set(pair.join(), edge);
      sides.push(edge);
    }
  }
  return { sides, ends };
}

test('two triangles with a common side have five edges, numbered in the order of their first use', () => {
  const square = meshOf(
    [
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 0],
    ],
    [
      [3, 0, 2],
      [2, 0, 1],
    ],
  );
  const { sideEdges, edgeVertices } = meshEdges(square);
  expect([...sideEdges]).toEqual([0, 1, 2, 1, 3, 4]);
  expect([...edgeVertices]).toEqual([0, 3, 0, 2, 2, 3, 0, 1, 1, 2]);
});

test('a triangle that uses a vertex twice has no edges', () => {
  expect([...meshEdges(meshOf([], [[4, 4, 5]])).sideEdges]).toEqual([NO_EDGE, NO_EDGE, NO_EDGE]);
});

test('equal steps between vertices that lie any power of two apart are different edges', () => {
  for (const apart of [16, 32, 64, 1024]) {
    const triangles = Uint32Array.of(0, 1, 2, apart, apart + 1, apart + 2);
    const mesh = { positions: new Float64Array(3 * (apart + 3)), triangles };
    expect([...meshEdges(mesh).sideEdges]).toEqual([0, 1, 2, 3, 4, 5]);
  }
});

test.each([
  ['few vertices', 12, 500],
  ['many triangles a vertex', 300, 5000],
  ['more vertices than sides', 100_000, 400],
])('random triangles with %s have the edges that a map of pairs has', (_, vertices, count) => {
  const random = randomFrom(5);
  const triangles = Uint32Array.from({ length: 3 * count }, () => Math.floor(random() * vertices));
  const mesh = { positions: new Float64Array(3 * vertices), triangles };
  const { sideEdges, edgeVertices } = meshEdges(mesh);
  const expected = mapped(mesh);
  expect([...sideEdges]).toEqual(expected.sides);
  expect([...edgeVertices]).toEqual(expected.ends);
});

test.each([0, 20_000])('a fan of 20,000 triangles around vertex %d has 40,000 edges', (centre) => {
  const first = centre === 0 ? 1 : 0;
  const corners = Array.from({ length: 20_000 }, (_, i) => [centre, first + i, first + ((i + 1) % 20_000)]);
  const triangles = Uint32Array.from(corners.flat());
  const { edgeVertices } = meshEdges({ positions: new Float64Array(3 * 20_001), triangles });
  expect(edgeVertices.length / 2).toBe(40_000);
});

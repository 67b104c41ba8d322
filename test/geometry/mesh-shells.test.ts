import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { type MeshShell, meshShells } from '../../src/geometry/mesh-shells.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { boxMesh, insideOut, joined, octahedronMesh, randomFrom, sphereMesh } from './solids.ts';

const shellsOf = (mesh: TriangleMesh) => meshShells(mesh, meshTopology(mesh));
const inShort = ({ role, depth, parent }: MeshShell) => [role, depth, parent];
const box = (from: number, to: number) => boxMesh(from, from, from, to, to, to);

test('a box is one solid shell with its triangles, box and volume', () => {
  expect(shellsOf(boxMesh(1, 2, 3, 2, 4, 6))).toEqual([
    {
      triangles: 12,
      box: [1, 2, 3, 2, 4, 6],
      volumeMm3: expect.closeTo(6, 12),
      closed: true,
      depth: 0,
      parent: null,
      role: 'solid',
    },
  ]);
});

test('a box that faces inward within a box is a void, whichever comes first', () => {
  expect(shellsOf(joined(box(0, 3), insideOut(box(1, 2)))).map(inShort)).toEqual([
    ['solid', 0, null],
    ['void', 1, 0],
  ]);
  expect(shellsOf(joined(insideOut(box(1, 2)), box(0, 3))).map(inShort)).toEqual([
    ['void', 1, 1],
    ['solid', 0, null],
  ]);
});

test('a box that faces outward within a box lies inside solid', () => {
  expect(shellsOf(joined(box(0, 3), box(1, 2))).map(inShort)).toEqual([
    ['solid', 0, null],
    ['inside-solid', 1, 0],
  ]);
});

test('an outermost box that faces inward is inverted, and so is one within it that faces outward', () => {
  expect(shellsOf(insideOut(box(0, 3))).map(inShort)).toEqual([['inverted', 0, null]]);
  expect(shellsOf(insideOut(joined(box(0, 3), insideOut(box(1, 2))))).map(inShort)).toEqual([
    ['inverted', 0, null],
    ['inverted', 1, 0],
  ]);
  expect(shellsOf(insideOut(joined(box(0, 3), box(1, 2)))).map(inShort)).toEqual([
    ['inverted', 0, null],
    ['void', 1, 0],
  ]);
});

test('solid in a void is solid again, and facing inward there is inverted', () => {
  const around = [box(0, 7), insideOut(box(1, 6))];
  expect(shellsOf(joined(...around, box(2, 5), insideOut(box(3, 4)))).map(inShort)).toEqual([
    ['solid', 0, null],
    ['void', 1, 0],
    ['solid', 2, 1],
    ['void', 3, 2],
  ]);
  expect(shellsOf(joined(...around, insideOut(box(2, 5)))).map(inShort)[2]).toEqual(['inverted', 2, 1]);
});

test('a hollow within a shell that is inside solid already is none', () => {
  const shells = shellsOf(joined(box(0, 7), box(1, 6), insideOut(box(2, 5))));
  expect(shells.map(inShort)).toEqual([
    ['solid', 0, null],
    ['inside-solid', 1, 0],
    ['inside-solid', 2, 1],
  ]);
});

test('boxes side by side, face to face and corner to corner are not within each other', () => {
  const mesh = joined(boxMesh(0, 0, 0, 1, 1, 1), boxMesh(1, 0, 0, 2, 1, 1), boxMesh(2, 1, 1, 3, 2, 2));
  expect(shellsOf(mesh).map(({ depth, role }) => [depth, role])).toEqual(Array(3).fill([0, 'solid']));
});

test('a void that touches the wall of its solid from within is one', () => {
  const mesh = joined(boxMesh(0, 0, 0, 3, 3, 3), insideOut(boxMesh(0, 1, 1, 2, 2, 2)));
  expect(shellsOf(mesh).map(inShort)).toEqual([
    ['solid', 0, null],
    ['void', 1, 0],
  ]);
});

test('of the same box twice the second lies inside solid', () => {
  expect(shellsOf(joined(box(0, 1), box(0, 1))).map(inShort)).toEqual([
    ['solid', 0, null],
    ['inside-solid', 1, 0],
  ]);
});

test('of two boxes that cross, neither is within the other, and one that faces inward is inverted', () => {
  const crossing = boxMesh(0.5, 0.25, 0.25, 5, 0.75, 0.75);
  expect(shellsOf(joined(box(0, 1), crossing)).map(({ role }) => role)).toEqual(['solid', 'solid']);
  expect(shellsOf(joined(box(0, 1), insideOut(crossing))).map(({ role }) => role)).toEqual(['solid', 'inverted']);
});

test('a box in the hollow of a bowl lies in its box but not within it', () => {
  const bowl = bowlMesh();
  const shells = shellsOf(joined(bowl, boxMesh(-0.2, -0.2, -0.2, 0.2, 0.2, 0.2)));
  expect(shells.map(inShort)).toEqual([
    ['solid', 0, null],
    ['solid', 0, null],
  ]);
});

test('an open shell has no nesting, neither of its own nor round others', () => {
  const open = { ...box(0, 3), triangles: box(0, 3).triangles.slice(3) };
  const shells = shellsOf(joined(open, box(1, 2)));
  expect(shells.map(inShort)).toEqual([
    ['open', 0, null],
    ['solid', 0, null],
  ]);
  expect(shells[0]?.closed).toBe(false);
});

test('spheres at random that do not cross nest as their centres and radii say', () => {
  const random = randomFrom(7);
  const spheres: { at: number[]; r: number }[] = [];
  const apart = (a: number[], b: number[]) => Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);
  while (spheres.length < 100) {
    const sphere = { at: [10 * random(), 10 * random(), 10 * random()], r: 0.05 + 3 * random() ** 3 };
    // A sphere of 16 by 8 sides lies between 0.96 and 1 of its radius.
    const crosses = spheres.some(({ at, r }) => {
      const distance = apart(at, sphere.at);
      const [small, large] = [Math.min(r, sphere.r), Math.max(r, sphere.r)];
      return distance < r + sphere.r && distance + small > 0.9 * large;
    });
    if (!crosses) spheres.push(sphere);
  }
  const meshes = spheres.map(({ at, r }) => {
    const { positions, triangles } = sphereMesh(r, 8);
    return { positions: positions.map((v, i) => v + at[i % 3]!), triangles };
  });
  const around = spheres.map((inner) =>
    spheres.filter((o) => o !== inner && apart(o.at, inner.at) < o.r && o.r > inner.r),
  );
  expect(shellsOf(joined(...meshes)).map(({ depth }) => depth)).toEqual(around.map(({ length }) => length));
  expect(around.filter(({ length }) => length > 0).length).toBeGreaterThan(5);
});

test('a thousand shells in one another have the depths 0 to 999', () => {
  const mesh = joinedMany(1000, (i) => box(i, 3000 - i));
  expect(shellsOf(mesh).map(({ depth, parent }) => [depth, parent])).toEqual(
    Array.from({ length: 1000 }, (_, i) => [i, i === 0 ? null : i - 1]),
  );
});

test('the shells of an octahedron inside out weigh below zero', () => {
  expect(shellsOf(insideOut(octahedronMesh(1)))[0]?.volumeMm3).toBeCloseTo(-4 / 3, 12);
});

/** A box of 4 mm with a pocket of 2 mm by 2 mm in its top, 3 mm deep. */
function bowlMesh(): TriangleMesh {
  const outer = box(-2, 2);
  const inner = insideOut(box(-1, 1));
  const sides = (mesh: TriangleMesh) => [...mesh.triangles].slice(0, 6).concat([...mesh.triangles].slice(12));
  const lift = Float64Array.from(inner.positions, (v, i) => (i % 3 === 2 && v === 1 ? 2 : v));
  const triangles = [...sides(outer), ...sides(inner).map((v) => v + 8)];
  // The rim between the top corners 4 5 6 7 of the outer and 12 13 14 15 of the inner box faces upward.
  for (const [a, b] of [
    [4, 5],
    [5, 6],
    [6, 7],
    [7, 4],
  ] as const) {
    triangles.push(a, b, b + 8, a, b + 8, a + 8);
  }
  return { positions: Float64Array.from([...outer.positions, ...lift]), triangles: Uint32Array.from(triangles) };
}

function joinedMany(count: number, make: (i: number) => TriangleMesh): TriangleMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (let i = 0; i < count; i++) {
    const first = positions.length / 3;
    const mesh = make(i);
    for (const value of mesh.positions) positions.push(value);
    for (const vertex of mesh.triangles) triangles.push(vertex + first);
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

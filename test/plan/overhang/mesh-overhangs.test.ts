import { beforeAll, describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { meshBox } from '../../../src/geometry/mesh-measures.ts';
import { meshOverhangs } from '../../../src/plan/overhang/mesh-overhangs.ts';
import { boxMesh, meshOf, sphereMesh } from '../../geometry/solids.ts';
import { readMesh } from '../../geometry/tiny-stl.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';

beforeAll(() => loadClipping());

const at = (angleDeg: number, plateZMm: number | null = 0) => ({ angleDeg, plateZMm, restMm: 0.001 });

/** A prism of a convex or other outline in x and z (counter-clockwise seen from -y), from y = 0 to y = depth; caps as given. */
function prism(
  outline: readonly (readonly [number, number])[],
  caps: readonly (readonly number[])[],
  depth: number,
): TriangleMesh {
  const n = outline.length;
  const points = [0, depth].flatMap((y) => outline.map(([x, z]) => [x, y, z]));
  const sides = outline.flatMap((_, i) => {
    const j = (i + 1) % n;
    return [
      [i, n + i, n + j],
      [i, n + j, j],
    ];
  });
  const ends = caps.flatMap(([a = 0, b = 0, c = 0]) => [
    [a, b, c],
    [n + a, n + c, n + b],
  ]);
  return meshOf(points, [...sides, ...ends]);
}

/** A cone with the tip down: n sides, radius r at height h above the tip. */
function coneDown(n: number, r: number, h: number, z: number): TriangleMesh {
  const ring = Array.from({ length: n }, (_, i) => {
    const turn = (2 * Math.PI * i) / n;
    return [r * Math.cos(turn), r * Math.sin(turn), z + h];
  });
  const sides = ring.map((_, i) => [n, (i + 1) % n, i]);
  const lid = ring.map((_, i) => [n + 1, i, (i + 1) % n]);
  return meshOf([...ring, [0, 0, z], [0, 0, z + h]], [...sides, ...lid]);
}

/** A cube of side a that stands on a corner at height z, its diagonal upright. */
function cubeOnCorner(a: number, z: number): TriangleMesh {
  const [s2, s3, s6] = [Math.SQRT2, Math.sqrt(3), Math.sqrt(6)];
  const { positions, triangles } = boxMesh(0, 0, 0, a, a, a);
  const turned = positions.slice();
  for (let v = 0; v < positions.length; v += 3) {
    const [x = 0, y = 0, w = 0] = positions.subarray(v, v + 3);
    turned[v] = (x - y) / s2;
    turned[v + 1] = (x + y - 2 * w) / s6;
    turned[v + 2] = (x + y + w) / s3 + z;
  }
  return { positions: turned, triangles };
}

describe('a box', () => {
  test('on the plate hangs over nowhere', () => {
    expect(meshOverhangs(boxMesh(0, 0, 0, 10, 20, 5), at(45))).toEqual({ areas: [], edges: [], points: [] });
  });

  test('lifted hangs over with its whole underside', () => {
    const { areas, edges, points } = meshOverhangs(boxMesh(0, 0, 3, 10, 20, 5), at(45));
    expect(areas).toHaveLength(1);
    expect(areas[0]).toMatchObject({ areaMm2: 200, zMinMm: 3, zMaxMm: 3, flattestDeg: 0 });
    expect(areas[0]?.projectedMm2).toBeCloseTo(200, 9);
    expect([...(areas[0]?.outline[0]?.xy ?? [])]).toEqual([0, 0, 10, 0, 10, 20, 0, 20]);
    expect([edges, points]).toEqual([[], []]);
  });

  test('without a plate hangs over with its whole underside too', () => {
    expect(meshOverhangs(boxMesh(0, 0, 0, 10, 20, 5), at(45, null)).areas[0]?.areaMm2).toBe(200);
  });
});

test('a T hangs over with its two arms, each for itself', () => {
  const outline = [
    [9, 0],
    [15, 0],
    [15, 10],
    [24, 10],
    [24, 14],
    [0, 14],
    [0, 10],
    [9, 10],
  ] as const;
  const caps = [
    [0, 1, 2],
    [0, 2, 7],
    [2, 3, 4],
    [7, 2, 4],
    [7, 4, 5],
    [7, 5, 6],
  ];
  const { areas, edges, points } = meshOverhangs(prism(outline, caps, 8), at(40));
  expect(areas.map(({ areaMm2, zMinMm }) => [areaMm2, zMinMm])).toEqual([
    [72, 10],
    [72, 10],
  ]);
  expect([edges, points]).toEqual([[], []]);
});

test('what of a sphere hangs over is a cap of r2 pi sin2 of the angle seen from above', () => {
  for (const angleDeg of [30, 45]) {
    const { areas, edges, points } = meshOverhangs(sphereMesh(5, 180), at(angleDeg, null));
    expect(areas).toHaveLength(1);
    const sine = Math.sin((angleDeg * Math.PI) / 180);
    const cosine = Math.cos((angleDeg * Math.PI) / 180);
    // Facets are a degree high, so the cap ends within half of one.
    expect(areas[0]!.projectedMm2 / (25 * Math.PI * sine * sine)).toBeCloseTo(1, 2);
    expect(areas[0]!.areaMm2 / (50 * Math.PI * (1 - cosine))).toBeCloseTo(1, 2);
    expect([edges, points]).toEqual([[], []]);
  }
});

test('a cone with its tip down has a steep point or a flat area', () => {
  const steep = meshOverhangs(coneDown(64, 5, 10, 2), at(45));
  expect(steep.areas).toEqual([]);
  expect(steep.edges).toEqual([]);
  expect(steep.points).toEqual([{ vertex: 64, xMm: 0, yMm: 0, zMm: 2 }]);
  const flat = meshOverhangs(coneDown(64, 10, 5, 2), at(45));
  expect(flat.points).toEqual([]);
  expect(flat.areas[0]?.projectedMm2).toBeCloseTo(32 * 100 * Math.sin((2 * Math.PI) / 64), 2);
  expect(flat.areas[0]?.flattestDeg).toBeCloseTo(Math.atan(5 / (10 * Math.cos(Math.PI / 64))) * (180 / Math.PI), 6);
});

test('a pit from above is no point', () => {
  const { positions, triangles } = coneDown(64, 5, 10, 2);
  const pit = { positions, triangles: Uint32Array.from(triangles).reverse() };
  expect(meshOverhangs(pit, at(45)).points).toEqual([]);
});

describe('a wedge with its edge down', () => {
  const wedge = (z: number) =>
    prism(
      [
        [0, z],
        [4, z + 10],
        [-4, z + 10],
      ],
      [[0, 1, 2]],
      20,
    );

  test('has one low edge, level and as long as itself', () => {
    const { areas, edges, points } = meshOverhangs(wedge(2), at(45));
    expect([areas, points]).toEqual([[], []]);
    expect(edges).toMatchObject([{ lengthMm: 20, zMinMm: 2, zMaxMm: 2, flattestDeg: 0 }]);
  });

  test('has none where it stands on the plate', () => {
    expect(meshOverhangs(wedge(0), at(45)).edges).toEqual([]);
  });

  test('that leans so that one side looks up still has one', () => {
    const leaning = prism(
      [
        [0, 2],
        [6, 12],
        [2, 12],
      ],
      [[0, 1, 2]],
      20,
    );
    expect(meshOverhangs(leaning, at(45)).edges).toMatchObject([{ lengthMm: 20, flattestDeg: 0 }]);
  });
});

test('a cube on its corner hangs over by faces above 54.7, by edges above 35.3 and by its corner below', () => {
  const cube = cubeOnCorner(6, 1);
  const faces = meshOverhangs(cube, at(55));
  expect(faces.areas.map(({ areaMm2 }) => areaMm2)).toEqual([expect.closeTo(108, 6)]);
  expect(faces.areas[0]?.flattestDeg).toBeCloseTo(54.7356103, 6);
  const edges = meshOverhangs(cube, at(40));
  expect([edges.areas, edges.points]).toEqual([[], []]);
  expect(edges.edges).toHaveLength(1);
  expect(edges.edges[0]?.lengthMm).toBeCloseTo(18, 9);
  expect(edges.edges[0]?.flattestDeg).toBeCloseTo(35.2643897, 6);
  const corner = meshOverhangs(cube, at(35));
  expect([corner.areas, corner.edges]).toEqual([[], []]);
  expect(corner.points).toMatchObject([{ xMm: 0, yMm: 0, zMm: 1 }]);
});

describe.skipIf(!hasSharedData)('bones', () => {
  test.each(['bone_vertebra.stl', 'bone_sacrumv.stl'])(
    '%s: facets and areas are those that a few lines find',
    (name) => {
      const mesh = readMesh(sharedData(`meshes/${name}`));
      const plate = meshBox(mesh)[2];
      const found = meshOverhangs(mesh, at(40, plate));
      const { positions: p, triangles: t } = mesh;
      let [area, count, shadow] = [0, 0, 0];
      for (let i = 0; i < t.length; i += 3) {
        const [a, b, c] = [0, 1, 2].map((k) => [0, 1, 2].map((axis) => p[3 * t[i + k]! + axis]!)) as [
          number[],
          number[],
          number[],
        ];
        const [u, v] = [b, c].map((q) => q.map((value, axis) => value - a[axis]!)) as [number[], number[]];
        const n = [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!];
        const length = Math.hypot(...n);
        const deg = 180 - (Math.acos(Math.max(-1, Math.min(1, n[2]! / length))) * 180) / Math.PI;
        if (!(deg < 40) || Math.max(a[2]!, b[2]!, c[2]!) <= plate + 0.001) continue;
        area += length / 2;
        shadow -= n[2]! / 2;
        count++;
      }
      expect(found.areas.reduce((n, { facets }) => n + facets.length, 0)).toBe(count);
      expect(found.areas.reduce((sum, { areaMm2 }) => sum + areaMm2, 0)).toBeCloseTo(area, 6);
      const projected = found.areas.reduce((sum, { projectedMm2 }) => sum + projectedMm2, 0);
      // An area may lie over itself, and the outline is on the grid.
      expect(projected).toBeLessThan(shadow * 1.0001);
      expect(projected).toBeGreaterThan(shadow * 0.98);
      for (const { zMm, vertex } of found.points) expect(zMm).toBe(p[3 * vertex + 2]);
    },
  );
});

import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { squaredDistanceToTriangle } from '../../src/geometry/point-triangle.ts';
import { boxOverlapsTriangle } from '../../src/geometry/triangle-box.ts';
import { triangleBvh } from '../../src/geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../src/geometry/triangle-bvh-build.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';
import { boxMesh, insideOut, joined, meshOf, octahedronMesh, randomFrom, sphereMesh } from './solids.ts';
import { readMesh } from './tiny-stl.ts';

function cornersOf(mesh: TriangleMesh): Float64Array {
  const corners = new Float64Array(3 * mesh.triangles.length);
  for (let i = 0; i < corners.length; i++) {
    corners[i] = mesh.positions[3 * mesh.triangles[Math.floor(i / 3)]! + (i % 3)]!;
  }
  return corners;
}

function nearestOfAll(corners: Float64Array, x: number, y: number, z: number): number {
  let best = Infinity;
  for (let o = 0; o < corners.length; o += 9) best = Math.min(best, squaredDistanceToTriangle(corners, o, x, y, z));
  return Math.sqrt(best);
}

/** Triangles strewn at random; many share points. */
function litter(seed: number, count: number): TriangleMesh {
  const random = randomFrom(seed);
  const positions = Float64Array.from({ length: 3 * 200 }, () => Math.floor(random() * 12));
  return { positions, triangles: Uint32Array.from({ length: 3 * count }, () => Math.floor(random() * 200)) };
}

describe('the distance to triangles', () => {
  test('is the same as that of the nearest of all, for 500 random triangles and points', () => {
    const mesh = litter(1, 500);
    const corners = cornersOf(mesh);
    const bvh = triangleBvh(buildTriangleBvh(mesh));
    const random = randomFrom(2);
    for (let i = 0; i < 1000; i++) {
      const [x, y, z] = [random() * 20 - 4, random() * 20 - 4, random() * 20 - 4];
      const expected = nearestOfAll(corners, x, y, z);
      expect(bvh.distance(x, y, z)).toBe(expected);
      expect(bvh.distanceWithin(x, y, z, 0.5)).toBe(Math.min(expected, 0.5));
    }
  });

  test('of a point in a box of 2 mm is that of the nearest face', () => {
    const bvh = triangleBvh(buildTriangleBvh(boxMesh(0, 0, 0, 2, 2, 2)));
    expect(bvh.distance(1, 1, 0.25)).toBe(0.25);
    expect(bvh.distance(1.9, 1, 1)).toBeCloseTo(0.1, 14);
    expect(bvh.distance(5, 6, 1)).toBe(5);
    expect(bvh.distance(2, 2, 2)).toBe(0);
  });

  test('of a fine sphere is radius less distance from the middle', () => {
    const bvh = triangleBvh(buildTriangleBvh(sphereMesh(10, 120)));
    const random = randomFrom(5);
    for (let i = 0; i < 200; i++) {
      const [x, y, z] = [random() * 30 - 15, random() * 30 - 15, random() * 30 - 15];
      // The chord of 1.5 degrees lies 0.9 um below the arc, both ways under 2 um.
      expect(Math.abs(bvh.distance(x, y, z) - Math.abs(Math.sqrt(x * x + y * y + z * z) - 10))).toBeLessThan(2e-3);
    }
  });

  test('counts only the triangles of a subset', () => {
    const bvh = triangleBvh(buildTriangleBvh(boxMesh(0, 0, 0, 2, 2, 2), Uint32Array.of(2, 3)));
    expect(bvh.distance(1, 1, 0.5)).toBe(1.5);
  });

  test('to no triangle is infinite, or the bound', () => {
    const bvh = triangleBvh(buildTriangleBvh(boxMesh(0, 0, 0, 2, 2, 2), new Uint32Array(0)));
    expect(bvh.distance(1, 1, 1)).toBe(Infinity);
    expect(bvh.distanceWithin(1, 1, 1, 3)).toBe(3);
    expect(bvh.isInside(1, 1, 1)).toBe(false);
    expect(bvh.boxHitsTriangle([0, 0, 0, 9, 9, 9], 0)).toBe(false);
  });

  test('works where all triangles have one middle', () => {
    const triangles = Array.from({ length: 40 }, () => [0, 1, 2]);
    const data = buildTriangleBvh(
      meshOf(
        [
          [0, 0, 0],
          [1, 0, 0],
          [0, 1, 0],
        ],
        triangles,
      ),
    );
    expect(triangleBvh(data).distance(0, 0, 2)).toBe(2);
    expect([...data.triangles].sort((a, b) => a - b)).toEqual(triangles.map((_, i) => i));
  });

  test('works where each triangle is a thousandth of the one before', () => {
    const points = Array.from({ length: 100 }, (_, i) => 10 ** (-3 * i)).flatMap((s) => [
      [s, 0, 0],
      [s, s, 0],
      [s, 0, s],
    ]);
    const mesh = meshOf(
      points,
      Array.from({ length: 100 }, (_, i) => [3 * i, 3 * i + 1, 3 * i + 2]),
    );
    expect(triangleBvh(buildTriangleBvh(mesh)).distance(0.5, 0, 0)).toBeCloseTo(0.499, 12);
  });
});

describe('a box among triangles', () => {
  test('hits the same as when all triangles are tried', () => {
    const mesh = litter(9, 300);
    const corners = cornersOf(mesh);
    const bvh = triangleBvh(buildTriangleBvh(mesh));
    const random = randomFrom(4);
    let hits = 0;
    for (let i = 0; i < 2000; i++) {
      const [x, y, z] = [Math.floor(random() * 14) - 1, Math.floor(random() * 14) - 1, Math.floor(random() * 14) - 1];
      const size = random() < 0.5 ? 0.25 : 1;
      let expected = false;
      for (let o = 0; o < corners.length; o += 9) {
        expected ||= boxOverlapsTriangle(corners, o, x, y, z, x + size, y + size, z + size);
      }
      if (expected) hits++;
      expect(bvh.boxHitsTriangle([x, y, z, x + size, y + size, z + size], 0)).toBe(expected);
    }
    expect(hits).toBeGreaterThan(200);
    expect(hits).toBeLessThan(1800);
  });

  test('only touches its neighbours and does not hit them', () => {
    const bvh = triangleBvh(buildTriangleBvh(boxMesh(0, 0, 0, 1, 1, 1)));
    expect(bvh.boxHitsTriangle([1, 0, 0, 2, 1, 1], 0)).toBe(false);
    expect(bvh.boxHitsTriangle([0.9, 0, 0, 2, 1, 1], 0)).toBe(true);
    expect(bvh.boxHitsTriangle([0.9, 0, 0, 2, 1, 1], 0.1)).toBe(false);
    expect(bvh.boxHitsTriangle([0.25, 0.25, 0.25, 0.75, 0.75, 0.75], 0)).toBe(false);
  });
});

describe('inside of a closed mesh', () => {
  test('the corners, edges and faces of an octahedron seen from its middle line do not confuse the ray', () => {
    const bvh = triangleBvh(buildTriangleBvh(octahedronMesh(2)));
    for (const z of [-2.5, -1.5, 0, 1.5, 2.5]) expect(bvh.isInside(0, 0, z)).toBe(Math.abs(z) < 2);
    for (let i = -12; i <= 12; i++) {
      for (let j = -12; j <= 12; j++) {
        for (let k = -12; k <= 12; k++) {
          const sum = Math.abs(i) + Math.abs(j) + Math.abs(k);
          if (sum !== 8) expect(bvh.isInside(i / 4, j / 4, k / 4)).toBe(sum < 8);
        }
      }
    }
  });

  test('points on a raster through every vertex of a box are told apart', () => {
    const bvh = triangleBvh(buildTriangleBvh(boxMesh(0, 0, 0, 2, 2, 2)));
    for (const x of [-1, 0.5, 1, 1.5, 3]) {
      for (const y of [-1, 0.5, 1, 1.5, 3]) {
        for (const z of [-1, 0.5, 1, 1.5, 3]) {
          const within = [x, y, z].every((value) => value > 0 && value < 2);
          expect(bvh.isInside(x, y, z)).toBe(within);
        }
      }
    }
  });

  test('voids are outside, overlaps inside, what is turned inside out is not solid', () => {
    const hollow = triangleBvh(
      buildTriangleBvh(joined(boxMesh(0, 0, 0, 4, 4, 4), insideOut(boxMesh(1, 1, 1, 3, 3, 3)))),
    );
    expect(hollow.isInside(2, 2, 2)).toBe(false);
    expect(hollow.isInside(0.5, 2, 2)).toBe(true);
    const overlap = triangleBvh(buildTriangleBvh(joined(boxMesh(0, 0, 0, 4, 4, 4), boxMesh(2, 2, 2, 6, 6, 6))));
    expect(overlap.windingNumber(3, 3, 3)).toBe(2);
    expect(overlap.isInside(3, 3, 3)).toBe(true);
    const inverted = triangleBvh(buildTriangleBvh(insideOut(boxMesh(0, 0, 0, 4, 4, 4))));
    expect(inverted.windingNumber(2, 2, 2)).toBe(-1);
    expect(inverted.isInside(2, 2, 2)).toBe(false);
  });

  test('a turned sphere agrees with its equation away from its surface', () => {
    const sphere = sphereMesh(5, 40);
    const positions = sphere.positions.slice();
    for (let i = 0; i < positions.length; i += 3) {
      positions[i + 1] = sphere.positions[i + 1]! * 0.6 - sphere.positions[i + 2]! * 0.8;
      positions[i + 2] = sphere.positions[i + 1]! * 0.8 + sphere.positions[i + 2]! * 0.6;
    }
    const bvh = triangleBvh(buildTriangleBvh({ positions, triangles: sphere.triangles }));
    const random = randomFrom(8);
    for (let i = 0; i < 5000; i++) {
      const [x, y, z] = [random() * 12 - 6, random() * 12 - 6, random() * 12 - 6];
      const r = Math.sqrt(x * x + y * y + z * z);
      if (Math.abs(r - 4.99) > 0.02) expect(bvh.isInside(x, y, z)).toBe(r < 5);
    }
  });
});

test('the tree is plain typed arrays that give the same answers from shared memory', () => {
  const data = buildTriangleBvh(litter(3, 200));
  const share = <T extends Float64Array | Int32Array | Uint32Array>(values: T): T => {
    const copy = new (values.constructor as new (b: SharedArrayBuffer) => T)(new SharedArrayBuffer(values.byteLength));
    copy.set(values);
    return copy;
  };
  const shared = {
    bounds: share(data.bounds),
    nodes: share(data.nodes),
    corners: share(data.corners),
    triangles: share(data.triangles),
  };
  expect(triangleBvh(shared).distance(3.3, 4.4, -5.5)).toBe(triangleBvh(data).distance(3.3, 4.4, -5.5));
});

test.skipIf(!hasSharedData)('the inside of a vertebra fills the volume of its mesh (needs shared/data)', () => {
  const mesh = readMesh(sharedData('meshes/bone_vertebra.stl'));
  const bvh = triangleBvh(buildTriangleBvh(mesh));
  const step = 0.75;
  let inside = 0;
  let x0 = Infinity;
  let y0 = Infinity;
  let z0 = Infinity;
  for (let i = 0; i < mesh.positions.length; i += 3) {
    x0 = Math.min(x0, mesh.positions[i]!);
    y0 = Math.min(y0, mesh.positions[i + 1]!);
    z0 = Math.min(z0, mesh.positions[i + 2]!);
  }
  for (let x = x0; x < x0 + 75; x += step) {
    for (let y = y0; y < y0 + 94; y += step) {
      for (let z = z0; z < z0 + 40; z += step) if (bvh.isInside(x, y, z)) inside++;
    }
  }
  // Volume by the index of the data.
  expect(Math.abs((inside * step * step * step) / 60247.8 - 1)).toBeLessThan(2e-3);
});

import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { repairMesh } from '../../../src/geometry/repair/repair-mesh.ts';
import { DEFAULT_REPAIR } from '../../../src/geometry/repair/settings.ts';
import { boxMesh, insideOut, joined, meshOf, randomFrom, sphereMesh } from '../solids.ts';
import {
  expectSound,
  soupOf,
  triangleOf,
  welded,
  without,
  withTriangles,
  withTurned,
  wordsOf,
} from './known-solids.ts';

const cube = boxMesh(0, 0, 0, 1, 1, 1);
const WIDE = { ...DEFAULT_REPAIR, holeMm: 100 };
const byDefault = (mesh: TriangleMesh) => repairMesh(mesh, DEFAULT_REPAIR);

describe('a sound mesh comes back as it is', () => {
  const sound = {
    'a box': cube,
    'a box with a void': joined(boxMesh(0, 0, 0, 3, 3, 3), insideOut(boxMesh(1, 1, 1, 2, 2, 2))),
    'a box within a box that faces outward as well': joined(boxMesh(0, 0, 0, 3, 3, 3), boxMesh(1, 1, 1, 2, 2, 2)),
    'boxes that touch, with vertices of their own': joined(cube, boxMesh(1, 0, 0, 2, 1, 1)),
    'a mesh with a vertex that no triangle uses': {
      positions: Float64Array.from([...cube.positions, 9, 9, 9]),
      triangles: cube.triangles,
    },
  };
  test.each(Object.entries(sound))('%s', (_, mesh) => {
    const repaired = byDefault(mesh);
    expect(repaired.mesh).toBe(mesh);
    expect(repaired.steps).toEqual([]);
    expect(repaired.remaining).toEqual(meshTopology(mesh));
  });
});

test('an empty mesh comes back as it is', () => {
  const empty = meshOf([], []);
  expect(byDefault(empty)).toMatchObject({ mesh: empty, steps: [] });
});

test('the input is not written to', () => {
  const mesh = withTurned(without(cube, 3), 5);
  const [positions, triangles] = [mesh.positions.slice(), mesh.triangles.slice()];
  repairMesh(mesh, WIDE);
  expect(mesh).toEqual({ positions, triangles });
});

describe('holes', () => {
  test('a missing triangle is put back whatever its size: nothing else fits', () => {
    const repaired = byDefault(without(cube, 0));
    expect(wordsOf(repaired)).toEqual(['1 hole filled with 1 triangle, the largest 1.41 mm across']);
    expect(repaired.steps[0]).toMatchObject({ action: 'holes-filled', count: 1 });
    expect(repaired.steps[0]?.largestMm).toBeCloseTo(Math.SQRT2, 12);
    expectSound(repaired.mesh, 1);
  });

  test('a missing face is wider than a tenth of the part and stays open; where wider holes are asked for it is filled', () => {
    const open = without(cube, 0, 1);
    expect(byDefault(open)).toMatchObject({ mesh: open, steps: [], remaining: { watertight: false } });
    const repaired = repairMesh(open, WIDE);
    expect(wordsOf(repaired)).toEqual(['1 hole filled with 2 triangles, the largest 1.41 mm across']);
    expectSound(repaired.mesh, 1);
  });

  test('holes that meet in a vertex are filled each for itself', () => {
    // Of the bottom and of the wall at y = 1 one triangle each is missing; they share corner 2 alone.
    const repaired = byDefault(without(cube, 0, 8));
    expect(repaired.steps.map(({ action, count }) => [action, count])).toEqual([['holes-filled', 2]]);
    expectSound(repaired.mesh, 1);
  });

  test('one triangle, a flat sheet and a sheet of one side are no holes and stay open', () => {
    const strip = Array.from({ length: 6 }, (_, i) => {
      const turn = (Math.PI * i) / 3;
      const lean = turn / 2;
      return [1, -1].map((side) => {
        const radius = 2 + side * 0.5 * Math.cos(lean);
        return [radius * Math.cos(turn), radius * Math.sin(turn), side * 0.5 * Math.sin(lean)];
      });
    }).flat();
    const along = Array.from({ length: 5 }, (_, i) => [
      [2 * i, 2 * i + 2, 2 * i + 1],
      [2 * i + 1, 2 * i + 2, 2 * i + 3],
    ]).flat();
    const moebius = meshOf(strip, [...along, [10, 1, 11], [11, 1, 0]]);
    for (const mesh of [
      without(cube, ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
      without(cube, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
      moebius,
    ]) {
      const { mesh: after, remaining } = repairMesh(mesh, WIDE);
      expect(remaining.watertight).toBe(false);
      expect(after.triangles.length).toBe(mesh.triangles.length);
    }
  });
});

describe('facing', () => {
  test('a turned triangle is turned back', () => {
    const repaired = byDefault(withTurned(cube, 4));
    expect(wordsOf(repaired)).toEqual(['1 triangle turned to face as its neighbours']);
    expectSound(repaired.mesh, 1);
  });

  test('a cube with most of its triangles turned is made one way and then outward', () => {
    const repaired = byDefault(withTurned(cube, 1, 2, 3, 4, 6, 8, 9, 11));
    expect(repaired.steps.map(({ action, count }) => [action, count])).toEqual([
      ['triangles-turned', 4],
      ['shells-turned', 1],
    ]);
    expectSound(repaired.mesh, 1);
  });

  test('a cube with its void is turned as a whole where it is inside out', () => {
    const repaired = byDefault(insideOut(joined(boxMesh(0, 0, 0, 3, 3, 3), insideOut(boxMesh(1, 1, 1, 2, 2, 2)))));
    expect(wordsOf(repaired)).toEqual(['2 shells of 24 triangles turned inside out']);
    expectSound(repaired.mesh, 26);
  });

  test('of a cube within a cube that both face inward the outer one is turned and the inner one is its void', () => {
    const repaired = byDefault(insideOut(joined(boxMesh(0, 0, 0, 3, 3, 3), boxMesh(1, 1, 1, 2, 2, 2))));
    expect(wordsOf(repaired)).toEqual(['1 shell of 12 triangles turned inside out']);
    expectSound(repaired.mesh, 26);
  });
});

describe('cracks', () => {
  test('a crack of 1e-5 mm is closed, and the corner with more triangles stays', () => {
    const soup = soupOf(cube);
    // Corner 6 of the cube, of the first triangle that uses it.
    const at = soup.findIndex((_, i) => i % 3 === 0 && soup.subarray(i, i + 3).every((v) => v === 1));
    soup[at] = 1 + 1e-5;
    const repaired = byDefault(welded(meshOfSoup(soup)));
    expect(wordsOf(repaired)).toEqual(['1 vertex of open edges joined to a neighbour, moved by at most 0.00001 mm']);
    expectSound(repaired.mesh, 1);
    expect(Math.max(...repaired.mesh.positions)).toBe(1);
  });

  test('a crack that is wider than the tolerance is left, and closed where more is asked for', () => {
    const soup = soupOf(cube);
    const at = soup.findIndex((_, i) => i % 3 === 0 && soup.subarray(i, i + 3).every((v) => v === 1));
    soup.set([1.02, 1.02, 1.02], at);
    const cracked = welded(meshOfSoup(soup));
    expect(byDefault(cracked)).toMatchObject({ mesh: cracked, steps: [] });
    expectSound(repairMesh(cracked, { ...DEFAULT_REPAIR, weldMm: 0.05 }).mesh, 1);
  });

  test('triangles that share no vertex at all are joined to the solid that they bound', () => {
    const soup = soupOf(sphereMesh(10, 12));
    const random = randomFrom(3);
    const shaken = soup.map((v) => v + 2e-4 * (random() - 0.5));
    const { mesh, remaining } = byDefault(welded(meshOfSoup(shaken)));
    expect(remaining).toMatchObject({ watertight: true, shells: 1 });
    const whole = meshMeasures(sphereMesh(10, 12));
    // No corner moves by more than 2e-4 mm, so the volume by no more than that times the surface.
    expect(Math.abs(meshMeasures(mesh).volumeMm3 - whole.volumeMm3)).toBeLessThan(2e-4 * whole.areaMm2);
  });

  test('a T-junction is closed by splitting the edge at the vertex that lies on it', () => {
    // The top of the cube is parted at the middle of its edge at y = 0, the wall below is not.
    const mesh = meshOf(
      [
        [0, 0, 0],
        [1, 0, 0],
        [1, 1, 0],
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 1],
        [1, 1, 1],
        [0, 1, 1],
        [0.5, 0, 1],
      ],
      [
        ...[0, 1].map((t) => triangleOf(cube, t)),
        [4, 8, 7],
        [8, 6, 7],
        [8, 5, 6],
        ...[4, 5, 6, 7, 8, 9, 10, 11].map((t) => triangleOf(cube, t)),
      ],
    );
    expect(meshTopology(mesh).openEdges.count).toBe(3);
    const repaired = byDefault(mesh);
    expect(wordsOf(repaired)).toEqual(['1 open edge split at vertices that lay on them, bent by at most 0 mm']);
    expectSound(repaired.mesh, 1);
    expect(repaired.mesh.triangles.length / 3).toBe(14);
  });
});

describe('triangles too many', () => {
  test.each([
    ['the same way', [0, 2, 1]],
    ['the same way, begun elsewhere', [2, 1, 0]],
    ['back to back', [0, 1, 2]],
  ])('of a triangle that stands twice, %s, one stays', (_, twice) => {
    const repaired = byDefault(withTriangles(cube, twice));
    expect(wordsOf(repaired)).toEqual(['1 triangle that stood there already dropped']);
    expectSound(repaired.mesh, 1);
  });

  test('of a cube that stands twice, either way round, one stays', () => {
    for (const second of [cube, insideOut(cube)]) {
      const repaired = byDefault({ ...cube, triangles: Uint32Array.from([...cube.triangles, ...second.triangles]) });
      expect(wordsOf(repaired)).toEqual(['12 triangles that stood there already dropped']);
      expectSound(repaired.mesh, 1);
    }
  });

  test('a fin without thickness is dropped', () => {
    const fin = { positions: Float64Array.from([...cube.positions, 2, 0.5, 0.5]), triangles: cube.triangles };
    const repaired = byDefault(withTriangles(fin, [1, 2, 8], [2, 1, 8]));
    expect(wordsOf(repaired)).toEqual(['1 pair of triangles back to back dropped']);
    expectSound(repaired.mesh, 1);
  });

  test('a triangle that uses a vertex twice is dropped', () => {
    const repaired = byDefault(withTriangles(cube, [3, 3, 5]));
    expect(wordsOf(repaired)).toEqual(['1 triangle that used a vertex twice dropped']);
    expectSound(repaired.mesh, 1);
  });

  test('a flat triangle that closes a T-junction gives way to its neighbour without opening it', () => {
    const points = [
      ...Array.from({ length: 8 }, (_, v) => [...cube.positions.subarray(3 * v, 3 * v + 3)]),
      [0.5, 0, 1],
    ];
    const mesh = meshOf(points, [
      ...[0, 1].map((t) => triangleOf(cube, t)),
      [4, 8, 7],
      [8, 6, 7],
      [8, 5, 6],
      [4, 5, 8],
      ...[4, 5, 6, 7, 8, 9, 10, 11].map((t) => triangleOf(cube, t)),
    ]);
    expect(meshTopology(mesh)).toMatchObject({ watertight: true, degenerateTriangles: { count: 1 } });
    const repaired = byDefault(mesh);
    expect(wordsOf(repaired)).toEqual(['1 triangle without area resolved into their neighbours']);
    expectSound(repaired.mesh, 1);
  });

  test('a loose triangle beside a ball is dropped, a loose half of the ball is not', () => {
    const ball = sphereMesh(10, 20);
    const volumeMm3 = meshMeasures(ball).volumeMm3;
    const scrap = meshOf(
      [
        [20, 0, 0],
        [21, 0, 0],
        [20, 1, 0],
      ],
      [[0, 1, 2]],
    );
    const repaired = byDefault(joined(ball, scrap));
    expect(wordsOf(repaired)).toEqual(['1 loose open scrap of 1 triangle dropped, the largest 1.41 mm across']);
    expectSound(repaired.mesh, volumeMm3);
    expect(repaired.mesh.positions.length).toBe(ball.positions.length);
    const half = joined(ball, {
      positions: ball.positions.map((v) => 30 + v),
      triangles: ball.triangles.slice(0, 900),
    });
    expect(byDefault(half)).toMatchObject({ mesh: half, steps: [] });
    const kept = repairMesh(joined(ball, scrap), { ...DEFAULT_REPAIR, scrapTriangles: 0 });
    expect(kept).toMatchObject({ steps: [], remaining: { watertight: false, shells: 2 } });
  });
});

test.each([1, 2, 3, 4, 5])('a ball that is turned, torn and doubled in places (%i) becomes the ball again', (seed) => {
  const random = randomFrom(seed);
  const ball = sphereMesh(10, 16);
  const count = ball.triangles.length / 3;
  const some = (share: number) => Array.from({ length: count }, (_, t) => t).filter(() => random() < share);
  const doubled = withTriangles(ball, ...some(0.05).map((t) => triangleOf(ball, t)));
  const turned = withTurned(doubled, ...some(0.3));
  const damaged = without(turned, ...some(0.03));
  expect(meshTopology(damaged).watertight).toBe(false);
  const { mesh, remaining } = repairMesh(damaged, WIDE);
  expect(remaining).toMatchObject({ watertight: true, shells: 1 });
  // Holes of several triangles may be filled across the other diagonal.
  expect(meshMeasures(mesh).volumeMm3 / meshMeasures(ball).volumeMm3).toBeCloseTo(1, 3);
  expect(byDefault(mesh).mesh).toBe(mesh);
});

test('the same mesh is repaired to the same bytes', () => {
  const random = randomFrom(11);
  const soup = soupOf(sphereMesh(10, 10)).map((v) => v + 1e-3 * (random() - 0.5));
  const [a, b] = [0, 1].map(() => byDefault(welded(meshOfSoup(soup.slice()))));
  expect(a).toEqual(b);
});

function meshOfSoup(soup: Float64Array): TriangleMesh {
  return { positions: soup, triangles: Uint32Array.from({ length: soup.length / 3 }, (_, i) => i) };
}

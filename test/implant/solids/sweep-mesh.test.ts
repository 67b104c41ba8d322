import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshBox } from '../../../src/geometry/mesh-measures.ts';
import { buildSolid } from '../../../src/implant/solids/build-solid.ts';
import type { Point3, SweepShape } from '../../../src/implant/solids/solid-tree.ts';
import { sweepMeshes } from '../../../src/implant/solids/sweep-mesh.ts';
import { comparePoints, depthInRod, expectVolume, NEAR, refusalOf, soundVolumeMm3 } from './solid-checks.ts';

const rod = (pathMm: readonly Point3[], diameterMm: number, rest: Partial<SweepShape> = {}): SweepShape => ({
  by: 'sweep',
  pathMm,
  diameterMm,
  ...rest,
});
const built = (shape: SweepShape): Promise<TriangleMesh> => buildSolid(shape, NEAR);

/**
 * Volume of a rod with one turn and flat ends: two cylinders, and of the sphere between them what the turn leaves open, less
 * where they overlap on the inner side: at height z the strips of half width w meet in a kite of w^2 tan(turn / 2), and the
 * integral of w^2 = r^2 - z^2 is 4/3 r^3.
 */
const turnedRod = (r: number, length: number, turn: number) =>
  Math.PI * r * r * length + (2 / 3) * r ** 3 * turn - (4 / 3) * r ** 3 * Math.tan(turn / 2);

const bent = (turn: number): Point3[] => [
  [-15, 1, 2],
  [0, 1, 2],
  [15 * Math.cos(turn), 1, 2 + 15 * Math.sin(turn)],
];

describe('a straight rod', () => {
  test('with flat ends has the volume of the cylinder', async () => {
    const path: Point3[] = [
      [0, 0, 0],
      [1, 2, 10],
    ];
    expectVolume(await built(rod(path, 3, { ends: 'flat' })), Math.PI * 2.25 * Math.sqrt(105), 1e-12);
  });

  test('with round ends has a sphere more, and is as long as that', async () => {
    const mesh = await built(
      rod(
        [
          [0, 0, 0],
          [0, 0, 10],
        ],
        6,
      ),
    );
    expectVolume(mesh, Math.PI * 90 + Math.PI * 36, 1e-12);
    const box = meshBox(mesh);
    expect(box[5] - 13).toBeLessThan(0.001);
    expect(box[5] - 13).toBeGreaterThan(0);
    expect(box[2]).toBeCloseTo(10 - box[5], 12);
  });

  test('a point on the way changes nothing', () => {
    const two = sweepMeshes(rod(bent(0).slice(0, 2), 3));
    const three = sweepMeshes(rod([[-15, 1, 2] as const, [-4, 1, 2] as const, [0, 1, 2] as const], 3));
    expect(three).toEqual(two);
  });
});

describe('a rod that turns', () => {
  test.each([5, 30, 60, 90, 120, 150])(
    'by %d degrees has the volume of its cylinders and the joint',
    async (degrees) => {
      const turn = (degrees * Math.PI) / 180;
      expectVolume(await built(rod(bent(turn), 3, { ends: 'flat' })), turnedRod(1.5, 30, turn), 1e-8);
    },
  );

  test.each([0.001, 1, 2])('by %d degrees, less than half a facet, is one mesh', async (degrees) => {
    const turn = (degrees * Math.PI) / 180;
    const shape = rod(bent(turn), 3, { ends: 'flat' });
    expect(sweepMeshes(shape)).toHaveLength(1);
    expectVolume(await built(shape), turnedRod(1.5, 30, turn), 1e-6);
  });

  test('straight back ends in a half sphere', async () => {
    const mesh = await built(rod([[10, 0, 0] as const, [0, 0, 0] as const, [5, 0, 0] as const], 3, { ends: 'flat' }));
    expectVolume(mesh, Math.PI * 22.5 + (2 / 3) * Math.PI * 3.375, 1e-9);
  });

  test('in space it is where its axis is nearer than its radius', async () => {
    const path: Point3[] = [
      [10, 0, 0],
      [0, 0, 0],
      [0, 10, 0],
      [0, 10, 10],
      [7, 3, 12],
      [1, 1, 1],
    ];
    const mesh = await built(rod(path, 3));
    soundVolumeMm3(mesh);
    const { inside, outside } = comparePoints(mesh, depthInRod(path, 3, false), 4000);
    expect(Math.min(inside, outside)).toBeGreaterThan(300);
  });

  test('gently along a helix it is a tube wherever that goes, also where its turns are one another', async () => {
    const path = Array.from(
      { length: 111 },
      (_, i): Point3 => [6 * Math.cos((i * Math.PI) / 50), 6 * Math.sin((i * Math.PI) / 50), i * 0.02],
    );
    const mesh = await built(rod(path, 2));
    soundVolumeMm3(mesh);
    const { inside, outside } = comparePoints(mesh, depthInRod(path, 2, false), 2500);
    expect(Math.min(inside, outside)).toBeGreaterThan(300);
  });

  test('tighter than its own radius it has no folds', async () => {
    const path = Array.from(
      { length: 20 },
      (_, i): Point3 => [0.5 * Math.cos((i * Math.PI) / 25), 0.5 * Math.sin((i * Math.PI) / 25), i * 0.02],
    );
    const mesh = await built(rod(path, 3));
    soundVolumeMm3(mesh);
    const { inside, outside } = comparePoints(mesh, depthInRod(path, 3, false), 1500);
    expect(Math.min(inside, outside)).toBeGreaterThan(300);
  });
});

describe('a closed rod', () => {
  test('around a square has the volume of its sides and corners', async () => {
    const path: Point3[] = [
      [0, 0, 0],
      [10, 0, 0],
      [10, 10, 0],
      [0, 10, 0],
    ];
    expectVolume(await built(rod(path, 3, { closed: true })), 4 * turnedRod(1.5, 10, Math.PI / 2), 1e-8);
  });

  test('that begins in the middle of a side is the same rod', async () => {
    const path: Point3[] = [
      [5, 0, 0],
      [10, 0, 0],
      [10, 10, 0],
      [0, 10, 0],
      [0, 0, 0],
    ];
    expectVolume(await built(rod(path, 3, { closed: true })), 4 * turnedRod(1.5, 10, Math.PI / 2), 1e-8);
  });

  test('around a circle has the volume of the rod along the chords', async () => {
    const path = Array.from(
      { length: 180 },
      (_, i): Point3 => [10 * Math.cos((i * Math.PI) / 90), 10 * Math.sin((i * Math.PI) / 90), 0],
    );
    const length = 180 * 20 * Math.sin(Math.PI / 180);
    // Mitred, what a turn takes on its inner side it gives on its outer one.
    expectVolume(await built(rod(path, 3, { closed: true })), Math.PI * 2.25 * length, 1e-12);
  });

  test('that is not plane closes, though its facets come back turned', async () => {
    const path: Point3[] = [
      [0, 0, 0],
      [10, 0, 3],
      [10, 10, -3],
      [0, 10, 5],
    ];
    const mesh = await built(rod(path, 3, { closed: true }));
    soundVolumeMm3(mesh);
    const { inside, outside } = comparePoints(mesh, depthInRod(path, 3, true), 4000);
    expect(Math.min(inside, outside)).toBeGreaterThan(300);
  });
});

describe('a rod that is none is refused', () => {
  const refused = async (shape: SweepShape) => (await refusalOf(() => sweepMeshes(shape, ['of', 1]))).message;
  const corner: Point3[] = [
    [0, 0, 0],
    [1, 0, 0],
    [1, 1, 0],
  ];

  test.each<[string, SweepShape, string]>([
    ['one point', rod([[1, 2, 3]], 1), 'of > 1 > pathMm: needs at least 2 points, has 1'],
    [
      'a point twice',
      rod(
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
        1,
      ),
      'of > 1 > pathMm > 1: is the same point as the point before it',
    ],
    [
      'a closed path that repeats its first point',
      rod([...corner, [0, 0, 0]], 1, { closed: true }),
      'of > 1 > pathMm > 0: is the same point as the last one: a closed path goes back to its first point by itself',
    ],
    [
      'a closed path of two points',
      rod(corner.slice(0, 2), 1, { closed: true }),
      'of > 1 > pathMm: needs at least 3 points, has 2',
    ],
    [
      'ends of a closed path',
      rod(corner, 1, { closed: true, ends: 'flat' }),
      'of > 1 > ends: a closed path has no ends',
    ],
    ['no thickness', rod(corner, 0), 'of > 1 > diameterMm: must be a length above 0 mm, got 0'],
    [
      'a coordinate that is no number',
      rod([...corner, [1, Number.NaN, 2]], 1),
      'of > 1 > pathMm > 3 > 1: must be a finite number, got NaN',
    ],
  ])('%s', async (_, shape, message) => {
    expect(await refused(shape)).toBe(message);
  });
});

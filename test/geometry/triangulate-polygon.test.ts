import { describe, expect, test } from 'vitest';
import { triangulatePolygon } from '../../src/geometry/triangulate-polygon.ts';
import { randomFrom } from './solids.ts';

type Point = readonly [number, number, number];
type Flat = readonly [number, number];

/** Triangles of a polygon whose vertices are 0, 1, 2, ... */
function cut(points: readonly Point[]): number[][] {
  const n = points.length;
  const triangles = new Uint32Array(3 * (n - 2));
  triangulatePolygon(
    Float64Array.from(points.flat()),
    Uint32Array.from(points, (_, i) => i),
    n,
    triangles,
    0,
  );
  return Array.from({ length: n - 2 }, (_, t) => [...triangles.subarray(3 * t, 3 * t + 3)]);
}

function normalOf(points: readonly Point[], [a, b, c]: readonly number[]): Point {
  const [p, q, r] = [points[a!]!, points[b!]!, points[c!]!];
  const u = [q[0] - p[0], q[1] - p[1], q[2] - p[2]] as const;
  const v = [r[0] - p[0], r[1] - p[1], r[2] - p[2]] as const;
  return [(u[1] * v[2] - u[2] * v[1]) / 2, (u[2] * v[0] - u[0] * v[2]) / 2, (u[0] * v[1] - u[1] * v[0]) / 2];
}

/** Areas of the triangles, seen against `normal` of length 1. */
function areas(points: readonly Point[], triangles: readonly number[][], normal: Point): number[] {
  return triangles.map((triangle) => {
    const own = normalOf(points, triangle);
    return own[0] * normal[0] + own[1] * normal[1] + own[2] * normal[2];
  });
}

/** Directed edges that no other triangle runs back: those of the polygon, if all is right. */
function rim(triangles: readonly number[][]): string[] {
  const edges: string[] = [];
  for (const [a = 0, b = 0, c = 0] of triangles) {
    for (const [u, v] of [
      [a, b],
      [b, c],
      [c, a],
    ] as const) {
      const back = edges.indexOf(`${v}-${u}`);
      if (back >= 0) edges.splice(back, 1);
      else edges.push(`${u}-${v}`);
    }
  }
  return edges.sort();
}

const ring = (n: number) => Array.from({ length: n }, (_, i) => `${i}-${(i + 1) % n}`).sort();
const inPlane = (points: readonly Flat[]): Point[] => points.map(([x, y]) => [x, y, 0]);

/** An L: two by two without a unit square, area 3. */
const L: readonly Flat[] = [
  [0, 0],
  [2, 0],
  [2, 1],
  [1, 1],
  [1, 2],
  [0, 2],
];

/** Axes of planes in which the polygons are placed: u, v and the normal u x v. */
const PLANES: readonly (readonly [string, Point, Point, Point])[] = [
  ['xy', [1, 0, 0], [0, 1, 0], [0, 0, 1]],
  ['yx', [0, 1, 0], [1, 0, 0], [0, 0, -1]],
  ['yz', [0, 1, 0], [0, 0, 1], [1, 0, 0]],
  ['zy', [0, 0, 1], [0, 1, 0], [-1, 0, 0]],
  ['zx', [0, 0, 1], [1, 0, 0], [0, 1, 0]],
  ['xz', [1, 0, 0], [0, 0, 1], [0, -1, 0]],
  ['oblique', [2 / 3, 2 / 3, 1 / 3], [-2 / 3, 1 / 3, 2 / 3], [1 / 3, -2 / 3, 2 / 3]],
];

function placed(points: readonly Flat[], u: Point, v: Point): Point[] {
  const at = (x: number, y: number, axis: 0 | 1 | 2) => 5 * (axis + 1) + x * u[axis] + y * v[axis];
  return points.map(([x, y]) => [at(x, y, 0), at(x, y, 1), at(x, y, 2)]);
}

describe('a convex polygon', () => {
  test('is a fan from its first corner', () => {
    const pentagon = inPlane([
      [0, 0],
      [2, 0],
      [3, 1],
      [2, 2],
      [0, 2],
    ]);
    expect(cut(pentagon)).toEqual([
      [0, 1, 2],
      [0, 2, 3],
      [0, 3, 4],
    ]);
    expect(cut(pentagon.slice(0, 3))).toEqual([[0, 1, 2]]);
  });

  test('that is not planar keeps all four corners, cut from the first one', () => {
    const bent: Point[] = [
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 1],
      [0, 1, 0],
    ];
    expect(cut(bent)).toEqual([
      [0, 1, 2],
      [0, 2, 3],
    ]);
  });
});

describe('a concave polygon', () => {
  test.each(PLANES)('in the plane %s keeps area 3 and orientation, whichever corner comes first', (_, u, v, normal) => {
    for (let shift = 0; shift < L.length; shift++) {
      const turned = [...L.slice(shift), ...L.slice(0, shift)];
      for (const [flat, side] of [
        [turned, 1],
        [[...turned].reverse(), -1],
      ] as const) {
        const points = placed(flat, u, v);
        const triangles = cut(points);
        const found = areas(points, triangles, normal).map((area) => side * area);
        expect(Math.min(...found)).toBeGreaterThan(0.4);
        expect(found.reduce((sum, area) => sum + area, 0)).toBeCloseTo(3, 12);
        expect(rim(triangles)).toEqual(ring(6));
      }
    }
  });

  test('of four corners is cut inside, also where it is not planar', () => {
    const dart: Point[] = [
      [0, 0, 0],
      [1, 0.9, 0.5],
      [2, 0, 0],
      [1, 3, 0],
    ];
    // The notch is at corner 1: only the diagonal from there to corner 3 lies inside.
    for (const triangle of cut(dart)) expect(triangle).toEqual(expect.arrayContaining([1, 3]));
  });

  test('with a slit to its hole keeps the area of the ring, 9 - 1', () => {
    const keyhole: readonly Flat[] = [
      [0, 0],
      [3, 0],
      [3, 3],
      [0, 3],
      [0, 0],
      [1, 1],
      [1, 2],
      [2, 2],
      [2, 1],
      [1, 1],
    ];
    const triangles = cut(inPlane(keyhole));
    const found = areas(inPlane(keyhole), triangles, [0, 0, 1]);
    expect(Math.min(...found)).toBeGreaterThan(-1e-12);
    expect(found.reduce((sum, area) => sum + area, 0)).toBeCloseTo(8, 12);
    expect(rim(triangles)).toEqual(ring(10));
  });
});

describe('corners on a straight line', () => {
  test('of a square with the middles of its sides all get a triangle, and none is flat', () => {
    const square = inPlane([
      [0, 1],
      [0, 0],
      [1, 0],
      [2, 0],
      [2, 1],
      [2, 2],
      [1, 2],
      [0, 2],
    ]);
    for (let shift = 0; shift < 8; shift++) {
      const points = [...square.slice(shift), ...square.slice(0, shift)];
      const triangles = cut(points);
      const found = areas(points, triangles, [0, 0, 1]);
      expect(Math.min(...found)).toBeGreaterThan(0.1);
      expect(found.reduce((sum, area) => sum + area, 0)).toBeCloseTo(4, 12);
      expect(rim(triangles)).toEqual(ring(8));
    }
  });

  test('in a random plane, where they are straight only to rounding, leave no flat triangle either', () => {
    const random = randomFrom(11);
    for (let run = 0; run < 200; run++) {
      // A quadrilateral with a notch, and random corners on its sides.
      const outline: readonly Flat[] = [
        [0, 0],
        [3 + random(), 0],
        [4, 4],
        [1 + random(), 1 + random()],
      ];
      const flat: Flat[] = outline.flatMap((from, i) => {
        const to = outline[(i + 1) % outline.length]!;
        const parts = Array.from({ length: Math.floor(3 * random()) }, () => 0.05 + 0.9 * random()).sort();
        return [from, ...parts.map((s): Flat => [from[0] + s * (to[0] - from[0]), from[1] + s * (to[1] - from[1])])];
      });
      const a = 6 * random();
      const b = 6 * random();
      const u: Point = [Math.cos(a), Math.sin(a), 0];
      const v: Point = [-Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), Math.sin(b)];
      const normal: Point = [Math.sin(a) * Math.sin(b), -Math.cos(a) * Math.sin(b), Math.cos(b)];
      const points = placed(flat, u, v);
      const triangles = cut(points);
      const wanted = areas(
        placed(outline, u, v),
        [
          [0, 1, 3],
          [1, 2, 3],
        ],
        normal,
      ).reduce((sum, area) => sum + area, 0);
      const found = areas(points, triangles, normal);
      expect(Math.min(...found)).toBeGreaterThan(1e-6);
      expect(found.reduce((sum, area) => sum + area, 0)).toBeCloseTo(wanted, 9);
      expect(rim(triangles)).toEqual(ring(flat.length));
    }
  });
});

describe('a polygon that is no simple one', () => {
  test.each([
    [
      'a spike',
      [
        [1, 3],
        [1, 2],
      ],
    ],
    [
      'a spike with a corner in its middle',
      [
        [1, 3],
        [1, 4],
        [1, 3],
        [1, 2],
      ],
    ],
  ] as const)('with %s keeps its corners in flat triangles and its area', (_, spike) => {
    const spiked: readonly Flat[] = [...L.slice(0, 5), ...spike, ...L.slice(5)];
    for (let shift = 0; shift < spiked.length; shift++) {
      const points = inPlane([...spiked.slice(shift), ...spiked.slice(0, shift)]);
      const triangles = cut(points);
      const found = areas(points, triangles, [0, 0, 1]);
      expect(Math.min(...found)).toBeCloseTo(0, 12);
      expect(found.reduce((sum, area) => sum + area, 0)).toBeCloseTo(3, 12);
      expect(rim(triangles)).toEqual(ring(spiked.length));
    }
  });

  test('without area is a fan, so that no corner is lost', () => {
    const line = inPlane([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
    expect(cut(line)).toEqual([
      [0, 1, 2],
      [0, 2, 3],
    ]);
  });

  test('that crosses itself is a fan with its edges and its signed area', () => {
    // A bow of two triangles, 4.5 one way round and 0.5 the other.
    const bow = inPlane([
      [0, 0],
      [3, 0],
      [-1, 4],
      [0, 4],
    ]);
    const triangles = cut(bow);
    expect(triangles).toEqual([
      [0, 1, 2],
      [0, 2, 3],
    ]);
    expect(areas(bow, triangles, [0, 0, 1]).reduce((sum, area) => sum + area, 0)).toBe(4);
    expect(rim(triangles)).toEqual(ring(4));
  });

  test('of 20000 corners that crosses itself everywhere is cut at once', () => {
    const n = 20_000;
    const points = Array.from({ length: n }, (_, i): Point => {
      const turn = (14 * Math.PI * i) / n;
      return [(1 + (i % 2)) * Math.cos(turn), (1 + (i % 2)) * Math.sin(turn), 0];
    });
    expect(cut(points)[9]).toEqual([0, 10, 11]);
  });
});

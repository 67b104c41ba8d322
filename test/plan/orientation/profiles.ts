/** Prisms whose supports are known by hand. */
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshOf } from '../../geometry/solids.ts';

/** A prism along y from 0 to a depth, over an outline in x and z with triangles that fill it, both counter-clockwise as seen against +y (x to the right, z up). */
export function prism(
  outline: readonly (readonly [number, number])[],
  caps: readonly (readonly [number, number, number])[],
  depthMm: number,
): TriangleMesh {
  const n = outline.length;
  const points = [0, depthMm].flatMap((y) => outline.map(([x, z]) => [x, y, z]));
  const sides = outline.flatMap((_, a) => {
    const b = (a + 1) % n;
    return [
      [a, b + n, b],
      [a, a + n, b + n],
    ];
  });
  const front = caps.map(([a, b, c]) => [a, b, c]);
  const back = caps.map(([a, b, c]) => [a + n, c + n, b + n]);
  return meshOf(points, [...front, ...back, ...sides]);
}

/** A T that stands: a stem of 6 x 6 x 20 mm under a bar of 24 x 6 x 5 mm, so two arms of 9 mm. Sides of the outline: 0 foot, 2 and 6 undersides, 4 top. */
export const T_MESH = prism(
  [
    [-3, 0],
    [3, 0],
    [3, 20],
    [12, 20],
    [12, 25],
    [-12, 25],
    [-12, 20],
    [-3, 20],
  ],
  [
    [0, 1, 2],
    [0, 2, 7],
    [6, 7, 5],
    [7, 2, 5],
    [2, 4, 5],
    [2, 3, 4],
  ],
  6,
);

/** A step that leans out: foot of 2 mm, underside rising at 45 degrees for 10 mm, top of 12 mm; 6 mm deep. */
export const LEANING_MESH = prism(
  [
    [0, 0],
    [2, 0],
    [12, 10],
    [0, 10],
  ],
  [
    [0, 1, 2],
    [0, 2, 3],
  ],
  6,
);

/** A C that opens to +x: web of 4 mm, lower and upper flange of 12 mm, 4 mm thick, 8 mm apart; 6 mm deep. */
export const C_MESH = prism(
  [
    [0, 0],
    [12, 0],
    [12, 4],
    [4, 4],
    [4, 12],
    [12, 12],
    [12, 16],
    [0, 16],
  ],
  [
    [0, 1, 3],
    [1, 2, 3],
    [0, 3, 4],
    [0, 4, 7],
    [4, 5, 6],
    [4, 6, 7],
  ],
  6,
);

/** Marks the facets for which a condition on their unit normal and highest and lowest z holds. */
export function marked(mesh: TriangleMesh, holds: (nz: number, low: number, high: number) => boolean): Uint8Array {
  const { positions: p, triangles } = mesh;
  return Uint8Array.from({ length: triangles.length / 3 }, (_, t) => {
    const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
    const u = [0, 1, 2].map((k) => p[b + k]! - p[a + k]!) as [number, number, number];
    const v = [0, 1, 2].map((k) => p[c + k]! - p[a + k]!) as [number, number, number];
    const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
    const z = [p[a + 2]!, p[b + 2]!, p[c + 2]!];
    return holds(n[2] / Math.hypot(...n), Math.min(...z), Math.max(...z)) ? 1 : 0;
  });
}

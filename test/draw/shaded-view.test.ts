import { expect, test } from 'vitest';
import { shadedView } from '../../src/draw/shaded-view.ts';

/** A box from the origin, outward counter-clockwise. */
function box(x: number, y: number, z: number) {
  const positions = Float64Array.from(
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((k) => [k & 1 ? x : 0, k & 2 ? y : 0, k & 4 ? z : 0]),
  );
  const sides = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ];
  const triangles = Uint32Array.from(sides.flatMap(([a, b, c, d]) => [a!, b!, c!, a!, c!, d!]));
  return { positions, triangles };
}

const colourAt = (view: ReturnType<typeof shadedView>, x: number, y: number) => [
  ...view.rgba.subarray(4 * (y * view.width + x), 4 * (y * view.width + x) + 4),
];

test('a cube shows its top, front and right side, each in the shade of its angle to the light, on nothing', () => {
  const view = shadedView(box(10, 10, 10), 120, 120);
  // Light from (2, -3, 6) / 7: 6/7 of it on top, 3/7 in front, 2/7 on the right; 0.35 from everywhere.
  const lit = (sevenths: number) =>
    [236, 226, 206].map((value) => Math.round(value * (0.35 + (0.65 * sevenths) / 7))).concat(255);
  expect(colourAt(view, 60, 25)).toEqual(lit(6));
  expect(colourAt(view, 35, 85)).toEqual(lit(3));
  expect(colourAt(view, 95, 75)).toEqual(lit(2));
  expect(colourAt(view, 0, 0)).toEqual([0, 0, 0, 0]);
});

test('covers as much of the picture as the shadow of the cube in that direction has area', () => {
  const view = shadedView(box(10, 10, 10), 200, 200);
  let covered = 0;
  for (let i = 3; i < view.rgba.length; i += 4) covered += view.rgba[i]! / 255;
  // Sides of 100 mm2 seen at cosines 0.48, 0.64 and 0.6; the shadow is 14 mm wide and 16.4 mm high, in 88 % of 200 pixels.
  const pixelsPerMm = 176 / 16.4;
  expect(Math.abs(covered / pixelsPerMm ** 2 - 172)).toBeLessThan(1);
});

test('what is nearer hides what is behind, in whatever order they come', () => {
  const near = box(10, 10, 10);
  const far = { positions: near.positions.map((value, i) => value + [-40, 50, 0][i % 3]!), triangles: near.triangles };
  const join = (a: typeof near, b: typeof near) => ({
    positions: Float64Array.of(...a.positions, ...b.positions),
    triangles: Uint32Array.of(...a.triangles, ...b.triangles.map((k) => k + 8)),
  });
  expect(shadedView(join(near, far), 90, 90).rgba).toEqual(shadedView(join(far, near), 90, 90).rgba);
});

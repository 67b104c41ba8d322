import { expect, test } from 'vitest';
import { pointGrid } from '../../../src/geometry/repair/point-grid.ts';
import { randomFrom } from '../solids.ts';

test.each([0.001, 0.05, 0.3, 10])('with cells of %d every point in a box is visited, once', (cellMm) => {
  const random = randomFrom(4);
  const positions = Float64Array.from({ length: 900 }, () => Math.round(8 * random()) / 8 + 1e-3 * random());
  const points = Uint32Array.from({ length: 150 }, (_, i) => 2 * i + 1);
  const grid = pointGrid(positions, points, cellMm);
  for (let i = 0; i < 30; i++) {
    const [x, y, z] = [random(), random(), random()];
    const [dx, dy, dz] = [random() / 2, random() / 2, random() / 2];
    const seen: number[] = [];
    grid.forEachNear([x, y, z, x + dx, y + dy, z + dz], (point) => seen.push(point));
    const within = [...points].filter((p) =>
      [x, y, z].every((low, k) => positions[3 * p + k]! >= low && positions[3 * p + k]! <= low + [dx, dy, dz][k]!),
    );
    expect(seen).toEqual(expect.arrayContaining(within));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.every((point) => point % 2 === 1)).toBe(true);
  }
});

test('points in one place and no points at all are no trouble', () => {
  const seen: number[] = [];
  const box = [-1, -1, -1, 1, 1, 1] as const;
  pointGrid(new Float64Array(9), Uint32Array.of(0, 1, 2), 0).forEachNear(box, (point) => seen.push(point));
  pointGrid(new Float64Array(9), new Uint32Array(0), 1).forEachNear(box, (point) => seen.push(point));
  expect(seen).toEqual([0, 1, 2]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellAxes } from '../../src/lattice/cell-axes.ts';

type Three = [number, number, number];
const dot = (a: readonly number[], b: readonly number[]) => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;

test('cells that neither turn nor stretch stand along the axes', () => {
  expect(cellAxes([0, 0, 0], [1, 1, 1])).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
});

test.each<[Three, Three[]]>([
  [
    [0, 0, 90],
    [
      [0, 1, 0],
      [-1, 0, 0],
      [0, 0, 1],
    ],
  ],
  [
    [0, 90, 0],
    [
      [0, 0, -1],
      [0, 1, 0],
      [1, 0, 0],
    ],
  ],
  [
    [90, 0, 0],
    [
      [1, 0, 0],
      [0, 0, 1],
      [0, -1, 0],
    ],
  ],
  // x to y to -x about z after z has gone to -y about x.
  [
    [90, 0, 90],
    [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ],
  ],
])('quarter turns %j are exact, right-handed, about x, then y, then z', (turn, axes) => {
  const found = cellAxes(turn, [1, 1, 1]);
  found.forEach((axis, n) => {
    axis.forEach((value, a) => {
      expect(value + 0).toBe(axes[n]![a]);
    });
  });
});

test('stretched cells are longer along their own axes: their phases grow more slowly', () => {
  const [x, y, z] = cellAxes([0, 0, 90], [2, 1, 4]);
  expect(x[1]).toBe(0.5);
  expect(y[0]).toBe(-1);
  expect(z[2]).toBe(0.25);
});

test('any turn keeps the axes square, of unit length and right-handed', () => {
  const angle = fc.double({ min: -720, max: 720, noNaN: true });
  fc.assert(
    fc.property(angle, angle, angle, (a, b, c) => {
      const [x, y, z] = cellAxes([a, b, c], [1, 1, 1]);
      for (const axis of [x, y, z]) expect(dot(axis, axis)).toBeCloseTo(1, 12);
      for (const [one, other] of [
        [x, y],
        [y, z],
        [z, x],
      ] as const)
        expect(dot(one, other)).toBeCloseTo(0, 12);
      const cross = [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]];
      expect(dot(cross, z)).toBeCloseTo(1, 12);
    }),
  );
});

import { expect, test } from 'vitest';
import { weldTriangles } from '../../src/geometry/mesh-weld.ts';
import { meshOfSingles, singlesWeld, weldSingles } from '../../src/geometry/weld-singles.ts';
import { randomFrom } from './solids.ts';

const STRIDE = 36;

function viewOf(numbers: readonly number[] | Float64Array): DataView {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  numbers.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  return view;
}

test('minus zero and zero are one vertex, and the vertex holds plus zero', () => {
  const weld = singlesWeld(2);
  expect(weldSingles(weld, viewOf([-0, 0, 0, 1, 0, 0, 0, 1, 0, 0, -0, 0, 0, 1, -0, 1, -0, 0]), 0, 2, STRIDE)).toBe(-1);
  const mesh = meshOfSingles(weld);
  expect([...mesh.triangles]).toEqual([0, 1, 2, 0, 2, 1]);
  expect([...mesh.positions]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0]);
});

test('points that differ in the last bit, or in their sign only, stay apart', () => {
  const next = 1 + 2 ** -23;
  const weld = singlesWeld(2);
  weldSingles(weld, viewOf([1, 1, 0, next, 1, 0, -1, -1, 0, 1, -1, 0, -1, 1, 0, -next, -1, 0]), 0, 2, STRIDE);
  expect([...meshOfSingles(weld).triangles]).toEqual([0, 1, 2, 3, 4, 5]);
});

test('the smallest and the greatest numbers of single precision are kept', () => {
  const numbers = [2 ** -149, -(2 ** -149), 0, 3.4028234663852886e38, 0, 0, 0, -3.4028234663852886e38, 1];
  const weld = singlesWeld(1);
  expect(weldSingles(weld, viewOf(numbers), 0, 1, STRIDE)).toBe(-1);
  expect([...meshOfSingles(weld).positions]).toEqual(numbers.map((value) => value + 0));
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  'a coordinate %d is answered with its byte, wherever it stands',
  (value) => {
    for (let i = 0; i < 18; i++) {
      const numbers = Array.from({ length: 18 }, (_, k) => (k === i ? value : k));
      expect(weldSingles(singlesWeld(2), viewOf(numbers), 0, 2, STRIDE)).toBe(4 * i);
    }
  },
);

test('random corners, given in pieces with bytes between them, weld as their doubles do, also where tables must grow', () => {
  const random = randomFrom(11);
  for (const values of [3, 20, 1e6]) {
    const soup = Float64Array.from({ length: 9 * 5000 }, () => Math.fround(Math.floor(random() * values) / 7));
    const stride = 50;
    const view = new DataView(new ArrayBuffer(stride * 5000));
    soup.forEach((value, i) => {
      view.setFloat32(stride * Math.floor(i / 9) + 12 + 4 * (i % 9), value, true);
    });
    const weld = singlesWeld(5000);
    for (const [from, to] of [
      [0, 1],
      [1, 700],
      [700, 700],
      [700, 5000],
    ] as const) {
      expect(weldSingles(weld, view, stride * from + 12, to - from, stride)).toBe(-1);
    }
    expect(meshOfSingles(weld)).toEqual(weldTriangles(soup));
  }
});

import { expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import { startWeld, weldedMesh, weldMore, weldTriangles } from '../../src/geometry/mesh-weld.ts';
import { boxMesh, randomFrom } from './solids.ts';

function soupOf(positions: Float64Array, triangles: Uint32Array): Float64Array {
  return Float64Array.from([...triangles].flatMap((v) => [...positions.subarray(3 * v, 3 * v + 3)]));
}

test('a box of twelve loose triangles gets eight vertices and the same triangles in the same order', () => {
  const box = boxMesh(-1, 0, 2, 3, 5, 7);
  const soup = soupOf(box.positions, box.triangles);
  const mesh = weldTriangles(soup);
  expect(mesh.positions.length / 3).toBe(8);
  expect(soupOf(mesh.positions, mesh.triangles)).toEqual(soup);
});

test('minus zero and zero are one vertex, and the vertex holds plus zero', () => {
  const mesh = weldTriangles(Float64Array.of(-0, 0, 0, 1, 0, 0, 0, 1, 0, 0, -0, 0, 0, 1, -0, 1, -0, 0));
  expect(mesh.positions.length / 3).toBe(3);
  expect([...mesh.triangles]).toEqual([0, 1, 2, 0, 2, 1]);
  expect(Object.is(mesh.positions[0], 0)).toBe(true);
});

test('points that differ in the last bit stay apart', () => {
  const next = 1 + Number.EPSILON;
  const mesh = weldTriangles(Float64Array.of(1, 0, 0, next, 0, 0, 0, 1, 0));
  expect(mesh.positions.length / 3).toBe(3);
});

test('degenerate triangles are kept', () => {
  const mesh = weldTriangles(Float64Array.of(1, 2, 3, 1, 2, 3, 4, 5, 6));
  expect([...mesh.triangles]).toEqual([0, 0, 1]);
});

test('an empty soup is an empty mesh', () => {
  const mesh = weldTriangles(new Float64Array(0));
  expect(mesh.positions.length + mesh.triangles.length).toBe(0);
});

test('20,000 random corners weld as a map of their text does', () => {
  const random = randomFrom(7);
  const soup = Float64Array.from({ length: 9 * 20000 }, () => Math.fround(Math.floor(random() * 20) / 7));
  const mesh = weldTriangles(soup);
  const known = new Map<string, number>();
  const expected = new Uint32Array(soup.length / 3);
  for (let i = 0; i < soup.length; i += 3) {
    const key = `${soup[i]} ${soup[i + 1]} ${soup[i + 2]}`;
    if (!known.has(key)) known.set(key, known.size);
    expected[i / 3] = known.get(key) ?? -1;
  }
  expect(mesh.triangles).toEqual(expected);
  expect(mesh.positions.length / 3).toBe(known.size);
});

test('a coordinate that is not a number is refused with its triangle', () => {
  const soup = new Float64Array(18);
  soup[13] = Number.NaN;
  expect(() => weldTriangles(soup)).toThrowError(PrepError);
  expect(() => weldTriangles(soup)).toThrowError(/^triangle 1: a corner is not a finite point: 0, NaN, 0$/);
});

test('coordinates so great that their sum overflows are still welded', () => {
  const mesh = weldTriangles(Float64Array.of(1.5e308, 1.5e308, 0, 0, 0, 0, 1, 0, 0));
  expect(mesh.positions[0]).toBe(1.5e308);
});

test('triangles that come in pieces, more than were expected, weld as the whole soup does', () => {
  const random = randomFrom(3);
  const soup = Float64Array.from({ length: 9 * 3000 }, () => Math.floor(random() * 40) / 7);
  for (const expected of [0, 1, 3000, 9000]) {
    const weld = startWeld(expected);
    for (const [from, to] of [
      [0, 9],
      [9, 9],
      [9, 9 * 100],
      [9 * 100, soup.length],
    ] as const) {
      weldMore(weld, soup.slice(from, to), to - from);
    }
    expect(weldedMesh(weld)).toEqual(weldTriangles(soup));
  }
});

test('only the numbers that are said to be there are read', () => {
  const weld = startWeld(1);
  weldMore(weld, Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, Number.NaN, 0, 0, 0, 0, 0, 0, 0, 0), 9);
  expect([...weldedMesh(weld).triangles]).toEqual([0, 1, 2]);
});

import { expect, test } from 'vitest';
import { weldTriangles } from '../../src/geometry/mesh-weld.ts';
import { weldVertices } from '../../src/geometry/weld-vertices.ts';
import { randomFrom, sphereMesh } from './solids.ts';

test('two triangles with their own three vertices each share the two that are equal', () => {
  const { positions, corners } = weldVertices(
    Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0),
    Int32Array.of(0, 1, 2, 3, 4, 5),
  );
  expect([...corners]).toEqual([0, 1, 2, 1, 3, 2]);
  expect([...positions]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0]);
});

test('vertices come in the order of their first use, and unused ones vanish', () => {
  const { positions, corners } = weldVertices(
    Float64Array.of(9, 9, 9, 1, 0, 0, 2, 0, 0, 8, 8, 8, 3, 0, 0),
    Int32Array.of(4, 1, 2),
  );
  expect([...corners]).toEqual([0, 1, 2]);
  expect([...positions]).toEqual([3, 0, 0, 1, 0, 0, 2, 0, 0]);
});

test('minus zero is zero, and points that differ in the last bit stay apart', () => {
  const { positions, corners } = weldVertices(
    Float64Array.of(-0, 0, 0, 0, -0, -0, 1, 0, 0, 1 + Number.EPSILON, 0, 0),
    Int32Array.of(0, 1, 2, 3),
  );
  expect([...corners]).toEqual([0, 0, 1, 2]);
  expect(Object.is(positions[0], 0)).toBe(true);
});

test('a ball whose vertices were doubled and shuffled welds to what its loose triangles weld to', () => {
  const ball = sphereMesh(7.3, 24);
  const random = randomFrom(5);
  const soup = Float64Array.from([...ball.triangles].flatMap((v) => [...ball.positions.subarray(3 * v, 3 * v + 3)]));
  const given = ball.positions.length / 3;
  const doubled = new Float64Array(6 * given);
  doubled.set(ball.positions);
  doubled.set(ball.positions, 3 * given);
  const corners = Int32Array.from(ball.triangles, (v) => (random() < 0.5 ? v : v + given));
  const welded = weldVertices(doubled, corners);
  const wanted = weldTriangles(soup);
  expect(welded.positions).toEqual(wanted.positions);
  expect(welded.corners).toEqual(wanted.triangles);
});

import { expect, test } from 'vitest';
import { bodiesOf, boxOfBodies } from '../../src/slicing/beam-bodies.ts';
import { beamsOf } from './beam-points.ts';

const kindsOf = (rows: readonly (readonly number[])[], caps: readonly number[]) =>
  bodiesOf(beamsOf(rows, caps)).map((body) =>
    body.kind === 'frustum' ? 'frustum' : body.outward === null ? 'ball' : 'half ball',
  );

test('beams that meet at a node have one ball of each radius there', () => {
  const rows = [
    [0, 0, 0, 2, 0, 0, 0.5, 0.5],
    [0, 0, 0, 0, 2, 0, 0.5, 0.5],
    [0, 0, 2, 0, 0, 0, 0.5, 0.6],
  ];
  const kinds = kindsOf(rows, [1, 1, 1, 1, 1, 1]);
  expect(kinds.filter((kind) => kind === 'frustum').length).toBe(3);
  // Two outer ends, the node, the third outer end and the larger ball at the node.
  expect(kinds.filter((kind) => kind === 'ball').length).toBe(5);
});

test('half balls are whole ones where the beam hides their other half, which it does where it does not narrow', () => {
  const row = (r1: number, r2: number, length = 2) => [0, 0, 0, length, 0, 0, r1, r2];
  expect(kindsOf([row(0.5, 0.5)], [2, 2])).toEqual(['frustum', 'ball', 'ball']);
  expect(kindsOf([row(0.5, 0.3)], [2, 2])).toEqual(['frustum', 'half ball', 'ball']);
  expect(kindsOf([row(0.5, 0.5, 0.4)], [2, 0])).toEqual(['frustum', 'half ball']);
  expect(kindsOf([row(0.5, 0.5, 0.4)], [2, 1])).toEqual(['frustum', 'ball', 'ball']);
  expect(kindsOf([row(0.5, 0.5)], [0, 0])).toEqual(['frustum']);
});

test('the box of a beam at 45 degrees reaches by the slope of its discs, or by the radius of its balls', () => {
  const row = [0, 0, 0, 1, 0, 1, 0.5, 0.5];
  const reach = 0.5 * Math.SQRT1_2;
  const close = (caps: readonly number[], wanted: readonly number[]) => {
    const box = boxOfBodies(bodiesOf(beamsOf([row], caps)));
    for (const [i, value] of box.entries()) expect(value).toBeCloseTo(wanted[i]!, 12);
  };
  close([0, 0], [-reach, -0.5, -reach, 1 + reach, 0.5, 1 + reach]);
  close([1, 1], [-0.5, -0.5, -0.5, 1.5, 0.5, 1.5]);
  close([0, 1], [-reach, -0.5, -reach, 1.5, 0.5, 1.5]);
});

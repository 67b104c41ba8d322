import { expect, test } from 'vitest';
import { mergeShortStruts } from '../../../src/lattice/struts/short-struts.ts';
import { strutCount, strutEnds } from '../../../src/lattice/struts/strut-graph.ts';
import { graphOf } from './graphs.ts';

test('the ends of a short strut become one node half way; a triangle with it becomes one strut', () => {
  const [a, b, c] = [
    [0.25, 0.5, 0.5],
    [0.3125, 0.5, 0.5],
    [0.75, 0.5, 0.5],
  ] as const;
  const { graph, shortCount } = mergeShortStruts(
    graphOf([
      [a, b],
      [b, c],
      [a, c],
    ]),
    0.1,
  );
  expect(shortCount).toBe(1);
  expect(strutCount(graph)).toBe(1);
  const ends = new Float64Array(6);
  strutEnds(graph, 0, ends);
  expect([...ends]).toEqual([0.28125, 0.5, 0.5, 0.75, 0.5, 0.5]);
});

test('a short strut through the border of the tile is merged there, and its neighbours keep their length', () => {
  const segments = [
    [
      [0.5, 0.5, 0.5],
      [0.96875, 0.5, 0.5],
    ],
    [
      [0.96875, 0.5, 0.5],
      [1.03125, 0.5, 0.5],
    ],
    [
      [1.03125, 0.5, 0.5],
      [1.5, 0.5, 0.5],
    ],
  ] as const;
  const { graph, shortCount } = mergeShortStruts(graphOf(segments), 0.1);
  expect(shortCount).toBe(1);
  expect(graph.nodes.length / 3).toBe(2);
  const ends = new Float64Array(6);
  for (let n = 0; n < 2; n++) {
    strutEnds(graph, n, ends);
    expect(Math.abs(ends[3]! - ends[0]!)).toBe(0.5);
  }
});

test('a graph without short struts stays as it is', () => {
  const graph = graphOf([
    [
      [0, 0, 0],
      [1, 0, 0],
    ],
  ]);
  expect(mergeShortStruts(graph, 0.1)).toEqual({ graph, shortCount: 0 });
});

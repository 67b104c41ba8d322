import { describe, expect, test } from 'vitest';
import type { PlaneGrid } from '../../../src/core/field.ts';
import { bandEdges, crossedEdges } from '../../../src/geometry/marching-squares.ts';
import { planeOf } from '../../support/plane-of.ts';

const GRID: PlaneGrid = { x0Mm: 0, y0Mm: 0, stepMm: 1, nx: 5, ny: 4 };

describe('the crossed edges of a grid', () => {
  test('one inside node (2, 1) of 5 x 4: four edges, by key, with the sense of each', () => {
    const plane = planeOf(GRID, (x, y) => (x - 2) ** 2 + (y - 1) ** 2);
    const node = (i: number, j: number) => 4 * (5 * j + i);
    // From below (up, start outside), from the left, then to the right and up (start inside).
    expect([...crossedEdges(plane, GRID, 0.5, null)]).toEqual([
      node(2, 0) + 2,
      node(1, 1),
      node(2, 1) + 1,
      node(2, 1) + 3,
    ]);
  });

  test('a node on the outermost ring or outside of the mask is not inside, whatever its value', () => {
    const everywhere = planeOf(GRID, () => -1);
    const mask = new Uint8Array(20).fill(1);
    mask[5 + 2] = 0;
    // Inside are (1, 1), (3, 1), (1, 2), (2, 2), (3, 2): a U upside down with 6 edges along x and 6 along y.
    const edges = crossedEdges(everywhere, GRID, 0, mask);
    expect(edges.filter((key) => (key & 2) === 0)).toHaveLength(6);
    expect(edges.filter((key) => (key & 2) === 2)).toHaveLength(6);
  });

  test('a node whose value is the level is not inside', () => {
    const plane = planeOf(GRID, (x) => x);
    expect(crossedEdges(plane, GRID, 2, null)).toEqual(crossedEdges(plane, GRID, 1.5, null));
    expect(crossedEdges(plane, GRID, 2, null)).not.toEqual(crossedEdges(plane, GRID, 2.5, null));
  });

  test('both faces of a band come from one sampling, each as if asked for alone', () => {
    let rows = 0;
    const plane = planeOf(GRID, (x, y) => x + 0.3 * y);
    const counted = { ...plane, row: (j: number, out: Float64Array) => plane.row(j + 0 * rows++, out) };
    const { to, from } = bandEdges(counted, GRID, { from: 1.4, to: 2.4 }, null);
    expect(rows).toBe(2);
    expect(to).toEqual(crossedEdges(plane, GRID, 2.4, null));
    expect(from).toEqual(crossedEdges(plane, GRID, 1.4, null));
    expect(bandEdges(plane, GRID, { from: null, to: 2.4 }, null).from).toBeNull();
    expect(bandEdges(plane, GRID, { from: 1.4, to: null }, null)).toEqual({ to: null, from });
  });
});

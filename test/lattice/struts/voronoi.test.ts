import { expect, test } from 'vitest';
import { STRUT_STRIDE, strutCount, strutLength } from '../../../src/lattice/struts/strut-graph.ts';
import { strutValues } from '../../../src/lattice/struts/strut-values.ts';
import { SHORTEST_STRUT_CELLS, voronoiGraph } from '../../../src/lattice/struts/voronoi.ts';
import { scatteredPoints } from './graphs.ts';

const GRAPH = voronoiGraph(1, 4);

test('equal seeds give equal struts, other seeds others', () => {
  expect(voronoiGraph(1, 4)).toEqual(GRAPH);
  expect(voronoiGraph(2, 4).struts).not.toEqual(GRAPH.struts);
});

test('a seed keeps its lattice: what an old job was made of can be made again', () => {
  const { counts } = GRAPH;
  expect(counts).toEqual({ points: 64, vertices: 421, edges: 842, faces: 485, shortEdges: 58, edgesDropped: 72 });
  expect(counts.edges - counts.edgesDropped).toBe(strutCount(GRAPH));
  expect(GRAPH.nodes[0]).toBe(1.9913056550565802);
  expect(GRAPH.nodes[500]).toBe(2.077881222091344);
  expect(GRAPH.nodes.reduce((total, x) => total + x, 0)).toBe(2278.6703973754584);
});

test('no strut is much shorter than the shortest edge kept, and all hang together', () => {
  const count = strutCount(GRAPH);
  for (let n = 0; n < count; n++) expect(strutLength(GRAPH, n)).toBeGreaterThan(0.6 * SHORTEST_STRUT_CELLS);
  const group = Array.from({ length: GRAPH.nodes.length / 3 }, (_, n) => n);
  const rootOf = (n: number): number => (group[n] === n ? n : rootOf(group[n]!));
  for (let n = 0; n < GRAPH.struts.length; n += STRUT_STRIDE) {
    group[rootOf(GRAPH.struts[n]!)] = rootOf(GRAPH.struts[n + 1]!);
  }
  expect(new Set(group.map((_, n) => rootOf(n))).size).toBe(1);
});

test('the tile repeats without a seam', () => {
  const { value } = strutValues(GRAPH, 0.05, 0.1);
  for (const [u, v, w] of scatteredPoints(500)) {
    const [x, y, z] = [0.2 * (u - 0.5), 4 * v, 4 * w];
    // Across the seam the value changes by no more than the way gone, as anywhere.
    expect(Math.abs(value(x, y, z, 0.1) - value(-x, y, z, 0.1))).toBeLessThanOrEqual(2 * Math.abs(x) + 1e-9);
    expect(value(x + 8, y - 4, z + 12, 0.1)).toBeCloseTo(value(x, y, z, 0.1), 9);
  }
});

test('a seed that is no 32-bit number is our own fault', () => {
  expect(() => voronoiGraph(0.5, 3)).toThrow(/whole number/);
  expect(() => voronoiGraph(1, 1)).toThrow(/two cells/);
});

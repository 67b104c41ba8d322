import { describe, expect, test } from 'vitest';
import { farthestPlace, largestPoreMm } from '../../../src/lattice/struts/pore-size.ts';
import { throatByGrid } from '../../../src/lattice/struts/pore-throat.ts';
import { STRUT_CELLS } from '../../../src/lattice/struts/strut-cells.ts';
import { throatOf } from '../../../src/lattice/struts/strut-density.ts';
import { voronoiGraph } from '../../../src/lattice/struts/voronoi.ts';
import { distanceByForce, ROD, scatteredPoints } from './graphs.ts';

/**
 * By geometry, in cells. Farthest: bcc and diamond the middles of the edges, beside body diagonals and bonds; fcc the centre, half a cell
 * from the faces' centres; octet the octahedron's middle, from its edges; Kelvin the middle of a square's far side, from its edges.
 * Throat: bcc and diamond a quarter of a face's diagonal; fcc on the way from the centre to an edge, 1/6 from it, 1 / sqrt 12; octet and
 * Kelvin the circle in a triangle and in a hexagon.
 */
const KNOWN = {
  bcc: [1 / Math.sqrt(6), Math.SQRT2 / 4],
  fcc: [1 / 2, 1 / Math.sqrt(12)],
  octet: [Math.SQRT2 / 4, 1 / Math.sqrt(24)],
  kelvin: [(3 * Math.SQRT2) / 8, Math.sqrt(6) / 8],
  'diamond-strut': [1 / Math.sqrt(6), Math.SQRT2 / 4],
} as const;

describe.each(Object.entries(STRUT_CELLS))('the void of %s', (id, cell) => {
  const [farthest, throat] = KNOWN[id as keyof typeof KNOWN];

  test('holds a sphere of the radius known by geometry, and none larger', () => {
    const found = farthestPlace(cell);
    expect(Math.abs(found.distanceCells - farthest)).toBeLessThan(2e-7);
    expect(found.boundCells - found.distanceCells).toBeLessThan(2e-7);
    expect(distanceByForce(cell, found.at)).toBeCloseTo(found.distanceCells, 12);
    expect(largestPoreMm(cell, 2, 0.15)).toBeCloseTo(2 * (2 * farthest - 0.15), 5);
  });

  test('hangs together up to the throat known by geometry: samples say so from below, nearer the finer they are', () => {
    expect(throatOf(cell)).toBeCloseTo(throat, 14);
    for (const samples of [24, 48]) {
      const found = throatByGrid(cell, samples);
      expect(found).toBeLessThan(throat);
      expect(found).toBeGreaterThan(throat - 1.5 / samples);
    }
  });
});

test('the void of rods a cell apart is farthest at a corner, half a diagonal away, and never closes before they touch', () => {
  expect(farthestPlace(ROD).distanceCells).toBeCloseTo(Math.SQRT1_2, 2);
  expect(farthestPlace(ROD).boundCells).toBeGreaterThanOrEqual(Math.SQRT1_2);
  // Rods touch at 0.5, where the void falls into four-cornered channels.
  expect(throatByGrid(ROD, 40)).toBeGreaterThan(0.46);
  expect(throatByGrid(ROD, 40)).toBeLessThan(0.5);
});

test('no scattered place in Voronoi struts is farther than the farthest, and some are nearly', () => {
  const graph = voronoiGraph(4, 2);
  const { distanceCells, boundCells } = farthestPlace(graph);
  expect(boundCells - distanceCells).toBeLessThan(2e-7);
  let most = 0;
  for (const [u, v, w] of scatteredPoints(2000)) most = Math.max(most, distanceByForce(graph, [2 * u, 2 * v, 2 * w]));
  expect(most).toBeLessThanOrEqual(boundCells);
  expect(most).toBeGreaterThan(distanceCells - 0.08);
});

test('struts thicker than the void is wide leave no pore', () => {
  expect(largestPoreMm(STRUT_CELLS.fcc!, 2, 1.1)).toBe(0);
});

import { describe, expect, test } from 'vitest';
import { STRUT_CELLS } from '../../../src/lattice/struts/strut-cells.ts';
import { densityOfRadius } from '../../../src/lattice/struts/strut-density.ts';
import { STRUT_STRIDE, strutCount, strutEnds, strutLength } from '../../../src/lattice/struts/strut-graph.ts';

/** Nodes and struts of a period, struts at each node, and the length of a strut, counted by hand. */
const KNOWN = {
  bcc: { nodes: 2, struts: 8, degree: 8, length: Math.sqrt(3) / 2 },
  fcc: { nodes: 4, struts: 12, degrees: [4, 12], length: Math.SQRT1_2 },
  octet: { nodes: 4, struts: 24, degree: 12, length: Math.SQRT1_2 },
  kelvin: { nodes: 12, struts: 24, degree: 4, length: Math.SQRT2 / 4 },
  'diamond-strut': { nodes: 8, struts: 16, degree: 4, length: Math.sqrt(3) / 4 },
} as const;

describe.each(Object.entries(STRUT_CELLS))('the cell %s', (id, cell) => {
  const known = KNOWN[id as keyof typeof KNOWN];

  test('has the nodes and struts of its definition, those on the border once', () => {
    expect(cell.id).toBe(id);
    expect(cell.nodes.length / 3).toBe(known.nodes);
    expect(strutCount(cell)).toBe(known.struts);
    for (let n = 0; n < known.struts; n++) expect(strutLength(cell, n)).toBeCloseTo(known.length, 15);
    const degrees = new Array<number>(known.nodes).fill(0);
    for (let n = 0; n < cell.struts.length; n += STRUT_STRIDE) {
      degrees[cell.struts[n]!]!++;
      degrees[cell.struts[n + 1]!]!++;
    }
    const expected: readonly number[] = 'degrees' in known ? known.degrees : [known.degree];
    expect([...new Set(degrees)].sort((a, b) => a - b)).toEqual(expected);
  });

  test('has its struts in balance at every node, so that each place has its nearest point within a strut or at a shared node', () => {
    const sums = new Float64Array(cell.nodes.length);
    const ends = new Float64Array(6);
    for (let n = 0; n < strutCount(cell); n++) {
      strutEnds(cell, n, ends);
      for (let axis = 0; axis < 3; axis++) {
        const way = ends[3 + axis]! - ends[axis]!;
        sums[3 * cell.struts[STRUT_STRIDE * n]! + axis]! += way;
        sums[3 * cell.struts[STRUT_STRIDE * n + 1]! + axis]! -= way;
      }
    }
    for (const sum of sums) expect(Math.abs(sum)).toBeLessThan(1e-14);
  });

  test('has struts that are all alike: the density found from any of them is the same', () => {
    const radius = 0.09;
    const first = densityOfRadius(cell, radius);
    for (let n = 1; n < strutCount(cell); n += 3) {
      const struts = cell.struts.slice();
      struts.set(cell.struts.subarray(STRUT_STRIDE * n, STRUT_STRIDE * (n + 1)), 0);
      struts.set(cell.struts.subarray(0, STRUT_STRIDE), STRUT_STRIDE * n);
      expect(Math.abs(densityOfRadius({ ...cell, struts }, radius) / first - 1)).toBeLessThan(5e-4);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { beamsInBox } from '../../../src/lattice/struts/beams.ts';
import { STRUT_CELLS } from '../../../src/lattice/struts/strut-cells.ts';
import { strutCount, strutEnds } from '../../../src/lattice/struts/strut-graph.ts';
import { voronoiGraph } from '../../../src/lattice/struts/voronoi.ts';

describe('beams in a box', () => {
  test('of a bcc cell, a hair within its walls, are the 8 half diagonals between 9 vertices', () => {
    const box = { minMm: [0.01, 0.01, 0.01], maxMm: [1.99, 1.99, 1.99] } as const;
    const { vertices, beams, radiiMm } = beamsInBox(STRUT_CELLS.bcc!, 2, [0, 0, 0], box, 0.15);
    expect(beams).toHaveLength(16);
    expect(vertices).toHaveLength(27);
    expect([...new Set(radiiMm)]).toEqual([0.15]);
    for (let n = 0; n < 16; n += 2) {
      const way = [0, 1, 2].map((axis) => vertices[3 * beams[n]! + axis]! - vertices[3 * beams[n + 1]! + axis]!);
      expect(Math.hypot(...way)).toBeCloseTo(Math.sqrt(3), 12);
    }
  });

  test('that reaches the corners are joined by the 7 that end at each corner from outside', () => {
    const box = { minMm: [0, 0, 0], maxMm: [2, 2, 2] } as const;
    expect(beamsInBox(STRUT_CELLS.bcc!, 2, [0, 0, 0], box, 0.15).beams).toHaveLength(2 * 64);
    expect(
      beamsInBox(STRUT_CELLS.bcc!, 2, [40, -6, 2], { minMm: [40, -6, 2], maxMm: [42, -4, 4] }, 0.15).beams,
    ).toHaveLength(128);
  });

  test('have at each end the radius of the place', () => {
    const box = { minMm: [0.1, 0.1, 0.1], maxMm: [1.9, 1.9, 1.9] } as const;
    const radius = { at: (_x: number, _y: number, zMm: number) => 0.1 + 0.05 * zMm, largestMm: 1 };
    const { vertices, beams, radiiMm } = beamsInBox(STRUT_CELLS.bcc!, 2, [0, 0, 0], box, radius);
    expect(new Set(radiiMm)).toEqual(new Set([0.1, 0.15000000000000002, 0.2]));
    for (let n = 0; n < beams.length; n++) expect(radiiMm[n]).toBe(0.1 + 0.05 * vertices[3 * beams[n]! + 2]!);
  });

  test('of Voronoi struts are those of which some place lies in the box, each once', () => {
    const graph = voronoiGraph(3, 2);
    const box = { minMm: [-1.3, 0.4, 2.1], maxMm: [1.9, 2.2, 5.3] } as const;
    const { vertices, beams } = beamsInBox(graph, 1.5, [0.2, 0.1, -0.3], box, 0.1);
    const found = new Set<string>();
    for (let n = 0; n < beams.length; n += 2) {
      found.add(
        [
          ...vertices.subarray(3 * beams[n]!, 3 * beams[n]! + 3),
          ...vertices.subarray(3 * beams[n + 1]!, 3 * beams[n + 1]! + 3),
        ]
          .map((x) => x.toFixed(6))
          .join(),
      );
    }
    expect(found.size).toBe(beams.length / 2);
    const ends = new Float64Array(6);
    let seen = 0;
    for (let n = 0; n < strutCount(graph); n++) {
      strutEnds(graph, n, ends);
      for (let c = 0; c < 343; c++) {
        const tile = [(c % 7) - 3, (Math.floor(c / 7) % 7) - 3, Math.floor(c / 49) - 3];
        const line = [...ends].map((x, m) => [0.2, 0.1, -0.3][m % 3]! + 1.5 * (x + 2 * tile[m % 3]!));
        let within = false;
        for (let t = 0; t <= 200 && !within; t++) {
          within = [0, 1, 2].every((axis) => {
            const x = line[axis]! + (t / 200) * (line[3 + axis]! - line[axis]!);
            return x >= box.minMm[axis]! && x <= box.maxMm[axis]!;
          });
        }
        if (!within) continue;
        seen++;
        expect(found.has(line.map((x) => x.toFixed(6)).join())).toBe(true);
      }
    }
    // A beam may clip a corner of the box between two of the 201 places.
    expect(found.size - seen).toBeLessThan(3);
    expect(seen).toBeGreaterThan(100);
  });
});

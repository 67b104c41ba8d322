import { describe, expect, test } from 'vitest';
import { seededDiagram } from '../../../src/lattice/struts/voronoi.ts';
import { type VoronoiDiagram, voronoiDiagram } from '../../../src/lattice/struts/voronoi-diagram.ts';

/** Place of the n-th of the four points of a vertex. */
function pointOf({ points, vertexPoints, periodCells }: VoronoiDiagram, vertex: number, n: number): number[] {
  const at = 16 * vertex + 4 * n;
  return [0, 1, 2].map((axis) => points[3 * vertexPoints[at]! + axis]! + periodCells * vertexPoints[at + 1 + axis]!);
}

const place = (values: Float64Array, n: number) => [...values.subarray(3 * n, 3 * n + 3)];
const apart = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((x, n) => x - b[n]!));

describe.each([
  [2, 1],
  [3, 7],
  [4, 1],
])('the diagram of %i cubed scattered points', (period, seed) => {
  const diagram = seededDiagram(seed, period);
  const vertexCount = diagram.vertices.length / 3;
  const edgeCount = diagram.edges.length / 5;

  test('satisfies V - E + F - C = 0, as a division of space that repeats does', () => {
    expect(vertexCount - edgeCount + diagram.faceCount - period ** 3).toBe(0);
  });

  test('has four edges at each vertex', () => {
    const degrees = new Array<number>(vertexCount).fill(0);
    for (let e = 0; e < diagram.edges.length; e += 5) {
      degrees[diagram.edges[e]!]!++;
      degrees[diagram.edges[e + 1]!]!++;
    }
    expect(new Set(degrees)).toEqual(new Set([4]));
  });

  test('has each vertex equally far from its four points, to 1e-9, and no point nearer', () => {
    for (let v = 0; v < vertexCount; v++) {
      const at = place(diagram.vertices, v);
      const far = [0, 1, 2, 3].map((n) => apart(at, pointOf(diagram, v, n)));
      for (const distance of far) expect(Math.abs(distance - far[0]!)).toBeLessThan(1e-9);
      let least = Infinity;
      for (let p = 0; p < period ** 3; p++) {
        for (let n = 0; n < 27; n++) {
          const shift = [(n % 3) - 1, (Math.floor(n / 3) % 3) - 1, Math.floor(n / 9) - 1];
          least = Math.min(
            least,
            apart(
              at,
              place(diagram.points, p).map((x, axis) => x + period * shift[axis]!),
            ),
          );
        }
      }
      expect(least).toBeGreaterThan(far[0]! - 1e-9);
    }
  });

  test('has each edge between three cells: its two vertices share three points', () => {
    for (let e = 0; e < diagram.edges.length; e += 5) {
      const [a, b] = [diagram.edges[e]!, diagram.edges[e + 1]!];
      const names = (v: number, moved: readonly number[]) =>
        [0, 1, 2, 3].map((n) => {
          const at = 16 * v + 4 * n;
          const { vertexPoints: p } = diagram;
          return [p[at], ...[1, 2, 3].map((axis) => p[at + axis]! + moved[axis - 1]!)].join();
        });
      const there = names(b, [...diagram.edges.subarray(e + 2, e + 5)]);
      expect(names(a, [0, 0, 0]).filter((name) => there.includes(name))).toHaveLength(3);
    }
  });
});

test('points near those of a body-centred crystal have cells of 14 faces, 24 vertices and 36 edges, as Kelvin drew them', () => {
  const points: number[] = [];
  for (let n = 0; n < 54; n++) {
    const centre = n % 2;
    const cell = [Math.floor(n / 2) % 3, Math.floor(n / 6) % 3, Math.floor(n / 18)];
    cell.forEach((x, axis) => {
      points.push(x + 0.25 + 0.5 * centre + 0.002 * Math.sin(7 * n + 3 * axis));
    });
  }
  const diagram = voronoiDiagram(Float64Array.from(points), 3)!;
  // A face lies between two cells, an edge between three, a vertex between four.
  expect(diagram.faceCount).toBe((54 * 14) / 2);
  expect(diagram.edges.length / 5).toBe((54 * 36) / 3);
  expect(diagram.vertices.length / 3).toBe((54 * 24) / 4);
});

test('points of a cubic crystal, eight about each vertex, are refused', () => {
  const points = Array.from({ length: 27 }, (_, n) => [n % 3, Math.floor(n / 3) % 3, Math.floor(n / 9)]).flat();
  expect(voronoiDiagram(Float64Array.from(points), 3)).toBeNull();
});

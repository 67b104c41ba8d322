import { describe, expect, test } from 'vitest';
import { cubeTable, faceOfEdges } from '../../../src/geometry/iso/cube-table.ts';

const table = cubeTable();

/** Corners of an edge, from the numbering alone: corner 4 x + 2 z + y. */
function cornersOf(edge: number): readonly [number, number] {
  const [a, b] = [edge & 1, (edge >> 1) & 1];
  if (edge < 4) return [2 * b + a, 4 + 2 * b + a];
  return edge < 8 ? [4 * a + 2 * b, 4 * a + 2 * b + 1] : [4 * a + b, 4 * a + b + 2];
}

const keys = Array.from({ length: 256 * 64 }, (_, key) => key).filter(
  (key) => (key & 63 & ~table.openFaces[key >> 6]!) === 0,
);

describe('the table of cut cubes', () => {
  test('has one entry for each way to decide each open face of the 256 sets of corners', () => {
    const ways = Array.from(table.openFaces, (open) => 2 ** open.toString(2).replaceAll('0', '').length);
    expect(keys.length).toBe(ways.reduce((sum, n) => sum + n, 0));
  });

  test('cuts exactly the edges between a solid corner and another, each once', () => {
    for (const key of keys) {
      const corners = key >> 6;
      const cut = Array.from({ length: 12 }, (_, e) => e).filter((e) => {
        const [a, b] = cornersOf(e);
        return ((corners >> a) & 1) !== ((corners >> b) & 1);
      });
      const passed = table.rings[key]!.flatMap(({ edges }) => edges).sort((a, b) => a - b);
      expect(passed).toEqual(cut);
    }
  });

  test('neighbours on a ring share a face, and no diagonal of its triangles lies on one', () => {
    for (const key of keys) {
      for (const { edges, triangles } of table.rings[key]!) {
        const sides = new Set(edges.map((e, i) => `${e} ${edges[(i + 1) % edges.length]}`));
        for (const [i, e] of edges.entries())
          expect(faceOfEdges(e, edges[(i + 1) % edges.length]!)).toBeGreaterThan(-1);
        if (triangles === null) continue;
        expect(triangles.length).toBe(3 * (edges.length - 2));
        for (let t = 0; t < triangles.length; t++) {
          const a = triangles[t]!;
          const b = triangles[t % 3 === 2 ? t - 2 : t + 1]!;
          if (sides.has(`${a} ${b}`)) continue;
          expect(faceOfEdges(a, b)).toBeLessThan(0);
        }
      }
    }
  });

  test('a solid corner at the origin is cut off by one triangle that faces away from it', () => {
    const [ring] = table.rings[64 * 1]!;
    // Middles of the edges along x, y and z at the corner; x, y, z in this turn faces +x +y +z.
    const [a, b, c] = ring!.triangles as [number, number, number];
    expect([a, b, c].sort((p, q) => p - q)).toEqual([0, 4, 8]);
    const turn = [a, b, c].map((e) => [0, 4, 8].indexOf(e)).join('');
    expect(['012', '120', '201']).toContain(turn);
  });

  test('rings of the worst length, twelve, need a vertex in their middle, as do some of eight and nine', () => {
    const lengths = new Set<number>();
    for (const key of keys) {
      for (const { edges, triangles } of table.rings[key]!) if (triangles === null) lengths.add(edges.length);
    }
    expect([...lengths].sort((a, b) => a - b)).toEqual([8, 9, 12]);
  });
});

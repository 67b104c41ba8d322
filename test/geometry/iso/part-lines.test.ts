import { describe, expect, test } from 'vitest';
import { type LineCrossings, stepsOut, thinPlaces } from '../../../src/geometry/iso/line-crossings.ts';
import { columnWindings, partColumns } from '../../../src/geometry/iso/part-columns.ts';
import { partLines } from '../../../src/geometry/iso/part-lines.ts';
import { triangleBvh } from '../../../src/geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../../src/geometry/triangle-bvh-build.ts';
import { boxMesh, meshOf, sphereMesh } from '../solids.ts';

const grid = (first: number, stepMm: number, n: number) => ({ x0Mm: first, y0Mm: first, stepMm, nx: n, ny: n });

function crossingsOf({ start, at, turn }: LineCrossings, line: number): [number, number][] {
  const found: [number, number][] = [];
  for (let c = start[line]!; c < start[line + 1]!; c++) found.push([at[c]!, turn[c]!]);
  return found;
}

describe('lines of a grid through a part', () => {
  const box = boxMesh(0.5, 0.5, 0.25, 2.5, 3.5, 1.75);

  test('enter and leave a box at its faces, steeply, along all three axes', () => {
    const g = grid(0, 1, 5);
    const columns = partColumns(box, g);
    expect(crossingsOf(columns, 5 * 1 + 2)).toEqual([
      [0.25, 2],
      [1.75, -2],
    ]);
    expect(crossingsOf(columns, 5 * 1 + 3)).toEqual([]);
    const { alongX, alongY } = partLines(box, g)(1);
    expect(crossingsOf(alongX, 1)).toEqual([
      [0.5, 2],
      [2.5, -2],
    ]);
    expect(crossingsOf(alongY, 2)).toEqual([
      [0.5, 2],
      [3.5, -2],
    ]);
    expect(crossingsOf(alongY, 3)).toEqual([]);
  });

  test('through corners, edges and faces of a box on the nodes each node is in or out once: lower faces out, upper ones in', () => {
    const g = grid(-1, 1, 6);
    const windings = columnWindings(partColumns(boxMesh(0, 0, 0, 3, 3, 3), g));
    const out = new Int8Array(36);
    let inside = 0;
    for (let k = -1; k <= 4; k++) {
      windings(k, out);
      for (const winding of out) {
        expect([0, 1]).toContain(winding);
        inside += winding;
      }
    }
    expect(inside).toBe(27);
  });

  test('nodes in a ball are those that the tree of boxes finds inside', () => {
    const ball = sphereMesh(1, 12);
    const tree = triangleBvh(buildTriangleBvh(ball));
    const g = grid(-1.137, 0.19, 13);
    const windings = columnWindings(partColumns(ball, g));
    const out = new Int8Array(169);
    for (let k = 0; k < 13; k++) {
      const z = -1.151 + 0.19 * k;
      windings(z, out);
      for (let n = 0; n < 169; n++) {
        const at = [g.x0Mm + (n % 13) * 0.19, g.y0Mm + Math.floor(n / 13) * 0.19, z] as const;
        expect(out[n]).toBe(tree.windingNumber(...at));
      }
    }
  });

  test('where two bodies overlap the line leaves the part only with the last', () => {
    const one = boxMesh(0.5, 0.5, 0.5, 2.5, 2.5, 2.5);
    const two = boxMesh(0.5, 0.5, 1.25, 2.5, 2.5, 3.75);
    const points = [...one.positions, ...two.positions];
    const both = meshOf(
      Array.from({ length: 16 }, (_, i) => points.slice(3 * i, 3 * i + 3)),
      Array.from({ length: 24 }, (_, t) =>
        [0, 1, 2].map((c) => (t < 12 ? one.triangles[3 * t + c]! : 8 + two.triangles[3 * (t - 12) + c]!)),
      ),
    );
    const columns = partColumns(both, grid(0, 1, 4));
    const line = 4 + 1;
    expect(stepsOut(columns, line, 1, 1, true, 1)).toBe(2.75);
    expect(stepsOut(columns, line, 2, 2, true, 1)).toBe(1.75);
    expect(stepsOut(columns, line, 2, 2, false, 1)).toBe(1.5);
  });

  test('a plate between two nodes is a thin place of each line through it, a grazed ball is none', () => {
    const g = grid(0, 1, 4);
    expect(thinPlaces(partColumns(boxMesh(0.5, 0.5, 0.2, 2.5, 2.5, 0.9), g), 0, 1)).toBe(4);
    expect(thinPlaces(partColumns(boxMesh(0.5, 0.5, 0.2, 2.5, 2.5, 1.1), g), 0, 1)).toBe(0);
    const fine = grid(-1.2, 0.08, 31);
    expect(thinPlaces(partColumns(sphereMesh(1.03, 40), fine), -1.2, 0.08)).toBe(0);
  });
});

import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { commonSpans, otherSpans, type Rows, rowSpans } from '../../src/lattice/row-spans.ts';
import { boxMesh, insideOut, joined, octahedronMesh } from '../geometry/solids.ts';

/** 10 x 10 strips of 1 mm from (-5, -5), each row at a share of its strip. */
function rowsAt(inStripY: number, inStripZ: number): Rows {
  const yzMm = Float64Array.from({ length: 200 }, (_, n) => {
    const row = n >> 1;
    return n % 2 === 0 ? -5 + (row % 10) + inStripY : -5 + Math.floor(row / 10) + inStripZ;
  });
  return { ny: 10, nz: 10, y0Mm: -5, z0Mm: -5, yStripMm: 1, zStripMm: 1, yzMm };
}

function spansAt(mesh: TriangleMesh, j: number, k: number, inStripY = 0.4, inStripZ = 0.3) {
  return rowSpans(mesh, rowsAt(inStripY, inStripZ))(10 * k + j);
}

describe('the spans of a row', () => {
  test('in a box are its two faces, beside it there are none', () => {
    const box = boxMesh(-3, -2, -1, 4, 2, 1);
    expect(spansAt(box, 4, 4)).toEqual([-3, 4]);
    expect(spansAt(box, 3, 4)).toEqual([-3, 4]);
    expect(spansAt(box, 2, 4)).toEqual([]);
    expect(spansAt(box, 4, 6)).toEqual([]);
  });

  test('that runs along the diagonal of a face or through vertices are there once', () => {
    const box = boxMesh(-3, -2, -2, 4, 2, 2);
    for (const j of [4, 5, 6]) expect(spansAt(box, j, j, 0, 0)).toEqual([-3, 4]);
    expect(spansAt(octahedronMesh(3), 5, 5, 0, 0)).toEqual([-3, 3]);
  });

  test('in an octahedron of 4 mm have the length 2 (4 - |y| - |z|)', () => {
    const rows = rowSpans(octahedronMesh(4), rowsAt(0.25, 0.625));
    let met = 0;
    for (let row = 0; row < 100; row++) {
      const y = -5 + (row % 10) + 0.25;
      const z = -5 + Math.floor(row / 10) + 0.625;
      const half = 4 - Math.abs(y) - Math.abs(z);
      const spans = rows(row);
      expect(spans.length).toBe(half > 0 ? 2 : 0);
      if (half <= 0) continue;
      expect(spans[0]).toBeCloseTo(-half, 12);
      expect(spans[1]).toBeCloseTo(half, 12);
      met++;
    }
    expect(met).toBeGreaterThan(25);
  });

  test('leave a cavity out and count an overlap once', () => {
    const hollow = joined(boxMesh(-4, -4, -4, 4, 4, 4), insideOut(boxMesh(-1, -1, -1, 1, 1, 1)));
    expect(spansAt(hollow, 4, 4)).toEqual([-4, -1, 1, 4]);
    expect(spansAt(hollow, 2, 4)).toEqual([-4, 4]);
    const overlapping = joined(boxMesh(-4, -4, -4, 1, 4, 4), boxMesh(0, -4, -4, 3, 4, 4));
    expect(spansAt(overlapping, 4, 4)).toEqual([-4, 3]);
  });
});

test('spans have in common what lies in both, and their rest is the line without them', () => {
  expect(commonSpans([0, 2, 3, 5, 6, 9], [1, 4, 7, 8])).toEqual([1, 2, 3, 4, 7, 8]);
  expect(commonSpans([0, 2], [2, 4])).toEqual([]);
  expect(commonSpans([0, 10], otherSpans([1, 2, 4, 12]))).toEqual([0, 1, 2, 4]);
  expect(commonSpans([0, 10], otherSpans([]))).toEqual([0, 10]);
});

import { describe, expect, test } from 'vitest';
import type { PlaneGrid } from '../../src/core/field.ts';
import { triangleBvh } from '../../src/geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../src/geometry/triangle-bvh-build.ts';
import { facingTriangles } from '../../src/lattice/facing-triangles.ts';
import type { OpenSide } from '../../src/lattice/settings.ts';
import { skinField } from '../../src/lattice/skin-field.ts';
import { boxMesh, meshOf, octahedronMesh, randomFrom } from '../geometry/solids.ts';

const BOX = [0, 0, 0, 6, 5, 4] as const;
const SKIN_MM = 0.4;

/** Distance from a point inside the box to the nearest of its sides, open ones apart. */
function depth(x: number, y: number, z: number, open: readonly OpenSide[] = []): number {
  const sides: Record<OpenSide, number> = { 'x-': x, 'x+': 6 - x, 'y-': y, 'y+': 5 - y, 'z-': z, 'z+': 4 - z };
  return Math.min(
    ...(Object.keys(sides) as OpenSide[]).filter((side) => !open.includes(side)).map((side) => sides[side]),
  );
}

const fieldOf = (open: readonly OpenSide[] = []) => {
  const mesh = boxMesh(...BOX);
  return skinField(triangleBvh(buildTriangleBvh(mesh, facingTriangles(mesh, open, false))), SKIN_MM);
};

const GRID: PlaneGrid = { x0Mm: 0.013, y0Mm: 0.017, stepMm: 0.1, nx: 60, ny: 50 };

describe('the skin of a box', () => {
  test.each([[[]], [['z+', 'z-']], [['x+']]] as [OpenSide[]][])(
    'open at %s: each node is on the side of 0.4 mm on which its distance is',
    (open) => {
      const field = fieldOf(open);
      const row = new Float64Array(GRID.nx);
      for (const zMm of [0.1, 0.399, 0.401, 2, 3.7]) {
        const plane = field.plane(zMm, GRID, null);
        for (let j = 0; j < GRID.ny; j++) {
          plane.row(j, row);
          const y = GRID.y0Mm + j * GRID.stepMm;
          for (let i = 0; i < GRID.nx; i++) {
            const exact = depth(GRID.x0Mm + i * GRID.stepMm, y, zMm, open);
            expect(row[i]! < SKIN_MM).toBe(exact < SKIN_MM);
          }
        }
      }
    },
  );

  test('valueAt is the distance itself near the inner face of the skin', () => {
    const random = randomFrom(7);
    const plane = fieldOf().plane(1.9, GRID, null);
    for (let n = 0; n < 500; n++) {
      const [x, y] = [6 * random(), 5 * random()];
      const exact = depth(x, y, 1.9);
      if (exact < 2 * SKIN_MM) expect(plane.valueAt(x, y)).toBeCloseTo(exact, 12);
      else expect(plane.valueAt(x, y)).toBeGreaterThanOrEqual(2 * SKIN_MM - 1e-12);
    }
  });

  test('nodes of the mask have the same values as without a mask', () => {
    const random = randomFrom(11);
    const mask = Uint8Array.from({ length: GRID.nx * GRID.ny }, () => (random() < 0.05 ? 1 : 0));
    const all = new Float64Array(GRID.nx);
    const some = new Float64Array(GRID.nx);
    const [whole, masked] = [fieldOf().plane(1.1, GRID, null), fieldOf().plane(1.1, GRID, mask)];
    for (let j = 0; j < GRID.ny; j++) {
      whole.row(j, all);
      masked.row(j, some);
      for (let i = 0; i < GRID.nx; i++) if (mask[j * GRID.nx + i]) expect(some[i]! < SKIN_MM).toBe(all[i]! < SKIN_MM);
    }
  });
});

describe('which triangles keep a skin', () => {
  const kept = (open: OpenSide[]) => facingTriangles(boxMesh(...BOX), open, false).length;

  test('all twelve of a box without an open side, two fewer for each open one', () => {
    expect(kept([])).toBe(12);
    expect(kept(['z+'])).toBe(10);
    expect(kept(['z+', 'z-'])).toBe(8);
    expect(kept(['x+', 'x-', 'y+', 'y-', 'z+', 'z-'])).toBe(0);
  });

  test('the faces of an octahedron lean 54.7 degrees from every axis and stay', () => {
    expect(facingTriangles(octahedronMesh(1), ['z+', 'z-', 'x+'], false).length).toBe(8);
  });

  test('a face at exactly 45 degrees to the axis is open, one a little steeper is not, one facing away never', () => {
    const face = (rise: number) =>
      meshOf(
        [
          [0, 0, 0],
          [1, 0, rise],
          [0, 1, 0],
        ],
        [[0, 1, 2]],
      );
    expect(facingTriangles(face(1), ['z+'], false).length).toBe(0);
    expect(facingTriangles(face(1.01), ['z+'], false).length).toBe(1);
    expect(facingTriangles(face(1), ['z-'], false).length).toBe(1);
  });

  test('a triangle without area keeps none', () => {
    const flat = meshOf(
      [
        [0, 0, 0],
        [1, 0, 0],
        [2, 0, 0],
      ],
      [[0, 1, 2]],
    );
    expect(facingTriangles(flat, [], false).length).toBe(0);
  });
});

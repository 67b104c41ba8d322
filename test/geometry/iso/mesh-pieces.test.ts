import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import type { IsoBody } from '../../../src/geometry/iso/iso-body.ts';
import { isoMesh } from '../../../src/geometry/iso/iso-mesh.ts';
import { type MeshPieces, meshPieceTracker } from '../../../src/geometry/iso/mesh-pieces.ts';
import type { SlabMesh } from '../../../src/geometry/iso/mesh-slab.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { planeOf } from '../../support/plane-of.ts';
import { boxMesh } from '../solids.ts';
import { asSlabs, collect } from './collect.ts';

function piecesOf(mesh: SlabMesh): MeshPieces {
  const tracker = meshPieceTracker();
  for (const slab of mesh.slabs()) tracker.slab(slab);
  return tracker.finish();
}

/** Bodies in one mesh; those that are `inner` face inward. */
function together(...boxes: readonly { readonly box: TriangleMesh; readonly inner?: boolean }[]): TriangleMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (const { box, inner } of boxes) {
    const first = positions.length / 3;
    for (let t = 0; t < box.triangles.length; t += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => first + box.triangles[t + k]!) as [number, number, number];
      triangles.push(a, ...(inner ? [c, b] : [b, c]));
    }
    positions.push(...box.positions);
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

function body(valueAt: (x: number, y: number, z: number) => number): IsoBody {
  const field = {
    plane: (zMm: number, grid: Parameters<typeof planeOf>[0]) => planeOf(grid, (x, y) => valueAt(x, y, zMm)),
  };
  return { field, band: { from: null, to: 0 }, exactNodes: true, smooth: false };
}

test('a box is one piece with its volume and nothing beside it', () => {
  const none = { count: 0, volumeMm3: 0, largestMm3: 0, at: null };
  const { volumeMm3, loose, voids } = piecesOf(asSlabs(boxMesh(100, 0, 0, 102, 3, 4)));
  expect(volumeMm3).toBeCloseTo(24, 9);
  expect([loose, voids]).toEqual([none, none]);
});

test('two small boxes beside a large one are loose, and a box turned inward within it is a void', () => {
  const { volumeMm3, loose, voids } = piecesOf(
    asSlabs(
      together(
        { box: boxMesh(0, 0, 0, 1, 1, 1) },
        { box: boxMesh(10, 10, 10, 20, 20, 20) },
        { box: boxMesh(12, 12, 12, 14, 14, 15), inner: true },
        { box: boxMesh(5, 5, 5, 6, 7, 6) },
      ),
    ),
  );
  expect(volumeMm3).toBeCloseTo(1 + 1000 - 12 + 2, 9);
  expect(loose).toMatchObject({ count: 2, at: [5, 5, 5] });
  expect([loose.volumeMm3, loose.largestMm3]).toEqual([expect.closeTo(3, 9), expect.closeTo(2, 9)]);
  expect(voids).toMatchObject({ count: 1, at: [12, 12, 12] });
  expect(voids.volumeMm3).toBeCloseTo(12, 9);
});

test('legs that meet only higher up are one piece, however many slabs lie between', () => {
  // Four legs of 0.4 mm to z = 2, a plate on three of them, so the fourth stays alone.
  const legs = (x: number, y: number) => Math.max(Math.abs(Math.abs(x) - 1), Math.abs(Math.abs(y) - 1)) - 0.21;
  const plate = (x: number, y: number, z: number) => Math.max(1.93 - z, Math.max(-x, y) > 0.5 ? -1 : x - 0.3);
  const solid = body((x, y, z) => Math.min(Math.max(legs(x, y), z - 2), plate(x, y, z)));
  const mesh = isoMesh(boxMesh(-1.5, -1.5, 0, 1.5, 1.5, 2.2), [solid], { stepMm: 0.1, originMm: [0, 0, 0] });
  const whole = collect(mesh);
  const { volumeMm3, loose, voids } = piecesOf(mesh);
  expect(volumeMm3).toBeCloseTo(meshMeasures(whole).volumeMm3, 6);
  expect([loose.count, voids.count]).toEqual([1, 0]);
  // The leg at +x, -y: 0.42 x 0.42 x 2.
  expect(loose.volumeMm3).toBeCloseTo(0.3528, 1);
  expect(loose.at![0]).toBeGreaterThan(0.7);
  expect(loose.at![1]).toBeLessThan(-0.7);
});

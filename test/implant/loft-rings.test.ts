import loadManifold, { type ManifoldToplevel } from 'manifold-3d';
import { beforeAll, expect, test } from 'vitest';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { loftRings } from '../../src/implant/loft-rings.ts';
import { meshOfSolid } from '../../src/implant/mesh-of-solid.ts';

let manifold: ManifoldToplevel;
beforeAll(async () => {
  manifold = await loadManifold();
  manifold.setup();
});

const square = (half: number, zMm: number) =>
  Float64Array.of(-half, -half, zMm, half, -half, zMm, half, half, zMm, -half, half, zMm);

test('two frusta base to base are closed, outward and of the volume of frusta', () => {
  const mesh = meshOfSolid(loftRings(manifold, [square(1, 0), square(2, 3), square(1, 6)]));
  expect(meshTopology(mesh)).toMatchObject({ watertight: true, shells: 1 });
  // A frustum holds h / 3 (A + sqrt(A B) + B): 3 / 3 (4 + 8 + 16) = 28 each.
  expect(meshMeasures(mesh).volumeMm3).toBeCloseTo(56, 9);
});

test('a hollow outline gets caps within it', () => {
  // An L of 3 unit squares, 2 high.
  const outline = [0, 0, 2, 0, 2, 1, 1, 1, 1, 2, 0, 2];
  const ring = (z: number) =>
    Float64Array.from({ length: 18 }, (_, i) => (i % 3 === 2 ? z : outline[2 * ((i / 3) | 0) + (i % 3)]!));
  const { volumeMm3, areaMm2 } = meshMeasures(meshOfSolid(loftRings(manifold, [ring(0), ring(2)])));
  expect(volumeMm3).toBeCloseTo(6, 9);
  expect(areaMm2).toBeCloseTo(2 * 3 + 8 * 2, 9);
});

test('end rings that do not lie above one another are our own fault', () => {
  expect(() => loftRings(manifold, [square(1, 0), square(2, 3)])).toThrow(/internal check failed/);
});

import { expect, test } from 'vitest';
import { meshBox, meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { grownMesh } from '../../../src/implant/solids/grown-mesh.ts';
import { sphereMesh } from '../../../src/implant/solids/sphere-mesh.ts';
import { boxMesh } from '../../geometry/solids.ts';

test('every face of a grown box stands farther out by that much at least, and by no more than twenty times', () => {
  const box = meshBox(grownMesh(boxMesh(0, 0, 0, 1, 2, 3), 0.01));
  [0, 0, 0].forEach((_, axis) => {
    expect(-box[axis]!).toBeGreaterThanOrEqual(0.01 - 1e-15);
    expect(-box[axis]!).toBeLessThan(0.03);
    expect(box[axis + 3]! - (axis + 1)).toBeGreaterThanOrEqual(0.01 - 1e-15);
    expect(box[axis + 3]! - (axis + 1)).toBeLessThan(0.03);
  });
});

test('a grown sphere has the volume of a shell more', () => {
  const ball = sphereMesh({ by: 'sphere', centreMm: [1, 2, 3], diameterMm: 6 });
  const { volumeMm3, areaMm2 } = meshMeasures(ball);
  const grown = meshMeasures(grownMesh(ball, 1e-4)).volumeMm3 - volumeMm3;
  expect(grown / (areaMm2 * 1e-4)).toBeGreaterThan(1);
  expect(grown / (areaMm2 * 1e-4)).toBeLessThan(1.001);
});

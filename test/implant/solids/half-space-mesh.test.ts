import { describe, expect, test } from 'vitest';
import type { Box3 } from '../../../src/core/mesh.ts';
import { meshBox } from '../../../src/geometry/mesh-measures.ts';
import { halfSpaceMesh } from '../../../src/implant/solids/half-space-mesh.ts';
import { comparePoints, refusalOf, soundVolumeMm3 } from './solid-checks.ts';

const REACH: Box3 = [10, 20, 30, 20, 40, 60];

describe('a half-space', () => {
  test('lies against its normal, its face at the coordinate of the plane to the last bit', () => {
    const below = meshBox(halfSpaceMesh({ by: 'half-space', pointMm: [0, 0, 44.1], normal: [0, 0, 3] }, REACH));
    const above = meshBox(halfSpaceMesh({ by: 'half-space', pointMm: [0, 0, 44.1], normal: [0, 0, -3] }, REACH));
    expect(below[5]).toBe(44.1);
    expect(above[2]).toBe(44.1);
    for (const box of [below, above]) {
      expect(box[0]).toBeLessThan(0);
      expect(box[1]).toBeLessThan(10);
      expect(box[3]).toBeGreaterThan(30);
      expect(box[4]).toBeGreaterThan(50);
    }
    expect(below[2]).toBeLessThan(20);
    expect(above[5]).toBeGreaterThan(70);
  });

  test.each([
    { name: 'through the reach', point: [15, 30, 45] as const, sides: { inside: true, outside: true } },
    { name: 'that holds all of the reach', point: [100, 100, 100] as const, sides: { inside: true, outside: false } },
    { name: 'that holds nothing of it', point: [-100, -100, -100] as const, sides: { inside: false, outside: true } },
  ])('askew, $name, is all of itself in and around the reach', ({ point, sides }) => {
    const mesh = halfSpaceMesh({ by: 'half-space', pointMm: point, normal: [1, 2, 3] }, REACH);
    soundVolumeMm3(mesh);
    const depth = (x: number, y: number, z: number) =>
      (point[0] - x + 2 * (point[1] - y) + 3 * (point[2] - z)) / Math.sqrt(14);
    const { inside, outside } = comparePoints(mesh, depth, 500, REACH);
    expect({ inside: inside > 0, outside: outside > 0 }).toEqual(sides);
  });

  test('without a direction is refused', async () => {
    const plane = { by: 'half-space', pointMm: [0, 0, 0], normal: [0, 0, 0] } as const;
    expect((await refusalOf(() => halfSpaceMesh(plane, REACH, ['of', 0]))).message).toBe(
      'of > 0 > normal: must have a direction, got 0, 0, 0',
    );
  });
});

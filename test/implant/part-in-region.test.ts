import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { meshBox } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { meshWithin, surfacePatchWithin, volumeWithin } from '../../src/implant/part-in-region.ts';
import { buildSolid } from '../../src/implant/solids/build-solid.ts';
import { roundFacets } from '../../src/implant/solids/round-facets.ts';
import type { SolidTree } from '../../src/implant/solids/solid-tree.ts';
import { boxMesh } from '../geometry/solids.ts';
import { areaMm2, boxBetween, cylinder, NEAR, refusalOf, soundVolumeMm3 } from './solids/solid-checks.ts';

const CUBE = boxMesh(0, 0, 0, 20, 20, 20);
const built = (tree: SolidTree): Promise<TriangleMesh> => buildSolid(tree, NEAR);
const patchArea = async (part: TriangleMesh, tree: SolidTree) =>
  areaMm2(await surfacePatchWithin(part, await built(tree)));

describe('a box and one that overlaps it by half', () => {
  const half = boxMesh(-5, -5, 10, 25, 25, 30);

  test('have half of the volume in common', async () => {
    expect(await volumeWithin(CUBE, half)).toBeCloseTo(4000, 9);
    const common = await meshWithin(CUBE, half);
    expect(soundVolumeMm3(common)).toBeCloseTo(4000, 9);
    expect(meshBox(common)).toEqual([0, 0, 10, 20, 20, 20]);
  });

  test('the patch is the top and half of the sides, open at the border', async () => {
    const patch = await surfacePatchWithin(CUBE, half);
    expect(areaMm2(patch)).toBeCloseTo(400 + 4 * 20 * 10, 4);
    const { openEdges, nonManifoldEdges, misorientedEdges } = meshTopology(patch);
    expect(openEdges.count).toBeGreaterThan(0);
    expect(openEdges.atMm?.[2]).toBeCloseTo(10, 6);
    expect(nonManifoldEdges.count + misorientedEdges.count).toBe(0);
    expect(patch.positions.filter((_, i) => i % 3 === 2 && patch.positions[i]! < 9.99)).toHaveLength(0);
  });

  test('a part on the other side of it has none', async () => {
    const under = boxMesh(0, 0, 0, 20, 20, 5);
    expect(await volumeWithin(under, half)).toBe(0);
    expect((await meshWithin(under, half)).triangles).toHaveLength(0);
    expect((await surfacePatchWithin(under, half)).triangles).toHaveLength(0);
  });
});

describe('where faces coincide', () => {
  test('a shape flush with the part has its face; one that touches from outside has not', async () => {
    expect(await patchArea(CUBE, boxBetween([5, 5, 15], [15, 15, 20]))).toBeCloseTo(100, 4);
    expect(await patchArea(CUBE, boxBetween([5, 5, 20], [15, 15, 25]))).toBe(0);
    expect(await volumeWithin(CUBE, boxMesh(5, 5, 20, 15, 15, 25))).toBe(0);
  });

  test('the same holds for faces that are equal to rounding only', async () => {
    const turnDeg = [10, 20, 30] as const;
    const block = (sizeMm: readonly [number, number, number]): SolidTree => ({
      by: 'box',
      centreMm: [1, 2, 3],
      sizeMm,
      turnDeg,
    });
    const part = await built({ by: 'union', of: [block([10, 10, 4]), block([4, 4, 9])] });
    // Through the step, flush with it and narrower; the whole of the lower step; all around but the plate.
    expect(await patchArea(part, block([8, 8, 4]))).toBeCloseTo(2 * (64 - 16), 4);
    expect(await patchArea(part, block([10, 10, 4]))).toBeCloseTo(2 * (100 - 16) + 160, 4);
    const around: SolidTree = { by: 'difference', from: block([12, 12, 12]), minus: [block([10, 10, 4])] };
    expect(await patchArea(part, around)).toBeCloseTo(2 * 16 + 16 * 5, 4);
  });

  test('a stem in a region of its own diameter: the pieces along it are all of its surface', async () => {
    const at = (share: number) => [share, 2 * share, 10 * share] as const;
    const hole = cylinder([-10, 3, 14], [10, 3, 14], 3);
    const stem = await built({ by: 'difference', from: cylinder(at(0), at(3), 8), minus: [hole] });
    for (const diameterMm of [8, 20]) {
      let total = 0;
      for (const [from, to] of [
        [-0.1, 0.7],
        [0.7, 1.9],
        [1.9, 3.5],
      ] as const) {
        // biome-ignore format: three pieces
        total += await patchArea(stem, cylinder(at(from), at(to), diameterMm));
      }
      expect(total).toBeCloseTo(areaMm2(stem), 4);
    }
  });

  test('a pin in a hole of its size has nothing of the part', async () => {
    const pin = cylinder([10, 10, -1], [10, 10, 21], 6);
    const part = await built({ by: 'difference', from: { by: 'mesh', mesh: CUBE }, minus: [pin] });
    const sleeve = cylinder([10, 10, -1], [10, 10, 21], 8);
    expect(await volumeWithin(part, await built(pin))).toBeCloseTo(0, 9);
    expect(await patchArea(part, pin)).toBe(0);
    // The wall has the perimeter of the polygon of the same area, n s with n s^2 = 4 A tan(pi / n).
    const n = roundFacets(3);
    const perimeter = Math.sqrt(4 * Math.PI * 9 * Math.tan(Math.PI / n) * n);
    expect(await patchArea(part, sleeve)).toBeCloseTo(2 * Math.PI * (16 - 9) + 20 * perimeter, 4);
  });
});

test('the shapes of a partition share out volume and surface', async () => {
  const part = await built({
    by: 'difference',
    from: { by: 'sphere', centreMm: [0, 0, 0], diameterMm: 20 },
    minus: [cylinder([-11, 1, 2], [11, 1, 2], 5)],
  });
  const upper: SolidTree = { by: 'half-space', pointMm: [1, 1, 1], normal: [-1, -2, -3] };
  const lower: SolidTree = { by: 'half-space', pointMm: [1, 1, 1], normal: [1, 2, 3] };
  const whole = boxBetween([-11, -11, -11], [11, 11, 11]);
  let volume = 0;
  let area = 0;
  for (const side of [upper, lower]) {
    const shape = await built({ by: 'intersection', of: [whole, side] });
    volume += await volumeWithin(part, shape);
    area += areaMm2(await surfacePatchWithin(part, shape));
  }
  expect(volume / soundVolumeMm3(part)).toBeCloseTo(1, 10);
  expect(area / areaMm2(part)).toBeCloseTo(1, 7);
});

test('a part or shape that is not closed is refused', async () => {
  const open = { ...CUBE, triangles: CUBE.triangles.slice(3) };
  const wanted = 'is not closed: it has 3 edges of one triangle only, one at (10.000, 10.000, 0.000) mm';
  expect((await refusalOf(() => volumeWithin(open, CUBE))).message).toBe(`part: ${wanted}`);
  expect((await refusalOf(() => surfacePatchWithin(CUBE, open))).message).toBe(`shape: ${wanted}`);
});

import { expect, test } from 'vitest';
import { triangleBvh } from '../../src/geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../src/geometry/triangle-bvh-build.ts';
import { skinBlocks } from '../../src/lattice/skin-blocks.ts';
import { octahedronMesh, randomFrom } from '../geometry/solids.ts';

const BOX = [-5, -5, -5, 5, 5, 5] as const;
const surface = buildTriangleBvh(octahedronMesh(5));
const distance = triangleBvh(surface).distance;

test('a box is decided by a place in it: each box that lies on one side of the inner face is on that side', () => {
  const inSkin = skinBlocks({ thicknessMm: 0.7, surface }, BOX, [40, 40, 40], randomFrom(3));
  // Half the diagonal of a box.
  const reach = (Math.sqrt(3) / 2) * 0.25;
  let decided = 0;
  for (let n = 0; n < 64_000; n++) {
    const [i, j, k] = [n % 40, Math.floor(n / 40) % 40, Math.floor(n / 1600)];
    const middle = distance(-4.875 + 0.25 * i, -4.875 + 0.25 * j, -4.875 + 0.25 * k);
    if (Math.abs(middle - 0.7) <= reach) continue;
    if (inSkin(i, j, k) !== middle < 0.7) throw new Error(`box ${i}, ${j}, ${k}`);
    decided++;
  }
  expect(decided).toBeGreaterThan(50_000);
});

test('of boxes cut by a face, as many are skin as the skin has of them: 0.3 of those of which it has three tenths', () => {
  const floor = { thicknessMm: 1.03, surface: buildTriangleBvh(plate(), Uint32Array.of(0, 1)) };
  const inSkin = skinBlocks(floor, [0, 0, 0, 10, 10, 10], [100, 100, 100], randomFrom(5));
  let count = 0;
  for (let n = 0; n < 10_000; n++) if (inSkin(n % 100, Math.floor(n / 100), 10)) count++;
  expect(Math.abs(count / 10_000 - 0.3)).toBeLessThan(0.02);
  expect([inSkin(50, 50, 9), inSkin(50, 50, 11)]).toEqual([true, false]);
});

/** A square of 100 mm at z = 0 under the box. */
function plate() {
  return {
    positions: Float64Array.of(-45, -45, 0, 55, -45, 0, 55, 55, 0, -45, 55, 0),
    triangles: Uint32Array.of(0, 1, 2, 0, 2, 3),
  };
}

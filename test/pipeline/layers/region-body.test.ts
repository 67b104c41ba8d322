import { beforeAll, describe, expect, test } from 'vitest';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { intersectSets } from '../../../src/geometry/combine-sets.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import type { RegionShape } from '../../../src/pipeline/layers/job-spec.ts';
import { regionCutter, regionQuery } from '../../../src/pipeline/layers/region-body.ts';
import { boxMesh, randomFrom } from '../../geometry/solids.ts';
import { distanceShape } from '../part-in-hand.ts';

beforeAll(() => loadClipping());

/** A box of 4 x 4 x 4 mm from the origin. */
const BOX = boxMesh(0, 0, 0, 4, 4, 4);

/** Distance from a point to that box: 0 inside. */
function toBody(x: number, y: number, z: number): number {
  return Math.hypot(...[x, y, z].map((v) => Math.max(0, -v, v - 4)));
}

/** Distance from a point to its surface. */
function toSurface(x: number, y: number, z: number): number {
  const inside = Math.min(x, y, z, 4 - x, 4 - y, 4 - z);
  return inside > 0 ? inside : toBody(x, y, z);
}

const SHAPES: readonly (readonly [string, RegionShape, (x: number, y: number, z: number) => boolean])[] = [
  ['a mesh', { by: 'mesh', mesh: BOX, edges: meshEdges(BOX) }, (x, y, z) => toBody(x, y, z) === 0],
  ['within 1 mm of a body', distanceShape({ body: BOX }, 0, 1), (x, y, z) => toBody(x, y, z) <= 1],
  [
    'from 0.4 to 1 mm of a body',
    distanceShape({ body: BOX }, 0.4, 1),
    (x, y, z) => toBody(x, y, z) >= 0.4 && toBody(x, y, z) <= 1,
  ],
  ['within 1 mm of a surface', distanceShape({ surfaceOf: BOX }, 0, 1), (x, y, z) => toSurface(x, y, z) <= 1],
  [
    'from 0.4 to 1 mm of a surface',
    distanceShape({ surfaceOf: BOX }, 0.4, 1),
    (x, y, z) => toSurface(x, y, z) >= 0.4 && toSurface(x, y, z) <= 1,
  ],
];

describe.each(SHAPES)('a region that is %s', (_, shape, isIn) => {
  const query = regionQuery(shape);

  test('has the points that lie in it', () => {
    const random = randomFrom(7);
    let inside = 0;
    for (let n = 0; n < 2000; n++) {
      const [x, y, z] = [0, 1, 2].map(() => 8 * random() - 2) as [number, number, number];
      if (query.contains(x, y, z) !== isIn(x, y, z)) expect.unreachable(`at ${x}, ${y}, ${z}`);
      inside += isIn(x, y, z) ? 1 : 0;
    }
    expect(inside).toBeGreaterThan(150);
    expect(inside).toBeLessThan(1850);
  });

  test('has no border in a box of which it says so: all of the box is in it, or nothing', () => {
    const random = randomFrom(11);
    let sure = 0;
    for (let n = 0; n < 3000; n++) {
      const [x, y, z] = [0, 1, 2].map(() => 8 * random() - 2) as [number, number, number];
      const edge = 0.1 + 0.5 * random();
      if (query.bordersIn([x, y, z, x + edge, y + edge, z + edge])) continue;
      sure++;
      const first = isIn(x, y, z);
      for (const u of [0, 0.5, 1]) {
        for (const v of [0, 0.5, 1]) {
          for (const w of [0, 0.5, 1]) {
            const at = [x + u * edge, y + v * edge, z + w * edge] as const;
            if (isIn(...at) !== first) expect.unreachable(`at ${at.join(', ')}`);
          }
        }
      }
    }
    expect(sure).toBeGreaterThan(500);
  });

  test('is cut where its points lie, as far as the area that is asked for', () => {
    const cut = regionCutter(shape, [0, 0, 0]);
    const square = [{ xy: Float64Array.of(-1.5, -1.5, 2, -1.5, 2, 2, -1.5, 2), closed: true }];
    for (const zMm of [-0.7, 0.2, 0.7, 2.05, 4.5]) {
      let count = 0;
      for (let j = 0; j < 350; j++) {
        for (let i = 0; i < 350; i++) if (isIn(-1.495 + 0.01 * i, -1.495 + 0.01 * j, zMm)) count++;
      }
      // Points 0.01 mm apart: off by less than half of that along a border of at most 22 mm.
      const found = intersectSets(cut(zMm, square), square);
      expect(Math.abs(loopsAreaMm2(found) - count * 1e-4)).toBeLessThan(0.11);
    }
  });
});

import { beforeAll, expect, test } from 'vitest';
import { clearanceOf } from '../../src/geometry/clearance.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { PLACE_WORDS } from '../../src/geometry/line-places.ts';
import { distanceToEdges } from '../scan/shapes.ts';
import { randomFrom } from './solids.ts';

beforeAll(() => loadClipping());

/** A star of random points. */
function star(seed: number, points: number) {
  const random = randomFrom(seed);
  const xy = new Float64Array(2 * points);
  for (let i = 0; i < points; i++) {
    const radius = 2 + 6 * random();
    xy[2 * i] = radius * Math.cos((2 * Math.PI * i) / points);
    xy[2 * i + 1] = radius * Math.sin((2 * Math.PI * i) / points);
  }
  return [{ xy, closed: true }];
}

test('many places at once are told what the distance to every edge tells, also where two boundaries are asked in turn', () => {
  const random = randomFrom(9);
  const sets = [star(5, 300), star(6, 41)];
  const clearances = sets.map((loops) => clearanceOf(loops));
  for (const count of [1, 50, 700]) {
    for (const [n, loops] of sets.entries()) {
      const values = new Float64Array(PLACE_WORDS * count);
      const marks = new Uint8Array(count).fill(1);
      const [leftMm, radiusMm] = [0.3 * random(), 0.5 * random()];
      const expected: number[] = [];
      for (let k = 0; k < count; k++) {
        const [x, y, angle] = [20 * random() - 10, 20 * random() - 10, 7 * random()];
        const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
        values.set([x, y, ux, uy], PLACE_WORDS * k);
        const distance = distanceToEdges(loops, x - uy * leftMm, y + ux * leftMm);
        // Coordinates are rounded to the grid: places at just the radius are left out.
        if (Math.abs(distance - radiusMm) < 0.0003 || k % 7 === 0) marks[k] = 0;
        expected.push(marks[k] === 1 && distance < radiusMm ? 1 : 0);
      }
      clearances[n]!.clearBeyond({ count, values }, leftMm, radiusMm, marks);
      expect([...marks]).toEqual(expected);
    }
  }
});

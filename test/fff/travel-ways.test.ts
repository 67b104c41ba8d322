import { beforeAll, describe, expect, test } from 'vitest';
import type { Bead } from '../../src/fff/bead.ts';
import type { TravelSettings } from '../../src/fff/settings.ts';
import { travelWays } from '../../src/fff/travel-ways.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loadKernels } from '../../src/geometry/contour/kernel.ts';
import { zoneMap } from '../../src/geometry/zone-map.ts';

beforeAll(async () => {
  await loadClipping();
  await loadKernels();
});

const rectangle = (x0: number, y0: number, x1: number, y1: number) => ({
  xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1),
  closed: true,
});
/** A bead of 0.1 mm, so that it is all but a place. */
const dot = (x: number, y: number): Bead => ({
  path: { xy: Float64Array.of(x, y, x + 0.1, y), closed: false },
  widthMm: Float64Array.of(0.4, 0.4),
  feature: 'perimeter',
});
const settings: TravelSettings = { pull: { fromMm: 1.5, asMm: 7 }, avoid: 'contact-faces', maxDetourMm: 20 };
const WIDTH_MM = 0.4;
const faces = [rectangle(10, 0, 20, 10)];
const solid = [rectangle(0, -10, 30, 20)];

describe('ways between beads', () => {
  test('are straight, and not looked at, where there are no faces or they do not matter', () => {
    expect(travelWays([dot(0, 0), dot(9, 9)], { solid, faces: [] }, settings, WIDTH_MM)).toBeNull();
    expect(travelWays([dot(0, 0), dot(9, 9)], { solid, faces }, { ...settings, avoid: 'none' }, WIDTH_MM)).toBeNull();
  });

  test('begin lifted, since nobody knows from where, go around a face, and stay off it by a quarter of a bead', () => {
    const found = travelWays([dot(5, 3), dot(25, 3)], { solid, faces }, settings, WIDTH_MM);
    expect(found?.overFaces).toBe(0);
    const [first, second] = found?.ways ?? [];
    expect(first).toEqual({ via: new Float64Array(0), isLifted: true });
    expect(second?.isLifted).toBe(false);
    const way = [5.1, 3, ...(second?.via ?? []), 25, 3];
    let lengthMm = 0;
    let leastOffMm = Number.POSITIVE_INFINITY;
    for (let k = 2; k < way.length; k += 2) {
      const [a, b, c, d] = way.slice(k - 2, k + 2) as [number, number, number, number];
      lengthMm += Math.hypot(c - a, d - b);
      for (let t = 0; t <= 1; t += 0.001) {
        const [x, y] = [a + t * (c - a), b + t * (d - b)];
        leastOffMm = Math.min(leastOffMm, Math.hypot(Math.max(10 - x, 0, x - 20), Math.max(-y, 0, y - 10)));
      }
    }
    expect(leastOffMm).toBeGreaterThan(0.0999);
    // Below the face, by its two lower corners, which the way stands off by 0.15 mm.
    const least = Math.hypot(4.9, 3) + 10 + Math.hypot(5, 3);
    expect(lengthMm).toBeGreaterThan(least);
    expect(lengthMm).toBeLessThan(least + 0.4);
  });

  test('are lifted and counted where the detour is too long, and where they begin on the face', () => {
    const short = { ...settings, maxDetourMm: 0.5 };
    expect(travelWays([dot(5, 5), dot(25, 5)], { solid, faces }, short, WIDTH_MM)).toMatchObject({
      overFaces: 1,
      ways: [{ isLifted: true }, { isLifted: true }],
    });
    expect(travelWays([dot(15, 5), dot(25, 5)], { solid, faces }, settings, WIDTH_MM)?.overFaces).toBe(1);
  });

  test('from line to line of the face itself are left as they are', () => {
    const found = travelWays([dot(15, 5), dot(15, 5.4), dot(15, 5.8)], { solid, faces }, settings, WIDTH_MM);
    expect(found).toMatchObject({ overFaces: 0, ways: [{ isLifted: true }, null, null] });
  });

  test('stay within the part where that is wanted, around its hole, and go straight where they cannot', () => {
    const hole = { xy: Float64Array.of(10, 0, 10, 10, 20, 10, 20, 0), closed: true };
    const within = { ...settings, avoid: 'perimeters' as const };
    const beads = [dot(5, 3), dot(25, 3), dot(50, 3)];
    const found = travelWays(beads, { solid: [...solid, hole], faces: [] }, within, WIDTH_MM);
    expect(found?.overFaces).toBe(0);
    const [first, second, third] = found?.ways ?? [];
    expect(first).toBeNull();
    expect(second?.isLifted).toBe(false);
    const map = zoneMap([[...solid, hole]]);
    const way = [5.1, 3, ...(second?.via ?? []), 25, 3];
    for (let k = 2; k < way.length; k += 2) {
      expect(map.crossings(...(way.slice(k - 2, k + 2) as [number, number, number, number]))).toEqual([]);
    }
    expect(third).toBeNull();
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { planBeads } from '../../src/fff/plan-beads.ts';
import type { SeamSettings } from '../../src/fff/settings.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { beadsOf, circle, loop, rectangle, SETTINGS, strips } from './shapes.ts';

beforeAll(() => loadClipping());

/** How far the rounded side of an outermost bead reaches beyond its strip at layers of 0.1 mm. */
const SIDE_MM = 0.05 * (1 - Math.PI / 4);

const ALIGNED: SeamSettings = { position: 'aligned', directionDeg: 90, reachMm: 2 };

function seams(solid: Loops, seam: SeamSettings, index = 1, place: Loops | null = null): [number, number][] {
  const layer = { index, zMm: 0.1, thicknessMm: 0.1, partId: 'a' };
  const beads = beadsOf(planBeads(layer, { solid, lattice: [] }, { ...SETTINGS, seam }, null, place));
  return beads.filter(({ path }) => path.closed).map(({ path }) => [path.xy[0]!, path.xy[1]!]);
}

describe('seams of closed beads', () => {
  test('aligned stand furthest in the direction, in every layer, and do not change what is laid', () => {
    const disc = [circle(0, 0, 10)];
    for (const index of [1, 2, 7]) {
      const [outer, inner] = seams(disc, ALIGNED, index);
      expect(outer![0]).toBeCloseTo(0, 0);
      expect(outer![1]).toBeCloseTo(9.8 - SIDE_MM, 2);
      expect(inner![1]).toBeCloseTo(9.4, 2);
    }
    const layer = { index: 1, zMm: 0.1, thicknessMm: 0.1, partId: 'a' };
    const laid = (seam?: SeamSettings) =>
      strips(beadsOf(planBeads(layer, { solid: disc, lattice: [] }, { ...SETTINGS, ...(seam ? { seam } : {}) })));
    expect(laid(ALIGNED)).toBeCloseTo(laid(), 3);
  });

  test('on a straight side stand at its left end, whatever the first point of the outline', () => {
    const one = seams([rectangle(0, 0, 10, 10)], ALIGNED);
    expect(one[0]![0]).toBeCloseTo(0.2 + SIDE_MM, 2);
    expect(one[0]![1]).toBeCloseTo(9.8 - SIDE_MM, 2);
    expect(seams([loop(10, 10, 0, 10, 0, 0, 10, 0)], ALIGNED)).toEqual(one);
  });

  // An L whose inner corner is at 4, 4; inside it at 3.8, 3.8 and 3.4, 3.4, rounded by the offset.
  const ell = [loop(0, 0, 10, 0, 10, 4, 4, 4, 4, 10, 0, 10)];

  test('hidden stand in the inner corner; aligned do within reach of it alone', () => {
    const [x, y] = seams(ell, { ...ALIGNED, position: 'hidden' })[0]!;
    expect(Math.hypot(x - 3.86, y - 3.86)).toBeLessThan(0.15);
    expect(seams(ell, ALIGNED)[0]![1]).toBeCloseTo(9.8, 1);
    const near = seams(ell, { ...ALIGNED, reachMm: 20 })[0]!;
    expect(Math.hypot(near[0] - x, near[1] - y)).toBeLessThan(0.01);
  });

  test('spread go round by the golden ratio: of ten layers no two within 2 mm of a ring of 62 mm', () => {
    const disc = [circle(0, 0, 10)];
    const places = Array.from({ length: 10 }, (_, k) => seams(disc, { ...ALIGNED, position: 'spread' }, k + 1)[0]!);
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeGreaterThan(2);
    }
  });

  test('go on a region where they can, and off one that they avoid', () => {
    const disc = [circle(0, 0, 10)];
    const place = [rectangle(-12, -12, 12, 0)];
    const on = { ...ALIGNED, region: { id: 'back', rule: 'on' } } as const;
    for (const [, y] of seams(disc, on, 1, place)) expect(y).toBeLessThan(0.001);
    const off = { ...ALIGNED, directionDeg: 270, region: { id: 'back', rule: 'avoid' } } as const;
    for (const [, y] of seams(disc, off, 1, place)) expect(y).toBeGreaterThan(-0.001);
    // Nowhere to go: as without the rule.
    const nowhere = seams(disc, on, 1, [rectangle(40, 40, 41, 41)])[0]!;
    expect(nowhere[1]).toBeCloseTo(9.8 - SIDE_MM, 2);
  });
});

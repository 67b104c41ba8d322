import { beforeAll, describe, expect, test } from 'vitest';
import { loopBeads } from '../../src/fff/loop-beads.ts';
import { stripAreaMm2 } from '../../src/fff/strip-area.ts';
import { loadClipping, offsetLoops } from '../../src/geometry/clipping.ts';
import { areaOf, circle, rectangle, reversed, SETTINGS } from './shapes.ts';

beforeAll(() => loadClipping());

describe('beads along loops', () => {
  test('around a plate are a bead wide, on the loops', () => {
    const loops = [rectangle(0.2, 0.2, 9.8, 7.8)];
    const { beads, missingMm2 } = loopBeads(loops, 80 - 9.2 * 7.2, SETTINGS, 'perimeter');
    expect(beads.map(({ path }) => [...path.xy])).toEqual([[...loops[0]!.xy]]);
    expect(beads[0]!.widthMm.every((width) => Math.abs(width - 0.4) < 1e-9)).toBe(true);
    expect(missingMm2).toBeCloseTo(0, 9);
  });

  test.each([0.65, 0.7, 0.8, 0.9, 0.99])('share a ring of %d mm by halves', (wallMm) => {
    const ring = [circle(0, 0, 5 + wallMm), reversed(circle(0, 0, 5))];
    const { beads, missingMm2 } = loopBeads(offsetLoops(ring, -0.2), areaOf(ring), SETTINGS, 'perimeter');
    expect(missingMm2).toBeCloseTo(0, 6);
    expect(beads).toHaveLength(2);
    for (const [i, { path, widthMm }] of beads.entries()) {
      for (const width of widthMm) expect(width).toBeCloseTo(wallMm / 2, 2);
      const radius = Math.hypot(path.xy[0]!, path.xy[1]!);
      expect(radius).toBeCloseTo(i === 0 ? 5 + 0.75 * wallMm : 5 + 0.25 * wallMm, 2);
    }
  });

  test('change by a quarter at most to take what they should, and say what is left', () => {
    const loops = [rectangle(0.2, 0.2, 9.8, 7.8)];
    const own = 34.4 * 0.4;
    const more = loopBeads(loops, own * 1.05, SETTINGS, 'perimeter');
    expect(stripAreaMm2(more.beads[0]!.path, more.beads[0]!.widthMm)).toBeCloseTo(own * 1.05, 6);
    expect(loopBeads(loops, own * 2, SETTINGS, 'perimeter').missingMm2).toBeGreaterThan(own * 0.8);
    expect(loopBeads([], 3, SETTINGS, 'perimeter')).toEqual({ beads: [], missingMm2: 3 });
  });
});

import { describe, expect, test } from 'vitest';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { furthestOutMm, shareOutside } from './bead-rows.ts';
import { areaOf, beadsOf, circle, gyroid, loop, plan, rectangle, strips } from './shapes.ts';

await loadClipping();

describe('small pieces', () => {
  test.each([0.35, 0.5, 0.7, 0.9, 1.2, 1.7])(
    'a disc of %f mm keeps its beads inside, and what it lacks is told',
    (d) => {
      const area = [circle(3, 4, d / 2)];
      const result = plan(area, { perimeterCount: 3 });
      const beads = beadsOf(result);
      expect(beads.length).toBeGreaterThan(0);
      expect(shareOutside(area, beads, 'own', 2000)).toBeLessThan(0.01);
      expect(furthestOutMm(area, beads, 0.02)).toBeLessThan(0.001);
      expect(strips(beads) + result.unfilledMm2).toBeCloseTo(areaOf(area), 3);
      // A disc that holds a loop lacks little; one of a bead or less is a spot with blunt ends.
      expect(result.unfilledMm2 / areaOf(area)).toBeLessThan(d < 0.6 ? 0.6 : 0.12);
    },
  );

  test('a star of which the points are thinner than any bead has a bead in its middle, and the points are told', () => {
    const points: number[] = [];
    for (let i = 0; i < 10; i++) {
      const r = i % 2 === 0 ? 1.2 : 0.45;
      points.push(r * Math.cos((Math.PI * i) / 5), r * Math.sin((Math.PI * i) / 5));
    }
    const area = [loop(...points)];
    const result = plan(area, { perimeterCount: 3 });
    expect(shareOutside(area, beadsOf(result), 'own')).toBeLessThan(0.01);
    expect(strips(beadsOf(result)) + result.unfilledMm2).toBeCloseTo(areaOf(area), 3);
    expect(result.unfilledMm2).toBeGreaterThan(0.02 * areaOf(area));
  });

  test('a rectangle of two beads and a half is filled as before: nothing of it lies outside', () => {
    const area = [rectangle(0, 0, 3, 1)];
    const result = plan(area);
    expect(result.unfilledMm2).toBe(0);
    expect(strips(beadsOf(result))).toBeCloseTo(3, 6);
  });

  test('a lattice keeps its density: its walls are no small pieces', () => {
    const walls = gyroid(2, 0.4, 0.3, rectangle(0, 0, 3, 3));
    const result = plan([], {}, 1, walls);
    expect(strips(beadsOf(result)) + result.unfilledMm2).toBeCloseTo(areaOf(walls), 3);
    expect(result.unfilledMm2 / areaOf(walls)).toBeLessThan(0.02);
  });
});

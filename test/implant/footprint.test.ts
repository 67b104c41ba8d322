import { describe, expect, test } from 'vitest';
import {
  type FootprintSize,
  footprintFrontMm,
  footprintOutline,
  footprintSideMm,
} from '../../src/implant/footprint.ts';

/**
 * Both walls meet their corners along triangles of 6, 8 and 10 mm. In front the wall about (0, -4) meets the corner about
 * (6, 4) in (8.4, 7.2); behind, the wall about (0, -14) has a radius of 6 mm and meets the corner about (6, -6) in (3.6, -9.2).
 */
const TRIPLES: FootprintSize = {
  widthMm: 20,
  depthMm: 20,
  anteriorRadiusMm: 14,
  anteriorCornerRadiusMm: 4,
  posteriorCornerRadiusMm: 4,
  posteriorHollowMm: 2,
};
const ALPHA = Math.asin(0.6);

/** Area between an arc and its chord. */
const segment = (radius: number, angle: number) => ((angle - Math.sin(angle)) * radius * radius) / 2;

/** Area by hand: the polygon of the points where arcs meet, and what the arcs add or take. */
function areaByHand(inset: number): number {
  const corner = 4 - inset;
  const points: [number, number][] = [
    [0, -8 + inset],
    [3.6 + 0.6 * inset, -9.2 + 0.8 * inset],
    [10 - inset, -6],
    [10 - inset, 4],
    [8.4 - 0.6 * inset, 7.2 - 0.8 * inset],
    [0, 10 - inset],
  ];
  const arcs =
    segment(corner, Math.PI / 2 + ALPHA) +
    segment(corner, Math.PI / 2 - ALPHA) +
    segment(14 - inset, ALPHA) -
    segment(6 + inset, ALPHA);
  return 2 * (shoelace(points.flat()) + arcs);
}

function shoelace(xy: ArrayLike<number>): number {
  let twice = 0;
  for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) twice += xy[j]! * xy[i + 1]! - xy[i]! * xy[j + 1]!;
  return twice / 2;
}

describe('the footprint', () => {
  test('has the area of its arcs, as it is and moved inward', () => {
    for (const inset of [0, 1, 2.5]) {
      // Chords within 4 um of 60 mm of arc take 0.16 mm2 at most.
      const lost = areaByHand(inset) - shoelace(footprintOutline(TRIPLES, inset));
      expect(Math.abs(lost)).toBeLessThan(0.16);
      expect(shoelace(footprintOutline(TRIPLES, inset)) / areaByHand(inset)).toBeCloseTo(1, 3);
    }
  });

  test('passes through the points where arcs meet and reaches width and depth', () => {
    const xy = footprintOutline(TRIPLES, 0);
    const wanted = [
      [0, -8],
      [3.6, -9.2],
      [6, -10],
      [10, -6],
      [10, 4],
      [8.4, 7.2],
      [0, 10],
      [-8.4, 7.2],
      [-10, 4],
      [-6, -10],
    ];
    for (const [x, y] of wanted) {
      let nearest = Infinity;
      for (let i = 0; i < xy.length; i += 2) nearest = Math.min(nearest, Math.hypot(xy[i]! - x!, xy[i + 1]! - y!));
      expect(nearest).toBeLessThan(1e-12);
    }
    const xs = xy.filter((_, i) => i % 2 === 0);
    const ys = xy.filter((_, i) => i % 2 === 1);
    expect([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]).toEqual([-10, 10, -10, 10]);
  });

  test('moved inward has as many points, each as far from its fellow as it was moved', () => {
    const outer = footprintOutline(TRIPLES, 0);
    const inner = footprintOutline(TRIPLES, 1.5);
    expect(inner.length).toBe(outer.length);
    for (let i = 0; i < outer.length; i += 2) {
      expect(Math.hypot(outer[i]! - inner[i]!, outer[i + 1]! - inner[i + 1]!)).toBeCloseTo(1.5, 12);
    }
  });

  test('has chords within 4 um of the anterior wall', () => {
    const xy = footprintOutline(TRIPLES, 0);
    let chords = 0;
    for (let i = 0; i + 3 < xy.length; i += 2) {
      if (!(Math.min(xy[i + 1]!, xy[i + 3]!) > 7.2)) continue;
      const middle = Math.hypot((xy[i]! + xy[i + 2]!) / 2, (xy[i + 1]! + xy[i + 3]!) / 2 + 4);
      expect(14 - middle).toBeLessThan(0.004);
      chords++;
    }
    expect(chords).toBeGreaterThan(10);
  });

  test('is the same left and right, to the last bit', () => {
    const xy = footprintOutline(TRIPLES, 0.3);
    const points = new Set<string>();
    for (let i = 0; i < xy.length; i += 2) points.add(`${xy[i]} ${xy[i + 1]}`);
    for (let i = 0; i < xy.length; i += 2) expect(points.has(`${0 - xy[i]!} ${xy[i + 1]}`)).toBe(true);
  });

  test('knows its front on the wall and on the corner, and the length of its sides', () => {
    expect(footprintFrontMm(TRIPLES, 0)).toBe(10);
    expect(footprintFrontMm(TRIPLES, -8.4)).toBeCloseTo(7.2, 12);
    expect(footprintFrontMm(TRIPLES, 6 + 4 * 0.8)).toBeCloseTo(4 + 4 * 0.6, 12);
    expect(footprintSideMm(TRIPLES)).toBeCloseTo(10, 12);
  });
});

import { beforeAll, expect, test } from 'vitest';
import { loadClipping, unitePositive } from '../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { withoutHidden } from '../../src/slicing/beam-hidden.ts';
import { randomFrom } from '../geometry/solids.ts';

beforeAll(() => loadClipping());

const disc = (x: number, y: number, radius: number, points = 60) =>
  Float64Array.from(
    Array.from({ length: points }, (_, k) => {
      const angle = (2 * Math.PI * k) / points;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    }).flat(),
  );
const box = (x0: number, y0: number, x1: number, y1: number) => Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1);
const unionMm2 = (polygons: readonly Float64Array[]) =>
  loopsAreaMm2(unitePositive(polygons.map((xy) => ({ xy, closed: true }))));
const count = (polygons: readonly Float64Array[]) => polygons.reduce((sum, xy) => sum + xy.length / 2, 0);

test('a disc within another is gone, whichever stands first', () => {
  const [large, small] = [disc(0, 0, 1), disc(0.3, 0, 0.5)];
  expect(withoutHidden([large, small])).toEqual([large]);
  expect(withoutHidden([small, large])).toEqual([large]);
});

test('polygons that are equal, apart, or touch keep all of their points', () => {
  const square = box(0, 0, 1, 1);
  for (const other of [square.slice(), box(2, 0, 3, 1), box(1, 0, 2, 1), box(0, 1, 1, 2)])
    expect(withoutHidden([square, other])).toEqual([square, other]);
});

test('of two discs that overlap the arcs within each other become chords, and the union is the same', () => {
  const discs = [disc(0, 0, 1), disc(1, 0, 1)];
  const kept = withoutHidden(discs);
  // Each has a third of its circle within the other.
  expect(count(kept)).toBeLessThan(2 * 44);
  expect(Math.abs(unionMm2(kept) - unionMm2(discs))).toBeLessThan(1e-6);
});

test('three discs of which each hides a part of the next keep the middle that all three have', () => {
  for (const apart of [0.2, 0.5, 0.8, 1, 1.1]) {
    const discs = [0, 1, 2].map((k) =>
      disc(apart * Math.cos((2 * Math.PI * k) / 3), apart * Math.sin((2 * Math.PI * k) / 3), 1),
    );
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [1, 0, 2],
    ]) {
      const list = order.map((k) => discs[k]!);
      expect(Math.abs(unionMm2(withoutHidden(list)) - unionMm2(list))).toBeLessThan(1e-6);
    }
  }
});

test('a list without polygons stays so', () => {
  expect(withoutHidden([])).toEqual([]);
});

test('random discs and strips have the same union with less than half of their points', () => {
  const random = randomFrom(11);
  let before = 0;
  let after = 0;
  for (let run = 0; run < 60; run++) {
    const polygons = Array.from({ length: 60 }, () => {
      const [x, y] = [400 * random(), 200 * random()];
      if (random() < 0.5) return disc(x, y, 10 + 30 * random(), 20 + Math.floor(30 * random()));
      const turn = Math.PI * random();
      const [u, v] = [Math.cos(turn), Math.sin(turn)];
      const [a, b] = [10 + 100 * random(), 5 + 20 * random()];
      const corners = [-a, -b, a, -b, a, b, -a, b];
      return Float64Array.from(corners, (_, i) =>
        i % 2 === 0 ? x + corners[i]! * u - corners[i + 1]! * v : y + corners[i - 1]! * v + corners[i]! * u,
      );
    });
    const kept = withoutHidden(polygons);
    // Where edges cross they are rounded to 0.1 um, and other crossings are other roundings.
    expect(Math.abs(unionMm2(kept) / unionMm2(polygons) - 1)).toBeLessThan(1e-7);
    before += count(polygons);
    after += count(kept);
  }
  expect(after).toBeLessThan(before / 2);
});

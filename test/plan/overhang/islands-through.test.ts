import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops, Polyline } from '../../../src/core/polyline.ts';
import { snapMm } from '../../../src/core/units.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { trackIslands } from '../../../src/plan/overhang/islands-through.ts';

beforeAll(() => loadClipping());

const SETTINGS = { rowSpacingMm: 0.05, minOverlapMm: 0.001, onPlate: true, whiskerLayers: 5 };

function box(x0: number, y0: number, x1: number, y1: number): Polyline {
  return { xy: Float64Array.from([x0, y0, x1, y0, x1, y1, x0, y1], snapMm), closed: true };
}

/** Follows layers; porous where x is above 10. */
function follow(layers: readonly Loops[], onPlate = true, supports: (index: number) => Loops = () => []) {
  const tracker = trackIslands({ ...SETTINGS, onPlate });
  layers.forEach((loops, index) => {
    tracker.layer({ index, thicknessMm: 0.03, loops, supports: supports(index), isPorous: (x) => x > 10 });
  });
  return tracker.finish();
}

const post = box(0, 0, 2, 2);
/** A post with a beam from layer `at` on, and what hangs down from the beam at x from layer `from` on. */
const gallows = (x: number, from: number, at: number, count: number): Loops[] =>
  Array.from({ length: count }, (_, n): Loops => {
    if (n >= at) return [box(0, 0, 30, 2)];
    return n < from ? [post] : [post, box(x, 0.5, x + 0.4, 1)];
  });

test('a post on the plate has no island', () => {
  expect(follow([[post], [post], [box(0, 0, 3, 3)]]).islands).toEqual([]);
});

describe('what hangs down in a porous place', () => {
  test('is a whisker where it joins within five layers', () => {
    const { islands, tallies } = follow(gallows(20, 3, 8, 10));
    expect(islands).toMatchObject([{ kind: 'whisker', layer: 3, isPorous: true, joinedAfter: 5 }]);
    expect(islands[0]?.areaMm2).toBeCloseTo(0.2, 9);
    expect(islands[0]?.xMm).toBeCloseTo(20.2, 9);
    expect(tallies.whisker.count).toBe(1);
    expect(tallies.whisker.areaMm2).toBeCloseTo(0.2, 9);
    expect([tallies.trim.count, tallies.unsupported.count]).toEqual([0, 0]);
  });

  test('is to be trimmed where it joins later, or never', () => {
    expect(follow(gallows(20, 3, 9, 10)).islands).toMatchObject([{ kind: 'trim', joinedAfter: 6 }]);
    expect(follow(gallows(20, 3, 20, 10)).islands).toMatchObject([{ kind: 'trim', joinedAfter: null }]);
  });
});

test('what hangs down in a solid place is unsupported, however soon it joins', () => {
  expect(follow(gallows(5, 6, 7, 10)).islands).toMatchObject([
    { kind: 'unsupported', isPorous: false, layer: 6, joinedAfter: 1 },
  ]);
});

test('two islands that join each other first both join the part when one does', () => {
  const two = [box(20, 0, 20.4, 1), box(21, 0, 21.4, 1)];
  const one = [box(20, 0, 21.4, 1)];
  const layers = [[post], [post, ...two], [post, ...one], [post, ...one], [box(0, 0, 30, 2)]];
  expect(follow(layers).islands.map(({ layer, joinedAfter }) => [layer, joinedAfter])).toEqual([
    [1, 3],
    [1, 3],
  ]);
});

test('an island that ends in the air never joins, though the part comes by later', () => {
  const layers = [[post], [post, box(20, 0, 21, 1)], [post], [box(0, 0, 30, 2)]];
  expect(follow(layers).islands).toMatchObject([{ layer: 1, joinedAfter: null }]);
});

describe('without a plate', () => {
  test('the first layer is an island that never joins', () => {
    expect(follow([[post], [post]], false).islands).toMatchObject([{ layer: 0, joinedAfter: null }]);
  });

  test('what stands on supports is none, and what meets one later joins there', () => {
    const under = () => [box(0.5, 0.5, 1, 1)];
    expect(follow([[post], [post]], false, under).islands).toEqual([]);
    const late = (index: number) => (index < 3 ? under() : [...under(), box(22, 0, 23, 1)]);
    const tip = box(20, 0, 21, 1);
    const wide = box(20, 0, 23, 1);
    expect(follow([[post], [post, tip], [post, tip], [post, wide]], false, late).islands).toMatchObject([
      { layer: 1, joinedAfter: 2 },
    ]);
  });
});

test('a ring with the part inside is an island of its own', () => {
  const ring = [box(-5, -5, 8, 8), { xy: Float64Array.of(-4, -4, -4, 7, 7, 7, 7, -4), closed: true }];
  const { islands } = follow([[post], [post, ...ring], [box(-5, -5, 8, 8)]]);
  expect(islands).toMatchObject([{ layer: 1, joinedAfter: 1 }]);
  expect(islands[0]?.areaMm2).toBe(13 * 13 - 121);
});

test('a tip is told at the layer where it begins, however small it is there', () => {
  const tip = [0.004, 0.2, 0.4].map((size) => box(20, 0.2, 20 + size, 0.2 + size));
  const layers = [[post], ...tip.map((piece) => [post, piece]), [box(0, 0, 30, 2)]];
  const { islands } = follow(layers);
  expect(islands).toMatchObject([{ layer: 1, joinedAfter: 3 }]);
  expect(islands[0]?.areaMm2).toBeCloseTo(1.6e-5, 12);
});

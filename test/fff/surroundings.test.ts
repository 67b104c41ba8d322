import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { planBeads } from '../../src/fff/plan-beads.ts';
import type { BeadSettings } from '../../src/fff/settings.ts';
import type { Surroundings } from '../../src/fff/surroundings.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { beadsOf, rectangle, reversed, SETTINGS, strips } from './shapes.ts';

beforeAll(() => loadClipping());

const bridge = { flow: 1, overhangShare: 0.5 };

function planned(solid: Loops, changes: Partial<BeadSettings>, around: Surroundings, index = 5) {
  const layer = { index, zMm: 0.1 * (index + 1), thicknessMm: 0.1, partId: 'a' };
  return beadsOf(planBeads(layer, { solid, lattice: [] }, { ...SETTINGS, ...changes }, around));
}

const areaOfFeature = (beads: ReturnType<typeof planned>, feature: string) =>
  strips(beads.filter((bead) => bead.feature === feature));

describe('a deck of 20 x 10 mm over two piers of 6 mm, 8 mm apart', () => {
  const deck = [rectangle(0, 0, 20, 10)];
  const piers = [rectangle(0, 0, 6, 10), rectangle(14, 0, 20, 10)];
  const around = { below: [piers], above: [] };

  test('is bridged from pier to pier, a bead onto each, and keeps its area', () => {
    const beads = planned(deck, { bridge }, around);
    const lines = beads.filter(({ feature }) => feature === 'bridge-infill');
    expect(lines.length).toBeGreaterThan(15);
    for (const { path } of lines) {
      const [x0, y0, x1, y1] = [...path.xy].slice(0, 4) as [number, number, number, number];
      expect(y0).toBeCloseTo(y1, 3);
      expect(Math.min(x0, x1)).toBeCloseTo(5.6, 2);
      expect(Math.max(x0, x1)).toBeCloseTo(14.4, 2);
    }
    // 8.8 mm of the inside, which two loops of 0.4 mm have made 8.4 mm high.
    expect(areaOfFeature(beads, 'bridge-infill')).toBeCloseTo(8.8 * 8.4, 0);
    expect(strips(beads)).toBeCloseTo(200, 0);
  });

  test('has its loops cut over the gap: 8 mm of each of four ways along it', () => {
    const hanging = planned(deck, { bridge }, around).filter(({ feature }) => feature === 'overhang-perimeter');
    expect(hanging).toHaveLength(4);
    for (const { path } of hanging) expect(Math.abs(path.xy.at(-2)! - path.xy[0]!)).toBeCloseTo(8, 2);
  });

  test('turned by 90 degrees is bridged along y, and with a flow of 1.1 takes a tenth more', () => {
    const turned = [rectangle(0, 0, 10, 20)];
    const below = [[rectangle(0, 0, 10, 6), rectangle(0, 14, 10, 20)]];
    const lines = (flow: number) => planned(turned, { bridge: { ...bridge, flow } }, { below, above: [] });
    const one = lines(1).filter(({ feature }) => feature === 'bridge-infill');
    for (const { path } of one) expect(path.xy[0]).toBeCloseTo(path.xy[2]!, 3);
    expect(areaOfFeature(lines(1.1), 'bridge-infill') / areaOfFeature(lines(1), 'bridge-infill')).toBeCloseTo(1.1, 6);
  });

  test('on solid all over, on the plate, or without the setting has none', () => {
    const features = (beads: ReturnType<typeof planned>) => [...new Set(beads.map(({ feature }) => feature))].sort();
    const plain = ['external-perimeter', 'perimeter', 'solid-infill'];
    expect(features(planned(deck, { bridge }, { below: [deck], above: [] }))).toEqual(plain);
    expect(features(planned(deck, { bridge }, { below: null, above: [] }, 0))).toEqual(plain);
    expect(features(planned(deck, {}, around))).toEqual(plain);
    // A step of 0.15 mm is less than half a bead.
    expect(features(planned(deck, { bridge }, { below: [[rectangle(0, 0, 19.85, 10)]], above: [] }))).toEqual(plain);
  });
});

describe('sparse infill of a block of 20 x 20 mm with a step over half of it', () => {
  const block = [rectangle(0, 0, 20, 20)];
  const half = [rectangle(0, 0, 10, 20)];
  const sparse = { infillFraction: 0.4, skin: { topLayers: 3, bottomLayers: 2 } };

  test('is solid under the open half, and top where the next layer leaves it open', () => {
    const top = planned(block, sparse, { below: [block, block], above: [half, half, half] });
    // The inside is 18.4 mm wide and high; the open half of it 9.2 mm.
    expect(areaOfFeature(top, 'top-solid-infill')).toBeCloseTo(9.2 * 18.4, 0);
    expect(areaOfFeature(top, 'internal-infill')).toBeCloseTo(0.4 * 9.2 * 18.4, 0);
    const second = planned(block, sparse, { below: [block, block], above: [block, half, half] });
    expect(areaOfFeature(second, 'top-solid-infill')).toBe(0);
    expect(areaOfFeature(second, 'solid-infill')).toBeCloseTo(9.2 * 18.4, 0);
    const deep = planned(block, sparse, { below: [block, block], above: [block, block, block] });
    expect(areaOfFeature(deep, 'solid-infill')).toBe(0);
  });

  test('is solid in the lowest layers, as many as are asked for', () => {
    const all = { above: [block, block, block] };
    expect(areaOfFeature(planned(block, sparse, { ...all, below: null }, 0), 'internal-infill')).toBe(0);
    expect(areaOfFeature(planned(block, sparse, { ...all, below: [block, []] }, 1), 'internal-infill')).toBe(0);
    expect(areaOfFeature(planned(block, sparse, { ...all, below: [block, block] }, 2), 'solid-infill')).toBe(0);
  });
});

describe('infill patterns of a plate of 40 x 30 mm with a window', () => {
  const plate = [rectangle(0, 0, 40, 30), reversed(rectangle(10, 9, 30, 21))];
  const around = { below: [plate], above: [plate] };
  const infill = (changes: Partial<BeadSettings>, index = 5) =>
    planned(plate, changes, around, index).filter(({ feature }) => feature.endsWith('infill'));
  const inside = 40 * 30 - 20 * 12 - 2 * 0.4 * (2 * 70 + 2 * 32) - 4 * 0.64 + 4 * 0.64;

  test.each([
    ['rectilinear', 1],
    ['aligned', 1],
    ['concentric', 1],
    ['rectilinear', 0.4],
    ['aligned', 0.4],
    ['concentric', 0.4],
  ] as const)('%s at %d takes that share of the inside', (infillPattern, infillFraction) => {
    const share = strips(infill({ infillPattern, infillFraction })) / (inside * infillFraction);
    expect(Math.abs(share - 1)).toBeLessThan(0.02);
  });

  test('aligned has the same lines in each layer, at whole steps over the plate', () => {
    const lines = (index: number) =>
      infill({ infillPattern: 'aligned', infillAngleDeg: 0 }, index).map(({ path }) => path.xy[1]!);
    expect(new Set(lines(4))).toEqual(new Set(lines(5)));
    for (const y of lines(4)) expect(y / 0.4 - 0.5).toBeCloseTo(Math.round(y / 0.4 - 0.5), 3);
  });

  test('a list of angles is taken in turn', () => {
    const slope = (index: number) => {
      const { path } = infill({ infillAnglesDeg: [0, 90, 45] }, index)[0]!;
      return Math.round((Math.atan2(path.xy[3]! - path.xy[1]!, path.xy[2]! - path.xy[0]!) * 180) / Math.PI + 180) % 180;
    };
    expect([3, 4, 5, 6].map(slope)).toEqual([0, 90, 45, 0]);
  });

  test('monotonic lays no line behind one that was laid, in that sense', () => {
    const lines = infill({ infillOrder: 'monotonic', infillAnglesDeg: [0] });
    const heights = lines.map(({ path }) => path.xy[1]!);
    for (let i = 1; i < heights.length; i++) expect(heights[i]).toBeGreaterThan(heights[i - 1]! - 1e-6);
    const free = infill({ infillAnglesDeg: [0] }).map(({ path }) => path.xy[1]!);
    expect(free.some((y, i) => i > 0 && y < free[i - 1]! - 1e-6)).toBe(true);
  });
});

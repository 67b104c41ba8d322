import { describe, expect, test } from 'vitest';
import type { Loops } from '../../../src/core/polyline.ts';
import { TITANIUM_TREES } from '../../../src/plan/support/settings.ts';
import { circleLoops, growTrees } from '../../../src/plan/support/tree-support.ts';
import { circle, rectangle } from '../../scan/shapes.ts';

const LAYER_MM = 0.1;
const NOTHING = (): Loops => [];
const PILLARS = { ...TITANIUM_TREES, lean: 0 };

describe('a pillar', () => {
  const { layers, onPart } = growTrees([[3, 4, 10]], LAYER_MM, NOTHING, PILLARS);

  test('reaches into the part by its depth, down to the plate, and widens until it is whole', () => {
    expect(onPart).toEqual([]);
    // 0.1 mm into the part: the layer from 10 to 10.1 mm is the last.
    expect(layers).toHaveLength(101);
    expect(layers[100]).toEqual([{ xMm: 3, yMm: 4, radiusMm: 0.15 }]);
    // 0.45 mm below its tip.
    expect(layers[95]![0]!.radiusMm).toBeCloseTo(0.15 + 0.35 * 0.45, 9);
    expect(layers[80]).toEqual([{ xMm: 3, yMm: 4, radiusMm: 0.5 }]);
    expect(layers[0]).toEqual([{ xMm: 3, yMm: 4, radiusMm: 0.5 }]);
  });

  test('is a circle turning left, with its corners on it', () => {
    const { xy } = circleLoops(layers[0]!, 24)[0]!;
    expect(xy).toHaveLength(48);
    for (let k = 0; k < 48; k += 2) expect(Math.hypot(xy[k]! - 3, xy[k + 1]! - 4)).toBeCloseTo(0.5, 3);
    expect(xy[3]!).toBeGreaterThan(xy[1]!);
  });
});

describe('two branches 4 mm apart', () => {
  const tips = [
    [0, 0, 20],
    [4, 0, 20],
  ] as const;

  test('are one where 0.7 mm for each mm has brought both to the middle, below their straight beginning', () => {
    const { layers } = growTrees(tips, LAYER_MM, NOTHING, TITANIUM_TREES);
    const joint = 20 - 1 - 2 / 0.7;
    const at = (z: number) => layers[Math.floor(z / LAYER_MM)]!;
    expect(at(joint + 0.4)).toHaveLength(2);
    expect(at(joint - 0.4)).toHaveLength(1);
    expect(at(1)[0]!.xMm).toBeCloseTo(2, 1);
    for (let n = 1; n < layers.length; n++) {
      for (const { xMm } of layers[n]!) {
        expect(Math.min(...layers[n - 1]!.map((lower) => Math.abs(lower.xMm - xMm)))).toBeLessThan(0.07 + 1e-9);
      }
    }
  });

  test('stay apart as pillars, or where they are out of reach', () => {
    expect(growTrees(tips, LAYER_MM, NOTHING, PILLARS).layers[0]).toHaveLength(2);
    expect(growTrees(tips, LAYER_MM, NOTHING, { ...TITANIUM_TREES, joinMm: 3.9 }).layers[0]).toHaveLength(2);
  });
});

describe('a branch over the part', () => {
  test('stands on it where there is no way beside', () => {
    const box = (n: number, grown: number) => (n < 50 ? [rectangle(-9 - grown, -9 - grown, 9 + grown, 9 + grown)] : []);
    const { layers, onPart } = growTrees([[0, 0, 10]], LAYER_MM, box, TITANIUM_TREES);
    expect(onPart).toEqual([0]);
    expect(layers.map((circles) => circles.length)).toEqual(Array.from({ length: 101 }, (_, n) => (n < 50 ? 0 : 1)));
  });

  test('slides down a steep ball and keeps its gap', () => {
    // A ball of 5 mm, its middle 8 mm high; the branch comes down 5 mm beside its axis.
    const radiusAt = (n: number) => Math.sqrt(Math.max(0, 25 - ((n + 0.5) * LAYER_MM - 8) ** 2));
    const ball = (n: number, grown: number) => (radiusAt(n) > 0 ? [circle(0, 0, radiusAt(n) + grown, 256)] : []);
    const { layers, onPart } = growTrees([[5, 0, 20]], LAYER_MM, ball, TITANIUM_TREES);
    expect(onPart).toEqual([]);
    expect(layers.every((circles) => circles.length === 1)).toBe(true);
    for (const [n, [one]] of layers.entries()) {
      if (radiusAt(n) > 0) expect(Math.hypot(one!.xMm, one!.yMm) - one!.radiusMm - radiusAt(n)).toBeGreaterThan(0.295);
    }
    expect(layers[0]![0]!.xMm).toBeGreaterThan(5.7);
  });
});

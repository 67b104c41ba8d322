import { expect, test } from 'vitest';
import { spreadCount, spreadOf } from '../../src/volume/spread.ts';

test('diameters of 1 to 100 voxels once each: percentiles stand where they are counted, in mm', () => {
  const count = spreadCount(0.1);
  for (let d = 1; d <= 100; d++) count.add(d);
  const spread = spreadOf(count, 0.1)!;
  expect(spread.p5).toBeCloseTo(0.5, 2);
  expect(spread.p50).toBeCloseTo(5, 2);
  expect(spread.p95).toBeCloseTo(9.5, 2);
  expect(spread.max).toBeCloseTo(10, 2);
  expect(spread.mean).toBeCloseTo(5.05, 2);
  expect(spread.min).toBe(0.1);
  expect(spread.histogram.binMm).toBeCloseTo(0.05, 12);
  expect(spread.histogram.share.filter((share) => share > 0)).toHaveLength(100);
  expect(spread.histogram.share.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
});

test('nothing counted is no spread, no facing walls is no least one', () => {
  expect(spreadOf(spreadCount(1), Number.POSITIVE_INFINITY)).toBeNull();
  const count = spreadCount(1);
  count.add(3);
  expect(spreadOf(count, Number.POSITIVE_INFINITY)?.min).toBeNull();
});

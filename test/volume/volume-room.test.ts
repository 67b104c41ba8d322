import { expect, test } from 'vitest';
import { areaSteps, volumeRoomMm3 } from '../../src/volume/volume-room.ts';

const room = (areas: readonly number[], cut: 'mid' | 'base' | 'top' = 'mid') => {
  const steps = areaSteps();
  for (const area of areas) steps.add(area);
  return volumeRoomMm3(steps.sumMm2, 0.1, cut);
};

test('a block of 100 mm2 may be off by half a layer at each end', () => {
  expect(room([100, 100, 100])).toBeCloseTo(10, 12);
  expect(room([100, 100, 100], 'base')).toBeCloseTo(20, 12);
});

test('each step adds half a layer of its own area, up or down', () => {
  // 0 > 100 > 60 > 90 > 0: steps of 100, 40, 30 and 90.
  expect(room([100, 60, 90])).toBeCloseTo(13, 12);
});

test('the room is met by a tower of which every step ends just above the middle of a layer', () => {
  // Squares of 16, 9, 4 and 1 mm2, each 0.5 mm and a hair higher than the one below: a layer of 0.1 mm counts whole of which half is there.
  const hair = 1e-6;
  const tops = [0.55 + hair, 1.05 + hair, 1.55 + hair, 2.05 + hair];
  const areas = [16, 9, 4, 1];
  const cuts = Array.from({ length: 21 }, (_, n) => 0.1 * (n + 0.5));
  const cutAreas = cuts.map((z) => areas[tops.findIndex((top) => z < top)] ?? 0);
  const trueMm3 = areas.reduce((sum, area, n) => sum + area * (tops[n]! - (tops[n - 1] ?? 0)), 0);
  const layersMm3 = cutAreas.reduce((sum, area) => sum + 0.1 * area, 0);
  // Half a layer of each step down, 7 + 5 + 3 + 1 mm2; the flat base is exact and leaves its half unused.
  expect(layersMm3 - trueMm3).toBeCloseTo(0.8, 4);
  expect(room(cutAreas)).toBeCloseTo(1.6, 12);
});

test('no layers have no room', () => {
  expect(room([])).toBe(0);
});

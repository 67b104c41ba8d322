import { expect, test } from 'vitest';
import { hatchAngleDeg } from '../../src/scan/hatch-angle.ts';

const settings = { angleDeg: 45, angleStepDeg: 67 };

test('layer 0 has the angle of the settings, and each layer turns by the step', () => {
  expect([0, 1, 2, 3].map((layer) => hatchAngleDeg(settings, layer))).toEqual([45, 112, 179, 246]);
});

test('the angle wraps at a full turn: layer 5 of 45 + 67 degrees a layer lies at 20 degrees', () => {
  expect(hatchAngleDeg(settings, 5)).toBe(20);
});

test('67 degrees come back to the first angle after 360 layers and not before', () => {
  const angles = Array.from({ length: 361 }, (_, layer) => hatchAngleDeg(settings, layer));
  expect(angles[360]).toBe(45);
  expect(new Set(angles.slice(0, 360)).size).toBe(360);
});

test('a step backwards stays within 0 to 360 degrees', () => {
  expect(hatchAngleDeg({ angleDeg: 0, angleStepDeg: -67 }, 1)).toBe(293);
  expect(Object.is(hatchAngleDeg({ angleDeg: 0, angleStepDeg: -90 }, 4), 0)).toBe(true);
});

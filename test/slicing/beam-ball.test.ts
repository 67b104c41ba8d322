import { expect, test } from 'vitest';
import { signedAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { ballOf, ballSection } from '../../src/slicing/beam-ball.ts';

const areaOf = (xy: Float64Array | null) => (xy === null ? 0 : signedAreaMm2({ xy, closed: true }));

test('a ball has discs of pi (r^2 - h^2) and equal balls have equal points', () => {
  const ball = ballOf(1, 2, 3, 0.5, null);
  for (const h of [-0.49, -0.2, 0, 0.3])
    expect(areaOf(ballSection(ball, 3 + h))).toBeCloseTo(Math.PI * (0.25 - h * h), 12);
  expect([ballSection(ball, 2.5), ballSection(ball, 3.5)]).toEqual([null, null]);
  expect(ballSection(ball, 3.1)).toEqual(ballSection(ballOf(1, 2, 3, 0.5, null), 3.1));
});

test('a half ball that looks aside has half discs, one that looks up has whole ones above its middle and none below', () => {
  const aside = ballOf(0, 0, 0, 0.5, [0.6, 0.8, 0]);
  const up = ballOf(0, 0, 0, 0.5, [0, 0, 1]);
  for (const h of [-0.3, 0.1]) expect(areaOf(ballSection(aside, h))).toBeCloseTo((Math.PI / 2) * (0.25 - h * h), 3);
  expect(areaOf(ballSection(up, 0.1))).toBeCloseTo(Math.PI * 0.24, 12);
  expect(ballSection(up, -0.1)).toBeNull();
  expect([up.zLowMm, up.zHighMm]).toEqual([0, 0.5]);
  expect([aside.zLowMm, aside.zHighMm]).toEqual([-0.5, 0.5]);
});

test('a half ball that looks up at 45 degrees has a whole disc high up and a segment by hand lower down', () => {
  const ball = ballOf(0, 0, 0, 1, [Math.SQRT1_2, 0, Math.SQRT1_2]);
  expect(areaOf(ballSection(ball, 0.8))).toBeCloseTo(Math.PI * 0.36, 12);
  // At -0.6 the disc of radius 0.8 is kept beyond x = 0.6.
  const half = Math.acos(0.75);
  expect(areaOf(ballSection(ball, -0.6))).toBeCloseTo(0.64 * (half - 0.75 * Math.sin(half)), 2);
  expect(ballSection(ball, -0.71)).toBeNull();
});

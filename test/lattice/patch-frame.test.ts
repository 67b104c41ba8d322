import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box3 } from '../../src/core/mesh.ts';
import { controlMm, MAX_CONTROLS, patchFrame } from '../../src/lattice/patch-frame.ts';

test('a box of 10 x 4 x 3 mm from its own origin in patches of 1 mm has 2 more on each side', () => {
  const frame = patchFrame([0, 0, 0, 10, 4, 3], [0, 0, 0], 1);
  // Floor of the upper end is the patch beyond it, since that end is a knot.
  expect(frame).toEqual({ originMm: [0, 0, 0], edgeMm: 1, first: [-2, -2, -2], counts: [15, 9, 8] });
  expect(controlMm(frame, 0, 0)).toBe(-1.5);
  expect(controlMm(frame, 2, 7)).toBe(5.5);
});

test('knots stand on the origin of the lattice, wherever the part is', () => {
  const frame = patchFrame([3.2, -7.9, 100, 8, 1, 101], [0.25, 0.5, -0.125], 0.5);
  for (const axis of [0, 1, 2] as const) {
    const knots = (controlMm(frame, axis, 0) - frame.originMm[axis]) / 0.5;
    expect(knots - Math.floor(knots)).toBeCloseTo(0.5, 12);
  }
});

test('a patch and more lies beyond every side of any box', () => {
  const size = fc.double({ min: 0.01, max: 30, noNaN: true });
  const corner = fc.double({ min: -50, max: 50, noNaN: true });
  const three = (one: fc.Arbitrary<number>) => fc.tuple(one, one, one);
  fc.assert(
    fc.property(
      three(corner),
      three(size),
      three(corner),
      fc.double({ min: 0.2, max: 4, noNaN: true }),
      (a, d, o, e) => {
        const box: Box3 = [a[0], a[1], a[2], a[0] + d[0], a[1] + d[1], a[2] + d[2]];
        const frame = patchFrame(box, o, e);
        for (const axis of [0, 1, 2] as const) {
          const half = frame.edgeMm / 2;
          expect(controlMm(frame, axis, 0) + half).toBeLessThanOrEqual(box[axis] - frame.edgeMm + 1e-9);
          const last = controlMm(frame, axis, frame.counts[axis] - 1);
          expect(last - half).toBeGreaterThanOrEqual(box[axis + 3]! + frame.edgeMm - 1e-9 - frame.edgeMm);
          expect(last + half).toBeGreaterThanOrEqual(box[axis + 3]! + frame.edgeMm - 1e-9);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('patches double until there are few enough', () => {
  const box: Box3 = [0, 0, 0, 100, 100, 100];
  const frame = patchFrame(box, [0, 0, 0], 0.5);
  // 205^3 are 8.6 million; 105^3 are 1.16 million.
  expect(frame.edgeMm).toBe(1);
  expect(frame.counts).toEqual([105, 105, 105]);
  expect(105 ** 3).toBeLessThan(MAX_CONTROLS);
  expect(205 ** 3).toBeGreaterThan(MAX_CONTROLS);
});

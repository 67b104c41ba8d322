import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affineChannel, type PatchChannel, sampleControls, splineChannel } from '../../src/lattice/patch-channel.ts';
import { controlMm, type PatchFrame, patchFrame } from '../../src/lattice/patch-frame.ts';
import { PATCH_COEFFICIENTS } from '../../src/lattice/plane-recipe.ts';
import { randomFrom } from '../geometry/solids.ts';

const FRAME = patchFrame([0, 0, 0, 6, 5, 4], [0.3, -0.2, 0.1], 1);

/** Value and slopes in one patch of a plane; p and q may be forced, to look at a seam from both sides. */
function inPatch(frame: PatchFrame, coefficients: Float64Array, p: number, q: number, x: number, y: number) {
  const c = coefficients.subarray(PATCH_COEFFICIENTS * (q * frame.counts[0] + p));
  const s = (x - frame.originMm[0]) / frame.edgeMm - frame.first[0] - p;
  const t = (y - frame.originMm[1]) / frame.edgeMm - frame.first[1] - q;
  let [value, dx, dy] = [0, 0, 0];
  for (let b = 0; b < 3; b++) {
    for (let a = 0; a < 3; a++) {
      const one = c[3 * b + a]!;
      value += one * s ** a * t ** b;
      if (a > 0) dx += (one * a * s ** (a - 1) * t ** b) / frame.edgeMm;
      if (b > 0) dy += (one * b * s ** a * t ** (b - 1)) / frame.edgeMm;
    }
  }
  return { value, dx, dy };
}

function at(frame: PatchFrame, channel: PatchChannel, x: number, y: number, z: number): number {
  const p = Math.floor((x - frame.originMm[0]) / frame.edgeMm) - frame.first[0];
  const q = Math.floor((y - frame.originMm[1]) / frame.edgeMm) - frame.first[1];
  return inPatch(frame, channel(z), p, q, x, y).value;
}

/** Distance of two phases in cycles, whole cycles apart or not. */
const apart = (a: number, b: number) => Math.abs(a - b - Math.round(a - b));

const random = randomFrom(5);
const POINTS = Array.from({ length: 200 }, () => [6 * random(), 5 * random(), 4 * random()] as const);
const linear = (x: number, y: number, z: number) => 0.7 - 1.3 * x + 0.4 * y + 2.1 * z;

test('control values stand x fastest, then y, then z, at the middles of patches', () => {
  const values = sampleControls(FRAME, (x, y, z) => x + 100 * y + 10000 * z);
  const [nx, ny] = FRAME.counts;
  const [i, j, k] = [3, 4, 2];
  expect(values[(k * ny + j) * nx + i]).toBe(
    controlMm(FRAME, 0, i) + 100 * controlMm(FRAME, 1, j) + 10000 * controlMm(FRAME, 2, k),
  );
});

describe('a spline', () => {
  test('is exact where the quantity is linear', () => {
    const channel = splineChannel(FRAME, sampleControls(FRAME, linear), 'none');
    for (const [x, y, z] of POINTS) expect(Math.abs(at(FRAME, channel, x, y, z) - linear(x, y, z))).toBeLessThan(1e-12);
  });

  test('of x^2 lies edge^2 / 4 above it: 1/8 at knots, 1/8 + 1/8 by the mean of neighbours', () => {
    // B-spline of c_i = i^2: at the middle of a patch (c- + 6 c + c+) / 8 = i^2 + 1/4.
    const channel = splineChannel(
      FRAME,
      sampleControls(FRAME, (x) => x * x),
      'none',
    );
    for (const [x, y, z] of POINTS) expect(at(FRAME, channel, x, y, z)).toBeCloseTo(x * x + 0.25, 11);
  });

  test('has value and slopes in common on both sides of every seam, in x, y and z', () => {
    const values = Float64Array.from({ length: FRAME.counts.reduce((a, b) => a * b) }, () => random());
    const channel = splineChannel(FRAME, values, 'none');
    const plane = channel(1.234);
    for (let q = 1; q < FRAME.counts[1] - 1; q++) {
      for (let p = 1; p < FRAME.counts[0] - 1; p++) {
        const [xSeam, ySeam] = [controlMm(FRAME, 0, p) + 0.5, controlMm(FRAME, 1, q) + 0.5];
        const [x, y] = [controlMm(FRAME, 0, p) + 0.17, controlMm(FRAME, 1, q) - 0.31];
        const acrossX = [p, p + 1].map((patch) => inPatch(FRAME, plane, patch, q, xSeam, y));
        const acrossY = [q, q + 1].map((patch) => inPatch(FRAME, plane, p, patch, x, ySeam));
        for (const [one, other] of [acrossX, acrossY]) {
          expect(one!.value).toBeCloseTo(other!.value, 12);
          expect(one!.dx).toBeCloseTo(other!.dx, 12);
          expect(one!.dy).toBeCloseTo(other!.dy, 12);
        }
      }
    }
    const seam = controlMm(FRAME, 2, 3) + 0.5;
    const h = 1e-6;
    const [x, y] = [2.345, 1.111];
    const [below, on, above] = [seam - h, seam, seam + h].map((z) => at(FRAME, channel, x, y, z)) as [
      number,
      number,
      number,
    ];
    expect(below).toBeCloseTo(above, 5);
    expect((on - below) / h).toBeCloseTo((above - on) / h, 4);
  });

  test('never leaves the range of its control values', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, height) => {
        const next = randomFrom(seed);
        const values = Float64Array.from({ length: FRAME.counts.reduce((a, b) => a * b) }, () =>
          next() < 0.5 ? 0.2 : 0.6,
        );
        const channel = splineChannel(FRAME, values, 'none');
        for (const [x, y] of POINTS.slice(0, 40)) {
          const value = at(FRAME, channel, x, y, 4 * height);
          expect(value).toBeGreaterThanOrEqual(0.2 - 1e-12);
          expect(value).toBeLessThanOrEqual(0.6 + 1e-12);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('of a phase is the same but for whole cycles, which differ from patch to patch, and its coefficients stay small', () => {
    const steep = (x: number, y: number, z: number) => 1e6 + 3.7 * linear(x, y, z) + 0.05 * x * y;
    const values = sampleControls(FRAME, steep);
    const whole = splineChannel(FRAME, values, 'none');
    const phase = splineChannel(FRAME, values, 'phase');
    for (const [x, y, z] of POINTS)
      expect(apart(at(FRAME, whole, x, y, z), at(FRAME, phase, x, y, z))).toBeLessThan(1e-8);
    for (const value of phase(2)) expect(Math.abs(value)).toBeLessThan(30);
  });

  test.each([1, 2, 7, 24])(
    'of an angle of %i cycles passes the cut where its turn closes as smoothly as elsewhere',
    (turn) => {
      const around = (cut: number) => (x: number, y: number) => {
        const angle = Math.atan2(y + 4, x - 9) / (2 * Math.PI);
        return turn * (angle - Math.floor(angle - cut));
      };
      const plain = splineChannel(FRAME, sampleControls(FRAME, around(0)), 'none');
      // The cut of the second runs through the part, that of the first does not.
      const cut = splineChannel(FRAME, sampleControls(FRAME, around(0.4)), { turn });
      const values = sampleControls(FRAME, around(0.4));
      expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.9 * turn);
      for (const [x, y, z] of POINTS)
        expect(apart(at(FRAME, plain, x, y, z), at(FRAME, cut, x, y, z))).toBeLessThan(1e-11);
    },
  );
});

describe('a linear channel', () => {
  test('is the linear function less whole cycles', () => {
    const channel = affineChannel(FRAME, [0.7, -1.3, 0.4, 2.1]);
    for (const [x, y, z] of POINTS) expect(apart(at(FRAME, channel, x, y, z), linear(x, y, z))).toBeLessThan(1e-12);
  });

  test('begins in each patch between 0 and 1 cycle, as far out as may be', () => {
    const far = patchFrame([400, 400, 0, 404, 404, 4], [0, 0, 0], 1);
    const plane = affineChannel(far, [0, 1.7, -2.9, 0.3])(3);
    for (let n = 0; n < plane.length; n += PATCH_COEFFICIENTS) {
      expect(plane[n]).toBeGreaterThanOrEqual(0);
      expect(plane[n]).toBeLessThan(1);
      expect([...plane.subarray(n + 4, n + 9), plane[n + 2]]).toEqual([0, 0, 0, 0, 0, 0]);
    }
  });
});

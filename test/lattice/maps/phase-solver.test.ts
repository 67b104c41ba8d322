import { describe, expect, test } from 'vitest';
import { solvePhase, type WishedGradient } from '../../../src/lattice/maps/phase-solver.ts';
import { controlMm, type PatchFrame, patchFrame } from '../../../src/lattice/patch-frame.ts';

const FRAME = patchFrame([0, 0, 0, 8, 5, 6], [0, 0, 0], 1);

function eachNode(
  frame: PatchFrame,
  look: (n: number, x: number, y: number, z: number, at: readonly [number, number, number]) => void,
): void {
  const [nx, ny, nz] = frame.counts;
  for (let k = 0, n = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, n++)
        look(n, controlMm(frame, 0, i), controlMm(frame, 1, j), controlMm(frame, 2, k), [i, j, k]);
    }
  }
}

/** The sum of squares that is to be least: of each edge, its difference in phase less its wish. */
function misfit(frame: PatchFrame, wished: WishedGradient, phase: Float64Array): number {
  const strides = [1, frame.counts[0], frame.counts[0] * frame.counts[1]];
  const out = new Float64Array(3);
  let sum = 0;
  eachNode(frame, (n, x, y, z, at) => {
    for (let a = 0; a < 3; a++) {
      if (at[a]! + 1 >= frame.counts[a]!) continue;
      const half = (axis: number) => (axis === a ? frame.edgeMm / 2 : 0);
      wished(x + half(0), y + half(1), z + half(2), out);
      sum += (phase[n + strides[a]!]! - phase[n]! - out[a]! * frame.edgeMm) ** 2;
    }
  });
  return sum;
}

/** Cells that grow along x and are wished along z too: no phase has that gradient. */
const curled: WishedGradient = (x, _, __, out) => {
  out[0] = 0;
  out[1] = 0;
  out[2] = 1 / (2 + 0.25 * x);
};

describe('a wish that a phase can have is met', () => {
  test('constant: a plane', () => {
    const phase = solvePhase(FRAME, (_, __, ___, out) => out.set([0.3, -0.7, 1.1]));
    const zero: number[] = [];
    eachNode(FRAME, (n, x, y, z) => zero.push(phase[n]! - (0.3 * x - 0.7 * y + 1.1 * z)));
    expect(Math.max(...zero) - Math.min(...zero)).toBeLessThan(1e-12);
  });

  test('k(z) along z: the integral, 0.3 z + 0.02 z^2 for k = 0.3 + 0.04 z', () => {
    const phase = solvePhase(FRAME, (_, __, z, out) => out.set([0, 0, 0.3 + 0.04 * z]));
    const zero: number[] = [];
    eachNode(FRAME, (n, _, __, z) => zero.push(phase[n]! - (0.3 * z + 0.02 * z * z)));
    expect(Math.max(...zero) - Math.min(...zero)).toBeLessThan(1e-12);
  });

  test('the gradient of x y - y^2 / 2 + x z, slanted against all axes', () => {
    const phase = solvePhase(FRAME, (x, y, z, out) => out.set([y + z, x - y, x]));
    const zero: number[] = [];
    eachNode(FRAME, (n, x, y, z) => zero.push(phase[n]! - (x * y - (y * y) / 2 + x * z)));
    expect(Math.max(...zero) - Math.min(...zero)).toBeLessThan(1e-7);
  });
});

test('the phase is 0 at the middle of the frame', () => {
  const phase = solvePhase(FRAME, curled);
  const [nx, ny, nz] = FRAME.counts;
  expect(phase[((nz >> 1) * ny + (ny >> 1)) * nx + (nx >> 1)]).toBe(0);
});

describe('a wish with a curl', () => {
  const phase = solvePhase(FRAME, curled);
  const least = misfit(FRAME, curled, phase);

  test('leaves a misfit that no other phase makes smaller', () => {
    expect(least).toBeGreaterThan(0.01);
    for (let n = 0; n < phase.length; n += 17) {
      for (const step of [1e-3, -1e-3]) {
        const other = phase.slice();
        other[n]! += step;
        expect(misfit(FRAME, curled, other)).toBeGreaterThan(least);
      }
    }
    const tilted = phase.map((value, n) => value + 1e-3 * ((n * 0.618) % 1));
    expect(misfit(FRAME, curled, tilted)).toBeGreaterThan(least);
  });

  test('meets the normal equations: what is missing at each node adds up to nothing', () => {
    const strides = [1, FRAME.counts[0], FRAME.counts[0] * FRAME.counts[1]];
    const missing = new Float64Array(phase.length);
    const out = new Float64Array(3);
    eachNode(FRAME, (n, x, y, z, at) => {
      for (let a = 0; a < 3; a++) {
        if (at[a]! + 1 >= FRAME.counts[a]!) continue;
        curled(x + (a === 0 ? 0.5 : 0), y + (a === 1 ? 0.5 : 0), z + (a === 2 ? 0.5 : 0), out);
        const lack = out[a]! - (phase[n + strides[a]!]! - phase[n]!);
        missing[n]! -= lack;
        missing[n + strides[a]!]! += lack;
      }
    });
    expect(Math.max(...missing.map(Math.abs))).toBeLessThan(1e-7);
  });

  test('is solved alike whichever axis is called x', () => {
    // The same problem with x, y, z called z, x, y.
    const turned = patchFrame([0, 0, 0, 5, 6, 8], [0, 0, 0], 1);
    const other = solvePhase(turned, (_, __, z, out) => out.set([0, 1 / (2 + 0.25 * z), 0]));
    const [nx, ny] = FRAME.counts;
    const [mx, my] = turned.counts;
    const offs: number[] = [];
    eachNode(FRAME, (n, _, __, ___, [i, j, k]) => offs.push(phase[n]! - other[(i * my + k) * mx + j]!));
    expect(nx * ny * FRAME.counts[2]).toBe(other.length);
    expect(Math.max(...offs) - Math.min(...offs)).toBeLessThan(1e-7);
  });

  test('is as symmetric as what is wished', () => {
    const frame = patchFrame([-4.5, -3, -2.5, 4.5, 3, 2.5], [0, 0, 0], 1);
    const even = solvePhase(frame, (x, _, __, out) => out.set([0, 0, 1 / (2 + 0.1 * x * x)]));
    const [nx, ny, nz] = frame.counts;
    eachNode(frame, (n, _, __, ___, [i, j, k]) => {
      expect(Math.abs(even[n]! - even[(k * ny + j) * nx + (nx - 1 - i)]!)).toBeLessThan(1e-7);
    });
    expect(nz).toBeGreaterThan(4);
  });
});

/**
 * Channels of a recipe: how phases and levels become polynomials over the patches of a plane. What varies freely is a quadratic
 * B-spline through 3 x 3 x 3 control values (de Boor, A Practical Guide to Splines, 1978): once continuously differentiable,
 * exact where the quantity is linear, never outside of the range of its control values.
 */

import type { Scalar } from './grading/scalar.ts';
import { controlMm, type PatchFrame } from './patch-frame.ts';
import { PATCH_COEFFICIENTS } from './plane-recipe.ts';

/** One channel: polynomials of all patches of the frame at a height, PATCH_COEFFICIENTS numbers each, x fastest. */
export type PatchChannel = (zMm: number) => Float64Array;

/** Returns the channel of a + b x + c y + d z: a phase of straight cells, in cycles. */
export function affineChannel(
  frame: PatchFrame,
  [a, b, c, d]: readonly [number, number, number, number],
): PatchChannel {
  const { counts, edgeMm, originMm, first } = frame;
  return (zMm) => {
    const out = new Float64Array(PATCH_COEFFICIENTS * counts[0] * counts[1]);
    for (let q = 0, at = 0; q < counts[1]; q++) {
      const y = originMm[1] + (first[1] + q) * edgeMm;
      for (let p = 0; p < counts[0]; p++, at += PATCH_COEFFICIENTS) {
        const x = originMm[0] + (first[0] + p) * edgeMm;
        const corner = a + b * x + c * y + d * zMm;
        out[at] = corner - Math.floor(corner);
        out[at + 1] = b * edgeMm;
        out[at + 3] = c * edgeMm;
      }
    }
    return out;
  };
}

/** Returns the control values of a scalar, x fastest, then y, then z. */
export function sampleControls(frame: PatchFrame, scalar: Scalar): Float64Array {
  const [nx, ny, nz] = frame.counts;
  const values = new Float64Array(nx * ny * nz);
  for (let k = 0, n = 0; k < nz; k++) {
    const z = controlMm(frame, 2, k);
    for (let j = 0; j < ny; j++) {
      const y = controlMm(frame, 1, j);
      for (let i = 0; i < nx; i++, n++) values[n] = scalar(controlMm(frame, 0, i), y, z);
    }
  }
  return values;
}

/**
 * How whole cycles are treated: a level has none, a phase loses them patch by patch. An angle also jumps by `turn` cycles where its
 * turn closes; neighbours are less than half a turn apart.
 */
export type Cycles = 'none' | 'phase' | { readonly turn: number };

/** Returns the channel of a spline of control values (x fastest, then y, then z). */
export function splineChannel(frame: PatchFrame, values: Float64Array, cycles: Cycles): PatchChannel {
  const { counts, edgeMm, originMm, first } = frame;
  const [nx, ny, nz] = counts;
  const row = new Float64Array(9);
  return (zMm) => {
    const v = (zMm - originMm[2]) / edgeMm - first[2];
    const r = clamp(Math.floor(v), nz);
    const t = v - r;
    const slab = (k: number) => values.subarray(k * nx * ny, (k + 1) * nx * ny);
    const below = slab(clamp(r - 1, nz));
    const middle = slab(r);
    const above = slab(clamp(r + 1, nz));
    const w0 = 0.5 * (1 - t) * (1 - t);
    const w2 = 0.5 * t * t;
    const w1 = 1 - w0 - w2;
    const out = new Float64Array(PATCH_COEFFICIENTS * nx * ny);
    for (let q = 0, at = 0; q < ny; q++) {
      for (let p = 0; p < nx; p++, at += PATCH_COEFFICIENTS) {
        const centre = cycles === 'none' ? 0 : Math.floor(middle[q * nx + p]!);
        for (let b = 0, n = 0; b < 3; b++) {
          const j = clamp(q + b - 1, ny) * nx;
          for (let a = 0; a < 3; a++, n++) {
            const i = j + clamp(p + a - 1, nx);
            // Whole cycles go first, while all numbers are whole or small, so patches agree to the last bits.
            row[n] =
              typeof cycles === 'object'
                ? w0 * nearTo(below[i]!, middle[q * nx + p]!, centre, cycles.turn) +
                  w1 * nearTo(middle[i]!, middle[q * nx + p]!, centre, cycles.turn) +
                  w2 * nearTo(above[i]!, middle[q * nx + p]!, centre, cycles.turn)
                : w0 * (below[i]! - centre) + w1 * (middle[i]! - centre) + w2 * (above[i]! - centre);
          }
        }
        toPolynomial(row, out, at);
      }
    }
    return out;
  };
}

function clamp(index: number, count: number): number {
  return index < 0 ? 0 : index >= count ? count - 1 : index;
}

/** Returns the phase, whole turns on, that is nearest to the reference, less `centre`. */
function nearTo(phase: number, reference: number, centre: number, turn: number): number {
  return phase - turn * Math.round((phase - reference) / turn) - centre;
}

/** Turns 3 x 3 control values of a quadratic B-spline into the polynomial of the middle patch. */
function toPolynomial(control: Float64Array, out: Float64Array, at: number): void {
  for (let a = 0; a < 3; a++) {
    const [c0, c1, c2] = [control[a]!, control[3 + a]!, control[6 + a]!];
    control[a] = 0.5 * (c0 + c1);
    control[3 + a] = c1 - c0;
    control[6 + a] = 0.5 * (c0 - 2 * c1 + c2);
  }
  for (let b = 0; b < 9; b += 3) {
    const [c0, c1, c2] = [control[b]!, control[b + 1]!, control[b + 2]!];
    out[at + b] = 0.5 * (c0 + c1);
    out[at + b + 1] = c1 - c0;
    out[at + b + 2] = 0.5 * (c0 - 2 * c1 + c2);
  }
}

/**
 * Sine and cosine of an argument in cycles (1 = 2 pi): the one kernel behind all fields, so that every backend and every
 * Node release gives the same bits. Reduction in cycles is exact; the polynomials are those of FreeBSD's msun
 * (k_sin.c, k_cos.c; error below 1 ulp on +-pi/4).
 */

const TWO_PI = 6.283185307179586;

const S1 = -1.66666666666666324348e-1;
const S2 = 8.33333333332248946124e-3;
const S3 = -1.98412698298579493134e-4;
const S4 = 2.75573137070700676789e-6;
const S5 = -2.50507602534068634195e-8;
const S6 = 1.58969099521155010221e-10;

const C1 = 4.16666666666666019037e-2;
const C2 = -1.38888888888741095749e-3;
const C3 = 2.48015872894767294178e-5;
const C4 = -2.75573143513906633035e-7;
const C5 = 2.0875723212981748279e-9;
const C6 = -1.13596475577881948265e-11;

function sineKernel(a: number): number {
  const z = a * a;
  return a + a * z * (S1 + z * (S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)))));
}

function cosineKernel(a: number): number {
  const z = a * a;
  return 1 - 0.5 * z + z * z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
}

/** Returns sin(2 pi u) for u in cycles, |u| < 2^50. */
export function sineOfCycles(u: number): number {
  const r = u - Math.round(u);
  const q = Math.round(4 * r);
  const a = TWO_PI * (r - 0.25 * q);
  switch (q) {
    case 0:
      return sineKernel(a);
    case 1:
      return cosineKernel(a);
    case -1:
      return -cosineKernel(a);
    default:
      return -sineKernel(a);
  }
}

/** Returns cos(2 pi u) for u in cycles, |u| < 2^50. */
export function cosineOfCycles(u: number): number {
  const r = u - Math.round(u);
  const q = Math.round(4 * r);
  const a = TWO_PI * (r - 0.25 * q);
  switch (q) {
    case 0:
      return cosineKernel(a);
    case 1:
      return -sineKernel(a);
    case -1:
      return sineKernel(a);
    default:
      return -cosineKernel(a);
  }
}

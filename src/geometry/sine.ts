/**
 * Sine and cosine of an argument in cycles (1 = 2 pi): the one kernel behind all fields, so that every backend and every
 * Node release gives the same bits. Reduction in cycles is exact; the polynomials are those of FreeBSD's msun
 * (k_sin.c, k_cos.c; error below 1 ulp on +-pi/4).
 */

const TWO_PI = 6.283185307179586;

const S1 = -0.16666666666666632;
const S2 = 0.00833333333332249;
const S3 = -0.0001984126982985795;
const S4 = 2.7557313707070068e-6;
const S5 = -2.5050760253406863e-8;
const S6 = 1.58969099521155e-10;

const C1 = 0.0416666666666666;
const C2 = -0.001388888888887411;
const C3 = 2.480158728947673e-5;
const C4 = -2.7557314351390663e-7;
const C5 = 2.087572321298175e-9;
const C6 = -1.1359647557788195e-11;

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

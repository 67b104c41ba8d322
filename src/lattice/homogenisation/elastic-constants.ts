/** Engineering constants of a stiffness: along the axes, on average over all directions, and along any one. */
import { PrepError } from '../../core/prep-error.ts';

/** Bounds and their mean for the isotropic average over all orientations. */
export interface OrientationMean {
  /** Uniform strain: not below the average. */
  readonly voigt: number;
  /** Uniform stress: not above the average. */
  readonly reuss: number;
  /** Mean of both. */
  readonly hill: number;
}

/** Engineering constants; triples are x, y, z for E and yz, xz, xy for G. */
export interface ElasticConstants {
  readonly youngsGPa: readonly [number, number, number];
  readonly shearGPa: readonly [number, number, number];
  /** Contraction over extension for a pull along the first axis: xy, yz, zx. */
  readonly poisson: readonly [number, number, number];
  /** 2 C44 / (C11 - C12) of the means over the axes: 1 for an isotropic material. */
  readonly zener: number;
  readonly bulkGPa: OrientationMean;
  readonly meanShearGPa: OrientationMean;
  /** 6 x 6 by rows, in Voigt's order and with engineering shear, like the stiffness. */
  readonly compliancePerGPa: Float64Array;
}

/**
 * Returns the constants of a 6 x 6 stiffness in Voigt's order (xx, yy, zz, yz, xz, xy, engineering shear). E, G and nu are those of
 * the compliance (Nye, Physical Properties of Crystals, 1957, chapter VIII), the ratio is Zener's (Elasticity and Anelasticity of
 * Metals, 1948), the averages are Hill's (Proc. Phys. Soc. A 65 (1952) 349). Refuses a stiffness that gives way to some strain.
 */
export function elasticConstants(stiffnessGPa: Float64Array): ElasticConstants {
  const c = (i: number, j: number) => stiffnessGPa[6 * i + j]!;
  const compliancePerGPa = inverse(stiffnessGPa);
  const s = (i: number, j: number) => compliancePerGPa[6 * i + j]!;
  const c11 = c(0, 0) + c(1, 1) + c(2, 2);
  const c12 = c(0, 1) + c(1, 2) + c(0, 2);
  const c44 = c(3, 3) + c(4, 4) + c(5, 5);
  const s11 = s(0, 0) + s(1, 1) + s(2, 2);
  const s12 = s(0, 1) + s(1, 2) + s(0, 2);
  const s44 = s(3, 3) + s(4, 4) + s(5, 5);
  return {
    youngsGPa: [1 / s(0, 0), 1 / s(1, 1), 1 / s(2, 2)],
    shearGPa: [1 / s(3, 3), 1 / s(4, 4), 1 / s(5, 5)],
    poisson: [-s(0, 1) / s(0, 0), -s(1, 2) / s(1, 1), -s(2, 0) / s(2, 2)],
    zener: (2 * c44) / (c11 - c12),
    bulkGPa: mean((c11 + 2 * c12) / 9, 1 / (s11 + 2 * s12)),
    meanShearGPa: mean((c11 - c12 + 3 * c44) / 15, 15 / (4 * s11 - 4 * s12 + 3 * s44)),
    compliancePerGPa,
  };
}

/** Returns Young's modulus along a direction of any length: 1/E = s' S s with s the unit pull in Voigt's order (Nye 1957). */
export function youngsAlongGPa(compliancePerGPa: Float64Array, direction: readonly [number, number, number]): number {
  const [x, y, z] = direction;
  const pull = [x * x, y * y, z * z, y * z, x * z, x * y];
  let stretch = 0;
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++) stretch += pull[i]! * compliancePerGPa[6 * i + j]! * pull[j]!;
  }
  const square = x * x + y * y + z * z;
  return (square * square) / stretch;
}

function mean(voigt: number, reuss: number): OrientationMean {
  return { voigt, reuss, hill: 0.5 * (voigt + reuss) };
}

/** Inverse of a symmetric, positive definite 6 x 6 matrix by its Cholesky factor. */
function inverse(matrix: Float64Array): Float64Array {
  const lower = new Float64Array(36);
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[6 * i + j]!;
      for (let k = 0; k < j; k++) sum -= lower[6 * i + k]! * lower[6 * j + k]!;
      if (i !== j) lower[6 * i + j] = sum / lower[6 * j + j]!;
      // A cell that hangs apart leaves rounding, not zero.
      else if (sum > 1e-12 * matrix[6 * i + i]!) lower[6 * i + i] = Math.sqrt(sum);
      else throw new PrepError('value-out-of-range', 'gives way to some strain without any stress', ['stiffness']);
    }
  }
  const result = new Float64Array(36);
  const column = new Float64Array(6);
  for (let j = 0; j < 6; j++) {
    for (let i = 0; i < 6; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < i; k++) sum -= lower[6 * i + k]! * column[k]!;
      column[i] = sum / lower[6 * i + i]!;
    }
    for (let i = 5; i >= 0; i--) {
      let sum = column[i]!;
      for (let k = i + 1; k < 6; k++) sum -= lower[6 * k + i]! * result[6 * k + j]!;
      result[6 * i + j] = sum / lower[6 * i + i]!;
    }
  }
  return result;
}

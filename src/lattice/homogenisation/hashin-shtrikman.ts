/** The stiffest that an isotropic porous material can be. */
import { lameConstants } from './lame-constants.ts';

/** Moduli of an isotropic material. */
export interface IsotropicModuli {
  readonly bulkGPa: number;
  readonly shearGPa: number;
  readonly youngsGPa: number;
}

/**
 * Returns the upper bounds of Hashin & Shtrikman, J. Mech. Phys. Solids 11 (1963) 127, for a share of solid and the rest void:
 * K1 + v2 / (-1/K1 + 3 v1 / (3 K1 + 4 G1)) and G1 + v2 / (-1/G1 + 6 v1 (K1 + 2 G1) / (5 G1 (3 K1 + 4 G1))); E = 9 K G / (3 K + G).
 * They hold for isotropic materials. Of a cubic cell the bulk modulus keeps to them and so does Reuss's mean of the shear modulus,
 * since a polycrystal of such cells is isotropic and no softer; E along one axis may lie above.
 */
export function hashinShtrikmanUpper(solidShare: number, youngsGPa: number, poisson: number): IsotropicModuli {
  const { lambda, mu } = lameConstants(youngsGPa, poisson);
  const bulk = lambda + (2 / 3) * mu;
  const voidShare = 1 - solidShare;
  const stiff = 3 * bulk + 4 * mu;
  const bulkGPa = bulk + voidShare / (-1 / bulk + (3 * solidShare) / stiff);
  const shearGPa = mu + voidShare / (-1 / mu + (6 * solidShare * (bulk + 2 * mu)) / (5 * mu * stiff));
  return { bulkGPa, shearGPa, youngsGPa: (9 * bulkGPa * shearGPa) / (3 * bulkGPa + shearGPa) };
}

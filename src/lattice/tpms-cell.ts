/** What a triply periodic minimal surface, by its nodal approximation, says of itself. */
import type { Harmonics } from './harmonics.ts';

/** A triply periodic unit cell: a function f of X = 2 pi x / L and so on. The sheet is |f| < t, the network f < c. */
export interface PeriodicCell {
  readonly id: string;
  readonly name: string;
  /** The formula in words, for lists and documents. */
  readonly formula: string;
  /** Where formula and constants come from. */
  readonly source: string;
  /**
   * Below this level f < c falls into closed pieces; from it on the network is one body. A saddle of f, found by
   * bench/cell-constants.mjs. Where f and -f differ in shape this is not -pinchAbove, and f > c would be another network.
   */
  readonly pinchBelow: number;
  /** Above this level f > c, the pores of the network, falls into closed pieces; up to it every pore is open in all directions. */
  readonly pinchAbove: number;
  /**
   * Area of f = 0 in one cell over L squared, by bench/cell-constants.mjs: turns the mean wall of a sheet into a density. The wall
   * at a place goes with 1 / |grad f| there; where that varies much (primitive, neovius, frd) the mean is nominal.
   */
  readonly areaPerCellSquare: number;
  /** Samples along a cell at which cut cells of 0.15, 0.25 and 0.35 are within 0.5 % of that (bench/cell-steps.mjs). */
  readonly samplesPerCell: number;
  /** Returns f. */
  value(at: Harmonics): number;
  /** Writes the derivatives of f with respect to X, Y and Z (radians): times 2 pi / L they are those per mm. */
  gradient(at: Harmonics, out: Float64Array): void;
  /** Returns the share of the cell with f < level; absent where rows give it. */
  readonly shareBelow?: (level: number) => number;
  /** Cells after which f repeats; absent: 1. The point that `value` gets is in these periods. */
  readonly periodCells?: number;
  /** Returns f less the level where f itself depends on it (fillets of struts); absent: f - level. */
  readonly excess?: (at: Harmonics, level: number) => number;
}

/**
 * A known cell. For fixed y and z every f here is a1 sin X + b1 cos X + c + a2 sin 2X + b2 cos 2X, so that a row of samples costs two
 * multiplications a sample, or four with second harmonics.
 */
export interface TpmsCell extends PeriodicCell {
  /** 2 when f has terms in 2X: then `row` writes five coefficients, else three. */
  readonly harmonics: 1 | 2;
  /** Writes b sin X, b cos X, constant, and with second harmonics sin 2X and cos 2X, for the sines and cosines of Y and Z. */
  row(sinY: number, cosY: number, sinZ: number, cosZ: number, out: Float64Array): void;
  /** `f` and `gradient` in WGSL, of the vectors of sines and cosines of X, Y, Z and of 2X, 2Y, 2Z. */
  readonly wgsl: string;
}

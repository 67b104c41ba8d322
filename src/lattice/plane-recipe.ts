/**
 * What a plane of a lattice needs to be sampled, in plain numbers: phases and levels as polynomials over square patches, and
 * the cells that they feed. The reference evaluates it in 64 bits (recipe-plane.ts); devices evaluate the same recipe.
 */
import type { PeriodicCell, TpmsCell } from './tpms-cell.ts';

/** Coefficients of one channel in one patch: sum of c[3 b + a] s^a t^b, a and b from 0 to 2, s and t from 0 to 1 across it. */
export const PATCH_COEFFICIENTS = 9;

/** Square patches that cover the sampling grid: patch (p, q) spans x0Mm + p edgeMm to x0Mm + (p + 1) edgeMm, likewise in y. */
export interface Patches {
  readonly x0Mm: number;
  readonly y0Mm: number;
  readonly edgeMm: number;
  readonly nx: number;
  readonly ny: number;
  /** One array a channel: patch (p, q) at PATCH_COEFFICIENTS (q nx + p). Phases lose whole cycles, patch by patch. */
  readonly channels: readonly Float64Array[];
}

/** A number that is the same everywhere in the plane, or the index of a channel. */
export type Varying = { readonly constant: number } | { readonly channel: number };

/**
 * How a part turns its f into g, with the level l: `ratio` g = f / l (a sheet is -1 <= g < 1), `excess` g = f - l (a network is g < 0),
 * `wall` g = |f| / l - 1 (a sheet that blends with a network is g < 0).
 */
export type RecipeForm = 'ratio' | 'excess' | 'wall';

/** One unit cell with its phases and its level; devices evaluate known cells alone. */
export interface RecipePart<C extends PeriodicCell = TpmsCell> {
  readonly cell: C;
  /** Channels of X, Y and Z in cycles. */
  readonly phases: readonly [number, number, number];
  readonly form: RecipeForm;
  readonly level: Varying;
  /**
   * Null, or the factors of the derivatives of f by X, Y and Z (radians) whose length the level is multiplied by: then g
   * goes with f / |grad f| and walls are even.
   */
  readonly slope: readonly [number, number, number] | null;
}

/** A plane: one part, or two that blend by the weight of the second: g = (1 - w) g1 + w g2. */
export interface PlaneRecipe<C extends PeriodicCell = TpmsCell> {
  readonly patches: Patches;
  readonly parts: readonly [RecipePart<C>] | readonly [RecipePart<C>, RecipePart<C>];
  readonly weight: Varying;
}

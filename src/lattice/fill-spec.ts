/** A solved fill as plain data: any thread makes the same field of it. */
import type { Field, SolidBand } from '../core/field.ts';
import { assert } from '../core/prep-error.ts';
import { type RecipeSpec, recipeField } from './recipe-field.ts';
import { tpmsField } from './tpms-field.ts';
import { UNIT_CELLS } from './unit-cell.ts';

/** The ways a fill is evaluated. */
export type FillSpec =
  /** Cells of one size along the axes of the part's file. */
  | {
      readonly kind: 'cells';
      readonly cellType: string;
      readonly cellMm: number;
      readonly originMm: readonly [number, number, number];
      readonly band: SolidBand;
    }
  /** Cells that turn, vary or blend. */
  | { readonly kind: 'recipe'; readonly recipe: RecipeSpec; readonly band: SolidBand };

/** Returns the field of a fill. */
export function fillField(spec: FillSpec): Field {
  switch (spec.kind) {
    case 'cells': {
      const cell = UNIT_CELLS[spec.cellType];
      assert(cell !== undefined, 'the unit cell of a spec is known');
      return tpmsField(cell, spec.cellMm, spec.originMm);
    }
    case 'recipe':
      return recipeField(spec.recipe);
  }
}

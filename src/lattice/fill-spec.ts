/** A solved fill as plain data: any thread makes the same field of it. */
import type { Field, SolidBand } from '../core/field.ts';
import { cellByKey } from './cell-by-key.ts';
import { cellField } from './cell-field.ts';
import { type RecipeSpec, recipeField } from './recipe-field.ts';
import { strutField } from './struts/strut-field.ts';
import type { StrutGraph } from './struts/strut-graph.ts';

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
  /** Struts of one radius and size along the axes of the part's file. */
  | {
      readonly kind: 'struts';
      readonly graph: StrutGraph;
      readonly cellMm: number;
      readonly originMm: readonly [number, number, number];
      readonly radiusMm: number;
      readonly filletMm: number;
      readonly band: SolidBand;
    }
  /** Cells that turn, vary or blend. */
  | { readonly kind: 'recipe'; readonly recipe: RecipeSpec; readonly band: SolidBand };

/** Returns the field of a fill. */
export function fillField(spec: FillSpec): Field {
  switch (spec.kind) {
    case 'cells':
      return cellField(cellByKey(spec.cellType, []), spec.cellMm, spec.originMm);
    case 'struts': {
      const { graph, cellMm, originMm, radiusMm, filletMm } = spec;
      return strutField(graph, cellMm, originMm, { radiusMm, filletMm });
    }
    case 'recipe':
      return recipeField(spec.recipe);
  }
}

/** The planes of a fill as a device takes them: recipes, with the 64-bit reference beside. */

import type { PlaneField, PlaneGrid } from '../../core/field.ts';
import type { Box3 } from '../../core/mesh.ts';
import { type FillSpec, fillField } from '../fill-spec.ts';
import { patchFrame } from '../patch-frame.ts';
import type { PlaneRecipe } from '../plane-recipe.ts';
import { type RecipeSpec, recipeField } from '../recipe-field.ts';
import { recipePlane } from '../recipe-plane.ts';
import { UNIT_CELLS } from '../unit-cell.ts';

/** Returns one plane of a fill, which stays good when others are made; the reference is bit for bit the field that the CPU contours. */
export type DevicePlanes = (
  zMm: number,
  grid: PlaneGrid,
  mask: Uint8Array | null,
) => { readonly recipe: PlaneRecipe; readonly reference: PlaneField };

/**
 * Returns the planes of a fill over the part's box, or null where a device has no formula with a proven bound: struts, formulas of
 * the user.
 */
export function devicePlanes(fill: FillSpec, box: Box3): DevicePlanes | null {
  switch (fill.kind) {
    case 'struts':
      return null;
    case 'recipe': {
      if (!hasFormulas(fill.recipe)) return null;
      const field = recipeField(fill.recipe);
      return (zMm, grid) => {
        const recipe = field.recipe(zMm);
        return { recipe: recipe as PlaneRecipe, reference: recipePlane(recipe, grid) };
      };
    }
    case 'cells': {
      const spec = straightCells(fill, box);
      if (!hasFormulas(spec)) return null;
      const recipes = recipeField(spec);
      return (zMm, grid, mask) => ({
        recipe: recipes.recipe(zMm) as PlaneRecipe,
        // A field of its own: planes of one field serve until the next, these wait for each other.
        reference: fillField(fill).plane(zMm, grid, mask),
      });
    }
  }
}

function hasFormulas({ parts }: RecipeSpec): boolean {
  return parts.every(({ cellType }) => Object.hasOwn(UNIT_CELLS, cellType));
}

/** Cells of one size as a recipe: phases grow evenly, g is f itself. */
function straightCells({ cellType, cellMm, originMm }: Extract<FillSpec, { kind: 'cells' }>, box: Box3): RecipeSpec {
  const perMm = 1 / cellMm;
  const [ox, oy, oz] = originMm;
  return {
    frame: patchFrame(box, originMm, cellMm),
    parts: [
      {
        cellType,
        phases: [
          { linear: [-ox * perMm, perMm, 0, 0] },
          { linear: [-oy * perMm, 0, perMm, 0] },
          { linear: [-oz * perMm, 0, 0, perMm] },
        ],
        form: 'excess',
        level: { constant: 0 },
        slope: null,
      },
    ],
    weight: { constant: 0 },
  };
}

/** What of a recipe stands in the text of a kernel, apart from what is data: planes of one shape share a kernel and a dispatch. */
import type { PlaneRecipe, RecipeForm, RecipePart, Varying } from '../plane-recipe.ts';
import type { TpmsCell } from '../tpms-cell.ts';

/** One cell of a shape. */
export interface ShapePart {
  readonly cell: TpmsCell;
  readonly form: RecipeForm;
  /** Index into `phases` of the shape: parts with the same phases share their sines. */
  readonly waves: number;
  /** Slot of the level, null for a constant one. */
  readonly level: number | null;
  readonly slope: boolean;
}

/** A recipe without its numbers. Slots are the channels that it uses, in the order in which they are handed over. */
export interface RecipeShape {
  readonly key: string;
  /** Channel of each slot. */
  readonly channels: readonly number[];
  /** Slots of X, Y and Z, once for each set of phases. */
  readonly phases: readonly (readonly [number, number, number])[];
  readonly parts: readonly ShapePart[];
  /** Slot of the weight, null where it is constant or there is one part only. */
  readonly weight: number | null;
}

/** Returns the shape of a recipe. */
export function shapeOf(recipe: PlaneRecipe): RecipeShape {
  const channels: number[] = [];
  const phases: (readonly [number, number, number])[] = [];
  const slotOf = (channel: number): number => {
    const known = channels.indexOf(channel);
    return known >= 0 ? known : channels.push(channel) - 1;
  };
  const varyingOf = (varying: Varying): number | null => ('constant' in varying ? null : slotOf(varying.channel));
  const wavesOf = (part: RecipePart): number => {
    const slots = part.phases.map(slotOf) as [number, number, number];
    const known = phases.findIndex((other) => other.every((slot, n) => slot === slots[n]));
    return known >= 0 ? known : phases.push(slots) - 1;
  };
  const parts = recipe.parts.map(
    (part): ShapePart => ({
      cell: part.cell,
      form: part.form,
      waves: wavesOf(part),
      level: varyingOf(part.level),
      slope: part.slope !== null,
    }),
  );
  const weight = parts.length > 1 ? varyingOf(recipe.weight) : null;
  const key = JSON.stringify([
    phases,
    parts.map(({ cell, form, waves, level, slope }) => [cell.id, form, waves, level, slope]),
    weight,
  ]);
  return { key, channels, phases, parts, weight };
}

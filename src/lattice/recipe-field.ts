/** Lattices whose cells turn, vary or blend, as a field: each plane is a recipe. */
import type { Field, PlaneField, PlaneGrid } from '../core/field.ts';
import { cellByKey } from './cell-by-key.ts';
import { affineChannel, type Cycles, type PatchChannel, splineChannel } from './patch-channel.ts';
import type { PatchFrame } from './patch-frame.ts';
import type { PlaneRecipe, RecipeForm, RecipePart, Varying } from './plane-recipe.ts';
import { recipePlane } from './recipe-plane.ts';
import type { PeriodicCell } from './tpms-cell.ts';
import { wavesOfRecipe } from './waves-of-recipe.ts';

/** A phase over the part in cycles: a + b x + c y + d z, or control values of the frame. */
export type PhaseSpec =
  | { readonly linear: readonly [number, number, number, number] }
  | { readonly controls: Float64Array; readonly cycles: Exclude<Cycles, 'none'> };

/** A number that is the same everywhere, or control values of the frame. */
export type VaryingSpec = { readonly constant: number } | { readonly controls: Float64Array };

/** One unit cell of a recipe. */
export interface RecipePartSpec {
  /** Key of the cell: cellByKey. */
  readonly cellType: string;
  readonly phases: readonly [PhaseSpec, PhaseSpec, PhaseSpec];
  readonly form: RecipeForm;
  readonly level: VaryingSpec;
  readonly slope: readonly [number, number, number] | null;
}

/** A whole lattice as plain data. */
export interface RecipeSpec {
  readonly frame: PatchFrame;
  readonly parts: readonly [RecipePartSpec] | readonly [RecipePartSpec, RecipePartSpec];
  /** Weight of the second part, 0..1. */
  readonly weight: VaryingSpec;
}

/** A field whose planes can be handed to a kernel or a device. */
export interface RecipeField extends Field {
  recipe(zMm: number): PlaneRecipe<PeriodicCell>;
}

/** Returns the field of a lattice. */
export function recipeField(spec: RecipeSpec): RecipeField {
  const { frame } = spec;
  const channels: PatchChannel[] = [];
  /** Channels of phases and levels that two parts share are evaluated once. */
  const known = new Map<PhaseSpec | VaryingSpec, number>();
  const channelOf = (spec: PhaseSpec | VaryingSpec, open: () => PatchChannel): number => {
    const found = known.get(spec) ?? channels.push(open()) - 1;
    known.set(spec, found);
    return found;
  };
  const phaseOf = (phase: PhaseSpec): number =>
    channelOf(phase, () =>
      'linear' in phase ? affineChannel(frame, phase.linear) : splineChannel(frame, phase.controls, phase.cycles),
    );
  const varyingOf = (varying: VaryingSpec): Varying =>
    'constant' in varying
      ? varying
      : { channel: channelOf(varying, () => splineChannel(frame, varying.controls, 'none')) };
  const partOf = ({ cellType, phases, form, level, slope }: RecipePartSpec): RecipePart<PeriodicCell> => {
    const cell = cellByKey(cellType, []);
    const [u, v, w] = phases;
    return { cell, phases: [phaseOf(u), phaseOf(v), phaseOf(w)], form, level: varyingOf(level), slope };
  };
  const [first, second] = spec.parts;
  const parts: PlaneRecipe<PeriodicCell>['parts'] =
    second === undefined ? [partOf(first)] : [partOf(first), partOf(second)];
  const weight = varyingOf(spec.weight);
  const { originMm, edgeMm, first: corner, counts } = frame;

  const recipe = (zMm: number): PlaneRecipe<PeriodicCell> => ({
    patches: {
      x0Mm: originMm[0] + corner[0] * edgeMm,
      y0Mm: originMm[1] + corner[1] * edgeMm,
      edgeMm,
      nx: counts[0],
      ny: counts[1],
      channels: channels.map((channel) => channel(zMm)),
    },
    parts,
    weight,
  });
  return {
    recipe,
    plane(zMm: number, grid: PlaneGrid): PlaneField {
      const own = recipe(zMm);
      return { ...recipePlane(own, grid), waves: wavesOfRecipe(own) };
    },
  };
}

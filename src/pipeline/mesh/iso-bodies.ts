/** The bodies of a lattice part as its mesh needs them. */
import type { IsoBody } from '../../geometry/iso/iso-body.ts';
import { triangleBvh } from '../../geometry/triangle-bvh.ts';
import { cellByKey } from '../../lattice/cell-by-key.ts';
import { type FillSpec, fillField } from '../../lattice/fill-spec.ts';
import { skinField } from '../../lattice/skin-field.ts';
import { isStruts } from '../../lattice/strut-periodic.ts';
import { UNIT_CELLS } from '../../lattice/unit-cell.ts';
import { onlyFill, type PartJob } from '../parts/part-job.ts';

/** A node right on the inner face of a skin counts as solid. */
const ON_FACE_MM = 1e-6;

/** Returns the bodies, skin first, and their names for element sets. */
export function isoBodies(job: PartJob): { bodies: IsoBody[]; names: string[] } {
  const { fill, skin } = onlyFill(job).spec;
  const walls: IsoBody = { field: fillField(fill), band: fill.band, exactNodes: true, smooth: isSmooth(fill) };
  if (skin === null) return { bodies: [walls], names: ['LATTICE'] };
  const solid: IsoBody = {
    field: skinField(triangleBvh(skin.surface), skin.thicknessMm),
    band: { from: null, to: skin.thicknessMm + ON_FACE_MM },
    exactNodes: false,
    smooth: false,
  };
  return { bodies: [solid, walls], names: ['SKIN', 'LATTICE'] };
}

/** Sums of sines have no kinks; distances to struts and formulas of a user's own may have. */
function isSmooth(fill: FillSpec): boolean {
  if (fill.kind === 'struts') return false;
  const keys = fill.kind === 'cells' ? [fill.cellType] : fill.recipe.parts.map(({ cellType }) => cellType);
  const plain =
    fill.kind === 'cells' || fill.recipe.parts.every(({ form, slope }) => form !== 'wall' && slope === null);
  return plain && keys.every((key) => Object.hasOwn(UNIT_CELLS, key) && !isStruts(cellByKey(key, [])));
}

/** The regions of a part that are to be supported, layer by layer. */
import type { Loops } from '../../core/polyline.ts';
import type { SupportSettings } from '../../fff/support/settings.ts';
import { layersBeside, type SupportAreas, supportAreas } from '../../fff/support/support-areas.ts';
import { uniteSets } from '../../geometry/combine-sets.ts';
import { cleanContours } from '../../slicing/clean-contours.ts';
import { meshCutter } from '../../slicing/cut-mesh.ts';
import type { LayerCutter } from './cut-layers.ts';
import type { BeadSpec } from './job-spec.ts';
import type { MadeLayers } from './made-shape.ts';

/** Returns the areas of support in a layer. */
export type SupportsOfLayer = (index: number) => SupportAreas;

const NONE: SupportAreas = { support: [], contact: [] };

/** Returns a function that gives the areas of support in layers of the part; those below it have none. */
export function supportLayers(
  supports: NonNullable<BeadSpec['supports']>,
  settings: SupportSettings,
  plan: MadeLayers,
  cutter: LayerCutter,
): SupportsOfLayer {
  const bodies = supports.map(({ mesh, edges }) => meshCutter(mesh, edges));
  const beside = layersBeside(settings);
  return (index) => {
    if (index < plan.below) return NONE;
    const zMm = plan.zCutMm(index);
    let region: Loops = [];
    for (const body of bodies) {
      const area = cleanContours(body.cut(zMm).loops);
      region = region.length === 0 ? area : uniteSets(region, area);
    }
    if (region.length === 0) return NONE;
    const at = (step: number) => (n: number) => cutter.solidAt(index + step * (n + 1));
    const layer = {
      region,
      part: cutter.solidAt(index),
      above: Array.from({ length: beside.above }, (_, n) => at(1)(n)),
      below: Array.from({ length: beside.below }, (_, n) => at(-1)(n)),
    };
    return supportAreas(layer, settings, plan.thicknessMm);
  };
}

/** Returns how many layers below and above a layer decide its supports. */
export function supportNeighbours({ settings, supports }: BeadSpec): {
  readonly below: number;
  readonly above: number;
} {
  if (supports === undefined || settings.support === undefined) return { below: 0, above: 0 };
  return layersBeside(settings.support);
}

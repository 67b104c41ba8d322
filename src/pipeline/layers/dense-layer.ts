/** A layer without what is filled at less than full density: between those lines nobody expects a bead. */
import type { Layer } from '../../core/layer.ts';
import type { Loops } from '../../core/polyline.ts';
import type { ToolpathLayer } from '../../core/toolpath.ts';
import { subtractSets } from '../../geometry/combine-sets.ts';
import { nestLoops } from '../../geometry/loop-nesting.ts';
import { withoutStrips } from '../../geometry/without-strips.ts';

/** Solid and beads that are to cover it. */
export interface DenseLayer {
  readonly layer: Layer;
  readonly toolpaths: ToolpathLayer;
}

/** Returns the layer less its sparse areas and the beads in them; as it is where there are none. */
export function denseLayer(layer: Layer, toolpaths: ToolpathLayer, sparse: Loops | undefined): DenseLayer {
  if (sparse === undefined) return { layer, toolpaths };
  const solid = layer.regions.flatMap(({ outline, holes }) => [outline, ...holes]);
  const dense = withoutStrips(subtractSets(solid, sparse));
  const [first] = layer.regions;
  const regions = nestLoops(dense).map(({ outline, holes }) => ({
    partId: first?.partId ?? '',
    regionId: null,
    area: 'core' as const,
    outline,
    holes,
  }));
  const kept = toolpaths.toolpaths.filter((path) => path.kind !== 'bead' || path.feature !== 'internal-infill');
  return { layer: { ...layer, regions }, toolpaths: { ...toolpaths, toolpaths: kept } };
}

/** What a profile asks to be extruded for a layer: its design, but for flows of their own and infill that is not dense. */
import { isOfPart, type ToolpathLayer } from '../../core/toolpath.ts';
import { stripAreaMm2 } from '../../fff/strip-area.ts';

/** What of a profile makes the volume another than that of the design. */
export interface AskedFlows {
  /** Of the whole print, and of its bridges, which have it in the width of their strips. */
  readonly flow: number;
  readonly bridgeFlow: number;
}

/** Volumes of one layer in mm3; all but the last before the flow of the whole print. */
export interface AskedVolumes {
  /** Strips of sparse infill as they are planned. */
  readonly sparseMm3: number;
  /** What flows of their own add: that of bridges, and that of the layer on the plate. */
  readonly bridgeMm3: number;
  readonly firstLayerMm3: number;
  /** What is to be extruded for the part. */
  readonly volumeMm3: number;
}

/** Returns the volumes of a layer; `sparseMm2` of its area are filled at less than full density. */
export function askedVolumes(
  { thicknessMm, toolpaths }: ToolpathLayer,
  areaMm2: number,
  sparseMm2: number,
  { flow, bridgeFlow }: AskedFlows,
): AskedVolumes {
  let sparseMm3 = 0;
  let bridgeMm3 = 0;
  let firstLayerMm3 = 0;
  for (const path of toolpaths) {
    if (path.kind !== 'bead' || !isOfPart(path.feature)) continue;
    const stripMm3 = stripAreaMm2(path.path, path.widthMm) * path.heightMm;
    if (path.feature === 'internal-infill') sparseMm3 += stripMm3;
    if (path.feature === 'bridge-infill') bridgeMm3 += stripMm3 * (1 - 1 / bridgeFlow);
    firstLayerMm3 += stripMm3 * ((path.flow ?? 1) - 1);
  }
  const volumeMm3 = flow * ((areaMm2 - sparseMm2) * thicknessMm + sparseMm3 + bridgeMm3 + firstLayerMm3);
  return { sparseMm3, bridgeMm3, firstLayerMm3, volumeMm3 };
}

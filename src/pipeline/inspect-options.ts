/** What the inspection of a build of ours is told. */
import { buildBoxOf } from '../config/printer.ts';
import { limitsOf } from '../config/profile-settings.ts';
import { DEFAULT_INSPECT_LIMITS, type InspectOptions } from '../inspect/settings.ts';
import { planLayers } from '../slicing/layer-plan.ts';
import type { LayerTotals } from './layer-totals.ts';
import type { LoadedPart } from './load-part.ts';
import type { PartJob } from './part-job.ts';
import type { PrepareRequest } from './prepare-request.ts';
import { TOOL } from './tool.ts';
import { wholeCells } from './whole-cells.ts';

/** Rows of the component search are at most this far apart. */
const MAX_ROW_SPACING_MM = 0.1;
const ROWS_PER_CELL = 20;

/** Returns the options for a part as it was planned; `file` says what the inspected file holds. */
export function inspectOptions(
  request: PrepareRequest,
  part: LoadedPart,
  job: PartJob,
  totals: LayerTotals,
  file: 'common-layer' | '3mf',
): Omit<InspectOptions, 'claims'> {
  const { spec } = job;
  const { thicknessMm, from, to } = spec.layers;
  const plan = planLayers(job.box, spec.layers);
  const commonLayer = file === 'common-layer';
  // A Common Layer file begins with its first solid layer, after an empty one at its base unless that is the plate.
  const first = commonLayer ? (totals.firstSolid ?? from) : from;
  const zeroLayer = commonLayer && Math.round((plan.zTopMm(first) - thicknessMm) * 1e4) !== 0;
  const limits = limitsOf(request.profile.item);
  const solid = request.lattice === null;
  const content = commonLayer ? request.cliContent : 'boundary';
  const { lattice } = spec;
  return {
    tool: TOOL,
    partId: spec.partId,
    expected: { layerCount: to - first + (zeroLayer ? 1 : 0), thicknessMm, zeroLayer, firstTopMm: plan.zTopMm(first) },
    written: { boundary: content !== 'scan', hatches: content !== 'boundary' },
    partial: to - from < job.layerCount,
    buildBoxMm: buildBoxOf(request.printer.item),
    nominalVolumeMm3: solid ? part.volumeMm3 : null,
    envelopeVolumeMm3: part.volumeMm3,
    lattice:
      lattice === null || job.relativeDensity === null
        ? null
        : {
            targetRelativeDensity: job.relativeDensity,
            cellMm: lattice.cellMm,
            originMm: lattice.originMm,
            wholeCells: wholeCells(spec.mesh, job.box, lattice.originMm, lattice.cellMm, lattice.skin),
          },
    limits: {
      ...DEFAULT_INSPECT_LIMITS,
      unexposedFraction: limits.unexposedFraction,
      densityRelative: limits.densityRelative,
      volumeRelative: limits.volumeRelative,
    },
    rowSpacingMm: Math.min(MAX_ROW_SPACING_MM, lattice === null ? MAX_ROW_SPACING_MM : lattice.cellMm / ROWS_PER_CELL),
    planned: commonLayer && zeroLayer ? [{ unexposedMm2: 0, timeS: 0 }, ...totals.planned] : totals.planned,
    densityGPerCm3: request.profile.item.material.densityGPerCm3.value,
    trappedLimitMm3: limits.maxTrappedMm3,
  };
}

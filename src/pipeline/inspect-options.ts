/** What the inspection of a build of ours is told. */
import { buildBoxOf } from '../config/printer.ts';
import { limitsOf } from '../config/profile-settings.ts';
import {
  DEFAULT_INSPECT_LIMITS,
  type InspectedLattice,
  type InspectOptions,
  type PlannedNumbers,
} from '../inspect/settings.ts';
import type { SolvedFill } from '../lattice/solve-fill.ts';
import { planLayers } from '../slicing/layer-plan.ts';
import type { BuildInHand } from './build-in-hand.ts';
import type { LatticeSpec } from './job-spec.ts';
import type { PartJob } from './part-job.ts';
import { rowSpacingOf } from './row-spacing.ts';
import { TOOL } from './tool.ts';
import { wholeCells } from './whole-cells.ts';

/** What of a plan the inspected file was made from. */
export interface InspectedPlan {
  readonly file: 'common-layer' | '3mf';
  /** First layer that holds solid; null: the first of all. */
  readonly firstSolid: number | null;
  readonly planned: readonly PlannedNumbers[];
}

/** Returns the options for a part as it was planned. */
export function inspectOptions(
  { request, part, job }: BuildInHand,
  { file, firstSolid, planned }: InspectedPlan,
): Omit<InspectOptions, 'claims'> {
  const { spec } = job;
  const { process, printer, profile } = request.pairing;
  const { thicknessMm, from, to } = spec.layers;
  const plan = planLayers(job.box, spec.layers);
  const { maxTrappedMm3, ...profileLimits } = limitsOf(profile);
  const commonLayer = file === 'common-layer';
  // A Common Layer file begins with its first solid layer, after an empty one at its base unless that is the plate.
  const first = commonLayer ? (firstSolid ?? from) : from;
  const zeroLayer = commonLayer && Math.round((plan.zTopMm(first) - thicknessMm) * 1e4) !== 0;
  const solid = spec.lattice === null;
  const content = commonLayer ? request.cliContent : 'boundary';
  const { lattice } = spec;
  return {
    tool: TOOL,
    partId: spec.partId,
    process,
    expected: { layerCount: to - first + (zeroLayer ? 1 : 0), thicknessMm, zeroLayer, firstTopMm: plan.zTopMm(first) },
    written: { boundary: content !== 'scan', hatches: content !== 'boundary' },
    partial: to - from < job.layerCount,
    buildBoxMm: buildBoxOf(printer),
    nominalVolumeMm3: solid ? part.volumeMm3 : null,
    envelopeVolumeMm3: part.volumeMm3,
    lattice:
      lattice === null || job.fill === null || request.part.lattice === null
        ? null
        : inspectedLattice(job, job.fill, lattice, request.part.lattice.cellMm),
    limits: { ...DEFAULT_INSPECT_LIMITS, ...profileLimits },
    rowSpacingMm: rowSpacingOf(job),
    planned: zeroLayer ? [{ missedMm2: 0, unfilledMm2: null, timeS: 0 }, ...planned] : planned,
    densityGPerCm3: profile.material.densityGPerCm3.value,
    trappedLimitMm3: maxTrappedMm3,
  };
}

/** Points along the edge of a cell at which a varying density is taken. */
const DENSITY_POINTS = 3;

/** The cells that lie whole in the porous region, and the density that they are to have. */
function inspectedLattice(
  { spec, box, asBuilt }: PartJob,
  { relativeDensity, densityAt }: SolvedFill,
  { originMm, skin }: LatticeSpec,
  cellMm: number,
): InspectedLattice {
  const cells = wholeCells(spec.mesh, box, originMm, cellMm, skin, spec.regions);
  const { nx, ny, nz, i0, j0, k0, mask } = cells;
  let sum = 0;
  let count = 0;
  const at = (corner: number, cell: number, point: number) => corner + (cell + (point + 0.5) / DENSITY_POINTS) * cellMm;
  for (let c = 0; c < nx * ny * nz && relativeDensity === null; c++) {
    if (mask[c] === 0) continue;
    const [i, j, k] = [i0 + (c % nx), j0 + (Math.floor(c / nx) % ny), k0 + Math.floor(c / (nx * ny))];
    for (let n = 0; n < DENSITY_POINTS ** 3; n++, count++) {
      const z = at(originMm[2], k, Math.floor(n / (DENSITY_POINTS * DENSITY_POINTS)));
      const y = at(originMm[1], j, Math.floor(n / DENSITY_POINTS) % DENSITY_POINTS);
      sum += densityAt(at(originMm[0], i, n % DENSITY_POINTS), y, z);
    }
  }
  const targetRelativeDensity = relativeDensity ?? (count > 0 ? sum / count : 0);
  const compensated =
    asBuilt === null
      ? null
      : {
          inFile: (targetRelativeDensity * asBuilt.inFile) / asBuilt.asked,
          asBuilt: (targetRelativeDensity * asBuilt.expected) / asBuilt.asked,
        };
  return { targetRelativeDensity, compensated, cellMm, originMm, wholeCells: cells };
}

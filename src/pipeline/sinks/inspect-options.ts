/** What the inspection of a build of ours is told. */
import { buildAreaOf } from '../../config/build-area.ts';
import { limitsOf } from '../../config/profile-settings.ts';
import type { Finding } from '../../core/finding.ts';
import { DEFAULT_INSPECT_LIMITS, type InspectOptions, type PlannedNumbers } from '../../inspect/settings.ts';
import { type LayerPlan, planLayers } from '../../slicing/layer-plan.ts';
import { keyEnergyOf } from '../keys/key-energies.ts';
import { scanKeysOf } from '../keys/scan-keys.ts';
import { volumeFactor } from '../layers/made-shape.ts';
import { TOOL } from '../load/tool.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { rowSpacingOf } from '../parts/row-spacing.ts';
import { inspectedLattice } from './inspected-lattice.ts';

/** What of a plan the inspected file was made from. */
export interface InspectedPlan {
  readonly file: 'common-layer' | '3mf';
  /** First layer that holds solid; null: the first of all. */
  readonly firstSolid: number | null;
  readonly planned: readonly PlannedNumbers[];
  /** Solid that went where faces that look down were raised; absent: none. */
  readonly raisedMm3?: number;
  /** Sum of the steps of the part's own area from layer to layer; absent: those of the file. */
  readonly stepsMm2?: number;
}

/** How far a vector moves at most where both coordinates of an end are rounded to 0.01 mm: half of that, along the diagonal. */
const SHORT_ROUNDING_MM = 0.0071;

/** The dialect of EOS rounds the ends of vectors: so far, and no farther, they may lie outside. */
function roundingLimits({ cliDialect }: BuildInHand['request']): { hatchOutsideMm?: number } {
  if (cliDialect !== 'eos') return {};
  return { hatchOutsideMm: DEFAULT_INSPECT_LIMITS.hatchOutsideMm + SHORT_ROUNDING_MM };
}

/** The layer of the part that a file begins with, and whether an empty one lies below it. */
interface FileBase {
  readonly first: number;
  readonly zeroLayer: boolean;
}

/** A Common Layer file begins with its first solid layer, after an empty one at its base unless that is the plate. */
function baseOf({ box, spec }: BuildInHand['job'], file: InspectedPlan['file'], firstSolid: number | null): FileBase {
  const { thicknessMm, from } = spec.layers;
  if (file !== 'common-layer') return { first: from, zeroLayer: false };
  const first = firstSolid ?? from;
  const baseMm = planLayers(box, spec.layers).zTopMm(first) - thicknessMm;
  return { first, zeroLayer: Math.round(baseMm * 1e4) !== 0 };
}

/**
 * Returns findings of planning with their layers counted as those of the file that is judged: `layer` means the same in all findings of a
 * part, and in the list of its layers. What lies in a layer that the file does not have, such as one beside a band, has none.
 */
export function inFileLayers(
  findings: readonly Finding[],
  { request, job }: Pick<BuildInHand, 'request' | 'job'>,
  firstSolid: number | null,
): Finding[] {
  const { first, zeroLayer } = baseOf(job, request.outputs.includes('cli') ? 'common-layer' : '3mf', firstSolid);
  const by = (zeroLayer ? 1 : 0) - first;
  const { to } = job.spec.layers;
  return findings.map((one) => {
    if (one.layer === null) return one;
    return { ...one, layer: one.layer < first || one.layer >= to ? null : one.layer + by };
  });
}

/** Returns what is expected of the layers that a part stands on, from one layer of a file up to before another; nothing where there are none. */
export function expectedBelow(plan: LayerPlan, from: number, to: number): Pick<InspectOptions['expected'], 'below'> {
  const count = Math.min(plan.below, to) - from;
  if (count <= 0) return {};
  const risesMm: number[] = [];
  for (let k = from + 1; k <= plan.below && k < to; k++) risesMm.push(plan.zTopMm(k) - plan.zTopMm(k - 1));
  return { below: { count, risesMm } };
}

/** What is planned for an empty layer at the base. */
const ZERO_LAYER: PlannedNumbers = { missedMm2: 0, doubleMm2: 0, unfilledMm2: null, timeS: 0 };

/** Returns the options for a part as it was planned. */
export function inspectOptions(
  { request, part, job }: BuildInHand,
  { file, firstSolid, planned, raisedMm3 = 0, stepsMm2 }: InspectedPlan,
): Omit<InspectOptions, 'claims'> {
  const { spec } = job;
  const { process, printer, profile } = request.pairing;
  const { thicknessMm, from, to, cut } = spec.layers;
  const plan = planLayers(job.box, spec.layers);
  const { maxTrappedMm3, ...profileLimits } = limitsOf(profile);
  const commonLayer = file === 'common-layer';
  const { first, zeroLayer } = baseOf(job, file, firstSolid);
  // Regions that are empty and lattices make the solid less than its mesh.
  const solid = spec.regions.every(({ fill, stock }) => (fill === 'solid' || fill === 'beneath') && stock === null);
  const madeVolumeMm3 = part.volumeMm3 * volumeFactor(spec) - raisedMm3;
  const content = commonLayer ? request.cliContent : 'boundary';
  return {
    tool: TOOL,
    partId: spec.partId,
    process,
    expected: {
      layerCount: to - first + (zeroLayer ? 1 : 0),
      thicknessMm,
      zeroLayer,
      firstTopMm: plan.zTopMm(first),
      ...expectedBelow(plan, first, to),
    },
    written: { boundary: content !== 'scan', hatches: content !== 'boundary' },
    partial: to - from < job.layerCount,
    buildArea: buildAreaOf(printer),
    nominalVolumeMm3: solid && part.beams.length === 0 ? madeVolumeMm3 : null,
    // Of the design: what raising takes is measured in the same layers.
    nominalCut: { at: cut, ...(stepsMm2 === undefined ? {} : { stepsMm2 }) },
    ...(spec.shape == null
      ? {}
      : { nominalWords: `the mesh (${part.volumeMm3.toFixed(3)} mm3) with its shape compensated` }),
    envelopeVolumeMm3: madeVolumeMm3,
    lattices: job.fills.map((filling) => inspectedLattice(job, filling)),
    limits: { ...DEFAULT_INSPECT_LIMITS, ...profileLimits, ...(commonLayer ? roundingLimits(request) : {}) },
    rowSpacingMm: rowSpacingOf(job),
    planned: zeroLayer ? [{ ...ZERO_LAYER, ...(process === 'lpbf' ? { outsideMm2: 0 } : {}) }, ...planned] : planned,
    densityGPerCm3: profile.material.densityGPerCm3.value,
    trappedLimitMm3: maxTrappedMm3,
    ...(profile.process === 'lpbf'
      ? { energies: scanKeysOf(profile).map((key) => keyEnergyOf(profile, key, thicknessMm)) }
      : {}),
  };
}

/** The first pass of a lattice part: which pieces of solid hang together with nothing. */
import { type Finding, finding } from '../../core/finding.ts';
import type { RunContext } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import { findLoosePieces, type LoosePieces } from '../../volume/loose-pieces.ts';
import { CONTACT_MM } from '../../volume/run-components.ts';
import { type JobSpec, shareArrays } from '../layers/job-spec.ts';
import { type CutKeeper, cutKeeper, type KeptCuts } from '../layers/kept-cuts.ts';
import { layerStream } from '../layers/layer-stream.ts';
import type { PlaneBackend } from '../layers/plane-backend.ts';
import type { LooseSolid } from '../request/prepare-request.ts';
import type { PartJob } from './part-job.ts';
import { rowSpacingOf } from './row-spacing.ts';

/**
 * Cuts the whole part once, whatever band of layers is planned, and returns what is loose. The cuts of the band go to `keeper`, where one is
 * given: they are those of the design, so a part whose shape is changed keeps none.
 */
export async function findLoose(
  job: PartJob,
  context: RunContext,
  backend: PlaneBackend | null,
  keeper: CutKeeper | null = null,
): Promise<LoosePieces> {
  const { spec, layerCount } = job;
  const { from, to } = spec.layers;
  const keepCuts = keeper !== null && spec.shape == null;
  const finder = findLoosePieces({ rowSpacingMm: rowSpacingOf(job), minOverlapMm: CONTACT_MM });
  const whole: JobSpec = {
    ...spec,
    layers: { ...spec.layers, from: 0, to: layerCount },
    paths: { kind: 'pieces', keepCuts },
  };
  for await (const { layer, pieces } of layerStream(whole, context, backend)) {
    assert(pieces !== null, 'the first pass brings the pieces of its layers');
    if (layer.index >= from && layer.index < to) keeper?.keep(layer.index, pieces.cut);
    finder.layer(layer.index, layer.regions, pieces.envelope, pieces.kept, layer.thicknessMm);
    context.progress({ stage: 'pieces', done: layer.index + 1, total: layerCount });
  }
  return finder.finish();
}

/** A job without its loose pieces, and what they were. */
export interface JobWithoutLoose {
  readonly job: PartJob;
  readonly findings: readonly Finding[];
  /** Cuts of the search, for the layers of the job. */
  readonly cuts: KeptCuts | null;
}

/** Returns the job without its loose pieces, and what they were; a part without a lattice stays as it is. */
export async function withoutLoose(
  job: PartJob,
  looseSolid: LooseSolid,
  context: RunContext,
  backend: PlaneBackend | null,
): Promise<JobWithoutLoose> {
  if (looseSolid === 'keep' || job.fills.length === 0) return { job, findings: [], cuts: null };
  const cuts = cutKeeper(context.memoryBytes);
  const loose = await findLoose(job, context, backend, cuts);
  if (loose.count === 0) return { job, findings: [], cuts };
  const { start, areas } = shareArrays({ start: loose.start, areas: loose.areas });
  const spec: JobSpec = { ...job.spec, dropped: { start, areas } };
  return { job: { ...job, spec }, findings: looseFindings(loose, spec.partId), cuts };
}

/** Share of the solid above which pieces that were left out are worth a warning. */
const WARN_SHARE = 0.01;

/** Says what was left out. */
function looseFindings(loose: LoosePieces, partId: string): Finding[] {
  const { count, volumeMm3, solidMm3, largest } = loose;
  if (largest === null) return [];
  const pieces = count === 1 ? '1 loose piece of solid was' : `${count} loose pieces of solid were`;
  return [
    finding(
      'loose-dropped',
      volumeMm3 > WARN_SHARE * solidMm3 ? 'warning' : 'note',
      `${pieces} left out, ${volumeMm3.toPrecision(4)} mm3 in all, the largest ${largest.volumeMm3.toPrecision(4)} mm3`,
      {
        partId,
        layer: largest.layer,
        xMm: Math.round(largest.xMm * 1e4) / 1e4,
        yMm: Math.round(largest.yMm * 1e4) / 1e4,
        measured: volumeMm3,
        limit: 0,
        unit: 'mm3',
      },
    ),
  ];
}

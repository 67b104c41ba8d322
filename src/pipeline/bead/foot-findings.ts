/** What making the first layers smaller took from a part: a deviation from the design, on purpose. */
import { type Finding, finding } from '../../core/finding.ts';
import type { InspectionInset } from '../../inspect/inspection.ts';
import type { JobSpec } from '../layers/job-spec.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';

/** The rules of this file, for the report. */
export const FOOT_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'first-layer-inset', meaning: 'The first layers are made as designed, not smaller.' },
];

/** Returns the note on first layers that are made smaller than the design; `goneMm3` is what went, as measured. */
export function footFindings(
  { partId, foot, layers }: Pick<JobSpec, 'partId' | 'foot' | 'layers'>,
  goneMm3: number,
): Finding[] {
  if (foot == null || layers.from >= foot.layers) return [];
  const which = foot.layers === 1 ? 'the first layer is' : `the first ${foot.layers} layers are`;
  const message = `${which} made ${foot.byMm} mm smaller all round (firstLayer.insetMm), since the plate squeezes it wide: ${goneMm3.toPrecision(3)} mm3 less than the design`;
  const known = { partId, layer: 0, measured: rounded(goneMm3), limit: 0, unit: 'mm3' };
  return [finding('first-layer-inset', 'note', message, known)];
}

/** Returns the row of inspection.json; null where the first layers are as designed. */
export function insetRow(
  { part, job: { spec, layerCount } }: Pick<BuildInHand, 'part' | 'job'>,
  { footMm3 }: Pick<LayerTotals, 'footMm3'>,
): InspectionInset | null {
  const { foot, layers } = spec;
  if (foot == null) return null;
  return {
    partId: part.partId,
    insetMm: foot.byMm,
    layers: foot.layers,
    designVolumeMm3: rounded(part.volumeMm3),
    goneMm3: layers.to - layers.from < layerCount ? null : rounded(footMm3),
  };
}

/** Returns what the manifest records of a part: the values with their sources; null where the first layers are as designed. */
export function recordedInset({ request: { pairing }, job }: Pick<BuildInHand, 'request' | 'job'>): object | null {
  if (job.spec.foot == null || pairing.process !== 'fff') return null;
  const { insetMm, insetLayers } = pairing.profile.firstLayer ?? {};
  return { insetMm, ...(insetLayers === undefined ? {} : { insetLayers }) };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

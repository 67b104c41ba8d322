/** What making the first layers smaller took from a part. */
import { type Finding, finding } from '../../core/finding.ts';
import type { JobSpec } from '../layers/job-spec.ts';

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
  const known = { partId, layer: 0, measured: Math.round(goneMm3 * 1e6) / 1e6, limit: 0, unit: 'mm3' };
  return [finding('first-layer-inset', 'note', message, known)];
}

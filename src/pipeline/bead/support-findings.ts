/** Supports that got no bead where they were asked for. */
import { type Finding, finding } from '../../core/finding.ts';
import type { LayerFigures } from '../layers/build-job.ts';

/** The rules of this file, for the report. */
export const SUPPORT_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'support-too-thin', meaning: 'What is to be supported is wide enough for a bead of support.' },
];

/** Follows the layers of one part. */
export interface SupportWatch {
  add(layer: number, figures: LayerFigures): void;
  findings(): Finding[];
}

/** Starts with nothing seen. */
export function supportWatch(partId: string): SupportWatch {
  let layers = 0;
  let worst: { readonly layer: number; readonly areaMm2: number; readonly xMm: number; readonly yMm: number } | null =
    null;
  return {
    add(layer, { unsupported }) {
      if (unsupported === undefined) return;
      layers++;
      if (worst === null || unsupported.areaMm2 > worst.areaMm2) worst = { layer, ...unsupported };
    },
    findings() {
      if (worst === null) return [];
      const { layer, areaMm2, xMm, yMm } = worst;
      const message = `in ${layers} ${layers === 1 ? 'layer' : 'layers'} places of supports are narrower than their bead and got none: ${areaMm2.toPrecision(3)} mm2 at most`;
      const known = { partId, layer, xMm, yMm, measured: Math.round(areaMm2 * 1e6) / 1e6, limit: 0, unit: 'mm2' };
      return [finding('support-too-thin', 'warning', message, known)];
    },
  };
}

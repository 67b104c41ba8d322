/** Supports that got no bead where they were asked for. */
import { type Finding, finding } from '../../core/finding.ts';
import type { LayerFigures } from '../layers/layer-result.ts';

/** The rules of this file, for the report. */
export const SUPPORT_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'support-too-thin', meaning: 'What is to be supported is wide enough for a bead of support.' },
  {
    id: 'support-piece-short',
    meaning: 'Every piece of support between the openings of walls is long enough for a bead.',
  },
];

/** Follows the layers of one part. */
export interface SupportWatch {
  add(layer: number, figures: LayerFigures): void;
  findings(): Finding[];
}

/** Starts with nothing seen. */
export function supportWatch(partId: string): SupportWatch {
  let layers = 0;
  const short = { layers: 0, first: 0, count: 0, lengthMm: 0 };
  let worst: { readonly layer: number; readonly areaMm2: number; readonly xMm: number; readonly yMm: number } | null =
    null;
  return {
    add(layer, { unsupported, shortSupport }) {
      if (shortSupport !== undefined) {
        if (short.layers++ === 0) short.first = layer;
        short.count += shortSupport.count;
        short.lengthMm += shortSupport.lengthMm;
      }
      if (unsupported === undefined) return;
      layers++;
      if (worst === null || unsupported.areaMm2 > worst.areaMm2) worst = { layer, ...unsupported };
    },
    findings() {
      const shorts = short.layers === 0 ? [] : [shortFinding(partId, short)];
      if (worst === null) return shorts;
      const { layer, areaMm2, xMm, yMm } = worst;
      const message = `in ${layers} ${layers === 1 ? 'layer' : 'layers'} places of supports are narrower than their bead and got none: ${areaMm2.toPrecision(3)} mm2 at most`;
      const known = { partId, layer, xMm, yMm, measured: Math.round(areaMm2 * 1e6) / 1e6, limit: 0, unit: 'mm2' };
      return [finding('support-too-thin', 'warning', message, known), ...shorts];
    },
  };
}

function shortFinding(
  partId: string,
  { layers, first, count, lengthMm }: { readonly [key in 'layers' | 'first' | 'count' | 'lengthMm']: number },
): Finding {
  const message = `${count} pieces of support in ${layers} ${layers === 1 ? 'layer' : 'layers'}, ${lengthMm.toPrecision(3)} mm in all, are shorter than their bead is wide and got none: the openings of support.breakaway leave no more of them`;
  const known = { partId, layer: first, measured: count, limit: 0, unit: 'pieces' };
  return finding('support-piece-short', 'note', message, known);
}

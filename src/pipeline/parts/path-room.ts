/** Whether contours and hatch found room anywhere in a part: what a profile asks for must not be left out in silence. */
import { type Finding, finding } from '../../core/finding.ts';
import type { LayerResult } from '../layers/layer-result.ts';
import type { PartJob } from './part-job.ts';

/** The rules of this file, for the report. */
export const ROOM_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'contour-nowhere', meaning: 'Each contour of the profile has room in some layer.' },
  { id: 'hatch-nowhere', meaning: 'Some layer has room for hatch inside the contours.' },
];

/** What of the paths has been seen. */
export interface PathRoom {
  add(result: LayerResult): void;
  /** Whether neither a contour nor hatch had room so far; thin walls may have their vectors all the same. */
  isBare(): boolean;
  /** Notes on what found no room. A band of layers says nothing of the whole part. */
  findings(job: Pick<PartJob, 'spec' | 'layerCount'>): Finding[];
}

/** Starts with nothing seen; `count` is the number of contours asked for. */
export function pathRoom(count: number): PathRoom {
  let levels = 0;
  let hasHatch = false;
  return {
    add({ figures: { contourLevels, hatched } }) {
      levels = Math.max(levels, contourLevels ?? 0);
      hasHatch ||= hatched === true;
    },
    isBare: () => levels === 0 && !hasHatch,
    findings({ spec, layerCount }) {
      const { partId, layers } = spec;
      if (layers.to - layers.from < layerCount) return [];
      return [
        ...(levels < count ? [contourFinding(partId, levels, count)] : []),
        ...(hasHatch ? [] : [hatchFinding(partId)]),
      ];
    },
  };
}

function contourFinding(partId: string, levels: number, count: number): Finding {
  const missing = levels + 1 === count ? `contour ${count}` : `contours ${levels + 1} to ${count}`;
  const message = `${missing} of ${count} found room in no layer: the part is too thin for the number of contours and their distances`;
  const known = { partId, measured: levels, limit: count, unit: 'contours' };
  return finding('contour-nowhere', 'note', message, known);
}

function hatchFinding(partId: string): Finding {
  const message =
    'no layer had room for hatch inside the contours: contours and vectors of thin walls are all that is exposed';
  return finding('hatch-nowhere', 'note', message, { partId });
}

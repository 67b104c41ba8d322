/** Doubts about a fill that its part alone shows. */
import { type Finding, finding } from '../../core/finding.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';
import type { PartJob, RegionFilling } from './part-job.ts';

/** Solid share of the envelope above which a part that was to be filled holds no pores to speak of. */
const SOLID_SHARE = 0.999;

/** A skin as thick as the part, or a cell far larger than it, leaves solid where a lattice was asked for: in the part, or in a region. */
export function absentFindings({ spec, fills }: PartJob, totals: LayerTotals): Finding[] {
  const { porousMm3, solidMm3, envelopeMm3, regions } = totals;
  if (fills.length === 0 || porousMm3 === 0) return [];
  if (regions.length === 0) {
    return solidMm3 < SOLID_SHARE * envelopeMm3 ? [] : [absentFinding(solidMm3 / envelopeMm3, spec.partId)];
  }
  return fills.flatMap(({ region, regionId }) => {
    const { placeMm3 = 0, solidMm3: own = 0 } = regions[region] ?? {};
    if (placeMm3 === 0 || own < SOLID_SHARE * placeMm3) return [];
    return [{ ...absentFinding(own / placeMm3, spec.partId), regionId }];
  });
}

/** The same of a share that was measured otherwise. */
export function absentFinding(share: number, partId: string): Finding {
  const message = 'a lattice was asked for, and the part is solid: its skin or its cell leaves no pores';
  return finding('lattice-absent', 'warning', message, { partId, measured: share, limit: SOLID_SHARE, unit: null });
}

/** Tells whether a share of solid is a lattice's. */
export function isSolidShare(share: number): boolean {
  return share >= SOLID_SHARE;
}

/** Samples beside the part vary nothing in it: mostly another unit or another origin. */
function samplesFindings({ samplesBeside, spec: { partId } }: PartJob): Finding[] {
  return samplesBeside.map((name) => {
    const file = name.split(/[/\\]/).at(-1);
    const message = `the samples of ${file} lie beside the part: check their unit (mm) and their origin, which is that of the part's file`;
    return finding('samples-beside', 'warning', message, { partId });
  });
}

/** Returns the doubts about what varies. */
export function fillFindings(job: PartJob): Finding[] {
  return [...samplesFindings(job), ...patchFindings(job)];
}

/** What varies is told by patches of half a cell; a part that is large for its cells has fewer, and steep changes are smoothed. */
function patchFindings({ spec, fills }: PartJob): Finding[] {
  return fills.flatMap((filling) => patchFinding(filling, spec.partId));
}

function patchFinding({ spec, solved }: RegionFilling, partId: string): Finding[] {
  if (spec.fill.kind !== 'recipe') return [];
  const { frame, parts, weight } = spec.fill.recipe;
  const varies = [weight, ...parts.flatMap(({ level, phases }) => [level, ...phases])].some((of) => 'controls' in of);
  const limit = solved.leastCellMm / 2;
  if (!varies || frame.edgeMm <= limit * 1.001) return [];
  const message = `the part is large for its cells: what varies over it is told every ${Number(frame.edgeMm.toPrecision(4))} mm instead of ${Number(limit.toPrecision(4))} mm, and steeper changes are smoothed`;
  return [finding('patches-coarse', 'warning', message, { partId, measured: frame.edgeMm, limit, unit: 'mm' })];
}

/** Why holes stay open, and how it is told. */
import { roundedMm } from './repair-step.ts';

/** Which holes are filled. */
export interface HoleLimits {
  readonly holeEdges: number;
  readonly holeMm: number;
  /** Wider slits are filled as well where their mean width is no more than this. */
  readonly slitMm: number;
}

/** A hole that was not filled. */
export interface OpenHole {
  readonly why: 'edges' | 'wide' | 'rim' | 'twisted';
  readonly edges: number;
  /** Across; null where it was not measured. */
  readonly acrossMm: number | null;
}

/** Returns one sentence, without a full stop, for each reason for which holes stay open. */
export function openHoleWords(holes: readonly OpenHole[], { holeEdges, holeMm }: HoleLimits): string[] {
  const reasons: Readonly<Record<OpenHole['why'], string>> = {
    edges: `more than ${holeEdges} edges`,
    wide: `wider than ${roundedMm(holeMm)} mm`,
    rim: 'a patch would be as large as the surface: it is the rim of a sheet',
    twisted: 'no patch fits the edges',
  };
  return (['edges', 'wide', 'rim', 'twisted'] as const).flatMap((why) => {
    const those = holes.filter((hole) => hole.why === why);
    if (those.length === 0) return [];
    const edges = Math.max(...those.map((hole) => hole.edges));
    const acrossMm = those.reduce<number | null>((most, hole) => larger(most, hole.acrossMm), null);
    const size = acrossMm === null ? `${edges} edges` : `${edges} edges, ${roundedMm(acrossMm)} mm across`;
    const words =
      those.length === 1 ? `1 hole stays open (${size})` : `${those.length} holes stay open (at most ${size})`;
    return [`${words}: ${reasons[why]}`];
  });
}

function larger(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

/** What supports weigh and where they touch: length of walls, area of contact, volume. */
import type { Wall } from './block-walls.ts';
import { cuttablePanel, panelCut } from './panel-cut.ts';
import type { BlockSettings } from './settings.ts';

/** Figures of walls; areas and volumes are those of tracks of a stated width. */
export interface WallFigures {
  readonly panels: number;
  readonly wallAreaMm2: number;
  readonly volumeMm3: number;
  /** Tips of teeth at the part, from below and from above, by the width of the track. */
  readonly contactMm2: number;
  readonly plateMm2: number;
}

/**
 * Returns the figures of walls from cuts in the middles of layers, so that they are those of what is written, the gap to the sides of the part aside: openings, partings and
 * teeth are gaps. Contact is the length of the tips along the surface.
 */
export function wallFigures(
  walls: readonly Wall[],
  settings: BlockSettings,
  { layerMm, trackMm, leastMm }: { readonly layerMm: number; readonly trackMm: number; readonly leastMm: number },
): WallFigures {
  let [panels, area, plate, contact] = [0, 0, 0, 0];
  for (const { panels: ofWall } of walls) {
    for (const panel of ofWall) {
      panels++;
      const cuttable = cuttablePanel(panel, settings);
      const last = Math.ceil(cuttable.highMm / layerMm);
      for (let n = Math.max(0, Math.floor(cuttable.lowMm / layerMm)); n <= last; n++) {
        const length = lengthOf(panelCut(cuttable, (n + 0.5) * layerMm, settings), leastMm);
        area += length * layerMm;
        if (n === 0) plate += length;
      }
      contact += contactOf(panel, settings);
    }
  }
  return {
    panels,
    wallAreaMm2: area,
    volumeMm3: area * trackMm,
    contactMm2: contact * trackMm,
    plateMm2: plate * trackMm,
  };
}

function lengthOf(stretches: readonly number[], leastMm: number): number {
  let sum = 0;
  for (let k = 0; k < stretches.length; k += 2) {
    const length = stretches[k + 1]! - stretches[k]!;
    if (length >= leastMm) sum += length;
  }
  return sum;
}

/** Length of the tips of a panel where they meet the part, along its slope, below and above. */
function contactOf(panel: Wall['panels'][number], { head, foot, parting }: BlockSettings): number {
  let sum = 0;
  for (const { s0, s1, top0, top1, foot0, foot1, onPart } of panel) {
    const ends = [{ rise: top1 - top0, teeth: head }];
    if (onPart) ends.push({ rise: foot1 - foot0, teeth: foot });
    for (const { rise, teeth } of ends) {
      const along = Math.sqrt((s1 - s0) * (s1 - s0) + rise * rise) / (s1 - s0);
      for (let k = Math.floor(s0 / teeth.pitchMm) - 1; k * teeth.pitchMm < s1; k++) {
        const middle = (k + 0.5) * teeth.pitchMm;
        const [from, to] = [Math.max(s0, middle - teeth.tipMm / 2), Math.min(s1, middle + teeth.tipMm / 2)];
        if (to > from) sum += (to - from - parted(from, to, parting)) * along;
      }
    }
  }
  return sum;
}

/** How much of a stretch partings take. */
function parted(from: number, to: number, parting: BlockSettings['parting']): number {
  if (parting === null) return 0;
  let sum = 0;
  const { everyMm, gapMm } = parting;
  for (let k = Math.floor((from - gapMm) / everyMm); k * everyMm - gapMm / 2 < to; k++) {
    sum += Math.max(0, Math.min(to, k * everyMm + gapMm / 2) - Math.max(from, k * everyMm - gapMm / 2));
  }
  return sum;
}

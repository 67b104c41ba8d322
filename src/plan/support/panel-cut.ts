/** A panel of support cut at a height: teeth, openings and partings are gaps in a line. */
import { bothOf, firstWithout, type Intervals, joined } from './intervals.ts';
import { type OpeningRows, openingRows, openingsAt } from './panel-openings.ts';
import type { BlockSettings, Teeth } from './settings.ts';
import type { Panel, PanelPiece } from './wall-panels.ts';

/** A panel with what its cuts have in common. */
export interface CuttablePanel {
  readonly panel: Panel;
  /** No cut below or above has a stretch. */
  readonly lowMm: number;
  readonly highMm: number;
  readonly openings: OpeningRows | null;
}

/** Prepares a panel for cuts at many heights. */
export function cuttablePanel(panel: Panel, settings: BlockSettings): CuttablePanel {
  const { head, foot, openings } = settings;
  let [lowMm, highMm] = [Infinity, -Infinity];
  for (const { top0, top1, foot0, foot1, onPart } of panel) {
    lowMm = Math.min(lowMm, Math.min(foot0, foot1) - (onPart ? foot.intoMm : 0));
    highMm = Math.max(highMm, Math.max(top0, top1) + head.intoMm);
  }
  return { panel, lowMm, highMm, openings: openings === null ? null : openingRows(panel, openings, settings) };
}

/**
 * Returns the stretches of a panel at a height as places along its line. Teeth and partings stand at whole pitches of s, so that those of walls on one line stand above each
 * other.
 */
export function panelCut({ panel, lowMm, highMm, openings }: CuttablePanel, zMm: number, settings: BlockSettings) {
  if (zMm < lowMm || zMm > highMm) return [];
  const cut: number[] = [];
  for (const piece of panel) pieceCut(piece, zMm, settings, cut);
  const stretches = joined(rising(cut));
  if (stretches.length === 0) return stretches;
  const { openings: shape, parting } = settings;
  const isWhole = shape === null || openings === null;
  const open = isWhole ? stretches : firstWithout(stretches, openingsAt(openings, zMm, shape));
  return parting === null || open.length === 0 ? open : firstWithout(open, partings(open, parting));
}

/** Returns where a panel at a height is out of reach of its teeth, as places along its line: there nothing of it may touch the part. */
export function betweenTeeth({ panel, lowMm, highMm }: CuttablePanel, zMm: number, { head, foot }: BlockSettings) {
  if (zMm < lowMm || zMm > highMm) return [];
  const found: number[] = [];
  for (const { s0, s1, top0, top1, foot0, foot1, onPart } of panel) {
    const under = above(s0, s1, top0 - zMm, top1 - zMm, head.heightMm);
    if (under.length === 0) continue;
    const over = above(s0, s1, zMm - foot0, zMm - foot1, onPart ? foot.heightMm : 0);
    for (const end of bothOf(under, over)) found.push(end);
  }
  return joined(rising(found));
}

/** A void that splits round a solid has two pieces over one place; their stretches are put in order. */
function rising(cut: readonly number[]): Intervals {
  let isRising = true;
  for (let k = 2; k < cut.length && isRising; k += 2) isRising = cut[k]! >= cut[k - 2]!;
  if (isRising) return cut;
  const order = Array.from({ length: cut.length / 2 }, (_, n) => 2 * n).sort((a, b) => cut[a]! - cut[b]!);
  return order.flatMap((k) => [cut[k]!, cut[k + 1]!]);
}

/** Adds what is between foot and head of a piece, where both leave it. */
function pieceCut(piece: PanelPiece, zMm: number, { head, foot }: BlockSettings, out: number[]): void {
  const { s0, s1, top0, top1, foot0, foot1, onPart } = piece;
  const under = Math.min(top0, top1) - zMm;
  const over = zMm - Math.max(foot0, foot1);
  // Most pieces are whole or not there.
  if (under >= head.heightMm && over >= (onPart ? foot.heightMm : 0)) {
    out.push(s0, s1);
    return;
  }
  if (Math.max(top0, top1) - zMm < -head.intoMm) return;
  if (zMm - Math.min(foot0, foot1) < (onPart ? -foot.intoMm : 0)) return;
  const underHead = toothed(s0, s1, top0 - zMm, top1 - zMm, head);
  if (underHead.length === 0) return;
  // On the plate it stands without teeth, and from z = 0 on.
  const onFoot = onPart ? toothed(s0, s1, zMm - foot0, zMm - foot1, foot) : above(s0, s1, zMm - foot0, zMm - foot1, 0);
  for (const end of bothOf(underHead, onFoot)) out.push(end);
}

/** Where a wall that ends in teeth is, by its linear depth below its end: d0 at s0, d1 at s1, negative beyond the end. */
function toothed(s0: number, s1: number, d0: number, d1: number, teeth: Teeth): Intervals {
  const { heightMm, pitchMm, baseMm, tipMm, intoMm } = teeth;
  if (Math.min(d0, d1) >= heightMm) return [s0, s1];
  const wall = above(s0, s1, d0, d1, heightMm);
  const tips = between(s0, s1, d0, d1, -intoMm, 0);
  const slopes = between(s0, s1, d0, d1, 0, heightMm);
  const found: Intervals[] = [];
  if (wall.length > 0) found.push(wall);
  const reach = Math.max(baseMm, tipMm) / 2;
  const last = Math.floor((s1 + reach) / pitchMm - 0.5);
  for (let k = Math.ceil((s0 - reach) / pitchMm - 0.5); k <= last; k++) {
    const middle = (k + 0.5) * pitchMm;
    if (tips.length > 0) found.push(bothOf(tips, [middle - tipMm / 2, middle + tipMm / 2]));
    if (slopes.length > 0) found.push(slopeOf(slopes, middle, s0, s1, d0, d1, { heightMm, baseMm, tipMm }));
  }
  return joined(
    found
      .filter((one) => one.length > 0)
      .sort((a, b) => a[0]! - b[0]!)
      .flat(),
  );
}

/** Where |s - middle| is at most half of a width that grows with the depth. */
function slopeOf(
  within: Intervals,
  middle: number,
  s0: number,
  s1: number,
  d0: number,
  d1: number,
  { heightMm, baseMm, tipMm }: Pick<Teeth, 'heightMm' | 'baseMm' | 'tipMm'>,
): Intervals {
  // Half the width at s is p + q s.
  const slope = (d1 - d0) / (s1 - s0);
  const growth = (baseMm - tipMm) / 2 / heightMm;
  const q = growth * slope;
  const p = tipMm / 2 + growth * (d0 - slope * s0);
  const right = atMost(1 - q, middle + p);
  const left = atMost(-1 - q, p - middle);
  return bothOf(bothOf(within, right), left);
}

/** Where a s <= b. */
function atMost(a: number, b: number): Intervals {
  if (a === 0) return b >= 0 ? [-Infinity, Infinity] : [];
  return a > 0 ? [-Infinity, b / a] : [b / a, Infinity];
}

/** Where a value that runs from d0 at s0 to d1 at s1 is at least `least`. */
function above(s0: number, s1: number, d0: number, d1: number, least: number): Intervals {
  return between(s0, s1, d0, d1, least, Infinity);
}

function between(s0: number, s1: number, d0: number, d1: number, least: number, most: number): Intervals {
  if (Math.min(d0, d1) >= least && Math.max(d0, d1) <= most) return [s0, s1];
  if (Math.max(d0, d1) < least || Math.min(d0, d1) > most) return [];
  const slope = (d1 - d0) / (s1 - s0);
  const offset = d0 - slope * s0;
  const low = atMost(-slope, offset - least);
  const high = most === Infinity ? [-Infinity, Infinity] : atMost(slope, most - offset);
  return bothOf(bothOf([s0, s1], low), high);
}

function partings(stretches: Intervals, { everyMm, gapMm }: { readonly everyMm: number; readonly gapMm: number }) {
  const out: number[] = [];
  const last = stretches[stretches.length - 1]!;
  for (let k = Math.floor(stretches[0]! / everyMm); k * everyMm <= last + gapMm; k++) {
    out.push(k * everyMm - gapMm / 2, k * everyMm + gapMm / 2);
  }
  return out;
}

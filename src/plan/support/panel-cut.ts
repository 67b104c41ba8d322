/** A panel of support cut at a height: teeth, openings and partings are gaps in a line. */
import { bothOf, firstWithout, type Intervals, joined } from './intervals.ts';
import type { BlockSettings, Openings, Teeth } from './settings.ts';
import type { Panel, PanelPiece } from './wall-panels.ts';

/**
 * Returns the stretches of a panel at a height as places along its line. Teeth and partings stand at whole pitches of s, so that those of walls on one line stand above each
 * other.
 */
export function panelCut(panel: Panel, zMm: number, settings: BlockSettings): Intervals {
  const stretches = joined(panel.flatMap((piece) => pieceCut(piece, zMm, settings)));
  if (stretches.length === 0) return stretches;
  const { openings, parting } = settings;
  const open = openings === null ? stretches : firstWithout(stretches, openingsAt(panel, zMm, openings, settings));
  return parting === null ? open : firstWithout(open, partings(open, parting));
}

/** Between foot and head of a piece, where both leave it. */
function pieceCut(piece: PanelPiece, zMm: number, { head, foot }: BlockSettings): Intervals {
  const { s0, s1, top0, top1, foot0, foot1, onPart } = piece;
  const underHead = toothed(s0, s1, top0 - zMm, top1 - zMm, head);
  if (underHead.length === 0) return underHead;
  // On the plate it stands without teeth, and from z = 0 on.
  const onFoot = onPart ? toothed(s0, s1, zMm - foot0, zMm - foot1, foot) : above(s0, s1, zMm - foot0, zMm - foot1, 0);
  return bothOf(underHead, onFoot);
}

/** Where a wall that ends in teeth is, by its linear depth below its end: d0 at s0, d1 at s1, negative beyond the end. */
function toothed(s0: number, s1: number, d0: number, d1: number, teeth: Teeth): Intervals {
  const { heightMm, pitchMm, baseMm, tipMm, intoMm } = teeth;
  const wall = above(s0, s1, d0, d1, heightMm);
  const tips = between(s0, s1, d0, d1, -intoMm, 0);
  const slopes = between(s0, s1, d0, d1, 0, heightMm);
  const found: number[][] = [];
  if (wall.length > 0) found.push([...wall]);
  const first = Math.floor(s0 / pitchMm) - 1;
  const last = Math.ceil(s1 / pitchMm) + 1;
  for (let k = first; k <= last; k++) {
    const middle = (k + 0.5) * pitchMm;
    found.push([...bothOf(tips, [middle - tipMm / 2, middle + tipMm / 2])]);
    if (slopes.length > 0) found.push([...slopeOf(slopes, middle, s0, s1, d0, d1, { heightMm, baseMm, tipMm })]);
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
  const slope = (d1 - d0) / (s1 - s0);
  const offset = d0 - slope * s0;
  const low = atMost(-slope, offset - least);
  const high = most === Infinity ? [-Infinity, Infinity] : atMost(slope, most - offset);
  return bothOf(bothOf([s0, s1], low), high);
}

/** Openings at a height: those of which the whole rhomb with its rim lies in the wall. */
function openingsAt(panel: Panel, zMm: number, openings: Openings, { head, foot }: BlockSettings): Intervals {
  const { widthMm, heightMm, pitchMm, rowMm, rimMm } = openings;
  const out: number[] = [];
  const firstRow = Math.ceil((zMm - heightMm / 2) / rowMm);
  const lastRow = Math.floor((zMm + heightMm / 2) / rowMm);
  const [from, to] = [panel[0]!.s0, panel[panel.length - 1]!.s1];
  for (let row = firstRow; row <= lastRow; row++) {
    const away = Math.abs(zMm - row * rowMm);
    const half = (widthMm / 2) * (1 - away / (heightMm / 2));
    if (!(half > 0)) continue;
    const shift = row % 2 === 0 ? 0 : 0.5;
    for (let k = Math.ceil(from / pitchMm - shift); (k + shift) * pitchMm <= to; k++) {
      const middle = (k + shift) * pitchMm;
      const low = row * rowMm - heightMm / 2 - rimMm;
      const high = row * rowMm + heightMm / 2 + rimMm;
      const reach = widthMm / 2 + rimMm;
      const isRoom = holds(panel, middle - reach, middle + reach, low, high, head.heightMm, foot.heightMm);
      if (isRoom) out.push(middle - half, middle + half);
    }
  }
  const order = Array.from({ length: out.length / 2 }, (_, n) => n).sort((a, b) => out[2 * a]! - out[2 * b]!);
  return joined(order.flatMap((n) => [out[2 * n]!, out[2 * n + 1]!]));
}

/** True where the wall, its teeth aside, reaches from `low` to `high` all along a stretch. */
function holds(
  panel: Panel,
  from: number,
  to: number,
  low: number,
  high: number,
  headMm: number,
  footMm: number,
): boolean {
  if (from < panel[0]!.s0 || to > panel[panel.length - 1]!.s1) return false;
  return panel.every((piece) => {
    const [a, b] = [Math.max(from, piece.s0), Math.min(to, piece.s1)];
    if (!(b > a)) return true;
    const at = (s: number, p0: number, p1: number) => p0 + ((s - piece.s0) / (piece.s1 - piece.s0)) * (p1 - p0);
    const top = Math.min(at(a, piece.top0, piece.top1), at(b, piece.top0, piece.top1)) - headMm;
    const foot = Math.max(at(a, piece.foot0, piece.foot1), at(b, piece.foot0, piece.foot1));
    return high <= top && low >= foot + (piece.onPart ? footMm : 0);
  });
}

function partings(stretches: Intervals, { everyMm, gapMm }: { readonly everyMm: number; readonly gapMm: number }) {
  const out: number[] = [];
  const last = stretches[stretches.length - 1]!;
  for (let k = Math.floor(stretches[0]! / everyMm); k * everyMm <= last + gapMm; k++) {
    out.push(k * everyMm - gapMm / 2, k * everyMm + gapMm / 2);
  }
  return out;
}

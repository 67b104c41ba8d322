/** A panel of support as an area in its upright plane: x is the place along its line, y the height. */
import type { Loops, Polyline } from '../../core/polyline.ts';
import { unitePositive } from '../../geometry/clipping.ts';
import { subtractSets } from '../../geometry/combine-sets.ts';
import { openingRows } from './panel-openings.ts';
import type { BlockSettings, Teeth } from './settings.ts';
import type { Panel, PanelPiece } from './wall-panels.ts';

/** A half plane a s + b z <= c. */
type Half = readonly [a: number, b: number, c: number];

/** What is joined overlaps by so much, so that rounding leaves no slit. */
const OVERLAP_MM = 0.002;

/** Returns the area of a panel, its teeth into the part included, openings and partings left out. `loadClipping` must have been awaited before. */
export function panelRegion(panel: Panel, settings: BlockSettings): Loops {
  const convex = panel.flatMap((piece) => pieceParts(piece, settings));
  const gaps = [...openingsOf(panel, settings), ...partingsOf(panel, settings)];
  const whole = unitePositive(convex);
  return gaps.length === 0 ? whole : subtractSets(whole, unitePositive(gaps));
}

/** Convex parts of a piece: each way to be below its head with each way to be above its foot. */
function pieceParts(piece: PanelPiece, { head, foot }: BlockSettings): Polyline[] {
  const { s0, s1, top0, top1, foot0, foot1, onPart } = piece;
  // Height above an end is z - (at + slope s), upward for the foot and downward for the head.
  const upper = endParts(s0, s1, top0, top1, -1, head);
  const lower = onPart ? endParts(s0, s1, foot0, foot1, 1, foot) : [[below(0, -1, 0)]];
  const low = Math.min(foot0, foot1, 0) - 1;
  const high = Math.max(top0, top1) + head.intoMm + 1;
  const parts: Polyline[] = [];
  for (const above of lower) {
    for (const under of upper) {
      let ring = [s0, low, s1, low, s1, high, s0, high];
      for (const half of [...above, ...under]) ring = clipped(ring, half);
      if (ring.length >= 6) parts.push({ xy: Float64Array.from(ring), closed: true });
    }
  }
  return parts;
}

const below = (a: number, b: number, c: number): Half => [a, b, c];

/** The wall away from an end and its teeth, each as half planes; `sign` is 1 where the wall stands above the end. */
function endParts(s0: number, s1: number, z0: number, z1: number, sign: 1 | -1, teeth: Teeth): Half[][] {
  const { heightMm, pitchMm, baseMm, tipMm, intoMm } = teeth;
  const slope = (z1 - z0) / (s1 - s0);
  const at = z0 - slope * s0;
  // The depth d = sign (z - at - slope s).
  const atLeast = (depth: number) => below(sign * slope, -sign, -depth - sign * at);
  const atMost = (depth: number) => below(-sign * slope, sign, depth + sign * at);
  const parts: Half[][] = [[atLeast(heightMm)]];
  const growth = (baseMm - tipMm) / 2 / heightMm;
  const reach = Math.max(baseMm, tipMm) / 2;
  for (let k = Math.ceil((s0 - reach) / pitchMm - 0.5); (k + 0.5) * pitchMm - reach < s1; k++) {
    const middle = (k + 0.5) * pitchMm;
    // |s - middle| <= tip / 2 + growth d.
    const right = below(1 + growth * sign * slope, -growth * sign, middle + tipMm / 2 - growth * sign * at);
    const left = below(-1 + growth * sign * slope, -growth * sign, -middle + tipMm / 2 - growth * sign * at);
    parts.push([atLeast(0), atMost(heightMm + OVERLAP_MM), right, left]);
    if (intoMm === 0) continue;
    const tip = [below(1, 0, middle + tipMm / 2), below(-1, 0, -middle + tipMm / 2)];
    parts.push([atLeast(-intoMm), atMost(OVERLAP_MM), ...tip]);
  }
  return parts;
}

/** What of a convex ring lies in a half plane. */
function clipped(ring: readonly number[], [a, b, c]: Half): number[] {
  const out: number[] = [];
  const n = ring.length / 2;
  for (let k = 0; k < n; k++) {
    const [s, z] = [ring[2 * k]!, ring[2 * k + 1]!];
    const [t, w] = [ring[2 * ((k + 1) % n)]!, ring[2 * ((k + 1) % n) + 1]!];
    const [here, there] = [c - a * s - b * z, c - a * t - b * w];
    if (here >= 0) out.push(s, z);
    if (here >= 0 === there >= 0) continue;
    const share = here / (here - there);
    out.push(s + share * (t - s), z + share * (w - z));
  }
  return out;
}

function openingsOf(panel: Panel, settings: BlockSettings): Polyline[] {
  const { openings } = settings;
  if (openings === null) return [];
  const { widthMm, heightMm, rowMm } = openings;
  const rhombs: Polyline[] = [];
  for (const [row, middles] of openingRows(panel, openings, settings)) {
    const z = row * rowMm;
    for (const s of middles) {
      const xy = Float64Array.of(s - widthMm / 2, z, s, z - heightMm / 2, s + widthMm / 2, z, s, z + heightMm / 2);
      rhombs.push({ xy, closed: true });
    }
  }
  return rhombs;
}

function partingsOf(panel: Panel, { parting, head, foot }: BlockSettings): Polyline[] {
  if (parting === null) return [];
  const { everyMm, gapMm } = parting;
  let [low, high, from, to] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { s0, s1, top0, top1, foot0, foot1 } of panel) {
    low = Math.min(low, foot0 - foot.intoMm - 1, foot1 - foot.intoMm - 1);
    high = Math.max(high, top0 + head.intoMm + 1, top1 + head.intoMm + 1);
    from = Math.min(from, s0);
    to = Math.max(to, s1);
  }
  const gaps: Polyline[] = [];
  for (let k = Math.ceil((from - gapMm / 2) / everyMm); k * everyMm <= to + gapMm / 2; k++) {
    const [a, b] = [k * everyMm - gapMm / 2, k * everyMm + gapMm / 2];
    gaps.push({ xy: Float64Array.of(a, low, b, low, b, high, a, high), closed: true });
  }
  return gaps;
}

/** Openings of a panel of support: rhombs in rows, where a whole one with its rim lies in the wall. */
import { type Intervals, joined } from './intervals.ts';
import type { BlockSettings, Openings } from './settings.ts';
import type { Panel } from './wall-panels.ts';

/** Middles of openings along the line, rising, by the number of their row; row r has its middle at r `rowMm`. */
export type OpeningRows = ReadonlyMap<number, readonly number[]>;

/** Finds the openings that have room in a panel. */
export function openingRows(
  panel: Panel,
  openings: Openings,
  { head, foot, parting }: Pick<BlockSettings, 'head' | 'foot' | 'parting'>,
) {
  const { widthMm, heightMm, pitchMm, rowMm, rimMm } = openings;
  const [from, to] = [panel[0]!.s0, panel.reduce((most, { s1 }) => Math.max(most, s1), -Infinity)];
  const reach = widthMm / 2 + rimMm;
  const rise = heightMm / 2 + rimMm;
  const rows = new Map<number, number[]>();
  // Both families of rows at once: even ones stand at whole pitches, odd ones half a pitch further.
  for (let half = Math.ceil((2 * (from + reach)) / pitchMm); half * (pitchMm / 2) <= to - reach; half++) {
    const middle = half * (pitchMm / 2);
    if (parting !== null && isParted(middle, reach, parting)) continue;
    const room = roomOver(panel, middle - reach, middle + reach, head.heightMm, foot.heightMm);
    if (room === null) continue;
    const last = Math.floor((room[1] - rise) / rowMm);
    for (let row = Math.ceil((room[0] + rise) / rowMm); row <= last; row++) {
      if ((row & 1) !== (half & 1)) continue;
      const middles = rows.get(row);
      if (middles === undefined) rows.set(row, [middle]);
      else middles.push(middle);
    }
  }
  return rows;
}

/** Returns the openings at a height as gaps in the line. */
export function openingsAt(rows: OpeningRows, zMm: number, { widthMm, heightMm, rowMm }: Openings): Intervals {
  const out: number[] = [];
  const lastRow = Math.floor((zMm + heightMm / 2) / rowMm);
  for (let row = Math.ceil((zMm - heightMm / 2) / rowMm); row <= lastRow; row++) {
    const half = (widthMm / 2) * (1 - Math.abs(zMm - row * rowMm) / (heightMm / 2));
    if (!(half > 0)) continue;
    for (const middle of rows.get(row) ?? []) out.push(middle - half, middle + half);
  }
  const order = Array.from({ length: out.length / 2 }, (_, n) => 2 * n).sort((a, b) => out[a]! - out[b]!);
  return joined(order.flatMap((k) => [out[k]!, out[k + 1]!]));
}

/** Tells whether a parting comes nearer to a place than a reach. */
function isParted(middle: number, reach: number, { everyMm, gapMm }: NonNullable<BlockSettings['parting']>): boolean {
  const away = Math.abs(middle - Math.round(middle / everyMm) * everyMm);
  return away < reach + gapMm / 2;
}

/** The heights between which a panel is a whole wall from a to b, or null. */
function roomOver(
  panel: Panel,
  a: number,
  b: number,
  headMm: number,
  footMm: number,
): readonly [number, number] | null {
  let [low, high] = [-Infinity, Infinity];
  for (const { s0, s1, top0, top1, foot0, foot1, onPart } of panel) {
    if (s1 <= a) continue;
    if (s0 >= b) break;
    const at = (s: number, v0: number, v1: number) => v0 + ((s - s0) / (s1 - s0)) * (v1 - v0);
    const [from, to] = [Math.max(a, s0), Math.min(b, s1)];
    high = Math.min(high, Math.min(at(from, top0, top1), at(to, top0, top1)) - headMm);
    low = Math.max(low, Math.max(at(from, foot0, foot1), at(to, foot0, foot1)) + (onPart ? footMm : 0));
  }
  return high > low ? [low, high] : null;
}

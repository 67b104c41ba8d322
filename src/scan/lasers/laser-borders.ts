/** Where the borders between the lasers of a row are: as near as the fields allow to the same time for each. */
import type { ToolpathLayer } from '../../core/toolpath.ts';
import { toGrid } from '../../core/units.ts';
import { runPath, type ScanSpeeds } from '../scan-time.ts';
import { type ScanClock, scanClock } from '../timing/scan-clock.ts';
import type { LaserRow, LaserShare } from './settings.ts';

/** Borders along a row, and the time in s of its busiest laser by the estimate that chose them. */
export interface LaserBorders {
  readonly row: LaserRow;
  readonly placesMm: readonly number[];
  readonly busiestS: number;
}

/** Distance of the places that a border may have. */
const STEP_MM = 0.1;
/** A line across the axis lies at one place; this much of it keeps densities finite. */
const LEAST_MM = 1e-3;
const BISECTIONS = 50;
/** Layers after which a shifted border is back. */
const CYCLE = 3;

/**
 * Returns the borders of the row whose busiest laser is least; of two alike the first. The estimate is the time of the layer as one laser would
 * run it, each jump spread along its way, and what keys of their own laser take of it; what cutting at the borders adds is not in it.
 */
export function laserBorders(layer: ToolpathLayer, share: LaserShare, speeds: ScanSpeeds): LaserBorders | null {
  let best: LaserBorders | null = null;
  for (const row of share.rows) {
    const found = bordersOf(row, timeAlong(layer, row, share, speeds));
    if (best === null || found.busiestS < best.busiestS) best = found;
  }
  if (best === null) return null;
  const shiftMm = ((layer.index % CYCLE) - 1) * share.shiftMm;
  const { borders } = best.row;
  return { ...best, placesMm: best.placesMm.map((place, k) => clamped(place + shiftMm, borders[k]!)) };
}

/** The work of a layer along an axis: `beforeS(n)` is the time of all that lies before place n, in steps. */
interface WorkAlong {
  readonly from: number;
  readonly to: number;
  /** What each laser of the row has to do besides, with keys of its own. */
  readonly ownS: readonly number[];
  beforeS(place: number): number;
}

function timeAlong(layer: ToolpathLayer, row: LaserRow, { fixed }: LaserShare, speeds: ScanSpeeds): WorkAlong {
  const work: Stretch[] = [];
  const isX = row.axis === 'x';
  const shared = scanClock((xa, ya, xb, yb, s) => {
    if (s === 0) return;
    const [a, b] = isX ? [xa, xb] : [ya, yb];
    work.push({ lo: Math.min(a, b), hi: Math.max(a, b, Math.min(a, b) + LEAST_MM), s });
  });
  const own = new Map<number, ScanClock>();
  for (const path of layer.toolpaths) {
    const timing = speeds[path.params];
    if (path.kind === 'bead' || timing === undefined) continue;
    const laser = fixed[path.params];
    const clock = laser === undefined ? shared : (own.get(laser) ?? scanClock());
    if (laser !== undefined) own.set(laser, clock);
    runPath(clock, path, timing);
  }
  // Tells of the last delay.
  shared.finish();
  const ownS = row.lasers.map((laser) => own.get(laser)?.finish().totalS ?? 0);
  return { ...summed(work), ownS };
}

interface Stretch {
  readonly lo: number;
  readonly hi: number;
  readonly s: number;
}

/** The sum of what lies before each place, by the first sums of densities and of densities times starts. */
function summed(work: readonly Stretch[]): Omit<WorkAlong, 'ownS'> {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { lo, hi } of work) {
    from = Math.min(from, Math.floor(lo / STEP_MM));
    to = Math.max(to, Math.ceil(hi / STEP_MM));
  }
  if (work.length === 0) return { from: 0, to: 0, beforeS: () => 0 };
  const before = new Float64Array(to - from + 2);
  const density = new Float64Array(to - from + 2);
  const starts = new Float64Array(to - from + 2);
  const origin = from * STEP_MM;
  for (const { lo, hi, s } of work) {
    const d = s / (hi - lo);
    for (const [place, sign] of [
      [lo, 1],
      [hi, -1],
    ] as const) {
      const n = Math.ceil(place / STEP_MM) - from;
      density[n]! += sign * d;
      starts[n]! += sign * d * (place - origin);
    }
  }
  for (let n = 0, d = 0, ds = 0; n < before.length; n++) {
    d += density[n]!;
    ds += starts[n]!;
    before[n] = n * STEP_MM * d - ds;
  }
  const total = work.reduce((sum, { s }) => sum + s, 0);
  return { from, to, beforeS: (place) => (place <= from ? 0 : place >= to ? total : before[place - from]!) };
}

/** Each laser in turn takes as much as a time allows; the least time in which all is done is searched. */
function bordersOf(row: LaserRow, work: WorkAlong): LaserBorders {
  const total = work.beforeS(work.to);
  let [low, high] = [0, total + Math.max(...work.ownS)];
  for (let n = 0; n < BISECTIONS; n++) {
    const middle = (low + high) / 2;
    if (taking(row, work, middle).busiestS <= middle) high = middle;
    else low = middle;
  }
  return taking(row, work, high);
}

function taking(row: LaserRow, work: WorkAlong, limitS: number): LaserBorders {
  const placesMm: number[] = [];
  let busiestS = 0;
  let doneS = 0;
  for (const [k, range] of row.borders.entries()) {
    const ownS = work.ownS[k]!;
    const place = lastPlace(work, doneS + Math.max(0, limitS - ownS));
    const border = clamped(place * STEP_MM, range);
    const before = work.beforeS(Math.round(border / STEP_MM));
    busiestS = Math.max(busiestS, before - doneS + ownS);
    doneS = Math.max(doneS, before);
    placesMm.push(Math.max(border, placesMm[placesMm.length - 1] ?? border));
  }
  const lastS = work.beforeS(work.to) - doneS + work.ownS[row.borders.length]!;
  return { row, placesMm, busiestS: Math.max(busiestS, lastS) };
}

/** The last place before which no more than a time is done. */
function lastPlace(work: WorkAlong, limitS: number): number {
  let [low, high] = [work.from, work.to];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (work.beforeS(middle) <= limitS) low = middle;
    else high = middle - 1;
  }
  return low;
}

function clamped(mm: number, [least, greatest]: readonly [number, number]): number {
  return toGrid(Math.min(greatest, Math.max(least, mm))) / 1e4;
}

/** How the middle lines of runs go on through a part of the rest. */
import type { Polyline } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import type { KeptRun, RestLoop } from './sheet-rest.ts';
import type { Rungs } from './sheet-rungs.ts';

/** A stretch of a middle line from the end of a run to that of the next, or out of the wall. */
export interface Passage {
  readonly from: number;
  /** -1: the line leaves the wall. */
  readonly to: number;
  /** Points between the two rungs. */
  readonly points: readonly WayPoint[];
  /** Area of the strip along them. */
  readonly stripMm2: number;
}

/** A point of a bead, in mm. */
export interface WayPoint {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Unit direction along the rung; zeros where it has no length. */
  readonly ux: number;
  readonly uy: number;
}

/** A passage has fewer points than this. */
const MOST_STEPS = 40;

/** Rounds in which the points of a passage move towards the mean of their neighbours: beside a joint a half rung ends all of a sudden. */
const SMOOTHING_ROUNDS = 2;
/** Where a line leaves the wall, so much of it lies behind its last point on average. */
const OUT_MM = 0.05;

/**
 * Returns the passages of the runs that end at a part of the rest, each once; a run has none where its line stays inside too long. Where the
 * sheet has a wall on one side only, the strip reaches half of the way to the middle line on the other side, at most `mostMm`.
 */
export function passagesThrough(runs: readonly KeptRun[], { loop, ends }: RestLoop, mostMm: number): Passage[] {
  const passages: Passage[] = [];
  for (const from of ends) {
    const passage = passageFrom(from);
    if (passage !== null) passages.push(passage);
  }
  return passages;

  function passageFrom(from: number): Passage | null {
    const { rungs, nodes } = runs[from >> 1]!;
    const n = rungs.x.length;
    const isForward = from % 2 === 1;
    const first = nodes.at(isForward ? -1 : 0)!;
    const others: number[] = [];
    const nodeOfOther: number[] = [];
    for (const end of ends) {
      const other = runs[end >> 1]!;
      if (other.rungs !== rungs || (end % 2 === 1) === isForward) continue;
      others.push(end);
      nodeOfOther.push(other.nodes.at(end % 2 === 0 ? 0 : -1)!);
    }
    for (let k = 1; k < MOST_STEPS; k++) {
      const at = first + (isForward ? k : -k);
      const isBeyond = !rungs.closed && (at < 0 || at >= n);
      const node = ((at % n) + n) % n;
      const hit = nodeOfOther.indexOf(node);
      // Of one between two ends the one along the line counts.
      if (hit >= 0) return isForward ? passage(from, others[hit]!, pointsTo(k, Number.POSITIVE_INFINITY)) : null;
      if (isBeyond || !isInside(rungs.x[node]!, rungs.y[node]!, loop))
        return passage(from, -1, pointsTo(k - 1, mostMm));
    }
    return null;

    /** From the end of the run on over so many rungs, the last one up to a length of its own. */
    function pointsTo(count: number, lastMm: number): WayPoint[] {
      const points = [middleOf(rungs, first, Number.POSITIVE_INFINITY)];
      for (let k = 1; k <= count; k++) {
        const node = (((first + (isForward ? k : -k)) % n) + n) % n;
        points.push(middleOf(rungs, node, k < count ? mostMm : lastMm));
      }
      return points;
    }
  }
}

/** Returns the middle of a rung in mm, its length and its direction; each half counts up to a length. */
export function middleOf({ x, y, left, right }: Rungs, node: number, mostMm: number): WayPoint {
  const most = mostMm * GRID_PER_MM;
  const [px, py] = [x[node]!, y[node]!];
  const l = Math.min(most, left.reach[node]!);
  const r = Math.min(most, right.reach[node]!);
  const shareL = l > 0 ? l / left.reach[node]! / 2 : 0;
  const shareR = r > 0 ? r / right.reach[node]! / 2 : 0;
  const ux = left.x[node]! - right.x[node]!;
  const uy = left.y[node]! - right.y[node]!;
  const size = Math.sqrt(ux * ux + uy * uy);
  return {
    x: (px + (left.x[node]! - px) * shareL + (right.x[node]! - px) * shareR) / GRID_PER_MM,
    y: (py + (left.y[node]! - py) * shareL + (right.y[node]! - py) * shareR) / GRID_PER_MM,
    width: (l + r) / GRID_PER_MM,
    ux: size > 0 ? ux / size : 0,
    uy: size > 0 ? uy / size : 0,
  };
}

function passage(from: number, to: number, all: readonly WayPoint[]): Passage {
  const points = smoothed(all, to < 0);
  let stripMm2 = to < 0 ? OUT_MM * points.at(-1)!.width : 0;
  for (let k = 1; k < points.length; k++) {
    const dx = points[k]!.x - points[k - 1]!.x;
    const dy = points[k]!.y - points[k - 1]!.y;
    stripMm2 += (Math.sqrt(dx * dx + dy * dy) * (points[k]!.width + points[k - 1]!.width)) / 2;
  }
  return { from, to, points: points.slice(1, to < 0 ? undefined : -1), stripMm2 };
}

/** The first and the last point stay, unless the last one is free. */
function smoothed(points: readonly WayPoint[], isFree: boolean): readonly WayPoint[] {
  let all = points;
  const last = points.length - 1;
  for (let round = 0; round < SMOOTHING_ROUNDS; round++) {
    const before = all;
    all = before.map((point, k) => {
      if (k === 0 || (k === last && !isFree)) return point;
      const a = before[k - 1]!;
      const b = before[Math.min(k + 1, last)]!;
      if (k === last) return { ...point, width: (a.width + 3 * point.width) / 4 };
      return {
        x: (a.x + 2 * point.x + b.x) / 4,
        y: (a.y + 2 * point.y + b.y) / 4,
        width: (a.width + 2 * point.width + b.width) / 4,
        ux: point.ux,
        uy: point.uy,
      };
    });
  }
  return all;
}

/** Whether a point in grid units lies inside a loop in mm. */
function isInside(xUnits: number, yUnits: number, { xy }: Polyline): boolean {
  const x = xUnits / GRID_PER_MM;
  const y = yUnits / GRID_PER_MM;
  let inside = false;
  for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
    if (xy[i + 1]! > y === xy[j + 1]! > y) continue;
    if (x < xy[i]! + ((y - xy[i + 1]!) / (xy[j + 1]! - xy[i + 1]!)) * (xy[j]! - xy[i]!)) inside = !inside;
  }
  return inside;
}

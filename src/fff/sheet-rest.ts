/** What runs leave of the walls: the boundary beside them, closed by straight cuts at their ends. */
import type { Polyline } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import type { WallLoops } from './sheet-rungs.ts';
import type { SheetRun } from './sheet-runs.ts';
import { endOf, lineCross, type WallPoint, wayCross, wayLength } from './wall-arcs.ts';

/** A run whose ends are known: where the wall ends just behind its last rung, that end is part of it. */
export interface KeptRun extends SheetRun {
  /** Area of the wall's end, in grid units; null where the run ends at a cut. */
  readonly capStart: number | null;
  readonly capEnd: number | null;
}

/** A loop around a part of the rest, with the ends of runs that it passes: 2 x number of the run, and 1 more at its last rung. */
export interface RestLoop {
  readonly loop: Polyline;
  readonly ends: readonly number[];
}

/** Runs that do not overlap, and the rest of the walls, in mm. */
export interface SheetParts {
  readonly runs: readonly KeptRun[];
  readonly rest: readonly RestLoop[];
}

/** An end of a wall is at most this many widths around, and a little. */
const LONGEST_CAP = 3;
const CAP_MM = 0.2;

/** Near a joint the last rungs of two runs may cross: so many of a run are given up at each end, if so many are left. */
const MOST_TRIMMED = 6;
const LEAST_RUNGS = 3;

/** A cut: coming along a loop to `at`, the rest goes on at `to`. */
interface Cut {
  readonly at: WallPoint;
  readonly to: WallPoint;
  readonly end: number;
}

/** Parts walls into runs, longest first where two want the same stretch of a face, and what is left. */
export function sheetParts(walls: WallLoops, candidates: readonly SheetRun[]): SheetParts {
  /** Of each loop the stretches that runs have: where each begins and how long it is, in turn. */
  const taken: number[][] = Array.from({ length: walls.length.length }, () => []);
  const byLength = candidates.map((run, number) => ({ run, number }));
  byLength.sort((a, b) => b.run.nodes.length - a.run.nodes.length || a.number - b.number);
  const accepted = byLength.flatMap(({ run, number }) => {
    const free = freePart(run);
    return free === null ? [] : [{ run: free, number }];
  });
  accepted.sort((a, b) => a.number - b.number);
  const runs = accepted.map(({ run }) => withCaps(run));
  return { runs, rest: restOf(runs) };

  /** Takes the faces of a run, less some rungs at its ends where another run has part of them; null where that does not help. */
  function freePart(run: SheetRun): SheetRun | null {
    const { nodes, closed } = run;
    for (let less = 0; less <= (closed ? 0 : 2 * MOST_TRIMMED); less++) {
      for (let start = Math.max(0, less - MOST_TRIMMED); start <= Math.min(less, MOST_TRIMMED); start++) {
        const end = nodes.length - (less - start);
        if (end - start < LEAST_RUNGS) continue;
        const part = less === 0 ? run : { ...run, nodes: nodes.slice(start, end) };
        if (take(part)) return part;
      }
    }
    return null;
  }

  /** Takes the two faces of a run, unless another has part of them. */
  function take({ rungs, nodes, closed }: SheetRun): boolean {
    const { left, right } = rungs;
    const a = nodes[0]!;
    const b = nodes.at(-1)!;
    const l = walls.loopOf[left.segment[a]!]!;
    const r = walls.loopOf[right.segment[a]!]!;
    const rightFrom = closed ? 0 : right.place[a]!;
    const rightLength = closed ? walls.length[r]! : wayLength(walls, r, rightFrom, right.place[b]!);
    const leftFrom = closed ? 0 : left.place[b]!;
    const leftLength = closed ? walls.length[l]! : wayLength(walls, l, leftFrom, left.place[a]!);
    if (!isFree(r, rightFrom, rightLength) || !isFree(l, leftFrom, leftLength)) return false;
    if (l === r && !areApart(l, leftFrom, leftLength, rightFrom, rightLength)) return false;
    taken[r]!.push(rightFrom, rightLength);
    taken[l]!.push(leftFrom, leftLength);
    return true;
  }

  function isFree(loop: number, from: number, length: number): boolean {
    const others = taken[loop]!;
    for (let k = 0; k < others.length; k += 2) {
      if (!areApart(loop, from, length, others[k]!, others[k + 1]!)) return false;
    }
    return true;
  }

  function areApart(loop: number, a: number, lengthA: number, b: number, lengthB: number): boolean {
    const toB = wayLength(walls, loop, a, b);
    return toB >= lengthA && walls.length[loop]! - toB >= lengthB;
  }

  function withCaps(run: SheetRun): KeptRun {
    const { left, right } = run.rungs;
    const a = run.nodes[0]!;
    const b = run.nodes.at(-1)!;
    const capStart = run.closed || run.wideStart ? null : cap(endOf(left, a), endOf(right, a));
    const capEnd = run.closed || run.wideEnd ? null : cap(endOf(right, b), endOf(left, b));
    return { ...run, capStart, capEnd };
  }

  /** Area between a last rung and the way around the end of the wall; null where the wall does not end there. */
  function cap(from: WallPoint, to: WallPoint): number | null {
    const loop = walls.loopOf[from.segment]!;
    if (loop !== walls.loopOf[to.segment]) return null;
    const way = wayLength(walls, loop, from.place, to.place);
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    if (way > LONGEST_CAP * Math.sqrt(dx * dx + dy * dy) + CAP_MM * GRID_PER_MM) return null;
    const others = taken[loop]!;
    for (let k = 0; k < others.length; k += 2) {
      if (wayLength(walls, loop, from.place, others[k]!) < way) return null;
    }
    return Math.max(0, 0.5 * (wayCross(walls, from, to) + lineCross(to, from)));
  }

  function restOf(kept: readonly KeptRun[]): RestLoop[] {
    const cuts: Cut[][] = taken.map(() => []);
    const all: Cut[] = [];
    const add = (at: WallPoint, to: WallPoint, end: number): void => {
      const cut = { at, to, end };
      cuts[walls.loopOf[at.segment]!]!.push(cut);
      all.push(cut);
    };
    kept.forEach(({ rungs, nodes, closed, capStart, capEnd }, run) => {
      const a = nodes[0]!;
      const b = nodes.at(-1)!;
      if (!closed && capStart === null) add(endOf(rungs.right, a), endOf(rungs.left, a), 2 * run);
      if (!closed && capEnd === null) add(endOf(rungs.left, b), endOf(rungs.right, b), 2 * run + 1);
    });
    const rest: RestLoop[] = [];
    for (let loop = 0; loop < taken.length; loop++) {
      if (taken[loop]!.length > 0) continue;
      const xy: number[] = [];
      for (let i = walls.starts[loop]!; i < walls.starts[loop + 1]!; i++) xy.push(walls.x[i]!, walls.y[i]!);
      push(rest, xy, []);
    }
    const done = new Set<Cut>();
    for (const start of all) {
      if (done.has(start)) continue;
      const xy: number[] = [];
      const ends: number[] = [];
      let cut = start;
      do {
        done.add(cut);
        ends.push(cut.end);
        xy.push(cut.at.x, cut.at.y, cut.to.x, cut.to.y);
        cut = follow(cut.to, xy);
      } while (!done.has(cut));
      push(rest, xy, ends);
    }
    return rest;

    /** Goes along the boundary to the next cut. */
    function follow(from: WallPoint, xy: number[]): Cut {
      const loop = walls.loopOf[from.segment]!;
      const { place } = from;
      let next: Cut | null = null;
      let least = Number.POSITIVE_INFINITY;
      for (const cut of cuts[loop]!) {
        const way = wayLength(walls, loop, place, cut.at.place);
        if (way < least) {
          least = way;
          next = cut;
        }
      }
      const { at } = next!;
      const isShort = at.segment === from.segment && at.place >= place - 0.5;
      if (!isShort) {
        for (let i = walls.next[from.segment]!; ; i = walls.next[i]!) {
          xy.push(walls.x[i]!, walls.y[i]!);
          if (i === at.segment) break;
        }
      }
      return next!;
    }
  }
}

function push(rest: RestLoop[], units: readonly number[], ends: readonly number[]): void {
  const xy: number[] = [];
  for (let i = 0; i < units.length; i += 2) {
    const x = Math.round(units[i]!) / GRID_PER_MM + 0;
    const y = Math.round(units[i + 1]!) / GRID_PER_MM + 0;
    if (xy.length === 0 || xy.at(-2) !== x || xy.at(-1) !== y) xy.push(x, y);
  }
  while (xy.length > 2 && xy[0] === xy.at(-2) && xy[1] === xy.at(-1)) xy.length -= 2;
  if (xy.length >= 6 || ends.length > 0) rest.push({ loop: { xy: Float64Array.from(xy), closed: true }, ends });
}

/** Runs of sheets joined to the ways of beads: through places where walls meet, and out to the ends of walls. */
import type { Polyline } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { signedAreaMm2 } from '../geometry/polygon-area.ts';
import type { BeadSettings } from './settings.ts';
import { middleOf, passagesThrough, type WayPoint } from './sheet-passages.ts';
import type { KeptRun, RestLoop, SheetParts } from './sheet-rest.ts';
import { longestRungMm } from './sheet-runs.ts';

/** A run as a way passes it. */
export interface SheetPiece {
  readonly run: KeptRun;
  readonly backward: boolean;
}

/** How a bead goes on from a run to the next, or to the end of its wall. */
export interface SheetJoint {
  readonly areaMm2: number;
  /** Points behind the run; none where it goes straight on. */
  readonly points: readonly WayPoint[];
}

/** What one bead lays: runs with the joints behind each, one fewer unless the way is closed; a run that is a ring has none. */
export interface SheetWay {
  readonly pieces: readonly SheetPiece[];
  readonly joints: readonly SheetJoint[];
  readonly closed: boolean;
  /** The wall's end beyond the first and the last rung; null where the way ends at a cut. */
  readonly capStart: SheetJoint | null;
  readonly capEnd: SheetJoint | null;
}

/** A bead goes on through a joint where it turns less than this: cosine between the ways out of the joint. */
const MOST_COSINE = -0.3;
/** What one run alone ends in is its end up to this area, in squares of its width. */
const MOST_CAP = 1.5;

/** Rungs over which the direction of an end is seen. */
const INTO_RUN = 4;
/** Strips along the lines through a joint are widened to its area by at most this factor. */
const MOST_STRETCH = 1.2;
/** A larger part of the rest is no joint: area in bead squares for each line through it. */
const MOST_JOINT = 3;

/**
 * Joins runs through small parts of the rest: along the middle lines that pass them, or where none does, the two that go straightest. What
 * is left of the rest are places of their own.
 */
export function sheetWays(
  { runs, rest }: SheetParts,
  settings: BeadSettings,
): { readonly ways: readonly SheetWay[]; readonly rest: readonly Polyline[] } {
  const caps = runs.flatMap(({ capStart, capEnd }) => [capOf(capStart), capOf(capEnd)]);
  /** For each end of a run the end where its bead goes on, and what lies between; -1: it ends. */
  const partner = new Int32Array(2 * runs.length).fill(-1);
  const between: (SheetJoint | undefined)[] = [];
  const widestMm = longestRungMm(settings);
  const mostMm2 = MOST_JOINT * settings.beadWidthMm * settings.beadWidthMm;
  const holes = rest.filter(({ loop }) => signedAreaMm2(loop) < 0);
  const left = rest.filter((part) => !isTaken(part)).map(({ loop }) => loop);
  return { ways: waysOf(), rest: left.filter(({ xy }) => xy.length >= 6) };

  function isTaken({ loop, ends }: RestLoop): boolean {
    if (ends.length === 0) return false;
    const area = loop.xy.length >= 6 ? signedAreaMm2(loop) : 0;
    if (area < 0 || holes.some((hole) => isWithin(hole.loop, loop))) return false;
    const passages = passagesThrough(runs, { loop, ends }, widestMm / 2);
    let stripsMm2 = 0;
    for (const { stripMm2 } of passages) stripsMm2 += stripMm2;
    if (passages.length > 0) {
      if (area > mostMm2 * passages.length || area > MOST_STRETCH * stripsMm2) return false;
      for (const { from, to, points, stripMm2 } of passages) {
        const joint = { areaMm2: (area * stripMm2) / stripsMm2, points };
        if (to >= 0) join(from, to, joint);
        else caps[from] = joint;
      }
      return true;
    }
    if (ends.length === 1) {
      const { width } = endOfRun(ends[0]!);
      if (area > MOST_CAP * width * width) return false;
      caps[ends[0]!] = { areaMm2: area, points: [] };
      return true;
    }
    const pair = straightest(ends);
    if (pair === null || area > mostMm2 || area > widestMm * pair.apartMm) return false;
    join(pair.a, pair.b, { areaMm2: area, points: [] });
    return true;
  }

  function join(a: number, b: number, joint: SheetJoint): void {
    partner[a] = b;
    partner[b] = a;
    between[a] = joint;
    between[b] = { ...joint, points: [...joint.points].reverse() };
  }

  /** The two ends whose ways out of a joint are most opposite. */
  function straightest(ends: readonly number[]): { a: number; b: number; apartMm: number } | null {
    let best: { a: number; b: number; apartMm: number } | null = null;
    let least = MOST_COSINE;
    ends.forEach((a, n) => {
      for (const b of ends.slice(n + 1)) {
        const from = endOfRun(a);
        const to = endOfRun(b);
        const cosine = from.dx * to.dx + from.dy * to.dy;
        const x = to.x - from.x;
        const y = to.y - from.y;
        const apartMm = Math.sqrt(x * x + y * y);
        // The way across goes on with both.
        const isAhead = from.dx * x + from.dy * y < 0 && to.dx * x + to.dy * y > 0;
        if (a >> 1 === b >> 1 || cosine >= least || !isAhead) continue;
        least = cosine;
        best = { a, b, apartMm };
      }
    });
    return best;
  }

  /** Middle of a run's outermost rung in mm, its length, and the unit direction from there into the run. */
  function endOfRun(end: number): WayPoint & { readonly dx: number; readonly dy: number } {
    const { nodes, rungs } = runs[end >> 1]!;
    const at = (k: number) => nodes[end % 2 === 0 ? k : nodes.length - 1 - k]!;
    const node = at(0);
    const inner = at(Math.min(INTO_RUN, nodes.length - 1));
    const dx = rungs.x[inner]! - rungs.x[node]!;
    const dy = rungs.y[inner]! - rungs.y[node]!;
    const size = Math.sqrt(dx * dx + dy * dy);
    const way = size > 0 ? { dx: dx / size, dy: dy / size } : { dx: 0, dy: 0 };
    return { ...middleOf(rungs, node, Number.POSITIVE_INFINITY), ...way };
  }

  function waysOf(): SheetWay[] {
    const ways: SheetWay[] = [];
    const done = new Uint8Array(runs.length);
    runs.forEach((run, number) => {
      if (run.closed)
        ways.push({ pieces: [{ run, backward: false }], joints: [], closed: true, capStart: null, capEnd: null });
      else if (partner[2 * number]! < 0) walk(2 * number);
      else if (partner[2 * number + 1]! < 0) walk(2 * number + 1);
    });
    // What has no end is a ring of runs.
    runs.forEach((run, number) => {
      if (!run.closed && done[number] === 0) walk(2 * number);
    });
    return ways;

    /** Goes on from an end of a run, into the run. */
    function walk(first: number): void {
      if (done[first >> 1] === 1) return;
      const pieces: SheetPiece[] = [];
      const joints: SheetJoint[] = [];
      let end = first;
      for (;;) {
        const number = end >> 1;
        done[number] = 1;
        pieces.push({ run: runs[number]!, backward: end % 2 === 1 });
        const out = end ^ 1;
        const next = partner[out]!;
        const joint = between[out];
        if (joint !== undefined) joints.push(joint);
        if (next < 0 || next === first) {
          const closed = next === first;
          ways.push({
            pieces,
            joints,
            closed,
            capStart: closed ? null : caps[first]!,
            capEnd: closed ? null : caps[out]!,
          });
          return;
        }
        end = next;
      }
    }
  }
}

function capOf(units: number | null): SheetJoint | null {
  return units === null ? null : { areaMm2: units / (GRID_PER_MM * GRID_PER_MM), points: [] };
}

/** Whether the first point of a hole lies in the box around a loop. */
function isWithin(hole: Polyline, { xy }: Polyline): boolean {
  const x = hole.xy[0]!;
  const y = hole.xy[1]!;
  let [left, right, below, above] = [false, false, false, false];
  for (let i = 0; i < xy.length; i += 2) {
    left ||= xy[i]! <= x;
    right ||= xy[i]! >= x;
    below ||= xy[i + 1]! <= y;
    above ||= xy[i + 1]! >= y;
  }
  return left && right && below && above;
}

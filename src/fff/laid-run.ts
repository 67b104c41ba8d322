/** Runs of beads as they are laid: where they begin and end, turned, and begun elsewhere. */
import type { Bead } from './bead.ts';
import { costMm, type Place, type PullCost, type Stop, shortenWay } from './shorten-way.ts';

/** Whether a bead may begin at a place in mm: there is solid below it. */
export type IsSupported = (xMm: number, yMm: number) => boolean;

/** A run in the order and sense in which it is laid. */
export interface Laid {
  readonly beads: readonly Bead[];
  /** Whether it may as well be laid backwards; a single closed bead stays as it is then. */
  readonly isTurnable: boolean;
  /** One closed bead that may begin anywhere. */
  readonly isFree: boolean;
}

/** Times that the beginnings of closed beads are chosen anew between their neighbours. */
const SWEEPS = 2;

/** Where a run ends. */
export function endOf({ beads }: Laid): Place {
  const { xy, closed } = beads[beads.length - 1]!.path;
  return closed ? [xy[0]!, xy[1]!] : [xy[xy.length - 2]!, xy[xy.length - 1]!];
}

function beginOf({ beads }: Laid): Place {
  const { xy } = beads[0]!.path;
  return [xy[0]!, xy[1]!];
}

/** Runs laid one after the other as one stop on a way. */
export function stopOf(laid: readonly Laid[], isTurnable: boolean): Stop {
  const [fromX, fromY] = beginOf(laid[0]!);
  const [toX, toY] = endOf(laid[laid.length - 1]!);
  return { fromX, fromY, toX, toY, isTurnable };
}

/** The same runs, turned and moved so that the way from a place through all of them is not longer. */
export function onShorterWay(runs: readonly Laid[], start: Place, pull: PullCost): Laid[] {
  const stops = runs.map((run) => stopOf([run], run.isTurnable));
  return shortenWay(stops, start, null, pull).map(({ stop, isTurned }) =>
    isTurned ? backwards(runs[stop]!) : runs[stop]!,
  );
}

/** What travels cost from a place through all runs and back to it, but for those within runs. */
export function roundCostMm(runs: readonly Laid[], start: Place, pull: PullCost): number {
  let sum = 0;
  let from = start;
  for (const run of runs) {
    sum += costMm(apartMm(from, beginOf(run)), pull);
    from = endOf(run);
  }
  return sum + costMm(apartMm(from, start), pull);
}

function apartMm([x, y]: Place, [toX, toY]: Place): number {
  return Math.sqrt((toX - x) * (toX - x) + (toY - y) * (toY - y));
}

/** A run from its end to its beginning. */
export function backwards(run: Laid): Laid {
  return run.beads.length === 1 && run.beads[0]!.path.closed ? run : { ...run, beads: turned(run.beads, 1) };
}

/** The same runs with each closed bead that may begin anywhere begun on the shortest way from the run before it to the one behind it. */
export function begunOnTheWay(runs: readonly Laid[], start: Place, isSupported: IsSupported | null): Laid[] {
  const out = [...runs];
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let from = start;
    out.forEach((run, k) => {
      const behind = out[k + 1];
      if (run.isFree) {
        const to = behind === undefined ? start : beginOf(behind);
        out[k] = { ...run, beads: [startingBetween(run.beads[0]!, from, to, isSupported)] };
      }
      from = endOf(out[k]!);
    });
  }
  return out;
}

/** Whether a run can be entered at its end as well: a bead of a lattice only where both of its ends, or neither, are over solid. */
export function mayBeginAtBothEnds(run: readonly Bead[], isSupported: IsSupported | null): boolean {
  if (isSupported === null) return true;
  const [first, last] = [run[0]!, run[run.length - 1]!];
  if (first.feature !== 'lattice') return true;
  const { xy } = last.path;
  return isSupported(first.path.xy[0]!, first.path.xy[1]!) === isSupported(xy[xy.length - 2]!, xy[xy.length - 1]!);
}

/** A run begun at one of its entries: 0 as it is, 1 backwards from its end, 2 and 3 the same with each bead turned. */
export function turned(run: readonly Bead[], entry: number): readonly Bead[] {
  const ordered = entry % 2 === 1 ? [...run].reverse() : run;
  return entry === 1 || entry === 2 ? ordered.map(reversed) : ordered;
}

/** A bead from its end to its beginning. */
export function reversed(bead: Bead): Bead {
  const { xy, closed } = bead.path;
  const out = new Float64Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    out[i] = xy[xy.length - 2 - i]!;
    out[i + 1] = xy[xy.length - 1 - i]!;
  }
  return { ...bead, path: { xy: out, closed }, widthMm: bead.widthMm.slice().reverse() };
}

/** The closed bead from its point nearest to a place on, over solid where it can. */
export function startingNear(bead: Bead, place: Place, isSupported: IsSupported | null): Bead {
  return startingBetween(bead, place, null, isSupported);
}

/** The closed bead from its point on the shortest way from one place to another on, over solid where it can. */
function startingBetween(bead: Bead, [x, y]: Place, to: Place | null, isSupported: IsSupported | null): Bead {
  const { xy } = bead.path;
  const [toX, toY] = to ?? [0, 0];
  const nearest = (onSolid: IsSupported | null): number => {
    let found = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < xy.length; i += 2) {
      const dx = xy[i]! - x;
      const dy = xy[i + 1]! - y;
      let way = dx * dx + dy * dy;
      if (to !== null) {
        const ex = xy[i]! - toX;
        const ey = xy[i + 1]! - toY;
        way = Math.sqrt(way) + Math.sqrt(ex * ex + ey * ey);
      }
      if (way >= least || (onSolid !== null && !onSolid(xy[i]!, xy[i + 1]!))) continue;
      least = way;
      found = i;
    }
    return found;
  };
  const onSolid = bead.feature === 'lattice' && isSupported !== null ? nearest(isSupported) : -1;
  const best = onSolid >= 0 ? onSolid : nearest(null);
  if (best === 0) return bead;
  const out = new Float64Array(xy.length);
  out.set(xy.subarray(best));
  out.set(xy.subarray(0, best), xy.length - best);
  const { widthMm } = bead;
  const widths = new Float64Array(widthMm.length);
  widths.set(widthMm.subarray(best / 2));
  widths.set(widthMm.subarray(0, best / 2), widthMm.length - best / 2);
  return { ...bead, path: { xy: out, closed: true }, widthMm: widths };
}

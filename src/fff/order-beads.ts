/** Puts the beads of a layer in order, so that travel is short. */
import { isOfPart } from '../core/toolpath.ts';
import type { Bead } from './bead.ts';
import type { BeadUnit } from './bead-unit.ts';
import {
  backwards,
  begunOnTheWay,
  endOf,
  type IsSupported,
  type Laid,
  mayBeginAtBothEnds,
  onShorterWay,
  reversed,
  roundCostMm,
  startingNear,
  stopOf,
  turned,
} from './laid-run.ts';
import { nearestQueue } from './nearest-queue.ts';
import { type SeamPlace, withSeam } from './seam-start.ts';
import type { BeadSettings } from './settings.ts';
import { LENGTH_ALONE, type Place, type PullCost, shortenWay } from './shorten-way.ts';

/** A closed bead can be entered at about this many points along it. */
const ENTRIES_PER_LOOP = 12;

/**
 * Orders skirt, then units; each unit's loops by level, then its gaps and infill. Next comes at first always what begins nearest to
 * where the last bead ended, from the lower left corner of the layer on; then runs of a group, and units, are turned and moved where that makes the way
 * shorter, the way to the next layer's beginning counted. Open beads and runs of infill may be turned; closed beads keep their direction and begin at their point on the shortest way from the last end to
 * what follows, or at their seam. Where it is known what lies below, beads of a lattice begin over solid if they have such a point: an open one at that
 * end, a closed one without a seam at such a point.
 */
export function orderBeads(
  skirt: readonly Bead[],
  units: readonly BeadUnit[],
  perimeterOrder: BeadSettings['perimeterOrder'],
  seam: SeamPlace | null = null,
  isSupported: IsSupported | null = null,
  pull: PullCost = LENGTH_ALONE,
): Bead[] {
  let [x, y] = lowerLeft(skirt, units);
  const begun = seam === null || seam.seam.position === 'nearest' ? units : units.map((unit) => seamed(unit, seam));
  const hasSeams = seam !== null && seam.seam.position !== 'nearest';
  const ordered: Laid[] = skirt.flatMap((bead) => lay([[bead]]));
  const groups = begun.map((unit) => groupsOf(unit, perimeterOrder)).filter((group) => group.length > 0);
  if (isSupported !== null) for (const group of groups) for (const runs of group) turnOntoSolid(runs, isSupported);
  const start: Place = [x, y];
  const queue = nearestQueue(groups.map((group) => entriesOf(group[0]!, hasSeams, isSupported)));
  const first: LaidUnit[] = [];
  for (let next = queue.take(x, y); next !== null; next = queue.take(x, y)) {
    const group = groups[next.item]!;
    first.push({ group, laid: group.flatMap(lay) });
  }
  const greedy = begunOnTheWay(
    first.flatMap((unit) => unit.laid),
    start,
    isSupported,
  );
  const again = begunOnTheWay(inBetterOrder(first), start, isSupported);
  ordered.push(...(roundCostMm(again, start, pull) < roundCostMm(greedy, start, pull) ? again : greedy));
  return ordered.flatMap(({ beads }) => beads);

  /** Lays the runs of a group from where the last bead ended. */
  function lay(runs: readonly (readonly Bead[])[]): Laid[] {
    const from: Place = [x, y];
    const inside = nearestQueue(runs.map((run) => entriesOf([run], hasSeams, isSupported)));
    const greedy: Laid[] = [];
    for (let next = inside.take(x, y); next !== null; next = inside.take(x, y)) {
      greedy.push(laidFrom(runs[next.item]!, next.entry));
      [x, y] = endOf(greedy[greedy.length - 1]!);
    }
    if (greedy.length < 3) return greedy;
    const way = onShorterWay(greedy, from, pull);
    [x, y] = endOf(way[way.length - 1]!);
    return way;
  }

  /** A run as it is laid when it is entered from where the last bead ended. */
  function laidFrom(run: readonly Bead[], entry: number): Laid {
    const [bead] = run as readonly [Bead];
    const isLoop = run.length === 1 && bead.path.closed;
    if (isLoop) {
      const isFree = !hasSeams || !isOfPart(bead.feature);
      return { beads: [isFree ? startingNear(bead, [x, y], isSupported) : bead], isTurnable: true, isFree };
    }
    const beads = turned(run, entry);
    return { beads, isTurnable: bead.keepsSense !== true && mayBeginAtBothEnds(run, isSupported), isFree: false };
  }

  /** Units in an order that makes the way shorter, each laid anew from where the one before it ends. The next layer begins where this one did. */
  function inBetterOrder(units: readonly LaidUnit[]): Laid[] {
    const isOne = ({ laid }: LaidUnit): boolean => laid.length === 1;
    const stops = units.map((unit) => stopOf(unit.laid, isOne(unit) && unit.laid[0]!.isTurnable));
    const out: Laid[] = [];
    [x, y] = start;
    for (const { stop, isTurned } of shortenWay(stops, start, start, pull)) {
      const unit = units[stop]!;
      const laid = isOne(unit) ? [isTurned ? backwards(unit.laid[0]!) : unit.laid[0]!] : unit.group.flatMap(lay);
      out.push(...laid);
      [x, y] = endOf(out[out.length - 1]!);
    }
    return out;
  }
}

/** A unit with what it consists of, and as it is laid. */
interface LaidUnit {
  readonly group: Bead[][][];
  readonly laid: readonly Laid[];
}

/** The groups of a unit: each is a list of runs whose order is free. */
function groupsOf({ perimeters, gaps, infill }: BeadUnit, order: BeadSettings['perimeterOrder']): Bead[][][] {
  const loops = perimeters.map((level) => level.map((bead) => [bead]));
  if (order === 'inner-first') loops.reverse();
  return [...loops, [...gaps.map((bead) => [bead]), ...infill]].filter((group) => group.length > 0);
}

/** Turns open beads of a lattice that can begin over solid at their end alone. */
function turnOntoSolid(runs: Bead[][], isSupported: IsSupported): void {
  runs.forEach((run, n) => {
    const bead = run[0]!;
    const { xy, closed } = bead.path;
    if (run.length > 1 || closed || bead.feature !== 'lattice') return;
    if (!isSupported(xy[0]!, xy[1]!) && isSupported(xy.at(-2)!, xy.at(-1)!)) runs[n] = [reversed(bead)];
  });
}

/** Places where the runs can be begun: points of a loop; or both ends of the first and of the last bead. */
function entriesOf(runs: readonly (readonly Bead[])[], hasSeams: boolean, isSupported: IsSupported | null): number[] {
  const out: number[] = [];
  for (const run of runs) {
    const first = run[0]!.path;
    if (run[0]!.keepsSense === true || (hasSeams && first.closed)) {
      out.push(first.xy[0]!, first.xy[1]!);
      continue;
    }
    const mayBegin = run[0]!.feature === 'lattice' ? isSupported : null;
    if (run.length === 1 && first.closed) {
      const points = first.xy.length / 2;
      const step = Math.max(1, Math.floor(points / ENTRIES_PER_LOOP));
      const before = out.length;
      const add = (onSolid: IsSupported | null): void => {
        for (let i = 0; i < points; i += step) {
          const x = first.xy[2 * i]!;
          const y = first.xy[2 * i + 1]!;
          if (onSolid === null || onSolid(x, y)) out.push(x, y);
        }
      };
      add(mayBegin);
      if (out.length === before) add(null);
      continue;
    }
    if (run.length === 1 && mayBegin !== null) {
      const { xy } = first;
      if (mayBegin(xy[0]!, xy[1]!) && !mayBegin(xy.at(-2)!, xy.at(-1)!)) {
        out.push(xy[0]!, xy[1]!);
        continue;
      }
    }
    const last = run.at(-1)!.path.xy;
    out.push(first.xy[0]!, first.xy[1]!, last.at(-2)!, last.at(-1)!);
    out.push(first.xy.at(-2)!, first.xy.at(-1)!, last[0]!, last[1]!);
  }
  return out;
}

/** The unit with each closed bead begun at its seam. */
function seamed(unit: BeadUnit, seam: SeamPlace): BeadUnit {
  const begun = (bead: Bead) => (bead.path.closed ? withSeam(bead, seam) : bead);
  return { ...unit, perimeters: unit.perimeters.map((level) => level.map(begun)), gaps: unit.gaps.map(begun) };
}

function lowerLeft(skirt: readonly Bead[], units: readonly BeadUnit[]): [number, number] {
  let x = Number.POSITIVE_INFINITY;
  let y = Number.POSITIVE_INFINITY;
  const see = ({ path }: Bead): void => {
    for (let i = 0; i < path.xy.length; i += 2) {
      x = Math.min(x, path.xy[i]!);
      y = Math.min(y, path.xy[i + 1]!);
    }
  };
  skirt.forEach(see);
  for (const { perimeters, gaps, infill } of units) {
    for (const level of perimeters) level.forEach(see);
    gaps.forEach(see);
    for (const run of infill) run.forEach(see);
  }
  return [x, y];
}

/** Puts the beads of a layer in order, so that travel is short. */
import { isOfPart } from '../core/toolpath.ts';
import type { Bead } from './bead.ts';
import type { BeadUnit } from './bead-unit.ts';
import { nearestQueue } from './nearest-queue.ts';
import { type SeamPlace, withSeam } from './seam-start.ts';
import type { BeadSettings } from './settings.ts';

/** A closed bead can be entered at about this many points along it. */
const ENTRIES_PER_LOOP = 12;

/** Whether a bead may begin at a place in mm: there is solid below it. */
export type IsSupported = (xMm: number, yMm: number) => boolean;

/**
 * Orders skirt, then units; each unit's loops by level, then its gaps and infill. Next comes always what begins nearest to
 * where the last bead ended, from the lower left corner of the layer on. Open beads and runs of infill may be turned; closed
 * beads keep their direction and begin at their point nearest to the last end, or at their seam. Where it is known what lies below, beads
 * of a lattice begin over solid if they have such a point: an open one at that end, a closed one without a seam at such a point nearest to
 * the last end.
 */
export function orderBeads(
  skirt: readonly Bead[],
  units: readonly BeadUnit[],
  perimeterOrder: BeadSettings['perimeterOrder'],
  seam: SeamPlace | null = null,
  isSupported: IsSupported | null = null,
): Bead[] {
  const ordered: Bead[] = [];
  let [x, y] = lowerLeft(skirt, units);
  const begun = seam === null || seam.seam.position === 'nearest' ? units : units.map((unit) => seamed(unit, seam));
  const hasSeams = seam !== null && seam.seam.position !== 'nearest';
  for (const bead of skirt) lay([[bead]]);
  const groups = begun.map((unit) => groupsOf(unit, perimeterOrder)).filter((group) => group.length > 0);
  if (isSupported !== null) for (const group of groups) for (const runs of group) turnOntoSolid(runs, isSupported);
  const queue = nearestQueue(groups.map((group) => entriesOf(group[0]!, hasSeams, isSupported)));
  for (let next = queue.take(x, y); next !== null; next = queue.take(x, y)) {
    for (const runs of groups[next.item]!) lay(runs);
  }
  return ordered;

  /** Lays the runs of a group. */
  function lay(runs: readonly (readonly Bead[])[]): void {
    const entries = runs.map((run) => entriesOf([run], hasSeams, isSupported));
    const inside = nearestQueue(entries);
    for (let next = inside.take(x, y); next !== null; next = inside.take(x, y)) {
      const run = runs[next.item]!;
      const isLoop = run.length === 1 && run[0]!.path.closed;
      const isFree = isLoop && (!hasSeams || !isOfPart(run[0]!.feature));
      const beads = isFree ? [startingNear(run[0]!, x, y, isSupported)] : isLoop ? run : turned(run, next.entry);
      for (const bead of beads) {
        ordered.push(bead);
        const { xy, closed } = bead.path;
        x = xy[closed ? 0 : xy.length - 2]!;
        y = xy[closed ? 1 : xy.length - 1]!;
      }
    }
  }
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

/** A run begun at one of its entries: 0 as it is, 1 backwards from its end, 2 and 3 the same with each bead turned. */
function turned(run: readonly Bead[], entry: number): readonly Bead[] {
  const ordered = entry % 2 === 1 ? [...run].reverse() : run;
  return entry === 1 || entry === 2 ? ordered.map(reversed) : ordered;
}

function reversed(bead: Bead): Bead {
  const { xy, closed } = bead.path;
  const out = new Float64Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    out[i] = xy[xy.length - 2 - i]!;
    out[i + 1] = xy[xy.length - 1 - i]!;
  }
  return { ...bead, path: { xy: out, closed }, widthMm: bead.widthMm.slice().reverse() };
}

/** The closed bead from its point nearest to a place on, over solid where it can. */
function startingNear(bead: Bead, x: number, y: number, isSupported: IsSupported | null): Bead {
  const { xy } = bead.path;
  const nearest = (onSolid: IsSupported | null): number => {
    let found = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < xy.length; i += 2) {
      const dx = xy[i]! - x;
      const dy = xy[i + 1]! - y;
      const distance = dx * dx + dy * dy;
      if (distance >= least || (onSolid !== null && !onSolid(xy[i]!, xy[i + 1]!))) continue;
      least = distance;
      found = i;
    }
    return found;
  };
  const onSolid = bead.feature === 'lattice' && isSupported !== null ? nearest(isSupported) : -1;
  const best = onSolid >= 0 ? onSolid : nearest(null);
  const out = new Float64Array(xy.length);
  out.set(xy.subarray(best));
  out.set(xy.subarray(0, best), xy.length - best);
  const { widthMm } = bead;
  const widths = new Float64Array(widthMm.length);
  widths.set(widthMm.subarray(best / 2));
  widths.set(widthMm.subarray(0, best / 2), widthMm.length - best / 2);
  return { ...bead, path: { xy: out, closed: true }, widthMm: widths };
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

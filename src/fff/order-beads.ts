/** Puts the beads of a layer in order, so that travel is short. */
import type { Bead } from './bead.ts';
import type { BeadUnit } from './bead-unit.ts';
import { nearestQueue } from './nearest-queue.ts';
import { type SeamPlace, withSeam } from './seam-start.ts';
import type { BeadSettings } from './settings.ts';

/** A closed bead can be entered at about this many points along it. */
const ENTRIES_PER_LOOP = 12;

/**
 * Orders skirt, then units; each unit's loops by level, then its gaps and infill. Next comes always what begins nearest to
 * where the last bead ended, from the lower left corner of the layer on. Open beads and runs of infill may be turned; closed
 * beads keep their direction and begin at their point nearest to the last end, or at their seam.
 */
export function orderBeads(
  skirt: readonly Bead[],
  units: readonly BeadUnit[],
  perimeterOrder: BeadSettings['perimeterOrder'],
  seam: SeamPlace | null = null,
): Bead[] {
  const ordered: Bead[] = [];
  let [x, y] = lowerLeft(skirt, units);
  const begun = seam === null || seam.seam.position === 'nearest' ? units : units.map((unit) => seamed(unit, seam));
  const hasSeams = seam !== null && seam.seam.position !== 'nearest';
  for (const bead of skirt) lay([[bead]]);
  const groups = begun.map((unit) => groupsOf(unit, perimeterOrder)).filter((group) => group.length > 0);
  const queue = nearestQueue(groups.map((group) => entriesOf(group[0]!, hasSeams)));
  for (let next = queue.take(x, y); next !== null; next = queue.take(x, y)) {
    for (const runs of groups[next.item]!) lay(runs);
  }
  return ordered;

  /** Lays the runs of a group. */
  function lay(runs: readonly (readonly Bead[])[]): void {
    const entries = runs.map((run) => entriesOf([run], hasSeams));
    const inside = nearestQueue(entries);
    for (let next = inside.take(x, y); next !== null; next = inside.take(x, y)) {
      const run = runs[next.item]!;
      const isLoop = run.length === 1 && run[0]!.path.closed;
      const isFree = isLoop && (!hasSeams || run[0]!.feature === 'skirt');
      const beads = isFree ? [startingNear(run[0]!, x, y)] : isLoop ? run : turned(run, next.entry);
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

/** Places where the runs can be begun: points of a loop; or both ends of the first and of the last bead. */
function entriesOf(runs: readonly (readonly Bead[])[], hasSeams: boolean): number[] {
  const out: number[] = [];
  for (const run of runs) {
    const first = run[0]!.path;
    if (run[0]!.keepsSense === true || (hasSeams && first.closed)) {
      out.push(first.xy[0]!, first.xy[1]!);
      continue;
    }
    if (run.length === 1 && first.closed) {
      const points = first.xy.length / 2;
      const step = Math.max(1, Math.floor(points / ENTRIES_PER_LOOP));
      for (let i = 0; i < points; i += step) out.push(first.xy[2 * i]!, first.xy[2 * i + 1]!);
      continue;
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

/** The closed bead from its point nearest to a place on. */
function startingNear(bead: Bead, x: number, y: number): Bead {
  const { xy } = bead.path;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < xy.length; i += 2) {
    const dx = xy[i]! - x;
    const dy = xy[i + 1]! - y;
    if (dx * dx + dy * dy < least) {
      least = dx * dx + dy * dy;
      best = i;
    }
  }
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

/** A planned piece of which the beads stay inside. */
import type { Bead, Unfilled } from './bead.ts';
import type { BeadUnit } from './bead-unit.ts';
import { beyondMm2, fitLine, type RoomyLine, roomyLine, withoutBluntEnds } from './fit-beads.ts';
import type { RoomAt } from './room-at.ts';
import type { BeadSettings } from './settings.ts';
import { stripAreaMm2 } from './strip-area.ts';

/** What a piece got. */
export interface PlannedPiece {
  readonly units: BeadUnit[];
  readonly unfilled: Unfilled[];
}

/** Beads are held to this share of the piece beyond its border. */
const HELD_TO = 0.006;
/** And stubby ones to this share with their ends drawn back at full width: of that a bead that tapers steeply, or is a dot, has little. */
export const DRAWN_HELD_TO = 0.008;
/** They reach over the border as far as that share allows: so far in mm, as long as it holds. */
const REACHES_MM = [0.0005, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.01, 0.02, 0.04] as const;
/** To make up for what others lose beads that have room may become wider by these factors. */
const WIDER = [1, 1.04, 1.1] as const;
/** So little is missing that no wider ones are tried. */
const ENOUGH = 0.001;
/** A step is laid in one width, the mean of its ends: what of it still reaches out becomes narrower by this factor, so often. */
const NARROWER = 0.97;
const MOST_NARROWER = 8;

/** Returns the beads of a piece. */
export function beadsOf({ units }: Pick<PlannedPiece, 'units'>): Bead[] {
  return units.flatMap(({ perimeters, gaps, infill }) => [...perimeters.flat(), ...gaps, ...infill.flat()]);
}

/** Returns the area of the strips of beads. */
export function laidMm2(beads: readonly Bead[]): number {
  let sum = 0;
  for (const { path, widthMm } of beads) sum += stripAreaMm2(path, widthMm);
  return sum;
}

/**
 * Returns a piece of which the beads that `isOurs` names stay inside but for a small share of its area: as far over the border as holds it. Of their ways, with ends
 * as they are or cut to round ones, and wider or not where there is room, that is taken which keeps most; what it lacks is unfilled.
 */
export function fitPiece(
  piece: PlannedPiece,
  areaMm2: number,
  room: RoomAt,
  settings: BeadSettings,
  isOurs: (bead: Bead) => boolean,
): PlannedPiece {
  const fitted = fitOnce(piece, areaMm2, room, settings, isOurs, false);
  const ours = beadsOf(fitted).filter(isOurs);
  if (beyondMm2(ours, room, true) <= DRAWN_HELD_TO * areaMm2) return fitted;
  return fitOnce(piece, areaMm2, room, settings, isOurs, true);
}

/** The same by one rule for stubby beads: with less width all along, or also with their ends drawn back. */
function fitOnce(
  { units, unfilled }: PlannedPiece,
  areaMm2: number,
  room: RoomAt,
  settings: BeadSettings,
  isOurs: (bead: Bead) => boolean,
  isDrawn: boolean,
): PlannedPiece {
  const ours = (of: readonly BeadUnit[]) => beadsOf({ units: [...of] }).filter(isOurs);
  const whole = new Map(ours(units).map((bead) => [bead, roomyLine(bead, room)]));
  const blunt = new Map([...whole].map(([bead, line]) => [bead, withoutBluntEnds(line)]));
  const wantedMm2 = laidMm2([...whole.keys()]);
  const made = (lines: ReadonlyMap<Bead, RoomyLine>, factor: number, reachMm: number): BeadUnit[] => {
    const fitted = unitsWith(units, (bead) => {
      const line = lines.get(bead);
      return line === undefined ? [bead] : fitLine(line, factor, reachMm, settings, isDrawn);
    });
    const share = wantedMm2 / laidMm2(ours(fitted));
    return share < 1 ? scaled(fitted, share) : fitted;
  };
  const scaled = (of: readonly BeadUnit[], factor: number) =>
    unitsWith(of, (bead) => [isOurs(bead) ? { ...bead, widthMm: bead.widthMm.map((mm) => mm * factor) } : bead]);
  const holds = (of: readonly BeadUnit[]) =>
    beyondMm2(ours(of), room) <= HELD_TO * areaMm2 &&
    (!isDrawn || beyondMm2(ours(of), room, true) <= HELD_TO * areaMm2);
  let best: BeadUnit[] = [];
  let mostMm2 = -1;
  const ends = [...whole.keys()].some(({ path }) => !path.closed) ? [whole, blunt] : [whole];
  for (const [lines, factor] of ends.flatMap((of) => WIDER.map((factor) => [of, factor] as const))) {
    let one = made(lines, factor, 0);
    for (const reachMm of REACHES_MM) {
      const other = made(lines, factor, reachMm);
      if (!holds(other)) break;
      one = other;
    }
    const laid = laidMm2(ours(one));
    if (laid > mostMm2) best = one;
    mostMm2 = Math.max(mostMm2, laid);
    if (mostMm2 >= (1 - ENOUGH) * wantedMm2) break;
  }
  for (let k = 0; k < MOST_NARROWER && !holds(best); k++) best = scaled(best, NARROWER);
  const lost = wantedMm2 - laidMm2(ours(best));
  const [first] = whole.keys();
  if (first === undefined || !(lost > 0)) return { units: best, unfilled };
  const { xy } = first.path;
  return { units: best, unfilled: [...unfilled, { areaMm2: lost, xMm: xy[0]!, yMm: xy[1]! }] };
}

function unitsWith(units: readonly BeadUnit[], change: (bead: Bead) => Bead[]): BeadUnit[] {
  return units.map(({ perimeters, gaps, infill }) => ({
    perimeters: perimeters.map((level) => level.flatMap(change)),
    gaps: gaps.flatMap(change),
    infill: infill.map((run) => run.flatMap(change)).filter((run) => run.length > 0),
  }));
}

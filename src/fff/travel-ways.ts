/** Ways of the nozzle between the beads of a layer: off the faces of the part that matter, and within the part where that is asked for. */
import type { Loops } from '../core/polyline.ts';
import type { TravelWay } from '../core/toolpath.ts';
import { subtractSets } from '../geometry/combine-sets.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { type FreeRoom, lengthOf, wayAround } from '../geometry/way-around.ts';
import { zoneMap } from '../geometry/zone-map.ts';
import type { Bead } from './bead.ts';
import type { TravelSettings } from './settings.ts';

/** Where travels may go in one layer. */
export interface TravelAreas {
  /** Solid of the part. */
  readonly solid: Loops;
  /** Of it what travels keep off. */
  readonly faces: Loops;
}

/** The way to each bead, and how many of them pass over faces all the same. */
export interface TravelWays {
  /** Null: straight. */
  readonly ways: readonly (TravelWay | null)[];
  readonly overFaces: number;
}

/** A way stands off what it goes around by at least the first share of a bead width, and is led along lines that stand off by the second one. */
const OFF_BEADS = 0.25;
const RAIL_BEADS = 0.375;

/** Straight up. */
const NOWHERE = new Float64Array(0);

/**
 * Returns the ways to the beads of a layer in their order. A way that would pass over a face is led around it, where that is longer by no more than the
 * greatest detour; else the nozzle is lifted, as on the way into a layer that has such faces, whose beginning nobody knows here. What is
 * shorter than a travel that pulls back, from or to a face, is left: there the nozzle lays that face.
 */
export function travelWays(
  beads: readonly Bead[],
  { solid, faces }: TravelAreas,
  { avoid, maxDetourMm, pull }: TravelSettings,
  beadWidthMm: number,
): TravelWays | null {
  const hasFaces = avoid !== 'none' && faces.length > 0;
  if (!hasFaces && (avoid !== 'perimeters' || solid.length === 0)) return null;
  const offFaces = hasFaces ? roomBeside(faces, beadWidthMm) : null;
  const within = avoid === 'perimeters' ? roomWithin(solid, hasFaces ? faces : [], beadWidthMm) : null;
  let overFaces = 0;
  let last: readonly [number, number] | null = null;
  const ways = beads.map(({ path }): TravelWay | null => {
    const { xy, closed } = path;
    const from = last;
    const to = [xy[0]!, xy[1]!] as const;
    last = closed ? to : [xy[xy.length - 2]!, xy[xy.length - 1]!];
    if (from === null) return hasFaces ? { via: NOWHERE, isLifted: true } : null;
    return wayBetween(from, to);
  });
  return { ways, overFaces };

  function wayBetween(from: readonly [number, number], to: readonly [number, number]): TravelWay | null {
    const [x0, y0] = from;
    const [x1, y1] = to;
    const straightMm = lengthOf([x0, y0, x1, y1]);
    if (straightMm === 0) return null;
    const isOff = offFaces === null || offFaces.isClear(x0, y0, x1, y1);
    if (isOff && (within === null || within.isClear(x0, y0, x1, y1))) return null;
    for (const room of [within, isOff ? null : offFaces]) {
      const via = room === null ? null : wayAround(room, from, to);
      if (via !== null && via.length > 0 && lengthOf([x0, y0, ...via, x1, y1]) <= straightMm + maxDetourMm) {
        return { via: Float64Array.from(via), isLifted: false };
      }
    }
    if (isOff || (straightMm <= pull.fromMm && isAtFace(x0, y0, x1, y1))) return null;
    overFaces++;
    return { via: NOWHERE, isLifted: true };
  }

  /** Whether one of the ends is on a face. */
  function isAtFace(x0: number, y0: number, x1: number, y1: number): boolean {
    return offFaces !== null && !(offFaces.isClear(x0, y0, x0, y0) && offFaces.isClear(x1, y1, x1, y1));
  }
}

/** All that lies beside an area. */
function roomBeside(area: Loops, beadWidthMm: number): FreeRoom {
  const kept = zoneMap([insetLoops(area, OFF_BEADS * beadWidthMm)]);
  return {
    rails: insetLoops(area, RAIL_BEADS * beadWidthMm),
    isClear: (x0, y0, x1, y1) =>
      kept.at(x0, y0) < 0 && kept.at(x1, y1) < 0 && kept.crossings(x0, y0, x1, y1).length === 0,
  };
}

/** What lies in an area and beside another one. */
function roomWithin(area: Loops, faces: Loops, beadWidthMm: number): FreeRoom {
  const inside = (share: number): Loops => {
    const whole = insetLoops(area, -share * beadWidthMm);
    return faces.length === 0 ? whole : subtractSets(whole, insetLoops(faces, share * beadWidthMm));
  };
  const free = zoneMap([inside(OFF_BEADS)]);
  return {
    rails: inside(RAIL_BEADS),
    isClear: (x0, y0, x1, y1) =>
      free.at(x0, y0) === 0 && free.at(x1, y1) === 0 && free.crossings(x0, y0, x1, y1).length === 0,
  };
}

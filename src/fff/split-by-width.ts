/** Parts the triangles of an area into walls that one bead fills and parts that are wider. */
import type { Loops, Polyline } from '../core/polyline.ts';
import { toGrid } from '../core/units.ts';
import { canonicalLoops } from '../geometry/canonical-loops.ts';
import type { ChordalAxis } from '../geometry/chordal-axis.ts';
import type { BeadSettings } from './settings.ts';

/** A connected part of an area that is wider than one bead. */
export interface WidePart {
  readonly loops: Loops;
  readonly areaMm2: number;
  /** Its width at the widest place. */
  readonly widestMm: number;
}

/** The two kinds of parts; together they are the area. */
export interface WidthSplit {
  /** 1 for each triangle of the axis that belongs to a wall for one bead. */
  readonly isThin: Uint8Array;
  readonly wide: readonly WidePart[];
}

/**
 * Where a part narrower than a bead ends blind, loops beside it would not enter: from this area in bead squares on it is a wall.
 * The tip of a 30 degree corner has 0.87, of a right angle 0.13.
 */
const LEAST_FIN = 0.75;
/** The same for a neck between two wide parts. */
const LEAST_NECK = 0.25;
/** A wall between one and two beads wide is taken as thin from this area on, in bead squares; shorter ones get loops. */
const LEAST_WALL = 3;
/**
 * A wide part in a thin wall, such as a joint, stays with the wall where it is nowhere wider than this many widest beads and
 * its area in bead squares is at most that.
 */
const BULGE_WIDTH = 1.4;
const MOST_BULGE = 8;

/** Splits an area where it is `maxBeadWidthMm` wide. */
export function splitByWidth(axis: ChordalAxis, settings: BeadSettings): WidthSplit {
  const { areaMm2, widthMm } = axis;
  const { beadWidthMm, maxBeadWidthMm } = settings;
  const square = beadWidthMm * beadWidthMm;
  const isThin = new Uint8Array(areaMm2.length);
  for (let t = 0; t < isThin.length; t++) isThin[t] = widthMm[t]! < maxBeadWidthMm ? 1 : 0;
  // What is thin but no wall (the corners of a wide part) goes to the wide part first, then short bulges to their wall.
  for (const part of connectedParts(axis, isThin, beadWidthMm)) {
    if (!part.thin || part.gates === 0) continue;
    const least = part.gates === 1 ? LEAST_FIN : LEAST_NECK;
    if (part.narrowMm2 >= least * square || part.areaMm2 >= LEAST_WALL * square) continue;
    for (const t of part.triangles) isThin[t] = 0;
  }
  for (const part of connectedParts(axis, isThin, beadWidthMm)) {
    if (part.thin || part.gates === 0) continue;
    if (part.widestMm >= BULGE_WIDTH * maxBeadWidthMm || part.areaMm2 > MOST_BULGE * square) continue;
    for (const t of part.triangles) isThin[t] = 1;
  }
  const wide: WidePart[] = [];
  const walked = new Uint8Array(axis.across.length);
  for (const part of connectedParts(axis, isThin, beadWidthMm)) {
    if (part.thin) continue;
    const loops = outlineOf(axis, isThin, part.triangles, walked);
    if (loops.length > 0) wide.push({ loops, areaMm2: part.areaMm2, widestMm: part.widestMm });
  }
  return { isThin, wide };
}

interface Part {
  readonly thin: boolean;
  readonly triangles: Int32Array;
  readonly areaMm2: number;
  /** Area of the triangles where the part is narrower than a bead. */
  readonly narrowMm2: number;
  readonly widestMm: number;
  /** Number of sides shared with parts of the other kind. */
  readonly gates: number;
}

/** Triangles of one kind that hang together by their sides. */
function connectedParts({ across, areaMm2, widthMm }: ChordalAxis, isThin: Uint8Array, beadWidthMm: number): Part[] {
  const parts: Part[] = [];
  const seen = new Uint8Array(isThin.length);
  const queue = new Int32Array(isThin.length);
  for (let start = 0; start < isThin.length; start++) {
    if (seen[start] === 1) continue;
    const kind = isThin[start]!;
    let size = 0;
    let area = 0;
    let narrow = 0;
    let widest = 0;
    let gates = 0;
    queue[size++] = start;
    seen[start] = 1;
    for (let k = 0; k < size; k++) {
      const t = queue[k]!;
      area += areaMm2[t]!;
      if (widthMm[t]! < beadWidthMm) narrow += areaMm2[t]!;
      if (widthMm[t]! > widest) widest = widthMm[t]!;
      for (let e = 3 * t; e < 3 * t + 3; e++) {
        const other = across[e]!;
        if (other < 0) continue;
        if (isThin[other] !== kind) gates++;
        else if (seen[other] === 0) {
          seen[other] = 1;
          queue[size++] = other;
        }
      }
    }
    parts.push({
      thin: kind === 1,
      triangles: queue.slice(0, size),
      areaMm2: area,
      narrowMm2: narrow,
      widestMm: widest,
      gates,
    });
  }
  return parts;
}

/** Loops around a wide part: walks along its sides on the boundary and against thin walls. */
function outlineOf(axis: ChordalAxis, isThin: Uint8Array, triangles: Int32Array, walked: Uint8Array): Loops {
  const { x, y, isGiven, corners, across } = axis;
  const isOuter = (e: number): boolean => across[e]! < 0 || isThin[across[e]!] === 1;
  const loops: Float64Array[] = [];
  for (const t of triangles) {
    for (let start = 3 * t; start < 3 * t + 3; start++) {
      if (!isOuter(start) || walked[start] === 1) continue;
      const loop: number[] = [];
      let e = start;
      let cameFromCut = across[lastOuter(start)]! >= 0;
      do {
        walked[e] = 1;
        const p = corners[e]!;
        const isCut = across[e]! >= 0;
        // Samples on a straight side say nothing new.
        if (isGiven[p] === 1 || isCut || cameFromCut) loop.push(toGrid(x[p]!), toGrid(y[p]!));
        cameFromCut = isCut;
        e = nextOuter(e);
      } while (e !== start);
      loops.push(Float64Array.from(loop));
    }
  }
  return canonicalLoops(loops) as Polyline[];

  /** The outer side that follows: turns around the end of this one through the triangles of the part. */
  function nextOuter(e: number): number {
    let side = e % 3 === 2 ? e - 2 : e + 1;
    while (!isOuter(side)) {
      const back = sideTo(across[side]!, (side / 3) | 0);
      side = back % 3 === 2 ? back - 2 : back + 1;
    }
    return side;
  }

  function lastOuter(e: number): number {
    let side = e % 3 === 0 ? e + 2 : e - 1;
    while (!isOuter(side)) {
      const back = sideTo(across[side]!, (side / 3) | 0);
      side = back % 3 === 0 ? back + 2 : back - 1;
    }
    return side;
  }

  function sideTo(triangle: number, neighbour: number): number {
    for (let side = 3 * triangle; side < 3 * triangle + 2; side++) if (across[side] === neighbour) return side;
    return 3 * triangle + 2;
  }
}

/** One level of closed beads along the boundary of a wide part. */
import type { Loops, Polyline } from '../core/polyline.ts';
import type { BeadFeature } from '../core/toolpath.ts';
import { simplifyLine } from '../geometry/simplify-line.ts';
import type { Bead } from './bead.ts';
import { type FreeDisc, freeDisc } from './free-disc.ts';
import type { BeadSettings } from './settings.ts';
import { stripAreaMm2 } from './strip-area.ts';
import { isWideThroughout } from './wide-throughout.ts';

/** Beads of a level, and the area that they could not take. */
export interface LoopBeads {
  readonly beads: Bead[];
  readonly missingMm2: number;
}

/** Widths are looked for at points this far apart, and smoothed over as many points on each side. */
const SAMPLE_MM = 0.15;
const SMOOTH_POINTS = 1;
/** A sliver between the loops is no bead where it is narrower than the least by more than this; see `axisBeads`. */
const LEAST_BEAD_MARGIN_MM = 0.003;
/** An offset has more points than its beads need, and the direction of its shortest sides is that of the grid. */
const COARSE_MM = 0.002;
/** Cosine between sides that face each other, with room below that of `freeDisc`. */
const FACING_COSINE = 0.2;
/** Square of the sum of the normals of two sides that meet at a right angle. */
const RIGHT_ANGLE = 2;
/** To fill its area exactly a bead beside a facing one may change by this factor, and then all beads by the other one. */
const NARROW_FACTOR = 1.25;
const ALL_FACTOR = 1.1;

/**
 * Lays beads along loops, which run half a bead inside the boundary of a part. Where another loop of the level faces it closer
 * than a bead, or leaves less than the least bead between, the two share the wall: each is as wide as half of it, and moves
 * to the middle of its half. What corners and ends of narrow walls change is made up for by a small factor.
 *
 * @param areaMm2 - what the beads have to fill
 * @param sideMm - how much more than half a bead the loops run inside the boundary, for the rounded side of a bead
 */
export function loopBeads(
  loops: Loops,
  areaMm2: number,
  settings: BeadSettings,
  feature: BeadFeature,
  sideMm = 0,
): LoopBeads {
  const { beadWidthMm, minBeadWidthMm } = settings;
  const reachMm = beadWidthMm + minBeadWidthMm - LEAST_BEAD_MARGIN_MM;
  const coarse = loops.map(
    (path) => simplifyLine({ path, widthMm: new Float64Array(path.xy.length / 2) }, COARSE_MM).path,
  );
  const kept = coarse.filter(({ xy }) => xy.length > 0);
  // Where a disc of that size rolls along all sides, none faces another nearer than that.
  const nearMm = reachMm - 2 * sideMm;
  const isFree = !hasSharpTurn(kept) && isWideThroughout(kept, { beadWidthMm, maxBeadWidthMm: nearMm });
  const free = isFree ? null : freeDisc(kept, nearMm);
  // Room is counted from where loops without rounded sides run.
  const room: FreeDisc | null = free === null ? null : (x, y, nx, ny) => free(x, y, nx, ny) + 2 * sideMm;
  const lines = kept.map((loop) =>
    room === null ? evenLine(loop, beadWidthMm) : sharedLine(sampled(loop), room, beadWidthMm, reachMm),
  );
  // The strips of shared walls first, then all.
  let shared = 0;
  let total = 0;
  for (const { path, widthMm, isShared } of lines) {
    const area = stripAreaMm2(path, widthMm);
    total += area;
    shared += stripAreaMm2(
      path,
      widthMm.map((value, i) => value * isShared[i]!),
    );
  }
  const narrow = shared > 0 ? bounded(1 + (areaMm2 - total) / shared, NARROW_FACTOR) : 1;
  const all = bounded(areaMm2 / (total + (narrow - 1) * shared), ALL_FACTOR);
  const beads: Bead[] = [];
  let laid = 0;
  for (const { path, widthMm, isShared } of lines) {
    const widths = widthMm.map((value, i) => value * all * (1 + (narrow - 1) * isShared[i]!));
    const line = simplifyLine({ path, widthMm: widths });
    if (line.widthMm.length === 0) continue;
    beads.push({ ...line, feature });
    laid += stripAreaMm2(line.path, line.widthMm);
  }
  if (!(laid > 0)) return { beads: [], missingMm2: areaMm2 };
  // The same once more for what dropped points and the grid changed.
  const last = bounded(areaMm2 / laid, 1.02);
  return {
    beads: beads.map((bead) => ({ ...bead, widthMm: bead.widthMm.map((value) => value * last) })),
    missingMm2: areaMm2 - laid * last,
  };
}

/** Tells whether two sides meet at so sharp an outer corner that they count as facing each other. */
function hasSharpTurn(loops: Loops): boolean {
  for (const { xy } of loops) {
    const n = xy.length;
    for (let i = 0; i < n; i += 2) {
      const before = i === 0 ? n - 2 : i - 2;
      const after = i + 2 === n ? 0 : i + 2;
      const ax = xy[i]! - xy[before]!;
      const ay = xy[i + 1]! - xy[before + 1]!;
      const bx = xy[after]! - xy[i]!;
      const by = xy[after + 1]! - xy[i + 1]!;
      const dot = ax * bx + ay * by;
      if (dot < 0 && dot * dot > (ax * ax + ay * ay) * (bx * bx + by * by) * FACING_COSINE * FACING_COSINE) return true;
    }
  }
  return false;
}

/** A line as wide as a bead all along. */
function evenLine(path: Polyline, beadMm: number): SharedLine {
  const n = path.xy.length / 2;
  return { path, widthMm: new Float64Array(n).fill(beadMm), isShared: new Float64Array(n) };
}

function bounded(factor: number, most: number): number {
  return Math.min(most, Math.max(1 / most, factor));
}

/** The loop with points on its long sides. */
function sampled({ xy }: Polyline): Polyline {
  const out: number[] = [];
  for (let i = 0; i < xy.length; i += 2) {
    const j = i + 2 === xy.length ? 0 : i + 2;
    const dx = xy[j]! - xy[i]!;
    const dy = xy[j + 1]! - xy[i + 1]!;
    const pieces = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / SAMPLE_MM));
    for (let k = 0; k < pieces; k++) out.push(xy[i]! + (dx * k) / pieces, xy[i + 1]! + (dy * k) / pieces);
  }
  return { xy: Float64Array.from(out), closed: true };
}

interface SharedLine {
  readonly path: Polyline;
  readonly widthMm: Float64Array;
  /** 1 at points where the wall is shared with a facing loop, less near the end of such a stretch. */
  readonly isShared: Float64Array;
}

function sharedLine(loop: Polyline, room: FreeDisc, beadMm: number, reachMm: number): SharedLine {
  const { xy } = loop;
  const n = xy.length / 2;
  // By side, from its middle: at a corner the normal is not known.
  const sideWidth = new Float64Array(n);
  const sideShared = new Float64Array(n);
  const nx = new Float64Array(n);
  const ny = new Float64Array(n);
  let any = false;
  for (let i = 0; i < n; i++) {
    const k = i + 1 === n ? 0 : i + 1;
    const dx = xy[2 * k]! - xy[2 * i]!;
    const dy = xy[2 * k + 1]! - xy[2 * i + 1]!;
    const size = Math.sqrt(dx * dx + dy * dy);
    nx[i] = size > 0 ? -dy / size : 0;
    ny[i] = size > 0 ? dx / size : 0;
    const free = room(xy[2 * i]! + dx / 2, xy[2 * i + 1]! + dy / 2, nx[i]!, ny[i]!);
    const isShared = free < reachMm;
    any ||= isShared;
    sideShared[i] = isShared ? 1 : 0;
    sideWidth[i] = isShared ? (beadMm + free) / 2 : beadMm;
  }
  if (!any) return { path: loop, widthMm: new Float64Array(n).fill(beadMm), isShared: new Float64Array(n) };
  const widthMm = new Float64Array(n);
  const isShared = new Float64Array(n);
  const moved = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    let width = 0;
    let share = 0;
    let weight = 0;
    for (let k = -1 - SMOOTH_POINTS; k <= SMOOTH_POINTS; k++) {
      const side = (((i + k) % n) + n) % n;
      width += sideWidth[side]!;
      share += sideShared[side]!;
      weight++;
    }
    widthMm[i] = width / weight;
    isShared[i] = share / weight;
    // Outward along the bisector, so far that the outer edge of the strip stays on the boundary; at corners sharper than right ones less,
    // since the boundary there may be blunt: so no line leaves the part.
    const last = i === 0 ? n - 1 : i - 1;
    const bx = nx[i]! + nx[last]!;
    const by = ny[i]! + ny[last]!;
    const square = bx * bx + by * by;
    const shift = (widthMm[i]! - beadMm) / Math.max(square, RIGHT_ANGLE);
    moved[2 * i] = xy[2 * i]! + bx * shift;
    moved[2 * i + 1] = xy[2 * i + 1]! + by * shift;
  }
  return { path: { xy: moved, closed: true }, widthMm, isShared };
}

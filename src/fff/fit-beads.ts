/** Beads made narrower and shorter until they stay inside their piece, round ends and all. */
import { simplifyLine } from '../geometry/simplify-line.ts';
import type { Bead } from './bead.ts';
import type { RoomAt } from './room-at.ts';
import type { BeadSettings } from './settings.ts';
import { stripAreaMm2 } from './strip-area.ts';

/** The room beside a line is looked up at points this far apart. */
const SAMPLE_MM = 0.02;
/** Lines of spots are short: what dropped points change of them counts. */
const COARSE_MM = 0.0005;
/** Rounds in which the width of an open bead and that of its ends find each other. */
const ROUNDS = 16;
/** A bead is stubby where its round ends take so much of its width: up to about eight times as long as wide. */
const STUBBY = 0.9;
/** From this share of the room further on an end has its own. */
const FULL = 0.98;
/** A width below the least by less than this is rounding. */
const ROUNDING_MM = 0.002;
const LEAST_LENGTH_MM = 0.02;

/** A line with widths and, at each point, the widest that stays inside. */
export interface RoomyLine {
  readonly bead: Bead;
  readonly xy: Float64Array;
  readonly widthMm: Float64Array;
  readonly roomMm: Float64Array;
}

/**
 * Returns about how much of beads lies beyond the border, in mm2: each with just its own area, and as wide along a step as its two ends are on the mean.
 *
 * @param isDrawn - whether a stubby bead gets its own area by ends that are drawn back, at its full width, not by less width all along
 */
export function beyondMm2(beads: readonly Bead[], room: RoomAt, isDrawn = false): number {
  let sum = 0;
  for (const { path, widthMm } of beads) {
    const { xy, closed } = path;
    const n = widthMm.length;
    const own = closed ? 1 : ownFactor(xy, widthMm);
    const [fromMm, toMm] = isDrawn && own < STUBBY ? fullStretch(xy, widthMm) : [0, 0];
    let at = 0;
    // The ends of a spot reach out all around, and the border around a tight ring is twice as long as its line.
    const lengthMm = lengthOf(xy);
    const endWeight = lengthMm < 2 * widthMm[0]! ? 2 : 1;
    const ringWeight = lengthMm < 6 * widthMm[0]! ? 3 : 1.5;
    for (let i = 0; i < (closed ? n : n - 1); i++) {
      const k = i + 1 === n ? 0 : i + 1;
      const dx = xy[2 * k]! - xy[2 * i]!;
      const dy = xy[2 * k + 1]! - xy[2 * i + 1]!;
      const length = Math.sqrt(dx * dx + dy * dy);
      const full = (widthMm[i]! + widthMm[k]!) / 4;
      const pieces = Math.max(1, Math.ceil(length / SAMPLE_MM));
      for (let q = 0; q <= pieces; q++) {
        const s = at + (length * q) / pieces;
        const half = s > fromMm && s < toMm ? full : own * full;
        const over = half - room(xy[2 * i]! + (dx * q) / pieces, xy[2 * i + 1]! + (dy * q) / pieces);
        if (!(over > 0)) continue;
        // Open beads lie in the middle and reach out on both sides, closed ones sometimes; an end reaches out by its half disc.
        sum += ((over * length) / (pieces + 1)) * (closed ? ringWeight : 2);
        if (!closed && ((i === 0 && q === 0) || (k === n - 1 && q === pieces))) sum += endWeight * over * half;
      }
      at += length;
    }
  }
  return sum;
}

/** Returns a line with the room beside it. */
export function roomyLine(bead: Bead, room: RoomAt): RoomyLine {
  const { path, widthMm } = bead;
  const { xy, closed } = path;
  const n = widthMm.length;
  const points: number[] = [];
  const widths: number[] = [];
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const k = i + 1 === n ? 0 : i + 1;
    const dx = xy[2 * k]! - xy[2 * i]!;
    const dy = xy[2 * k + 1]! - xy[2 * i + 1]!;
    const pieces = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / SAMPLE_MM));
    for (let q = 0; q < pieces; q++) {
      points.push(xy[2 * i]! + (dx * q) / pieces, xy[2 * i + 1]! + (dy * q) / pieces);
      widths.push(widthMm[i]! + ((widthMm[k]! - widthMm[i]!) * q) / pieces);
    }
  }
  if (!closed) {
    points.push(xy[2 * n - 2]!, xy[2 * n - 1]!);
    widths.push(widthMm[n - 1]!);
  }
  const roomMm = new Float64Array(widths.length);
  for (let i = 0; i < roomMm.length; i++) roomMm[i] = room(points[2 * i]!, points[2 * i + 1]!);
  return { bead, xy: Float64Array.from(points), widthMm: Float64Array.from(widths), roomMm };
}

/**
 * Returns the beads of a line that stay inside, a factor wider than planned where there is room: nowhere wider than the room beside the line, an open bead with
 * its round ends and just its own area. Where that is narrower than the least bead the line is cut.
 *
 * @param reachMm - how far a bead may reach over the border
 * @param isDrawn - whether a stubby bead also stays inside with its ends drawn back and its width full; a dot, which has no such stretch, is left out
 */
export function fitLine(
  line: RoomyLine,
  factor: number,
  reachMm: number,
  settings: BeadSettings,
  isDrawn = false,
): Bead[] {
  const { bead, xy } = line;
  const roomMm = line.roomMm.map((mm) => (mm > 0 ? mm + reachMm : 0));
  const { closed } = bead.path;
  const leastMm = settings.minBeadWidthMm - ROUNDING_MM;
  const wished = line.widthMm.map((mm) => mm * factor);
  const n = roomMm.length;
  const widthMm = closed
    ? wished.map((mm, i) => Math.min(mm, 2 * roomMm[i]!))
    : openWidths(xy, wished, roomMm, isDrawn);
  const runs = runsOf(n, closed, (i) => widthMm[i]! >= leastMm);
  if (runs.length !== 1 || runs[0]![1] < n) {
    // Ends are elsewhere now, and so are the widths.
    return runs.flatMap(([first, count]) => fitLine(partOf(line, first, count), factor, reachMm, settings, isDrawn));
  }
  if (isDrawn && !closed) {
    const [fromMm, toMm] = fullStretch(xy, widthMm);
    if (toMm <= fromMm) return [];
  }
  const simple = simplifyLine({ path: { xy, closed }, widthMm }, COARSE_MM);
  return simple.widthMm.length === 0 || lengthOf(simple.path.xy) < LEAST_LENGTH_MM ? [] : [{ ...bead, ...simple }];
}

/** Returns an open line without what of its ends has less room than the line half a bead further on: the round end of a wall that ends blunt has its full width there. */
export function withoutBluntEnds(line: RoomyLine): RoomyLine {
  const { bead, roomMm, widthMm } = line;
  if (bead.path.closed) return line;
  const n = roomMm.length;
  const cut = (end: number, step: 1 | -1): number => {
    const reach = Math.min(n >> 1, Math.floor(widthMm[end]! / 2 / SAMPLE_MM));
    let most = 0;
    for (let k = 0; k <= reach; k++) most = Math.max(most, roomMm[end + step * k]!);
    let k = 0;
    while (k < reach && roomMm[end + step * k]! < FULL * most) k++;
    return k;
  };
  const first = cut(0, 1);
  const count = n - cut(n - 1, -1) - first;
  return count < 2 ? line : partOf(line, first, count);
}

/** Some points of a line, on a ring perhaps past its last one. */
function partOf({ bead, xy, widthMm, roomMm }: RoomyLine, first: number, count: number): RoomyLine {
  const at = Array.from({ length: count }, (_, i) => (first + i) % roomMm.length);
  return {
    bead: { ...bead, path: { ...bead.path, closed: false } },
    xy: Float64Array.from(at.flatMap((i) => [xy[2 * i]!, xy[2 * i + 1]!])),
    widthMm: Float64Array.from(at, (i) => widthMm[i]!),
    roomMm: Float64Array.from(at, (i) => roomMm[i]!),
  };
}

/** Widths of an open bead: as wished, and where that does not fit as the room is. */
function openWidths(xy: Float64Array, wished: Float64Array, room: Float64Array, isDrawn: boolean): Float64Array {
  let width = wished;
  const at = isDrawn && ownFactor(xy, wished) < STUBBY ? lengthsAt(xy) : null;
  for (let round = 0; round < ROUNDS; round++) {
    const own = ownFactor(xy, width);
    const fit = wished.map((mm, i) => Math.min(mm, (2 * room[i]!) / own));
    if (at !== null) holdInside(fit, room, at, fullStretch(xy, width));
    width = fit;
  }
  return width;
}

/** Makes a bead as narrow as its room on a stretch, and nowhere wider before and after it than where it begins and ends. */
function holdInside(width: Float64Array, room: Float64Array, at: Float64Array, [fromMm, toMm]: [number, number]): void {
  let first = -1;
  let last = -1;
  for (let i = 0; i < at.length; i++) {
    if (at[i]! < fromMm || at[i]! > toMm) continue;
    width[i] = Math.min(width[i]!, 2 * room[i]!);
    if (first < 0) first = i;
    last = i;
  }
  if (first < 0) return;
  for (let i = 0; i < first; i++) width[i] = Math.min(width[i]!, width[first]!);
  for (let i = last + 1; i < at.length; i++) width[i] = Math.min(width[i]!, width[last]!);
}

/** Length up to each point of an open line. */
function lengthsAt(xy: Float64Array): Float64Array {
  const at = new Float64Array(xy.length / 2);
  for (let i = 1; i < at.length; i++) at[i] = at[i - 1]! + lengthOf(xy.subarray(2 * i - 2, 2 * i + 2));
  return at;
}

/** From where to where along an open line its bead has its full width where its ends are drawn back: so far that they have the area of what they leave. */
function fullStretch(xy: Float64Array, widthMm: Float64Array): [number, number] {
  return [(Math.PI / 8) * widthMm[0]!, lengthOf(xy) - (Math.PI / 8) * widthMm[widthMm.length - 1]!];
}

/** Returns what the widths of an open bead are multiplied by so that it has the area of its strip with both round ends. */
export function ownFactor(xy: Float64Array, widthMm: Float64Array): number {
  const n = widthMm.length;
  const strip = stripAreaMm2({ xy, closed: false }, widthMm);
  const caps = (Math.PI / 8) * (widthMm[0]! * widthMm[0]! + widthMm[n - 1]! * widthMm[n - 1]!);
  return caps > 0 ? (-strip + Math.sqrt(strip * strip + 4 * caps * strip)) / (2 * caps) : 1;
}

/** First index and length of each run of two points or more that hold; on a ring one may go past the last point. */
function runsOf(n: number, closed: boolean, holds: (i: number) => boolean): [number, number][] {
  let start = 0;
  while (closed && start < n && holds(start)) start++;
  if (start === n) return [[0, n]];
  const runs: [number, number][] = [];
  for (let i = 0; i < n; ) {
    let size = 0;
    while (i + size < n && holds((start + i + size) % n)) size++;
    if (size > 1) runs.push([(start + i) % n, size]);
    i += size + 1;
  }
  return runs;
}

function lengthOf(xy: Float64Array): number {
  let length = 0;
  for (let i = 2; i < xy.length; i += 2) {
    const dx = xy[i]! - xy[i - 2]!;
    const dy = xy[i + 1]! - xy[i - 1]!;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return length;
}

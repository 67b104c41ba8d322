/** Where several parts stand side by side on one plate, without turning them. */
import { buildAreaOf } from '../../config/build-area.ts';
import { buildBoxOf, type Printer } from '../../config/printer.ts';
import type { BuildArea } from '../../core/build-area.ts';
import type { Box3 } from '../../core/mesh.ts';
import { type Place, PrepError } from '../../core/prep-error.ts';
import { GRID_PER_MM, snapMm } from '../../core/units.ts';
import { outsideOf } from '../../geometry/build-area.ts';
import { isPlain, placeOnPlate } from './place-part.ts';

/** A part that wants a place. */
export interface Standing {
  readonly partId: string;
  readonly box: Box3;
  /** The middle of the part on the plate in mm; null: wherever there is room. */
  readonly positionMm: readonly [number, number] | null;
  readonly place: Place;
  /** Room around the part that it needs in the plane. */
  readonly marginMm: number;
  /** What needs that room; absent: the skirt. */
  readonly marginFor?: string;
  /** Height above the plate at which the part stands; absent: 0. */
  readonly liftMm?: number;
  /** Returns the convex hull of the part in the plane; absent: its box. */
  readonly hull?: () => Float64Array;
}

/** Least distance between parts where nothing asks for more. */
export const GAP_MM = 5;
/** Places that are tried along each side of a plate that is no plain rectangle. */
const STARTS = 24;
/** Rounding of a sum of lengths. */
const HAIR_MM = 1e-9;

/** A rectangle on the plate: xMin, yMin, xMax, yMax. */
type Rectangle = readonly [number, number, number, number];
type Middle = readonly [number, number];

/**
 * Returns the shift of each part in mm. One part stands in the middle of the plate. Of several, those with a position of their own have
 * it, and the others stand as near to them as there is room, in the order of the case; where none has one, they fill the room from the
 * front left, and the group stands in the middle; between parts that find a place there is `gapMm` at least. Throws `part-too-large`, and `part-off-plate` where parts overlap or no room is left.
 */
export function layOut(
  parts: readonly Standing[],
  printer: Printer,
  gapMm = GAP_MM,
): (readonly [number, number, number])[] {
  const shiftAt = (
    { box, place, marginMm, marginFor = 'skirt', liftMm = 0, hull }: Standing,
    positionMm: Middle | null,
  ) =>
    placeOnPlate(box, printer, {
      positionMm,
      place,
      marginMm,
      marginFor,
      liftMm,
      ...(hull === undefined ? {} : { hull }),
    });
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return [shiftAt(only, only.positionMm)];
  // Each alone first, so that one that is too large is told as such.
  for (const part of parts) shiftAt(part, part.positionMm);
  const [x0, y0, , x1, y1] = buildBoxOf(printer);
  const area = buildAreaOf(printer);
  const room: PlateRoom = { box: [x0, y0, x1, y1], area: isPlain(area) ? null : area, gapMm };
  const fixed = fixedPlaces(parts);
  const free = parts.filter(({ positionMm }) => positionMm === null);
  const found = freePlaces(free, room, fixed);
  if (found.length < free.length) {
    const { partId, place } = free[found.length] as Standing;
    const reason = `no room is left on the plate of ${printer.id} for the part '${partId}' beside the others`;
    throw new PrepError('part-off-plate', reason, place);
  }
  return parts.map((part) => {
    if (part.positionMm !== null) return shiftAt(part, part.positionMm);
    const [x, y] = found[free.indexOf(part)] as Middle;
    const { box, marginMm, liftMm = 0 } = part;
    return [
      shiftWithin([box[0] - marginMm, box[3] + marginMm], x, [x0, x1]),
      shiftWithin([box[1] - marginMm, box[4] + marginMm], y, [y0, y1]),
      liftMm - box[2],
    ];
  });
}

/** The box of the plate, and its area where that is less. */
interface PlateRoom {
  readonly box: Rectangle;
  readonly area: BuildArea | null;
  /** Least distance between parts that find a place. */
  readonly gapMm: number;
}

/** What the parts with positions of their own take; throws where they overlap. */
function fixedPlaces(parts: readonly Standing[]): Rectangle[] {
  const taken: Rectangle[] = [];
  const before: Standing[] = [];
  for (const part of parts) {
    if (part.positionMm === null) continue;
    const own = around(part, part.positionMm);
    const other = before[taken.findIndex((one) => meet(own, one, -HAIR_MM))];
    if (other !== undefined) {
      throw new PrepError('part-off-plate', overlapWords(part, other), [...part.place, 'positionMm']);
    }
    taken.push(own);
    before.push(part);
  }
  return taken;
}

/** What meets where two parts with positions of their own are too near to each other: they themselves, or what stands around them. */
function overlapWords(part: Standing, other: Standing): string {
  const names = `the part '${part.partId}' overlaps the part '${other.partId}' at its position`;
  const bare = (one: Standing) => around({ ...one, marginMm: 0 }, one.positionMm ?? [0, 0]);
  const [a, b] = [bare(part), bare(other)];
  if (meet(a, b, -HAIR_MM)) return names;
  const apart = (low: 0 | 1) => Math.max(0, a[low] - b[low + 2]!, b[low] - a[low + 2]!);
  const gapMm = Math.max(apart(0), apart(1));
  const neededMm = part.marginMm + other.marginMm;
  const what = (part.marginMm > 0 ? part.marginFor : other.marginFor) ?? 'skirt';
  return `the ${what} of the part '${part.partId}' meets that of the part '${other.partId}': they stand ${said(gapMm)} mm apart, and what is around them takes ${said(neededMm)} mm`;
}

function said(mm: number): string {
  return String(Number(mm.toFixed(3)));
}

/** The middles of the free parts, as many of them as find room. */
function freePlaces(free: readonly Standing[], plate: PlateRoom, fixed: readonly Rectangle[]): Middle[] {
  if (fixed.length > 0 || plate.area !== null) {
    const beside = packed(free, plate, fixed, middleOf(fixed.length > 0 ? fixed : [plate.box]));
    return beside.length === free.length ? beside : packed(free, plate, fixed, null);
  }
  const filled = packed(free, plate, [], null);
  const [x, y] = middleOf(filled.map((middle, n) => around(free[n] as Standing, middle)));
  // Whole on the grid, so that it changes no distance between parts.
  const way = [snapMm((plate.box[0] + plate.box[2]) / 2 - x), snapMm((plate.box[1] + plate.box[3]) / 2 - y)] as const;
  return filled.map((middle) => [middle[0] + way[0], middle[1] + way[1]]);
}

/** One part after the other, each in the foremost, then leftmost room, or in that nearest to a point, until one finds none. */
function packed(
  free: readonly Standing[],
  plate: PlateRoom,
  fixed: readonly Rectangle[],
  near: Middle | null,
): Middle[] {
  const taken = [...fixed];
  const middles: Middle[] = [];
  for (const part of free) {
    const found = freeMiddle(part, plate, taken, near);
    if (found === null) break;
    middles.push(found);
    taken.push(around(part, found));
  }
  return middles;
}

/** The shift in whole grid units that puts the middle of a span at a place; where rounding has put an end off the plate, one unit back. */
function shiftWithin(
  [low, high]: readonly [number, number],
  middleMm: number,
  [from, to]: readonly [number, number],
): number {
  const shift = snapMm(middleMm - (low + high) / 2);
  const back = low + shift < from - HAIR_MM ? 1 : high + shift > to + HAIR_MM ? -1 : 0;
  return snapMm(shift + back / GRID_PER_MM);
}

function sizeOf({ box, marginMm }: Standing): readonly [number, number] {
  return [box[3] - box[0] + 2 * marginMm, box[4] - box[1] + 2 * marginMm];
}

function around(part: Standing, [x, y]: Middle): Rectangle {
  const [width, depth] = sizeOf(part);
  return [x - width / 2, y - depth / 2, x + width / 2, y + depth / 2];
}

function meet(a: Rectangle, b: Rectangle, gapMm: number): boolean {
  return a[0] < b[2] + gapMm && b[0] < a[2] + gapMm && a[1] < b[3] + gapMm && b[1] < a[3] + gapMm;
}

/** The middle of the room for a part beside what is taken: the foremost, then leftmost one, or that nearest to a point. */
function freeMiddle(
  part: Standing,
  { box: [x0, y0, x1, y1], area, gapMm }: PlateRoom,
  taken: readonly Rectangle[],
  near: Middle | null,
): Middle | null {
  const [width, depth] = sizeOf(part);
  const starts = (low: 0 | 1, size: number, first: number, last: number) =>
    [
      first,
      ...taken.map((other) => other[low === 0 ? 2 : 3] + gapMm),
      ...(near === null ? [] : [last - size, near[low] - size / 2, ...taken.map((other) => other[low] - gapMm - size)]),
      ...(area === null ? [] : Array.from({ length: STARTS }, (_, n) => first + ((last - size - first) * n) / STARTS)),
    ].sort((a, b) => a - b);
  const lefts = starts(0, width, x0, x1);
  let best: Middle | null = null;
  let leastMm2 = Infinity;
  for (const front of starts(1, depth, y0, y1)) {
    for (const left of lefts) {
      const own: Rectangle = [left, front, left + width, front + depth];
      if (left < x0 - HAIR_MM || front < y0 - HAIR_MM || own[2] > x1 + HAIR_MM || own[3] > y1 + HAIR_MM) continue;
      const middle = [left + width / 2, front + depth / 2] as const;
      const awayMm2 = near === null ? 0 : (middle[0] - near[0]) ** 2 + (middle[1] - near[1]) ** 2;
      if (awayMm2 >= leastMm2 - HAIR_MM || taken.some((other) => meet(own, other, gapMm - HAIR_MM))) continue;
      if (area !== null && !isWithin(area, own)) continue;
      if (near === null) return middle;
      best = middle;
      leastMm2 = awayMm2;
    }
  }
  return best;
}

function isWithin(area: BuildArea, [x0, y0, x1, y1]: Rectangle): boolean {
  const loops = [Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1)];
  return outsideOf(area, { loops, lines: [], vectors: [] }).length === 0;
}

/** The middle of the box around all. */
function middleOf(taken: readonly Rectangle[]): Middle {
  const low = (n: 0 | 1) => Math.min(...taken.map((one) => one[n]));
  const high = (n: 2 | 3) => Math.max(...taken.map((one) => one[n]));
  return [(low(0) + high(2)) / 2, (low(1) + high(3)) / 2];
}

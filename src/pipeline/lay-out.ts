/** Where several parts stand side by side on one plate, without turning them. */
import { buildBoxOf, type Printer } from '../config/printer.ts';
import type { Box3 } from '../core/mesh.ts';
import { type Place, PrepError } from '../core/prep-error.ts';
import { GRID_PER_MM, snapMm } from '../core/units.ts';
import { placeOnPlate } from './place-part.ts';

/** A part that wants a place. */
export interface Standing {
  readonly partId: string;
  readonly box: Box3;
  /** The middle of the part on the plate in mm; null: wherever there is room. */
  readonly positionMm: readonly [number, number] | null;
  readonly place: Place;
  /** Room around the part that it needs in the plane. */
  readonly marginMm: number;
}

/** Least distance between parts. */
const GAP_MM = 5;
/** Rounding of a sum of lengths. */
const HAIR_MM = 1e-9;

/** A rectangle on the plate: xMin, yMin, xMax, yMax. */
type Rectangle = readonly [number, number, number, number];

/**
 * Returns the shift of each part in mm. One part stands in the middle of the plate. Of several, those with a position of their own have
 * it, and the others fill the room from the front left in the order of the case; where none has one, the group stands in the middle.
 * Throws `part-too-large`, and `part-off-plate` where parts overlap or no room is left.
 */
export function layOut(parts: readonly Standing[], printer: Printer): (readonly [number, number, number])[] {
  const shiftAt = ({ box, place, marginMm }: Standing, positionMm: readonly [number, number] | null) =>
    placeOnPlate(box, printer, { positionMm, place, marginMm });
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return [shiftAt(only, only.positionMm)];
  // Each alone first, so that one that is too large is told as such.
  for (const part of parts) shiftAt(part, part.positionMm);
  const [x0, y0, , x1, y1] = buildBoxOf(printer);
  const taken: Rectangle[] = [];
  const middles: (readonly [number, number] | null)[] = parts.map(({ positionMm }) => positionMm);
  parts.forEach((part, n) => {
    const middle = middles[n];
    if (middle === null || middle === undefined) return;
    const own = around(part, middle);
    if (taken.some((other) => meet(own, other, -HAIR_MM))) {
      throw new PrepError('part-off-plate', `the part '${part.partId}' overlaps another at its position`, [
        ...part.place,
        'positionMm',
      ]);
    }
    taken.push(own);
  });
  const isFree = taken.length === 0;
  parts.forEach((part, n) => {
    if (middles[n] !== null) return;
    const found = freeMiddle(part, [x0, y0, x1, y1], taken);
    if (found === null) {
      const reason = `no room is left on the plate of ${printer.id} for the part '${part.partId}' beside the others`;
      throw new PrepError('part-off-plate', reason, part.place);
    }
    middles[n] = found;
    taken.push(around(part, found));
  });
  const [dx, dy] = isFree ? toMiddle(taken, [x0, y0, x1, y1]) : [0, 0];
  return parts.map((part, n) => {
    if (part.positionMm !== null) return shiftAt(part, part.positionMm);
    const [x, y] = middles[n] as readonly [number, number];
    const { box, marginMm } = part;
    return [
      shiftWithin([box[0] - marginMm, box[3] + marginMm], x + dx, [x0, x1]),
      shiftWithin([box[1] - marginMm, box[4] + marginMm], y + dy, [y0, y1]),
      0 - box[2],
    ];
  });
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

function around(part: Standing, [x, y]: readonly [number, number]): Rectangle {
  const [width, depth] = sizeOf(part);
  return [x - width / 2, y - depth / 2, x + width / 2, y + depth / 2];
}

function meet(a: Rectangle, b: Rectangle, gapMm: number): boolean {
  return a[0] < b[2] + gapMm && b[0] < a[2] + gapMm && a[1] < b[3] + gapMm && b[1] < a[3] + gapMm;
}

/** The middle of the foremost, then leftmost place beside what is taken. */
function freeMiddle(part: Standing, [x0, y0, x1, y1]: Rectangle, taken: readonly Rectangle[]): [number, number] | null {
  const [width, depth] = sizeOf(part);
  const lefts = [x0, ...taken.map((other) => other[2] + GAP_MM)].sort((a, b) => a - b);
  const fronts = [y0, ...taken.map((other) => other[3] + GAP_MM)].sort((a, b) => a - b);
  for (const front of fronts) {
    for (const left of lefts) {
      const own: Rectangle = [left, front, left + width, front + depth];
      if (own[2] > x1 + HAIR_MM || own[3] > y1 + HAIR_MM) continue;
      if (taken.some((other) => meet(own, other, GAP_MM - HAIR_MM))) continue;
      return [left + width / 2, front + depth / 2];
    }
  }
  return null;
}

/** The way from the middle of the group to that of the plate, whole on the grid so that it changes no distance between parts. */
function toMiddle(taken: readonly Rectangle[], [x0, y0, x1, y1]: Rectangle): readonly [number, number] {
  const low = (n: 0 | 1) => Math.min(...taken.map((one) => one[n]));
  const high = (n: 2 | 3) => Math.max(...taken.map((one) => one[n]));
  return [snapMm((x0 + x1 - low(0) - high(2)) / 2), snapMm((y0 + y1 - low(1) - high(3)) / 2)];
}

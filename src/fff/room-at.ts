/** How far places of an area are from its border. */
import type { Loops } from '../core/polyline.ts';

/** Distance in mm from the nearest border of an area, at most `MOST_ROOM_MM`; 0 outside of it. */
export type RoomAt = (xMm: number, yMm: number) => number;

/** No bead is twice as wide as this. */
export const MOST_ROOM_MM = 0.75;
/** Size of the squares that know the sides near them. */
const SQUARE_MM = 0.75;

/** Returns the distances in an area; each place asks the sides that come near to its square, and those of its row for the side that it is on. */
export function roomAt(area: Loops): RoomAt {
  const sides: number[] = [];
  const near = new Map<number, number[]>();
  const inRow = new Map<number, number[]>();
  const enter = (map: Map<number, number[]>, key: number, k: number): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [k]);
    else known.push(k);
  };
  const column = (x: number) => Math.floor(x / SQUARE_MM);
  const keyOf = (c: number, r: number) => c * 0x400000 + r;
  for (const { xy } of area) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const k = sides.length;
      const [ax, ay, bx, by] = [xy[j]!, xy[j + 1]!, xy[i]!, xy[i + 1]!];
      sides.push(ax, ay, bx - ax, by - ay);
      for (let r = column(Math.min(ay, by)); r <= column(Math.max(ay, by)); r++) enter(inRow, r, k);
      const c1 = column(Math.max(ax, bx) + MOST_ROOM_MM);
      const r1 = column(Math.max(ay, by) + MOST_ROOM_MM);
      for (let c = column(Math.min(ax, bx) - MOST_ROOM_MM); c <= c1; c++)
        for (let r = column(Math.min(ay, by) - MOST_ROOM_MM); r <= r1; r++) enter(near, keyOf(c, r), k);
    }
  }
  const side = Float64Array.from(sides);
  return (x, y) => {
    let inside = false;
    for (const k of inRow.get(column(y)) ?? []) {
      const py = y - side[k + 1]!;
      const uy = side[k + 3]!;
      if (py < 0 !== py < uy && x - side[k]! < (py / uy) * side[k + 2]!) inside = !inside;
    }
    if (!inside) return 0;
    let least = MOST_ROOM_MM * MOST_ROOM_MM;
    for (const k of near.get(keyOf(column(x), column(y))) ?? []) {
      const px = x - side[k]!;
      const py = y - side[k + 1]!;
      const ux = side[k + 2]!;
      const uy = side[k + 3]!;
      const square = ux * ux + uy * uy;
      const t = square > 0 ? Math.min(1, Math.max(0, (px * ux + py * uy) / square)) : 0;
      const dx = px - t * ux;
      const dy = py - t * uy;
      least = Math.min(least, dx * dx + dy * dy);
    }
    return Math.sqrt(least);
  };
}

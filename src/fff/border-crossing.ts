/** Whether straight steps cross the border of an area. */
import type { Loops } from '../core/polyline.ts';

/** Tells whether a straight step crosses a border: ends that lie on it do not count. */
export type CrossesBorder = (ax: number, ay: number, bx: number, by: number) => boolean;

/** Size of the squares that know the sides in them, in mm: about a bead. */
const SQUARE_MM = 0.5;

/** Returns the test for the border of an area; a step asks the sides in the squares that it comes through. */
export function borderCrossing(area: Loops): CrossesBorder {
  const sides: number[] = [];
  const inSquare = new Map<number, number[]>();
  const column = (mm: number) => Math.floor(mm / SQUARE_MM);
  const keyOf = (c: number, r: number) => c * 0x400000 + r;
  for (const { xy } of area) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [xy[j]!, xy[j + 1]!, xy[i]!, xy[i + 1]!];
      const k = sides.length;
      sides.push(ax, ay, bx, by);
      for (let c = column(Math.min(ax, bx)); c <= column(Math.max(ax, bx)); c++) {
        for (let r = column(Math.min(ay, by)); r <= column(Math.max(ay, by)); r++) {
          const known = inSquare.get(keyOf(c, r));
          if (known === undefined) inSquare.set(keyOf(c, r), [k]);
          else known.push(k);
        }
      }
    }
  }
  const side = Float64Array.from(sides);
  return (ax, ay, bx, by) => {
    const c1 = column(Math.max(ax, bx));
    const r0 = column(Math.min(ay, by));
    const r1 = column(Math.max(ay, by));
    for (let c = column(Math.min(ax, bx)); c <= c1; c++) {
      for (let r = r0; r <= r1; r++) {
        const near = inSquare.get(keyOf(c, r));
        if (near === undefined) continue;
        for (const k of near) {
          const [sx, sy, tx, ty] = [side[k]!, side[k + 1]!, side[k + 2]!, side[k + 3]!];
          const s = turn(ax, ay, bx, by, sx, sy);
          const t = turn(ax, ay, bx, by, tx, ty);
          // A corner of the border on the step counts: the step may pass it on the wrong side.
          if ((s > 0 && t > 0) || (s < 0 && t < 0)) continue;
          if (turn(sx, sy, tx, ty, ax, ay) * turn(sx, sy, tx, ty, bx, by) < 0) return true;
        }
      }
    }
    return false;
  };
}

/** Twice the area of a triangle, positive where its corners run counter-clockwise. */
function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

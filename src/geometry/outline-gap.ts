/** The exact least distance of two areas in the plane. */
import type { Loops } from '../core/polyline.ts';

/** Sides of a stretch, whose box is looked at before they are. */
const STRETCH = 8;
/** Numbers of a side (its two ends) and of a box (xMin, yMin, xMax, yMax). */
const WORDS = 4;

/** The sides of an area, made ready for many questions. */
export interface OutlineShape {
  readonly loops: Loops;
  /** Both ends of each side, loop after loop. */
  readonly sides: Float64Array;
  /** Boxes of the sides from `STRETCH * s` on; the last one is that of all. */
  readonly boxes: Float64Array;
}

/** A distance and the place halfway between the two points that are this near; in mm. */
export interface OutlineGap {
  readonly gapMm: number;
  readonly xMm: number;
  readonly yMm: number;
}

/** Makes an area ready for questions about distances. */
export function outlineShape(loops: Loops): OutlineShape {
  let count = 0;
  for (const { xy } of loops) count += xy.length / 2;
  const sides = new Float64Array(WORDS * count);
  let w = 0;
  for (const { xy } of loops) {
    for (let i = 0; i < xy.length; i += 2, w += WORDS) {
      const j = i + 2 === xy.length ? 0 : i + 2;
      sides[w] = xy[i]!;
      sides[w + 1] = xy[i + 1]!;
      sides[w + 2] = xy[j]!;
      sides[w + 3] = xy[j + 1]!;
    }
  }
  const stretches = Math.ceil(count / STRETCH);
  const boxes = new Float64Array(WORDS * (stretches + 1));
  for (let s = 0; s <= stretches; s++) {
    const box = boxes.subarray(WORDS * s, WORDS * s + WORDS);
    box.set([Infinity, Infinity, -Infinity, -Infinity]);
    const [from, to] = s < stretches ? [s * STRETCH, Math.min(count, (s + 1) * STRETCH)] : [0, count];
    for (let k = WORDS * from; k < WORDS * to; k += 2) {
      box[0] = Math.min(box[0]!, sides[k]!);
      box[1] = Math.min(box[1]!, sides[k + 1]!);
      box[2] = Math.max(box[2]!, sides[k]!);
      box[3] = Math.max(box[3]!, sides[k + 1]!);
    }
  }
  return { loops, sides, boxes };
}

/** Returns the box xMin, yMin, xMax, yMax of an area. */
export function shapeBox({ boxes }: OutlineShape): readonly [number, number, number, number] {
  const at = boxes.length - WORDS;
  return [boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!];
}

/** Returns the least distance of two areas, each bounded by clean loops; 0 where they touch, cross or one lies in the other. Neither is empty. */
export function outlineGap(a: Loops, b: Loops): OutlineGap {
  return shapeGap(outlineShape(a), outlineShape(b));
}

/**
 * The same for shapes, with b moved by a shift. Where it is more than `beyondMm` that is told and no more: the gap is then infinite, the
 * place without a meaning, and most sides have not been looked at.
 */
export function shapeGap(a: OutlineShape, b: OutlineShape, dx = 0, dy = 0, beyondMm = Infinity): OutlineGap {
  // The square that is still of interest; what is as far as the limit counts.
  let least = beyondMm === Infinity ? Infinity : beyondMm * beyondMm * (1 + 1e-15);
  let [x, y] = [0, 0];
  let found = false;
  const stretchesA = a.boxes.length / WORDS - 1;
  const stretchesB = b.boxes.length / WORDS - 1;
  const end = [a.sides.length, b.sides.length] as const;
  const point = (px: number, py: number, s: Float64Array, w: number, ox: number, oy: number): void => {
    const ux = s[w + 2]! - s[w]!;
    const uy = s[w + 3]! - s[w + 1]!;
    const square = ux * ux + uy * uy;
    const vx = px - (s[w]! + ox);
    const vy = py - (s[w + 1]! + oy);
    const t = square > 0 ? Math.min(Math.max((vx * ux + vy * uy) / square, 0), 1) : 0;
    const ex = vx - t * ux;
    const ey = vy - t * uy;
    const away = ex * ex + ey * ey;
    if (away > least || (found && away === least)) return;
    least = away;
    found = true;
    x = px - ex / 2;
    y = py - ey / 2;
  };
  if (boxesApart(a.boxes, WORDS * stretchesA, b.boxes, WORDS * stretchesB, dx, dy) > least) return FAR;
  for (let s = 0; s < stretchesA; s++) {
    if (boxesApart(a.boxes, WORDS * s, b.boxes, WORDS * stretchesB, dx, dy) > least) continue;
    for (let t = 0; t < stretchesB; t++) {
      if (boxesApart(a.boxes, WORDS * s, b.boxes, WORDS * t, dx, dy) > least) continue;
      const lastA = Math.min(end[0], WORDS * STRETCH * (s + 1));
      const lastB = Math.min(end[1], WORDS * STRETCH * (t + 1));
      for (let i = WORDS * STRETCH * s; i < lastA; i += WORDS) {
        for (let j = WORDS * STRETCH * t; j < lastB; j += WORDS) {
          const met = meeting(a.sides, i, b.sides, j, dx, dy);
          if (met !== null) return { gapMm: 0, xMm: met[0], yMm: met[1] };
          // Each side has its first end here; its second is the first of the next one.
          point(a.sides[i]!, a.sides[i + 1]!, b.sides, j, dx, dy);
          point(b.sides[j]! + dx, b.sides[j + 1]! + dy, a.sides, i, 0, 0);
          point(a.sides[i + 2]!, a.sides[i + 3]!, b.sides, j, dx, dy);
          point(b.sides[j + 2]! + dx, b.sides[j + 3]! + dy, a.sides, i, 0, 0);
        }
      }
    }
  }
  const within = pieceWithin(a, b, dx, dy) ?? pieceWithin(b, a, -dx, -dy, dx, dy);
  if (within !== null) return { gapMm: 0, xMm: within[0], yMm: within[1] };
  return found ? { gapMm: Math.sqrt(least), xMm: x, yMm: y } : FAR;
}

const FAR: OutlineGap = { gapMm: Infinity, xMm: Number.NaN, yMm: Number.NaN };

/** Returns whether a point lies in the area of clean loops: an odd number of them winds around it. */
export function isInArea(sides: Float64Array, x: number, y: number): boolean {
  let inside = false;
  for (let w = 0; w < sides.length; w += WORDS) {
    const ya = sides[w + 1]!;
    const yb = sides[w + 3]!;
    if (ya > y === yb > y) continue;
    if (x < sides[w]! + ((sides[w + 2]! - sides[w]!) * (y - ya)) / (yb - ya)) inside = !inside;
  }
  return inside;
}

/** A point of a loop of b in a, where the boundaries do not meet: then that piece of b lies in a. */
function pieceWithin(
  a: OutlineShape,
  b: OutlineShape,
  dx: number,
  dy: number,
  toX = 0,
  toY = 0,
): readonly [number, number] | null {
  const [x0, y0, x1, y1] = shapeBox(a);
  for (const { xy } of b.loops) {
    const x = xy[0]! + dx;
    const y = xy[1]! + dy;
    if (x >= x0 && x <= x1 && y >= y0 && y <= y1 && isInArea(a.sides, x, y)) return [x + toX, y + toY];
  }
  return null;
}

/** The square of the distance of two boxes, the second moved. */
function boxesApart(a: Float64Array, i: number, b: Float64Array, j: number, dx: number, dy: number): number {
  const x = Math.max(a[i]! - (b[j + 2]! + dx), b[j]! + dx - a[i + 2]!, 0);
  const y = Math.max(a[i + 1]! - (b[j + 3]! + dy), b[j + 1]! + dy - a[i + 3]!, 0);
  return x * x + y * y;
}

/** Where two sides cross within both, the second moved; ends that lie on a side are found as a distance of 0. */
function meeting(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  dx: number,
  dy: number,
): readonly [number, number] | null {
  const [ax, ay] = [a[i]!, a[i + 1]!];
  const [ux, uy] = [a[i + 2]! - ax, a[i + 3]! - ay];
  const [px, py] = [b[j]! + dx - ax, b[j + 1]! + dy - ay];
  const [qx, qy] = [b[j + 2]! + dx - ax, b[j + 3]! + dy - ay];
  const p = ux * py - uy * px;
  const q = ux * qy - uy * qx;
  if (p * q >= 0) return null;
  const [vx, vy] = [qx - px, qy - py];
  const from = vx * -py - vy * -px;
  const to = vx * (uy - py) - vy * (ux - px);
  if (from * to >= 0) return null;
  const t = p / (p - q);
  return [ax + px + t * vx, ay + py + t * vy];
}

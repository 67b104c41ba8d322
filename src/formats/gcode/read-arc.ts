/** Cuts an arc into short straight pieces with square roots alone: the same bits on every machine. */

/** Pieces turn by at most 11.5 degrees; an eighth of a right angle is not cut further. */
const PIECE_COSINE = 0.98;
/** More pieces than any turn up to a full circle needs: 8 in each of five parts of quadrants. */
const MAX_PIECES = 64;

/** Unit vectors from the centre to the end of each piece, and the angle of each. */
export interface ArcPieces {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly angleRad: Float64Array;
  count: number;
  totalRad: number;
}

/** Returns room for the pieces of one arc, to be filled again and again. */
export function arcPieces(): ArcPieces {
  const room = () => new Float64Array(MAX_PIECES);
  return { x: room(), y: room(), angleRad: room(), count: 0, totalRad: 0 };
}

/**
 * Cuts the turn from the unit vector (x0, y0) to (x1, y1), at the four axes first, then in halves. A turn that ends where it
 * starts is a full circle.
 */
export function cutArc(pieces: ArcPieces, x0: number, y0: number, x1: number, y1: number, clockwise: boolean): void {
  pieces.count = 0;
  pieces.totalRad = 0;
  // A clockwise turn is a counter-clockwise one in the mirror.
  const mirror = clockwise ? -1 : 1;
  const endY = mirror * y1;
  let x = x0;
  let y = mirror * y0;
  for (let quarter = 0; quarter < 5; quarter++) {
    const isAhead = x * endY - y * x1 > 0;
    const [axisX, axisY] = nextAxis(x, y);
    // The end lies before the next axis, or on it.
    if (isAhead && x1 * axisY - endY * axisX >= 0) break;
    halve(pieces, x, y, axisX, axisY, mirror);
    x = axisX;
    y = axisY;
    if (x === x1 && y === endY) return;
  }
  halve(pieces, x, y, x1, endY, mirror);
}

/** The first axis that a counter-clockwise turn from (x, y) meets after it has begun. */
function nextAxis(x: number, y: number): readonly [number, number] {
  if (x > 0 && y >= 0) return [0, 1];
  if (x <= 0 && y > 0) return [-1, 0];
  return x < 0 ? [0, -1] : [1, 0];
}

/** Adds the turn between two unit vectors less than 180 degrees apart. */
function halve(pieces: ArcPieces, x0: number, y0: number, x1: number, y1: number, mirror: number): void {
  if (x0 * x1 + y0 * y1 < PIECE_COSINE) {
    const mx = x0 + x1;
    const my = y0 + y1;
    const length = Math.sqrt(mx * mx + my * my);
    halve(pieces, x0, y0, mx / length, my / length, mirror);
    halve(pieces, mx / length, my / length, x1, y1, mirror);
    return;
  }
  const dx = x1 - x0;
  const dy = y1 - y0;
  const s2 = (dx * dx + dy * dy) / 4;
  // Twice the arc sine of half the chord, by its series; the error is below 1e-11 of the angle.
  const angle = 2 * Math.sqrt(s2) * (1 + s2 * (1 / 6 + s2 * (3 / 40 + s2 * (15 / 336 + s2 * (105 / 3456)))));
  pieces.x[pieces.count] = x1;
  pieces.y[pieces.count] = mirror * y1;
  pieces.angleRad[pieces.count] = angle;
  pieces.count++;
  pieces.totalRad += angle;
}

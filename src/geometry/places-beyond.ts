/** Which of many places no line of a set comes near to. */
import type { Loops } from '../core/polyline.ts';

/** Squares along the longer side of the box of the places at most. */
const MAX_SQUARES_A_SIDE = 1000;
/** Squares around that of a place in which a side may end that comes near to it and is no longer than a square. */
const RIM = 2;

/**
 * Returns those of the places (x, y each) that no side of closed lines comes nearer to than a distance. For few places beside many sides: the
 * places are entered into squares, and each side asks those that it passes.
 */
export function placesBeyond(xy: Float64Array, loops: Loops, distanceMm: number): Float64Array {
  if (xy.length === 0 || loops.length === 0) return xy;
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    xMin = Math.min(xMin, xy[i]!);
    xMax = Math.max(xMax, xy[i]!);
    yMin = Math.min(yMin, xy[i + 1]!);
    yMax = Math.max(yMax, xy[i + 1]!);
  }
  const size = Math.max(distanceMm, Math.max(xMax - xMin, yMax - yMin) / MAX_SQUARES_A_SIDE);
  xMin -= RIM * size;
  yMin -= RIM * size;
  const columns = Math.floor((xMax - xMin) / size) + 1 + RIM;
  const rows = Math.floor((yMax - yMin) / size) + 1 + RIM;
  // Places of a square are chained: the first of each square, and behind each the next one; 0 for none.
  const first = new Int32Array(columns * rows);
  const behind = new Int32Array(xy.length / 2 + 1);
  // Squares from which a side no longer than a square may come near to a place.
  const isAround = new Uint8Array(columns * rows);
  for (let p = 1; p < behind.length; p++) {
    const column = Math.floor((xy[2 * p - 2]! - xMin) / size);
    const row = Math.floor((xy[2 * p - 1]! - yMin) / size);
    const square = row * columns + column;
    behind[p] = first[square]!;
    first[square] = p;
    if (behind[p] !== 0) continue;
    for (let r = row - RIM; r <= row + RIM; r++) {
      isAround.fill(1, r * columns + column - RIM, r * columns + column + RIM + 1);
    }
  }
  const isNear = new Uint8Array(behind.length);
  for (const line of loops) {
    const n = line.xy.length;
    let x0 = line.xy[n - 2]!;
    let y0 = line.xy[n - 1]!;
    for (let i = 0; i < n; i += 2) {
      const x1 = line.xy[i]!;
      const y1 = line.xy[i + 1]!;
      const column = Math.floor((x1 - xMin) / size);
      const row = Math.floor((y1 - yMin) / size);
      const around =
        column >= 0 && column < columns && row >= 0 && row < rows && isAround[row * columns + column] === 1;
      if (around || Math.abs(x1 - x0) + Math.abs(y1 - y0) > size) markNear(x0, y0, x1, y1);
      x0 = x1;
      y0 = y1;
    }
  }
  return xy.filter((_, i) => isNear[(i >> 1) + 1] === 0);

  /** A long side is gone along in steps, so that it asks only squares that it passes. */
  function markNear(x0: number, y0: number, x1: number, y1: number): void {
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length2 = dx * dx + dy * dy;
    const steps = length2 <= 16 * size * size ? 1 : Math.ceil(Math.sqrt(length2) / (4 * size));
    for (let k = 0; k < steps; k++) {
      const ax = x0 + (k / steps) * dx;
      const ay = y0 + (k / steps) * dy;
      const bx = x0 + ((k + 1) / steps) * dx;
      const by = y0 + ((k + 1) / steps) * dy;
      const c0 = Math.max(Math.floor(((ax < bx ? ax : bx) - distanceMm - xMin) / size), 0);
      const c1 = Math.min(Math.floor(((ax < bx ? bx : ax) + distanceMm - xMin) / size), columns - 1);
      const r0 = Math.max(Math.floor(((ay < by ? ay : by) - distanceMm - yMin) / size), 0);
      const r1 = Math.min(Math.floor(((ay < by ? by : ay) + distanceMm - yMin) / size), rows - 1);
      for (let r = r0; r <= r1; r++) {
        for (let c = c0; c <= c1; c++) {
          for (let p = first[r * columns + c]!; p !== 0; p = behind[p]!) {
            if (isNear[p] === 1) continue;
            const vx = xy[2 * p - 2]! - x0;
            const vy = xy[2 * p - 1]! - y0;
            const along = length2 > 0 ? (vx * dx + vy * dy) / length2 : 0;
            const t = along <= 0 ? 0 : along >= 1 ? 1 : along;
            const ex = vx - t * dx;
            const ey = vy - t * dy;
            if (ex * ex + ey * ey < distanceMm * distanceMm) isNear[p] = 1;
          }
        }
      }
    }
  }
}

/** How far a straight line stays from a polygon. */
import { isInsideLoop } from './inside-loop.ts';

/** Returns the distance in mm between a straight line and a polygon, 0 where they meet; the polygon has at least one point. */
export function segmentGapMm(polygon: Float64Array, xa: number, ya: number, xb: number, yb: number): number {
  const n = polygon.length;
  if (n >= 6 && isInsideLoop(polygon, xa, ya)) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n; i += 2) {
    const j = (i + 2) % n;
    const [px, py, qx, qy] = [polygon[i]!, polygon[i + 1]!, polygon[j]!, polygon[j + 1]!];
    if (cross(xa, ya, xb, yb, px, py, qx, qy)) return 0;
    least = Math.min(
      least,
      pointGap(px, py, xa, ya, xb, yb),
      pointGap(xa, ya, px, py, qx, qy),
      pointGap(xb, yb, px, py, qx, qy),
    );
  }
  return least;
}

/** Distance of a point from a straight line with ends. */
function pointGap(x: number, y: number, xa: number, ya: number, xb: number, yb: number): number {
  const dx = xb - xa;
  const dy = yb - ya;
  const square = dx * dx + dy * dy;
  const t = square > 0 ? Math.min(Math.max(((x - xa) * dx + (y - ya) * dy) / square, 0), 1) : 0;
  const ex = x - xa - t * dx;
  const ey = y - ya - t * dy;
  return Math.sqrt(ex * ex + ey * ey);
}

/** True where two lines cross inside of both. */
function cross(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  px: number,
  py: number,
  qx: number,
  qy: number,
): boolean {
  const side = (x0: number, y0: number, x1: number, y1: number, x: number, y: number) =>
    Math.sign((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0));
  return (
    side(ax, ay, bx, by, px, py) * side(ax, ay, bx, by, qx, qy) < 0 &&
    side(px, py, qx, qy, ax, ay) * side(px, py, qx, qy, bx, by) < 0
  );
}

/** Overlap of a triangle and a box. */

/**
 * Tells whether the triangle whose nine coordinates begin at `o` meets the inside of a box; touching does not count.
 * Separating axes: three of the box, the triangle's normal, nine products of their edges.
 * Source: T. Akenine-Moller, Fast 3D triangle-box overlap testing, J. Graphics Tools 6 (2001).
 */
export function boxOverlapsTriangle(
  c: Float64Array,
  o: number,
  x0: number,
  y0: number,
  z0: number,
  x1: number,
  y1: number,
  z1: number,
): boolean {
  if (beyond(c[o]!, c[o + 3]!, c[o + 6]!, x0, x1)) return false;
  if (beyond(c[o + 1]!, c[o + 4]!, c[o + 7]!, y0, y1)) return false;
  if (beyond(c[o + 2]!, c[o + 5]!, c[o + 8]!, z0, z1)) return false;
  const hx = (x1 - x0) / 2;
  const hy = (y1 - y0) / 2;
  const hz = (z1 - z0) / 2;
  const ax = c[o]! - (x0 + hx);
  const ay = c[o + 1]! - (y0 + hy);
  const az = c[o + 2]! - (z0 + hz);
  const bx = c[o + 3]! - (x0 + hx);
  const by = c[o + 4]! - (y0 + hy);
  const bz = c[o + 5]! - (z0 + hz);
  const cx = c[o + 6]! - (x0 + hx);
  const cy = c[o + 7]! - (y0 + hy);
  const cz = c[o + 8]! - (z0 + hz);
  if (edgeParts(bx - ax, by - ay, bz - az, ax, ay, az, cx, cy, cz, hx, hy, hz)) return false;
  if (edgeParts(cx - bx, cy - by, cz - bz, bx, by, bz, ax, ay, az, hx, hy, hz)) return false;
  if (edgeParts(ax - cx, ay - cy, az - cz, cx, cy, cz, bx, by, bz, hx, hy, hz)) return false;
  const nx = (by - ay) * (cz - az) - (bz - az) * (cy - ay);
  const ny = (bz - az) * (cx - ax) - (bx - ax) * (cz - az);
  const nz = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const radius = hx * Math.abs(nx) + hy * Math.abs(ny) + hz * Math.abs(nz);
  return radius === 0 || Math.abs(nx * ax + ny * ay + nz * az) < radius;
}

function beyond(a: number, b: number, c: number, low: number, high: number): boolean {
  return (a >= high && b >= high && c >= high) || (a <= low && b <= low && c <= low);
}

/** Whether an axis across edge e and a box axis parts them. p is on the edge, q the opposite corner. */
function edgeParts(
  ex: number,
  ey: number,
  ez: number,
  px: number,
  py: number,
  pz: number,
  qx: number,
  qy: number,
  qz: number,
  hx: number,
  hy: number,
  hz: number,
): boolean {
  return (
    axisParts(ey * pz - ez * py, ey * qz - ez * qy, hy * Math.abs(ez) + hz * Math.abs(ey)) ||
    axisParts(ez * px - ex * pz, ez * qx - ex * qz, hx * Math.abs(ez) + hz * Math.abs(ex)) ||
    axisParts(ex * py - ey * px, ex * qy - ey * qx, hx * Math.abs(ey) + hy * Math.abs(ex))
  );
}

/** An axis without length parts nothing. */
function axisParts(p: number, q: number, radius: number): boolean {
  return radius > 0 && ((p >= radius && q >= radius) || (p <= -radius && q <= -radius));
}

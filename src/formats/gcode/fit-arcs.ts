/**
 * Turns runs of short straight moves into arcs that stay within a tolerance of their points and of the chords between them, both ways. An arc
 * begins and ends at points of the path and turns by less than half a circle. Square roots alone: the same bits on every machine.
 */

/** A piece of a path: up to point `to`, straight or along an arc. */
export interface PathPiece {
  readonly to: number;
  /** Centre from the first point of the piece, in units of the file; null: straight. */
  readonly centre: { readonly i: number; readonly j: number; readonly clockwise: boolean } | null;
}

/** A shorter run is not worth an arc. */
const LEAST_CHORDS = 3;
const MOST_CHORDS = 512;
/** Larger circles are straight to a machine, smaller ones are corners. */
const LARGEST_RADIUS_MM = 500;
const SMALLEST_RADIUS_MM = 0.05;
/** Sine of the angle by which an arc stays below half a circle, so that rounding does not decide. */
const HALF_TURN = 1e-9;
/** Firmwares look at how far the end stands off the circle; Grbl refuses above 0.005 mm. */
const END_OFF_MM = 0.002;

/**
 * Cuts a path into pieces. `xy` holds its points in mm, `goesOn(first, k)` says whether chord k (from point k to k + 1) can be of one
 * piece with chord `first`. Centres are rounded to `centresPerMm`.
 */
export function fitArcs(
  xy: Float64Array,
  goesOn: (first: number, chord: number) => boolean,
  toleranceMm: number,
  centresPerMm: number,
): PathPiece[] {
  const last = xy.length / 2 - 1;
  const pieces: PathPiece[] = [];
  let from = 0;
  while (from < last) {
    let most = Math.min(last, from + 1);
    while (most < last && most - from < MOST_CHORDS && goesOn(from, most)) most++;
    let good = 0;
    let bad = most - from + 1;
    let best: PathPiece['centre'] = null;
    // Twice as many chords as long as it goes, then halves between what goes and what does not.
    for (let count = LEAST_CHORDS; count < bad; count = Math.min(2 * good, most - from)) {
      const centre = arcThrough(xy, from, from + count, toleranceMm, centresPerMm);
      if (centre === null) {
        bad = count;
        break;
      }
      good = count;
      best = centre;
      if (count === most - from) break;
    }
    while (good > 0 && bad - good > 1) {
      const count = (good + bad) >> 1;
      const centre = arcThrough(xy, from, from + count, toleranceMm, centresPerMm);
      if (centre === null) bad = count;
      else {
        good = count;
        best = centre;
      }
    }
    // What bends by less than the tolerance is as good straight as it is: its own chords.
    if (best === null || isFlat(xy, from, from + good, toleranceMm)) {
      const to = from + Math.max(1, good);
      for (let point = from + 1; point <= to; point++) pieces.push({ to: point, centre: null });
      from = to;
    } else {
      from += good;
      pieces.push({ to: from, centre: best });
    }
  }
  return pieces;
}

/** The arc from one point to another that is nearest to those between (in squares of squares), or null where it is off anywhere. */
function arcThrough(
  xy: Float64Array,
  from: number,
  to: number,
  toleranceMm: number,
  centresPerMm: number,
): PathPiece['centre'] {
  const x0 = xy[2 * from]!;
  const y0 = xy[2 * from + 1]!;
  const dx = xy[2 * to]! - x0;
  const dy = xy[2 * to + 1]! - y0;
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length === 0) return null;
  // The centre lies at t along the normal from the middle of the chord: |q - c|^2 - r^2 is linear in t.
  const [nx, ny] = [-dy / length, dx / length];
  const [mx, my] = [x0 + dx / 2, y0 + dy / 2];
  let ab = 0;
  let bb = 0;
  for (let k = from + 1; k < to; k++) {
    const qx = xy[2 * k]! - mx;
    const qy = xy[2 * k + 1]! - my;
    const a = qx * qx + qy * qy - (length * length) / 4;
    const b = qx * nx + qy * ny;
    ab += a * b;
    bb += b * b;
  }
  if (bb === 0) return null;
  const t = ab / (2 * bb);
  const i = Math.round((mx + t * nx - x0) * centresPerMm) / centresPerMm;
  const j = Math.round((my + t * ny - y0) * centresPerMm) / centresPerMm;
  const radius = Math.sqrt(i * i + j * j);
  if (!(radius >= SMALLEST_RADIUS_MM && radius <= LARGEST_RADIUS_MM)) return null;
  const [cx, cy] = [x0 + i, y0 + j];
  const first = (xy[2 * from + 2]! - cx) * -j - (xy[2 * from + 3]! - cy) * -i;
  // The first point stands at (-i, -j) from the centre: the sign of the turn from there to the next one.
  const turn = first < 0 ? 1 : -1;
  let px = -i;
  let py = -j;
  for (let k = from + 1; k <= to; k++) {
    const qx = xy[2 * k]! - cx;
    const qy = xy[2 * k + 1]! - cy;
    const distance = Math.sqrt(qx * qx + qy * qy);
    const offMm = Math.abs(distance - radius);
    if (offMm > toleranceMm || (k === to && offMm > Math.min(toleranceMm, END_OFF_MM))) return null;
    // Each chord turns on, and all together by less than half a circle.
    if (turn * (px * qy - py * qx) <= 0 || turn * (-i * qy + j * qx) <= HALF_TURN * radius * radius) return null;
    if (radius - nearest(px, py, qx, qy) > toleranceMm) return null;
    px = qx;
    py = qy;
  }
  return { i, j, clockwise: turn < 0 };
}

/** Least distance of the origin from a segment. */
function nearest(px: number, py: number, qx: number, qy: number): number {
  const [dx, dy] = [qx - px, qy - py];
  const along = -(px * dx + py * dy) / (dx * dx + dy * dy);
  const t = Math.max(0, Math.min(1, along));
  const [x, y] = [px + t * dx, py + t * dy];
  return Math.sqrt(x * x + y * y);
}

/** True where no point stands off the straight line between the ends by more than the tolerance. */
function isFlat(xy: Float64Array, from: number, to: number, toleranceMm: number): boolean {
  const x0 = xy[2 * from]!;
  const y0 = xy[2 * from + 1]!;
  const dx = xy[2 * to]! - x0;
  const dy = xy[2 * to + 1]! - y0;
  const length = Math.sqrt(dx * dx + dy * dy);
  for (let k = from + 1; k < to; k++) {
    const off = dx * (xy[2 * k + 1]! - y0) - dy * (xy[2 * k]! - x0);
    if (Math.abs(off) > toleranceMm * length) return false;
  }
  return true;
}

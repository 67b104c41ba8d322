/**
 * The raw offset curves of a set of loops, in whole grid units: the curves of offset-curve.ts for a whole layer at once. Closing bends end
 * in their mitre point, which is where the two offset edges cross, unless that uses an edge up: so nearly all curves of a layer come
 * without a crossing, and the point is rounded once.
 */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM, toGrid } from '../core/units.ts';
import { bendsEverywhere, withoutCollinear } from './canonical-loops.ts';
import { ARC_TOLERANCE_MM, MAX_COORDINATE_MM, type OffsetJoin } from './clipping.ts';
import type { LoopSegments } from './loop-segments.ts';

/** Opening corners that are mitred keep their point up to this distance in multiples of the offset. */
const MITER_LIMIT = 2;

/** Segments of raw offset curves. */
export interface OffsetSegments extends LoopSegments {
  /** True where the area grows: the curves lie on the right of their loops. */
  readonly growing: boolean;
}

/** How far and how corners are moved, in grid units. */
interface Corners {
  readonly delta: number;
  /** Cosine of the sharpest turn that keeps its mitre point where it opens. */
  readonly leastDot: number;
  /** Largest turn of one chord of a rounded corner. */
  readonly stepRad: number;
}

/** Points that are being written. */
interface Writing {
  x: Float64Array;
  y: Float64Array;
  /** Count of points, and where the loop in hand begins. */
  n: number;
  first: number;
}

/** Returns the raw offset curves of loops, none for those that vanish; null where a loop is open or reaches farther than a layer may. */
export function offsetSegments(loops: Loops, deltaMm: number, join: OffsetJoin): OffsetSegments | null {
  const corners = cornersOf(deltaMm * GRID_PER_MM, join === 'round' ? 1 : MITER_LIMIT);
  let points = 0;
  let longest = 0;
  for (const { xy } of loops) {
    points += xy.length / 2;
    longest = Math.max(longest, xy.length);
  }
  const room = Math.ceil(1.2 * points) + 64;
  const out: Writing = { x: new Float64Array(room), y: new Float64Array(room), n: 0, first: 0 };
  const starts = new Int32Array(loops.length + 1);
  const grid = new Float64Array(longest);
  for (const [l, { xy, closed }] of loops.entries()) {
    if (!closed || !toGridLoop(xy, grid)) return null;
    const bent = bendsEverywhere(grid, xy.length);
    const clean = bent ? grid : withoutCollinear(grid.subarray(0, xy.length));
    const length = bent ? xy.length : clean.length;
    out.first = out.n;
    starts[l] = out.n;
    if (length >= 6 && !vanishes(clean, length, corners.delta)) writeCurve(out, clean, length, corners);
  }
  starts[loops.length] = out.n;
  const next = new Int32Array(out.n);
  for (let i = 0; i < out.n; i++) next[i] = i + 1;
  for (let l = 0; l < loops.length; l++) if (starts[l]! < starts[l + 1]!) next[starts[l + 1]! - 1] = starts[l]!;
  return { x: out.x.subarray(0, out.n), y: out.y.subarray(0, out.n), next, starts, growing: deltaMm > 0 };
}

function cornersOf(delta: number, miterLimit: number): Corners {
  const distance = Math.abs(delta);
  const tolerance = ARC_TOLERANCE_MM * GRID_PER_MM;
  // A bend whose mitre point lies within the tolerance of the arc needs no arc: 1 / cos(half turn) - 1 <= tolerance / distance.
  const reach = Math.max(1 + tolerance / (2 * distance), miterLimit);
  // The angle whose chord stays within the tolerance: twice arccos(1 - tolerance / distance).
  const cosine = Math.max(1 - tolerance / distance, 0);
  return {
    delta,
    leastDot: 2 / (reach * reach) - 1,
    stepRad: 2 * Math.atan2(Math.sqrt(1 - cosine * cosine), cosine),
  };
}

/** Writes a loop in whole grid units; false where it reaches too far. */
function toGridLoop(xy: Float64Array, grid: Float64Array): boolean {
  for (let i = 0; i < xy.length; i++) {
    const value = xy[i]!;
    if (!(Math.abs(value) <= MAX_COORDINATE_MM)) return false;
    grid[i] = toGrid(value);
  }
  return true;
}

/**
 * True where an outline shrinks, or a hole in an area that grows, whose box is too narrow to leave anything. Such loops are known here,
 * as the raw curve of a round one crosses itself everywhere.
 */
function vanishes(xy: Float64Array, n: number, delta: number): boolean {
  let xMin = xy[0]!;
  let xMax = xMin;
  let yMin = xy[1]!;
  let yMax = yMin;
  for (let i = 2; i < n; i += 2) {
    const x = xy[i]!;
    const y = xy[i + 1]!;
    if (x < xMin) xMin = x;
    else if (x > xMax) xMax = x;
    if (y < yMin) yMin = y;
    else if (y > yMax) yMax = y;
  }
  if (Math.min(xMax - xMin, yMax - yMin) > 2 * Math.abs(delta)) return false;
  let twiceArea = 0;
  for (let i = 4; i < n; i += 2) {
    const ux = xy[i - 2]! - xy[0]!;
    const uy = xy[i - 1]! - xy[1]!;
    twiceArea += ux * (xy[i + 1]! - xy[1]!) - uy * (xy[i]! - xy[0]!);
  }
  return delta < 0 ? twiceArea > 0 : twiceArea < 0;
}

function writeCurve(out: Writing, xy: Float64Array, n: number, { delta, leastDot, stepRad }: Corners): void {
  const distance = Math.abs(delta);
  let x = xy[n - 2]!;
  let y = xy[n - 1]!;
  // Direction and length of the edge before the corner, at first of the last edge.
  const ex = x - xy[n - 4]!;
  const ey = y - xy[n - 3]!;
  let lengthA = Math.sqrt(ex * ex + ey * ey);
  let ax = ex / lengthA;
  let ay = ey / lengthA;
  for (let i = 0; i < n; i += 2) {
    const toX = xy[i]!;
    const toY = xy[i + 1]!;
    const dx = toX - x;
    const dy = toY - y;
    const lengthB = Math.sqrt(dx * dx + dy * dy);
    const bx = dx / lengthB;
    const by = dy / lengthB;
    const cross = ax * by - ay * bx;
    const dot = ax * bx + ay * by;
    const opens = delta < 0 ? cross <= 0 : cross >= 0;
    // A closing bend ends in its mitre point, which trims both edges by distance * |cross| / (1 + dot). Where that would use them up,
    // the three-point corner is always right.
    const trim = 2 * distance * Math.abs(cross);
    const mitre = opens ? dot >= leastDot : trim < lengthA * (1 + dot) && trim < lengthB * (1 + dot);
    if (mitre) {
      const scale = delta / (1 + dot);
      push(out, x + (ay + by) * scale, y - (ax + bx) * scale);
    } else {
      push(out, x + ay * delta, y - ax * delta);
      if (opens) {
        const turnRad = cross === 0 ? Math.PI * Math.sign(delta) : Math.atan2(cross, dot);
        writeArc(out, x, y, ax * delta, ay * delta, turnRad, stepRad);
      } else {
        push(out, x, y);
      }
      push(out, x + by * delta, y - bx * delta);
    }
    x = toX;
    y = toY;
    ax = bx;
    ay = by;
    lengthA = lengthB;
  }
  closeLoop(out);
}

/** Writes the points of a rounded corner between its ends; `ax`, `ay` is the direction before it as long as the offset. */
function writeArc(out: Writing, x: number, y: number, ax: number, ay: number, turnRad: number, stepRad: number): void {
  const steps = Math.max(1, Math.ceil(Math.abs(turnRad) / stepRad));
  for (let k = 1; k < steps; k++) {
    const c = Math.cos((turnRad * k) / steps);
    const s = Math.sin((turnRad * k) / steps);
    push(out, x + ax * s + ay * c, y - ax * c + ay * s);
  }
}

/** Writes a point in whole grid units, but not twice. */
function push(out: Writing, x: number, y: number): void {
  const n = out.n;
  const gx = Math.round(x);
  const gy = Math.round(y);
  if (n > out.first && out.x[n - 1] === gx && out.y[n - 1] === gy) return;
  if (n === out.x.length) {
    out.x = grown(out.x);
    out.y = grown(out.y);
  }
  out.x[n] = gx;
  out.y[n] = gy;
  out.n = n + 1;
}

function grown(values: Float64Array): Float64Array {
  const larger = new Float64Array(2 * values.length);
  larger.set(values);
  return larger;
}

/** Takes a repeated first point from the end of a loop; fewer than three points are none. */
function closeLoop(out: Writing): void {
  const { x, y, first } = out;
  while (out.n > first + 1 && x[out.n - 1] === x[first] && y[out.n - 1] === y[first]) out.n--;
  if (out.n - first < 3) out.n = first;
}

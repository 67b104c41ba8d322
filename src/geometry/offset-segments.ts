/**
 * The raw offset curves of a set of loops, in whole grid units: the curves of offset-curve.ts for a whole layer at once. Closing bends end
 * in their mitre point, which is where the two offset edges cross, unless that uses an edge up: so nearly all curves of a layer come
 * without a crossing, and the point is rounded once.
 */
import type { Loops } from '../core/polyline.ts';
import { assert } from '../core/prep-error.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { withoutCollinear } from './canonical-loops.ts';
import { ARC_TOLERANCE_MM, type OffsetJoin } from './clipping.ts';
import { type LoopKernel, loopKernel, takeLoopBytes } from './loop-kernel.ts';
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

/** Where raw curves are written: arrays that stay from call to call. It belongs to one caller, whose curves are gone with its next call. */
export interface OffsetRoom {
  x: Float64Array;
  y: Float64Array;
  next: Int32Array;
}

/** Points for which a room is kept (20 MB); what is larger is forgotten with the next call. */
const MOST_KEPT = 1 << 20;

/** Returns a room without any space yet. */
export function offsetRoom(): OffsetRoom {
  return { x: new Float64Array(0), y: new Float64Array(0), next: new Int32Array(0) };
}

/**
 * Returns the raw offset curves of loops, none for those that vanish; null where a loop is open or reaches farther than a layer may.
 *
 * @param room - written to and shared with the curves that come back; a new one when left out
 */
export function offsetSegments(
  loops: Loops,
  deltaMm: number,
  join: OffsetJoin,
  room: OffsetRoom = offsetRoom(),
): OffsetSegments | null {
  const corners = cornersOf(deltaMm * GRID_PER_MM, join === 'round' ? 1 : MITER_LIMIT);
  let points = 0;
  let longest = 0;
  for (const { xy, closed } of loops) {
    if (!closed) return null;
    points += xy.length / 2;
    longest = Math.max(longest, xy.length);
  }
  const starts = new Int32Array(loops.length + 1);
  for (let space = Math.ceil(1.2 * points) + 64; ; space *= 2) {
    const out = writtenBy(loopKernel(writeArc), longest, space);
    const end = writeCurves(loops, corners, out, starts);
    if (end === REFUSED) return null;
    if (end === NO_ROOM) continue;
    if (room.x.length < end || room.x.length > Math.max(MOST_KEPT, end)) {
      room.x = new Float64Array(space);
      room.y = new Float64Array(space);
      room.next = new Int32Array(space);
    }
    const [x, y, next] = [room.x.subarray(0, end), room.y.subarray(0, end), room.next.subarray(0, end)];
    x.set(out.x.subarray(0, end));
    y.set(out.y.subarray(0, end));
    for (let i = 0; i < end; i++) next[i] = i + 1;
    for (let l = 0; l < loops.length; l++) if (starts[l]! < starts[l + 1]!) next[starts[l + 1]! - 1] = starts[l]!;
    return { x, y, next, starts, growing: deltaMm > 0 };
  }
}

/** Curves that are being written in the kernel's memory. */
interface Writing {
  readonly kernel: LoopKernel;
  /** The loop at hand in grid units, and its box. */
  readonly loop: Float64Array;
  readonly box: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  stepRad: number;
  growing: boolean;
}

/** The writing at hand, for corners that the kernel asks for. */
let writing: Writing | null = null;

const REFUSED = -2;
const NO_ROOM = -1;
/** Numbers of a box. */
const BOX = 4;

function writtenBy(kernel: LoopKernel, longest: number, space: number): Writing {
  const bytes = 8;
  const at = [longest, BOX, space, space].map((length) => takeLoopBytes(bytes * length));
  const list = (k: number, length: number) => new Float64Array(kernel.memory.buffer, at[k], length);
  return {
    kernel,
    loop: list(0, longest),
    box: list(1, BOX),
    x: list(2, space),
    y: list(3, space),
    stepRad: 0,
    growing: false,
  };
}

/** Writes the curves of all loops and where each begins; returns where the last one ends. */
function writeCurves(loops: Loops, { delta, leastDot, stepRad }: Corners, out: Writing, starts: Int32Array): number {
  const { kernel, loop, box, x, y } = out;
  out.stepRad = stepRad;
  out.growing = delta > 0;
  writing = out;
  let n = 0;
  let l = 0;
  for (const { xy } of loops) {
    starts[l++] = n;
    loop.set(xy);
    let length = xy.length;
    const kind = kernel.gridLoop(loop.byteOffset, length / 2, box.byteOffset);
    if (kind < 0) return REFUSED;
    let narrow = Math.min(box[2]! - box[0]!, box[3]! - box[1]!) <= 2 * Math.abs(delta);
    if (kind > 0) {
      const clean = withoutCollinear(loop.slice(0, length));
      loop.set(clean);
      length = clean.length;
      narrow = true;
    }
    if (length < 6 || (narrow && vanishes(loop, length, delta))) continue;
    n = kernel.moveLoop(loop.byteOffset, length / 2, delta, leastDot, x.byteOffset, y.byteOffset, n, x.length);
    if (n < 0) return NO_ROOM;
  }
  starts[l] = n;
  return n;
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

/**
 * Writes the points of a rounded corner between its ends from place n on, but none twice, and returns the next place, or -1 where there is
 * no room; `ax`, `ay` is the direction before it as long as the offset.
 */
function writeArc(x: number, y: number, ax: number, ay: number, cross: number, dot: number, n: number): number {
  assert(writing !== null, 'corners are rounded while curves are written');
  const { x: outX, y: outY, stepRad, growing } = writing;
  const turnRad = cross === 0 ? (growing ? Math.PI : -Math.PI) : Math.atan2(cross, dot);
  const steps = Math.max(1, Math.ceil(Math.abs(turnRad) / stepRad));
  if (n + steps >= outX.length) return NO_ROOM;
  let to = n;
  for (let k = 1; k < steps; k++) {
    const c = Math.cos((turnRad * k) / steps);
    const s = Math.sin((turnRad * k) / steps);
    const gx = Math.round(x + ax * s + ay * c);
    const gy = Math.round(y - ax * c + ay * s);
    if (outX[to - 1] === gx && outY[to - 1] === gy) continue;
    outX[to] = gx;
    outY[to++] = gy;
  }
  return to;
}

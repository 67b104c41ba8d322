/**
 * Lines of a width as polygons. The pieces of one line (a trapezoid per segment, a fan per joint) meet along shared edges
 * and do not overlap where the line bends gently, so that thin lines of many points get no dark beads at the joints.
 */
import type { GrowableFloats } from '../geometry/growable.ts';
import { addEdge } from './edges.ts';

/** How an open line ends: cut off at its end point, or with half a disc around it. */
export type Cap = 'butt' | 'round';

/** A fan is split until its arc is flat to this many pixels. */
const ARC_TOLERANCE_PX = 0.05;

/**
 * Appends the edges of a stroked line; joints are round. With round caps a line without length is a disc, with butt caps
 * it is nothing.
 *
 * @param xyPx - points x0,y0,... in pixels, y downward
 * @param widthPx - width of the whole line, or one width for each point
 */
export function addStroke(
  edges: GrowableFloats,
  xyPx: Float64Array,
  closed: boolean,
  widthPx: number | Float64Array,
  cap: Cap = 'butt',
): void {
  if (xyPx.length === 4 && cap === 'butt' && typeof widthPx === 'number') {
    addSegment(edges, xyPx, 0.5 * widthPx);
    return;
  }
  const line = distinctPoints(xyPx, closed, widthPx);
  const { x, y, half, n } = line;
  if (n < 2) {
    if (n === 1 && cap === 'round') {
      addCap(edges, x[0]!, y[0]!, 1, 0, half[0]!);
      addCap(edges, x[0]!, y[0]!, -1, 0, half[0]!);
    }
    return;
  }
  const ring = closed && n > 2;
  const segments = ring ? n : n - 1;
  const { ux, uy, length } = directions(line, segments);
  // Corners of each segment: start and end, each on the side of the normal (-uy, ux) and on the other.
  const corners = new Float64Array(8 * segments);
  for (let s = 0; s < segments; s++) {
    const e = s + 1 === n ? 0 : s + 1;
    setCorner(corners, 8 * s, x[s]!, y[s]!, -uy[s]! * half[s]!, ux[s]! * half[s]!);
    setCorner(corners, 8 * s + 4, x[e]!, y[e]!, -uy[s]! * half[e]!, ux[s]! * half[e]!);
  }
  for (let s = ring ? 0 : 1; s < segments; s++) {
    const before = s === 0 ? segments - 1 : s - 1;
    const h = half[s]!;
    const cross = ux[before]! * uy[s]! - uy[before]! * ux[s]!;
    const dot = ux[before]! * ux[s]! + uy[before]! * uy[s]!;
    const side = cross > 0 ? 1 : -1;
    // The two inner sides meet this far from the joint along either segment: h tan(turn / 2).
    const setback = (h * Math.abs(cross)) / (1 + dot);
    if (dot > -0.99 && setback <= 0.5 * Math.min(length[before]!, length[s]!)) {
      const k = (side * h) / (1 + dot);
      const mx = x[s]! - (uy[before]! + uy[s]!) * k;
      const my = y[s]! + (ux[before]! + ux[s]!) * k;
      const sideAt = side > 0 ? 0 : 2;
      corners[8 * before + 4 + sideAt] = corners[8 * s + sideAt] = mx;
      corners[8 * before + 5 + sideAt] = corners[8 * s + 1 + sideAt] = my;
    }
    addJoint(edges, x[s]!, y[s]!, ux[before]!, uy[before]!, ux[s]!, uy[s]!, h, -side);
  }
  for (let s = 0; s < segments; s++) {
    const e = s + 1 === n ? 0 : s + 1;
    const c = 8 * s;
    addEdge(edges, x[s]!, y[s]!, corners[c]!, corners[c + 1]!);
    addEdge(edges, corners[c]!, corners[c + 1]!, corners[c + 4]!, corners[c + 5]!);
    addEdge(edges, corners[c + 4]!, corners[c + 5]!, x[e]!, y[e]!);
    addEdge(edges, x[e]!, y[e]!, corners[c + 6]!, corners[c + 7]!);
    addEdge(edges, corners[c + 6]!, corners[c + 7]!, corners[c + 2]!, corners[c + 3]!);
    addEdge(edges, corners[c + 2]!, corners[c + 3]!, x[s]!, y[s]!);
  }
  if (!ring && cap === 'round') {
    const last = segments - 1;
    addCap(edges, x[0]!, y[0]!, -ux[0]!, -uy[0]!, half[0]!);
    addCap(edges, x[n - 1]!, y[n - 1]!, ux[last]!, uy[last]!, half[n - 1]!);
  }
}

/** Appends one straight line that is cut off at its ends: hatches are thousands of them, each too short for arrays of its own. */
function addSegment(edges: GrowableFloats, xyPx: Float64Array, half: number): void {
  const x0 = xyPx[0]!;
  const y0 = xyPx[1]!;
  const x1 = xyPx[2]!;
  const y1 = xyPx[3]!;
  const dx = x1 - x0;
  const dy = y1 - y0;
  if (dx === 0 && dy === 0) return;
  const length = Math.sqrt(dx * dx + dy * dy);
  const nx = -(dy / length) * half;
  const ny = (dx / length) * half;
  addEdge(edges, x0, y0, x0 + nx, y0 + ny);
  addEdge(edges, x0 + nx, y0 + ny, x1 + nx, y1 + ny);
  addEdge(edges, x1 + nx, y1 + ny, x1, y1);
  addEdge(edges, x1, y1, x1 - nx, y1 - ny);
  addEdge(edges, x1 - nx, y1 - ny, x0 - nx, y0 - ny);
  addEdge(edges, x0 - nx, y0 - ny, x0, y0);
}

interface StrokeLine {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly half: Float64Array;
  n: number;
}

/** The points of a line without repeated ones, and half the width at each. */
function distinctPoints(xyPx: Float64Array, closed: boolean, widthPx: number | Float64Array): StrokeLine {
  const count = xyPx.length / 2;
  const line: StrokeLine = {
    x: new Float64Array(count),
    y: new Float64Array(count),
    half: new Float64Array(count),
    n: 0,
  };
  for (let i = 0; i < count; i++) {
    const x = xyPx[2 * i]!;
    const y = xyPx[2 * i + 1]!;
    if (line.n > 0 && line.x[line.n - 1] === x && line.y[line.n - 1] === y) continue;
    line.x[line.n] = x;
    line.y[line.n] = y;
    line.half[line.n] = 0.5 * (typeof widthPx === 'number' ? widthPx : widthPx[i]!);
    line.n++;
  }
  while (closed && line.n > 1 && line.x[0] === line.x[line.n - 1] && line.y[0] === line.y[line.n - 1]) line.n--;
  return line;
}

/** Unit direction and length of each segment. */
function directions({ x, y, n }: StrokeLine, segments: number) {
  const ux = new Float64Array(segments);
  const uy = new Float64Array(segments);
  const length = new Float64Array(segments);
  for (let s = 0; s < segments; s++) {
    const e = s + 1 === n ? 0 : s + 1;
    const dx = x[e]! - x[s]!;
    const dy = y[e]! - y[s]!;
    length[s] = Math.sqrt(dx * dx + dy * dy);
    ux[s] = dx / length[s]!;
    uy[s] = dy / length[s]!;
  }
  return { ux, uy, length };
}

function setCorner(corners: Float64Array, at: number, x: number, y: number, nx: number, ny: number): void {
  corners[at] = x + nx;
  corners[at + 1] = y + ny;
  corners[at + 2] = x - nx;
  corners[at + 3] = y - ny;
}

/** Fills the outside of a bend from direction u to direction v with a fan; `outer` is the side of the normal it lies on. */
function addJoint(
  edges: GrowableFloats,
  x: number,
  y: number,
  ux: number,
  uy: number,
  vx: number,
  vy: number,
  h: number,
  outer: number,
): void {
  const ax = -uy * outer;
  const ay = ux * outer;
  const bx = -vy * outer;
  const by = vx * outer;
  if (ux * vx + uy * vy > 0) {
    addFan(edges, x, y, ax, ay, bx, by, h);
    return;
  }
  // Sharper than a right angle: the middle of the arc points along u - v, which stays sure up to a full turn back.
  const mx = ux - vx;
  const my = uy - vy;
  const m = Math.sqrt(mx * mx + my * my);
  addFan(edges, x, y, ax, ay, mx / m, my / m, h);
  addFan(edges, x, y, mx / m, my / m, bx, by, h);
}

/** Half a disc on the side that the unit vector u points to. */
function addCap(edges: GrowableFloats, x: number, y: number, ux: number, uy: number, h: number): void {
  addFan(edges, x, y, -uy, ux, ux, uy, h);
  addFan(edges, x, y, ux, uy, uy, -ux, h);
}

/** A sector of a disc between two unit vectors at most a right angle apart. */
function addFan(
  edges: GrowableFloats,
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  h: number,
): void {
  const sx = ax + bx;
  const sy = ay + by;
  const s = Math.sqrt(sx * sx + sy * sy);
  // s / 2 is the cosine of half the angle, so h (1 - s / 2) is how far the arc stands off its chord.
  if (h * (1 - 0.5 * s) > ARC_TOLERANCE_PX) {
    addFan(edges, x, y, ax, ay, sx / s, sy / s, h);
    addFan(edges, x, y, sx / s, sy / s, bx, by, h);
  } else if (ax * by - ay * bx > 0) {
    addTriangle(edges, x, y, x + bx * h, y + by * h, x + ax * h, y + ay * h);
  } else {
    addTriangle(edges, x, y, x + ax * h, y + ay * h, x + bx * h, y + by * h);
  }
}

function addTriangle(
  edges: GrowableFloats,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
): void {
  addEdge(edges, ax, ay, bx, by);
  addEdge(edges, bx, by, cx, cy);
  addEdge(edges, cx, cy, ax, ay);
}

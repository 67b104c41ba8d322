/** CHAIN: linked vertices to closed loops on the 0.1 um grid that keep the area of the curve. */
import type { PlaneGrid } from '../../core/field.ts';
import type { Polyline } from '../../core/polyline.ts';
import { assert } from '../../core/prep-error.ts';
import { GRID_PER_MM } from '../../core/units.ts';
import { type GrowableFloats, growableFloats, pushFloat } from '../growable.ts';
import type { EdgeVertices } from './edge-vertices.ts';
import { OPEN_LOOPS } from './link-edges.ts';

/** Neighbours on a curve nearer than this are one vertex: the direction between them would be noise. */
const MERGE_MM = 1e-3;
/** Turns sharper than this are corners of the sampling, not of a curve, and stay where they are, as do cuts at the void. */
const SHARPEST_TURN = 0.8;
/** Farthest that a vertex moves, over its shorter chord and by its turn: at kinks, where no curve is, neighbours keep their order. */
const FARTHEST = 0.25;
/** Numbers of a point of a curve: x, y, whether it is cut at the void, how far it may move. */
const POINT = 4;

/**
 * Follows the links and appends the loops, each from its lowest edge on, with the inside on the left or, when `reverse`, on the right.
 * Neighbours that fall together and loops without area are dropped.
 */
export function traceLoops(
  { xy, atVoid }: EdgeVertices,
  narrow: Uint8Array,
  next: Int32Array,
  grid: PlaneGrid,
  reverse: boolean,
  loops: Polyline[],
): void {
  const visited = new Uint8Array(next.length);
  const curve = growableFloats(1024);
  const ring = growableFloats(1024);
  for (let start = 0; start < next.length; start++) {
    if (visited[start]) continue;
    curve.length = 0;
    let v = start;
    for (; !visited[v]; v = next[v]!) {
      visited[v] = 1;
      const x = xy[2 * v]!;
      const y = xy[2 * v + 1]!;
      const n = curve.length;
      const reach = narrow[v] === 1 ? halfWayToNode(x, y, grid) : Infinity;
      if (n >= POINT && isNear(curve.values, n - POINT, x, y)) {
        curve.values[n - 1] = Math.min(curve.values[n - 1]!, reach);
        continue;
      }
      pushFloat(curve, x);
      pushFloat(curve, y);
      pushFloat(curve, atVoid[v]!);
      pushFloat(curve, reach);
    }
    assert(v === start, OPEN_LOOPS);
    const c = curve.values;
    while (curve.length >= 2 * POINT && isNear(c, curve.length - POINT, c[0]!, c[1]!)) {
      c[POINT - 1] = Math.min(c[POINT - 1]!, c[curve.length - 1]!);
      curve.length -= POINT;
    }
    ring.length = 0;
    if (curve.length >= 3 * POINT) keepArea(curve, ring);
    closeRing(ring);
    if (ring.length >= 6) loops.push({ xy: toMillimetres(ring.values, ring.length, reverse), closed: true });
  }
}

/**
 * Moves each vertex of a curve outward by a third of the sagitta and writes it in grid units. A polygon with its vertices on
 * the curve cuts off c^3 / (12 r) at each chord c; moved by (u^3 + v^3) / (12 r (u + v)) between chords u and v, with
 * 1 / r = 2 turn / (u + v), it has the curve's area (0.37 % too much
 * solid in a sheet gyroid at 20 samples a cell becomes 0.07 %) and its largest deviation shrinks by a third. Where
 * another vertex stands opposite across a node, each moves by half of its way to that node at most, so that curves do not cross.
 */
function keepArea(curve: GrowableFloats, ring: GrowableFloats): void {
  const p = curve.values;
  const n = curve.length;
  for (let at = 0; at < n; at += POINT) {
    const before = at === 0 ? n - POINT : at - POINT;
    const after = at === n - POINT ? 0 : at + POINT;
    const ux = p[at]! - p[before]!;
    const uy = p[at + 1]! - p[before + 1]!;
    const vx = p[after]! - p[at]!;
    const vy = p[after + 1]! - p[at + 1]!;
    const u = Math.sqrt(ux * ux + uy * uy);
    const v = Math.sqrt(vx * vx + vy * vy);
    const uv = u * v;
    const cross = ux * vy - uy * vx;
    let x = p[at]!;
    let y = p[at + 1]!;
    const atVoid = p[before + 2]! + p[at + 2]! + p[after + 2]! > 0;
    if (!atVoid && ux * vx + uy * vy > 0 && Math.abs(cross) < SHARPEST_TURN * uv) {
      const wx = p[after]! - p[before]!;
      const wy = p[after + 1]! - p[before + 1]!;
      const w = Math.sqrt(wx * wx + wy * wy);
      const kept = (FARTHEST * Math.min(u, v) * uv) / Math.abs(cross);
      const most = Math.min(kept, p[at + 3]!) / w;
      const shift = Math.max(-most, Math.min(most, (cross * (u * u - uv + v * v)) / (6 * uv * ((u + v) * w))));
      x += wy * shift;
      y -= wx * shift;
    }
    pushDistinct(ring, Math.floor(x * GRID_PER_MM + 0.5), Math.floor(y * GRID_PER_MM + 0.5));
  }
}

/** A vertex lies on an edge of the grid, so in one of x and y at a node. */
function halfWayToNode(x: number, y: number, { x0Mm, y0Mm, stepMm }: PlaneGrid): number {
  const i = (x - x0Mm) * (1 / stepMm);
  const j = (y - y0Mm) * (1 / stepMm);
  return 0.5 * stepMm * Math.max(Math.abs(i - Math.floor(i + 0.5)), Math.abs(j - Math.floor(j + 0.5)));
}

/** Where a curve runs through a grid node its vertices on the edges around it fall together. */
function isNear(curve: Float64Array, at: number, x: number, y: number): boolean {
  return Math.abs(curve[at]! - x) < MERGE_MM && Math.abs(curve[at + 1]! - y) < MERGE_MM;
}

function pushDistinct(list: GrowableFloats, x: number, y: number): void {
  const n = list.length;
  if (n >= 2 && list.values[n - 2] === x && list.values[n - 1] === y) return;
  pushFloat(list, x);
  pushFloat(list, y);
}

function closeRing(ring: GrowableFloats): void {
  const v = ring.values;
  while (ring.length >= 4 && v[0] === v[ring.length - 2] && v[1] === v[ring.length - 1]) ring.length -= 2;
}

function toMillimetres(ring: Float64Array, n: number, reverse: boolean): Float64Array {
  const xy = new Float64Array(n);
  for (let i = 0; i < n; i += 2) {
    const from = reverse ? n - 2 - i : i;
    xy[i] = ring[from]! / GRID_PER_MM + 0;
    xy[i + 1] = ring[from + 1]! / GRID_PER_MM + 0;
  }
  return xy;
}

/**
 * The chordal axis of an area: Delaunay triangles between samples of its boundary. Triangles in a wall stand one behind the
 * other like the rungs of a ladder, so they say where the middle is, how wide the wall is there, and how it hangs together;
 * and as they tile the area, what is summed over them is exact. After L. Prasad, Morphological analysis of shapes, CNLS
 * Newsletter 139 (1997). The only file that knows the triangulation library.
 */
import Delaunator from 'delaunator';
import { keepCompiled } from '../core/keep-compiled.ts';
import type { Loops } from '../core/polyline.ts';
import { toGrid } from '../core/units.ts';
import {
  type GrowableFloats,
  type GrowableInts,
  growableFloats,
  growableInts,
  pushFloat,
  pushInt,
} from './growable.ts';

/** Triangles inside an area; side i of a triangle runs from its corner i to its corner i + 1. */
export interface ChordalAxis {
  /** Points on the boundary, in mm. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** 1 where the point was given, 0 where it was added on a side. */
  readonly isGiven: Uint8Array;
  /** Three points per triangle, counter-clockwise. */
  readonly corners: Int32Array;
  /** The triangle across each side, or -1 where the side is boundary. */
  readonly across: Int32Array;
  readonly areaMm2: Float64Array;
  /** Diameter of the circle through the corners: no sample lies in it, so it is the width of the area there. */
  readonly widthMm: Float64Array;
}

/** Sides that the triangulation lacks are halved this often; what is missing then is told by where triangles lie. */
const MAX_ROUNDS = 8;
/** Nor are more points added than this many times those at first. */
const MOST_GROWTH = 2;
/** Sides are not halved below this. */
const MIN_SIDE_MM = 0.001;
/** A triangle less high than this has no width worth the name: it comes from points that should be on one line. */
const FLAT_MM = 1e-7;

/**
 * Triangulates the area with boundary samples at most `stepMm` apart.
 *
 * The tiles are exact where each stretch of the boundary is a side of the triangulation, which halving brings about except
 * where loops cross or come within a micrometre of one another; there triangles are taken whole by their centre, and the
 * area is off by what the crossing sides cut off them. Nothing throws: an area without triangles gives none.
 *
 * @param loops - solid on the left, on the coordinate grid; loops may touch
 */
export function chordalAxis(loops: Loops, stepMm: number): ChordalAxis {
  const boundary = sampleBoundary(loops, stepMm);
  const most = MOST_GROWTH * boundary.x.length + 100;
  for (let round = 0; ; round++) {
    const coordinates = new Float64Array(boundary.x.length * 2);
    for (let i = 0; i < boundary.x.length; i++) {
      coordinates[2 * i] = boundary.x.values[i]!;
      // The library calls counter-clockwise what is so with y downward.
      coordinates[2 * i + 1] = -boundary.y.values[i]!;
    }
    const { triangles, halfedges } = new Delaunator(coordinates);
    const isSide = new Uint8Array(triangles.length);
    const missing = markSides(boundary, triangles, isSide);
    if (round < MAX_ROUNDS && boundary.x.length < most && halve(boundary, missing)) continue;
    const inside =
      floodInside(halfedges, isSide) ?? insideByCentre(loops, triangles, boundary.x.values, boundary.y.values);
    return insideTriangles(boundary, triangles, halfedges, isSide, inside);
  }
}

/** Points of the boundary and the stretches between them. */
interface Boundary {
  readonly x: GrowableFloats;
  readonly y: GrowableFloats;
  readonly given: number;
  readonly from: GrowableInts;
  readonly to: GrowableInts;
}

function sampleBoundary(loops: Loops, stepMm: number): Boundary {
  let points = 0;
  for (const { xy } of loops) points += xy.length / 2;
  const x = growableFloats(points * 3);
  const y = growableFloats(points * 3);
  const from = growableInts(points * 3);
  const to = growableInts(points * 3);
  // Loops may touch at a corner: one place is one point. Found again in a table of the least power of two above twice the points.
  let slots = 16;
  while (slots < 2 * points) slots *= 2;
  const table = new Int32Array(slots).fill(-1);
  const idOf = (xMm: number, yMm: number): number => {
    let slot = (Math.imul(toGrid(xMm), 0x9e3779b1) ^ Math.imul(toGrid(yMm), 0x85ebca6b)) >>> 0;
    for (slot = (slot ^ (slot >>> 15)) & (slots - 1); table[slot]! >= 0; slot = (slot + 1) & (slots - 1)) {
      const id = table[slot]!;
      if (x.values[id] === xMm && y.values[id] === yMm) return id;
    }
    table[slot] = x.length;
    pushFloat(x, xMm);
    pushFloat(y, yMm);
    return x.length - 1;
  };
  keepCompiled('chordal-axis.id-of', idOf);
  const ids = loops.map(({ xy }) => {
    const own = new Int32Array(xy.length / 2);
    for (let i = 0; i < own.length; i++) own[i] = idOf(xy[2 * i]!, xy[2 * i + 1]!);
    return own;
  });
  const given = x.length;
  for (const own of ids) {
    for (let i = 0; i < own.length; i++) {
      const a = own[i]!;
      const b = own[i + 1 === own.length ? 0 : i + 1]!;
      if (a === b) continue;
      const dx = x.values[b]! - x.values[a]!;
      const dy = y.values[b]! - y.values[a]!;
      const pieces = Math.ceil(Math.sqrt(dx * dx + dy * dy) / stepMm - 1e-9);
      let last = a;
      for (let k = 1; k < pieces; k++) {
        pushInt(from, last);
        last = x.length;
        pushInt(to, last);
        pushFloat(x, x.values[a]! + (dx * k) / pieces);
        pushFloat(y, y.values[a]! + (dy * k) / pieces);
      }
      pushInt(from, last);
      pushInt(to, b);
    }
  }
  return { x, y, given, from, to };
}

/** Marks the halfedges that run along the boundary with the solid on their left; returns the stretches that are none. */
function markSides({ x, from, to }: Boundary, triangles: Uint32Array, isSide: Uint8Array): number[] {
  const first = new Int32Array(x.length).fill(-1);
  const next = new Int32Array(from.length);
  for (let s = 0; s < from.length; s++) {
    const a = from.values[s]!;
    next[s] = first[a]!;
    first[a] = s;
  }
  const found = new Uint8Array(from.length);
  for (let e = 0; e < triangles.length; e++) {
    const b = triangles[e % 3 === 2 ? e - 2 : e + 1]!;
    for (let s = first[triangles[e]!]!; s >= 0; s = next[s]!) {
      if (to.values[s] !== b) continue;
      found[s] = 1;
      isSide[e] = 1;
    }
  }
  const missing: number[] = [];
  for (let s = 0; s < from.length; s++) if (found[s] === 0) missing.push(s);
  return missing;
}

/** Halves stretches that are long enough; false where none is. */
function halve({ x, y, from, to }: Boundary, stretches: readonly number[]): boolean {
  let halved = false;
  for (const s of stretches) {
    const a = from.values[s]!;
    const b = to.values[s]!;
    const dx = x.values[b]! - x.values[a]!;
    const dy = y.values[b]! - y.values[a]!;
    if (dx * dx + dy * dy < MIN_SIDE_MM * MIN_SIDE_MM) continue;
    to.values[s] = x.length;
    pushInt(from, x.length);
    pushInt(to, b);
    pushFloat(x, x.values[a]! + dx / 2);
    pushFloat(y, y.values[a]! + dy / 2);
    halved = true;
  }
  return halved;
}

const INSIDE = 1;
const OUTSIDE = 2;

/** Spreads inside and outside from the sides; null where they meet, which is where a stretch of the boundary is missing. */
function floodInside(halfedges: Int32Array, isSide: Uint8Array): Uint8Array | null {
  const mark = new Uint8Array(halfedges.length / 3);
  const stack = new Int32Array(mark.length);
  let depth = 0;
  for (let e = 0; e < halfedges.length; e++) {
    const twin = halfedges[e]!;
    const says = isSide[e] === 1 ? INSIDE : twin < 0 || isSide[twin] === 1 ? OUTSIDE : 0;
    if (says === 0) continue;
    const t = (e / 3) | 0;
    if (mark[t] === 0) {
      mark[t] = says;
      stack[depth++] = t;
    } else if (mark[t] !== says) return null;
  }
  while (depth > 0) {
    const t = stack[--depth]!;
    for (let e = 3 * t; e < 3 * t + 3; e++) {
      const twin = halfedges[e]!;
      if (twin < 0 || isSide[e] === 1 || isSide[twin] === 1) continue;
      const other = (twin / 3) | 0;
      if (mark[other] === 0) {
        mark[other] = mark[t]!;
        stack[depth++] = other;
      } else if (mark[other] !== mark[t]) return null;
    }
  }
  return mark;
}

/** Tells inside from outside by the winding of the loops around the centre of each triangle. */
function insideByCentre(loops: Loops, triangles: Uint32Array, x: Float64Array, y: Float64Array): Uint8Array {
  let sides = 0;
  let yMin = Number.POSITIVE_INFINITY;
  let yMax = Number.NEGATIVE_INFINITY;
  for (const { xy } of loops) {
    sides += xy.length / 2;
    for (let i = 1; i < xy.length; i += 2) {
      yMin = Math.min(yMin, xy[i]!);
      yMax = Math.max(yMax, xy[i]!);
    }
  }
  const bands = Math.max(1, Math.min(4096, sides >> 3));
  const perMm = yMax > yMin ? bands / (yMax - yMin) : 0;
  const bandOf = (value: number) => Math.max(0, Math.min(bands - 1, Math.floor((value - yMin) * perMm)));
  const rows: number[][] = Array.from({ length: bands }, () => []);
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const last = bandOf(Math.max(xy[i + 1]!, xy[j + 1]!));
      for (let b = bandOf(Math.min(xy[i + 1]!, xy[j + 1]!)); b <= last; b++) {
        rows[b]!.push(xy[j]!, xy[j + 1]!, xy[i]!, xy[i + 1]!);
      }
    }
  }
  const mark = new Uint8Array(triangles.length / 3);
  for (let t = 0; t < mark.length; t++) {
    const a = triangles[3 * t]!;
    const b = triangles[3 * t + 1]!;
    const c = triangles[3 * t + 2]!;
    const px = (x[a]! + x[b]! + x[c]!) / 3;
    const py = (y[a]! + y[b]! + y[c]!) / 3;
    const row = rows[bandOf(py)]!;
    let winding = 0;
    for (let k = 0; k < row.length; k += 4) {
      const up = row[k + 1]! <= py;
      if (up === row[k + 3]! <= py) continue;
      const cross = (row[k + 2]! - row[k]!) * (py - row[k + 1]!) - (px - row[k]!) * (row[k + 3]! - row[k + 1]!);
      if (up ? cross > 0 : cross < 0) winding += up ? 1 : -1;
    }
    mark[t] = winding > 0 ? INSIDE : OUTSIDE;
  }
  return mark;
}

/** Keeps the triangles inside and numbers them anew. */
function insideTriangles(
  { x, y, given }: Boundary,
  triangles: Uint32Array,
  halfedges: Int32Array,
  isSide: Uint8Array,
  inside: Uint8Array,
): ChordalAxis {
  const renumbered = new Int32Array(inside.length).fill(-1);
  let count = 0;
  for (let t = 0; t < inside.length; t++) if (inside[t] === INSIDE) renumbered[t] = count++;
  const corners = new Int32Array(3 * count);
  const across = new Int32Array(3 * count).fill(-1);
  const areaMm2 = new Float64Array(count);
  const widthMm = new Float64Array(count);
  for (let t = 0; t < inside.length; t++) {
    const own = renumbered[t]!;
    if (own < 0) continue;
    for (let i = 0; i < 3; i++) {
      const e = 3 * t + i;
      const twin = halfedges[e]!;
      corners[3 * own + i] = triangles[e]!;
      if (twin >= 0 && isSide[e] === 0 && isSide[twin] === 0) across[3 * own + i] = renumbered[(twin / 3) | 0]!;
    }
    measure(own);
  }
  const isGiven = new Uint8Array(x.length).fill(1, 0, given);
  return { x: x.values.slice(0, x.length), y: y.values.slice(0, x.length), isGiven, corners, across, areaMm2, widthMm };

  function measure(t: number): void {
    const a = corners[3 * t]!;
    const b = corners[3 * t + 1]!;
    const c = corners[3 * t + 2]!;
    const ux = x.values[b]! - x.values[a]!;
    const uy = y.values[b]! - y.values[a]!;
    const vx = x.values[c]! - x.values[a]!;
    const vy = y.values[c]! - y.values[a]!;
    const twice = Math.abs(ux * vy - uy * vx);
    const u = ux * ux + uy * uy;
    const v = vx * vx + vy * vy;
    const w = (ux - vx) * (ux - vx) + (uy - vy) * (uy - vy);
    areaMm2[t] = twice / 2;
    const longest = Math.sqrt(Math.max(u, v, w));
    // Diameter of the circumcircle: product of the sides over twice the area.
    widthMm[t] = twice > FLAT_MM * longest ? Math.sqrt(u * v * w) / twice : 0;
  }
}

/** Puts a vertex on each edge of the grid between a solid node and another, and decides about faces with two solid corners. */
import type { PlaneField } from '../../core/field.ts';
import { type EdgeSpans, reachFromStart } from './body-reach.ts';
import { AGREED_KINKED, AGREED_SMOOTH, rootInPlane } from './edge-root.ts';
import { type IsoBody, type IsoTally, levelBetween, sideOf } from './iso-body.ts';
import type { IsoGrid } from './iso-grid.ts';
import type { IsoPlane } from './iso-plane.ts';
import { type LineCrossings, stepsOut, thinPlaces } from './line-crossings.ts';
import type { PlaneLines } from './part-lines.ts';
import type { SlabBuffer } from './slab-buffer.ts';
import { ON_PART, type SlabNumbers } from './slab-numbers.ts';
import { findUprightRoots, reserveEdges, uprightEdges } from './upright-roots.ts';

/** What the vertices of a mesh are made from. */
export interface EdgeVerticesInput {
  readonly grid: IsoGrid;
  readonly bodies: readonly IsoBody[];
  readonly columns: LineCrossings;
  readonly isInside: (x: number, y: number, z: number) => boolean;
  readonly numbers: SlabNumbers;
  readonly buffer: SlabBuffer;
  readonly tally: IsoTally;
}

/** Makes vertices plane by plane. */
export interface EdgeVertices {
  /** Of one plane; `parity` chooses the blocks of the numbers. */
  inPlane(plane: IsoPlane, fields: readonly PlaneField[], lines: PlaneLines, parity: number): void;
  /** Of the upright edges between two planes; the fields of the upper plane still serve, afterwards they do not. */
  between(low: IsoPlane, high: IsoPlane, fields: readonly PlaneField[]): void;
}

/** Returns the maker of vertices. */
export function edgeVertices(input: EdgeVerticesInput): EdgeVertices {
  const { grid, bodies, columns, isInside, numbers, buffer, tally } = input;
  const { ids, on, along } = numbers;
  const { x0Mm, y0Mm, stepMm, nx, ny } = grid.plane;
  const nodes = nx * ny;
  const count = bodies.length;
  const spans: EdgeSpans = { from: new Float64Array(count), to: new Float64Array(count) };
  const last = new Uint8Array(1);
  const agreed = bodies.map(({ smooth }) => (smooth ? AGREED_SMOOTH : AGREED_KINKED));
  const noMask = new Uint8Array(nodes);
  const uprights = bodies.map(() => uprightEdges());
  let crossed = new Int32Array(1024);
  let openAcrossX: number[] = [];
  let openAcrossY: number[] = [];

  function inPlane(plane: IsoPlane, fields: readonly PlaneField[], lines: PlaneLines, parity: number): void {
    const { solid, state, rowSolid, joined } = plane;
    const alongX = 2 * parity * nodes;
    const alongY = alongX + nodes;
    tally.thinPart += thinPlaces(lines.alongX, x0Mm, stepMm) + thinPlaces(lines.alongY, y0Mm, stepMm);
    for (let j = 0; j < ny; j++) {
      const end = (j + 1) * nx;
      const last = j + 1 === ny;
      for (let n = j * nx; n < end; n++) {
        const here = state[n]!;
        const right = n + 1 < end ? state[n + 1]! : here;
        const up = last ? here : state[n + nx]!;
        if (here !== right) {
          if (solid[n] !== solid[n + 1]) flatVertex(plane, fields, lines, n, n + 1, j, alongX + n, true);
          else countLost(plane, n, plane, n + 1);
        }
        if (here !== up) {
          if (solid[n] !== solid[n + nx]) flatVertex(plane, fields, lines, n, n + nx, j, alongY + n, false);
          else countLost(plane, n, plane, n + nx);
        }
      }
      if (last || !(rowSolid[j]! | rowSolid[j + 1]!)) continue;
      for (let n = j * nx; n + 1 < end; n++) {
        const s = solid[n]!;
        if (s !== solid[n + nx + 1] || s === solid[n + 1] || s === solid[n + nx]) continue;
        const x = x0Mm + (n - j * nx + 0.5) * stepMm;
        const y = y0Mm + (j + 0.5) * stepMm;
        const w = plane.winding;
        const deep = w[n]! > 0 && w[n + 1]! > 0 && w[n + nx]! > 0 && w[n + nx + 1]! > 0;
        joined[n] = isSolid(fields, x, y) && (deep || isInside(x, y, plane.zMm)) ? 1 : 0;
      }
    }
  }

  function flatVertex(
    plane: IsoPlane,
    fields: readonly PlaneField[],
    lines: PlaneLines,
    n: number,
    m: number,
    j: number,
    slot: number,
    alongX: boolean,
  ): void {
    const i = n - j * nx;
    const x = x0Mm + i * stepMm;
    const y = y0Mm + j * stepMm;
    const ahead = plane.solid[n] === 1;
    const inside = ahead ? n : m;
    const outside = ahead ? m : n;
    for (let b = 0; b < count; b++) {
      const { band, exactNodes } = bodies[b]!;
      const f = plane.values[b]!;
      const inIn = sideOf(band, f[inside]!) === 1;
      const outIn = sideOf(band, f[outside]!) === 1;
      if (inIn === outIn) {
        spans.from[b] = inIn ? 0 : Infinity;
        spans.to[b] = Infinity;
        continue;
      }
      const level = levelBetween(band, inIn ? f[outside]! : f[inside]!);
      const field = fields[b]!;
      const first = alongX ? x : y;
      const across = alongX ? y : x;
      let f0 = f[n]!;
      let f1 = f[m]!;
      if (!exactNodes) {
        f0 = field.valueAt(x, y);
        f1 = alongX ? field.valueAt(x + stepMm, y) : field.valueAt(x, y + stepMm);
      }
      const t = rootInPlane(field, level, alongX, first, across, stepMm, f0 - level, f1 - level, agreed[b]!);
      setSpan(b, inIn, ahead ? t : 1 - t);
    }
    let reach = reachFromStart(spans, count, last);
    on[slot] = last[0]!;
    if (plane.winding[outside]! <= 0) {
      const list = alongX ? lines.alongX : lines.alongY;
      const from = (alongX ? x : y) + (ahead ? 0 : stepMm);
      const way = partWay(list, alongX ? j : i, from, plane.winding[inside]!, ahead);
      if (way <= reach) {
        reach = way;
        on[slot] = ON_PART;
      }
    }
    const t = held(ahead ? reach : 1 - reach);
    along[slot] = t;
    ids[slot] = alongX ? buffer.vertex(x + t * stepMm, y, plane.zMm) : buffer.vertex(x, y + t * stepMm, plane.zMm);
  }

  function between(low: IsoPlane, high: IsoPlane, fields: readonly PlaneField[]): void {
    const edges = findUprights(low, high);
    if (edges > 0) listRoots(low, high, fields, edges);
    decideSides(low, high);
    const heightMm = high.zMm - low.zMm;
    const next = new Int32Array(count);
    for (let e = 0; e < edges; e++) {
      const n = crossed[e]!;
      const ahead = low.solid[n] === 1;
      const inside = ahead ? low : high;
      const outside = ahead ? high : low;
      for (let b = 0; b < count; b++) {
        const { band } = bodies[b]!;
        const inIn = sideOf(band, inside.values[b]![n]!) === 1;
        if (inIn === (sideOf(band, outside.values[b]![n]!) === 1)) {
          spans.from[b] = inIn ? 0 : Infinity;
          spans.to[b] = Infinity;
          continue;
        }
        const t = uprights[b]!.root[next[b]!++]!;
        setSpan(b, inIn, ahead ? t : 1 - t);
      }
      const slot = 4 * nodes + n;
      let reach = reachFromStart(spans, count, last);
      on[slot] = last[0]!;
      if (outside.winding[n]! <= 0) {
        const way = partWay(columns, n, inside.zMm, inside.winding[n]!, ahead);
        if (way <= reach) {
          reach = way;
          on[slot] = ON_PART;
        }
      }
      const j = Math.floor(n / nx);
      const t = held(ahead ? reach : 1 - reach);
      along[slot] = t;
      ids[slot] = buffer.vertex(x0Mm + (n - j * nx) * stepMm, y0Mm + j * stepMm, low.zMm + t * heightMm);
    }
  }

  /** Lists the upright edges with a vertex and the upright faces with two solid corners across. */
  function findUprights(low: IsoPlane, high: IsoPlane): number {
    const s0 = low.solid;
    const s1 = high.solid;
    let edges = 0;
    openAcrossX = [];
    openAcrossY = [];
    for (let j = 0; j < ny; j++) {
      const end = (j + 1) * nx;
      if (crossed.length < edges + nx) {
        const grown = new Int32Array(2 * crossed.length + nx);
        grown.set(crossed);
        crossed = grown;
      }
      const nearSolid =
        low.rowSolid[j]! | high.rowSolid[j]! | (j + 1 < ny ? low.rowSolid[j + 1]! | high.rowSolid[j + 1]! : 0);
      for (let n = j * nx; n < end; n++) {
        if (low.state[n] !== high.state[n]) {
          if (s0[n] !== s1[n]) crossed[edges++] = n;
          else countLost(low, n, high, n);
        }
        if (nearSolid === 0) continue;
        const s = s0[n]!;
        if (s === s1[n]) continue;
        if (n + 1 < end && s0[n + 1] !== s && s1[n + 1] === s) openAcrossY.push(n);
        if (j + 1 < ny && s0[n + nx] !== s && s1[n + nx] === s) openAcrossX.push(n);
      }
    }
    return edges;
  }

  /** Finds where each body's limits cross the listed edges. */
  function listRoots(low: IsoPlane, high: IsoPlane, fields: readonly PlaneField[], edges: number): void {
    for (let b = 0; b < count; b++) {
      const { field, band, exactNodes } = bodies[b]!;
      const list = uprights[b]!;
      list.length = 0;
      reserveEdges(list, edges);
      const f0 = low.values[b]!;
      const f1 = high.values[b]!;
      for (let e = 0; e < edges; e++) {
        const n = crossed[e]!;
        const in0 = sideOf(band, f0[n]!) === 1;
        if (in0 === (sideOf(band, f1[n]!) === 1)) continue;
        const j = Math.floor(n / nx);
        const l = list.length++;
        const level = levelBetween(band, in0 ? f1[n]! : f0[n]!);
        list.x[l] = x0Mm + (n - j * nx) * stepMm;
        list.y[l] = y0Mm + j * stepMm;
        list.level[l] = level;
        list.g0[l] = f0[n]! - level;
        list.g1[l] = (exactNodes ? f1[n]! : fields[b]!.valueAt(list.x[l]!, list.y[l]!)) - level;
      }
      if (list.length === 0) continue;
      if (!exactNodes) {
        const plane = field.plane(low.zMm, grid.plane, noMask);
        for (let l = 0; l < list.length; l++) list.g0[l] = plane.valueAt(list.x[l]!, list.y[l]!) - list.level[l]!;
      }
      const heightMm = high.zMm - low.zMm;
      findUprightRoots(list, (share) => field.plane(low.zMm + share * heightMm, grid.plane, noMask), 0.5 * agreed[b]!);
    }
  }

  function decideSides(low: IsoPlane, high: IsoPlane): void {
    if (openAcrossX.length + openAcrossY.length === 0) return;
    const z = 0.5 * (low.zMm + high.zMm);
    const fields = bodies.map(({ field }) => field.plane(z, grid.plane, noMask));
    const decide = (n: number, other: number, dx: number, dy: number): number => {
      const j = Math.floor(n / nx);
      const x = x0Mm + (n - j * nx + dx) * stepMm;
      const y = y0Mm + (j + dy) * stepMm;
      const [a, b] = [low.winding, high.winding];
      const deep = a[n]! > 0 && a[other]! > 0 && b[n]! > 0 && b[other]! > 0;
      return isSolid(fields, x, y) && (deep || isInside(x, y, z)) ? 1 : 0;
    };
    for (const n of openAcrossY) numbers.acrossY[n] = decide(n, n + 1, 0.5, 0);
    for (const n of openAcrossX) numbers.acrossX[n] = decide(n, n + nx, 0, 0.5);
  }

  function isSolid(fields: readonly PlaneField[], x: number, y: number): boolean {
    return bodies.some(({ band }, b) => sideOf(band, fields[b]!.valueAt(x, y)) === 1);
  }

  function setSpan(b: number, fromStart: boolean, t: number): void {
    spans.from[b] = fromStart ? 0 : t;
    spans.to[b] = fromStart ? t : Infinity;
  }

  function partWay(list: LineCrossings, line: number, from: number, winding: number, ahead: boolean): number {
    const way = stepsOut(list, line, from, winding, ahead, stepMm);
    if (way <= 1) return way;
    tally.unmetSurface++;
    return way < Infinity ? 1 : 0;
  }

  function held(t: number): number {
    return Math.max(grid.nodeGap, Math.min(1 - grid.nodeGap, t));
  }

  /** Counts an edge without a vertex when a whole band lies between its ends. */
  function countLost(p: IsoPlane, n: number, q: IsoPlane, m: number): void {
    if (p.winding[n]! <= 0 && q.winding[m]! <= 0) return;
    for (const [b, { band }] of bodies.entries()) {
      const sides = sideOf(band, p.values[b]![n]!) + 3 * sideOf(band, q.values[b]![m]!);
      if (sides === 2 || sides === 6) tally.lostWalls++;
    }
  }

  return { inPlane, between };
}

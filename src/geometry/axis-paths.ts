/** Lines along the middle of thin walls, with the area of each step. */
import { keepCompiled } from '../core/keep-compiled.ts';
import type { ChordalAxis } from './chordal-axis.ts';
import { type GrowableFloats, growableFloats, pushFloat } from './growable.ts';

/** A line along the middle of a wall. The areas of all lines together are the area of the walls. */
export interface AxisPath {
  /** Points x0,y0,...; step k runs from point k to point k + 1, the last step of a closed line back to the first point. */
  readonly xy: Float64Array;
  readonly closed: boolean;
  readonly stepMm2: Float64Array;
  /** Area of corners and stubs beside the line, to be spread over a reach on both sides of the middle of a step. */
  readonly extras: readonly { readonly step: number; readonly areaMm2: number; readonly reachMm: number }[];
  /** Whether the first and the last point are ends of the wall, not joints with another line or a wider part. */
  readonly freeStart: boolean;
  readonly freeEnd: boolean;
  /** Width at each point where it was measured across the line; absent: known from the areas alone. */
  readonly widthMm?: Float64Array;
}

/**
 * A blind branch shorter than this share of the width where it leaves is the corner of a wall, not a wall: a right angle has
 * 0.5 (its tip above the chord), 60 degrees 0.75.
 */
const CORNER_LENGTH = 0.8;
/** The last half width of a wall is spread over this many widths before it; along a wall one to each side is enough. */
const END_REACH = 3;
/** Corners on corners: each round takes the blind branches that the round before has laid bare. */
const MAX_ROUNDS = 12;

const WALL = 1;
const WIDE = 2;

/**
 * Returns the lines of the triangles marked thin. Where three walls meet, the two that go straightest are one line and the
 * third ends at its side. Ends stop about half a width before the end of the wall.
 */
export function axisPaths(axis: ChordalAxis, isThin: Uint8Array): AxisPath[] {
  const { x, y, corners, across, areaMm2, widthMm } = axis;
  /** What lies across a side: nothing, a thin triangle or a wide one. */
  const gate = new Uint8Array(across.length);
  const degree = new Uint8Array(isThin.length);
  /** Area that a triangle takes over from cut branches, and how far the longest reached. */
  const extraMm2 = new Float64Array(isThin.length);
  const reachMm = new Float64Array(isThin.length);
  const removed = new Uint8Array(isThin.length);
  for (let e = 0; e < across.length; e++) {
    const t = triangleOf(e);
    if (isThin[t] === 0 || across[e]! < 0) continue;
    gate[e] = isThin[across[e]!] === 1 ? WALL : WIDE;
    degree[t]!++;
  }
  keepCompiled('axis-paths', [cutCorners, pairSides, collect]);
  for (let round = 0; round < MAX_ROUNDS && cutCorners(); round++);
  const partner = pairSides();
  return collect();

  function midX(e: number): number {
    return (x[corners[e]!]! + x[corners[nextSide(e)]!]!) / 2;
  }

  function midY(e: number): number {
    return (y[corners[e]!]! + y[corners[nextSide(e)]!]!) / 2;
  }

  function centreX(t: number): number {
    return (x[corners[3 * t]!]! + x[corners[3 * t + 1]!]! + x[corners[3 * t + 2]!]!) / 3;
  }

  function centreY(t: number): number {
    return (y[corners[3 * t]!]! + y[corners[3 * t + 1]!]! + y[corners[3 * t + 2]!]!) / 3;
  }

  /** Half the length of a side. */
  function halfOf(e: number): number {
    const a = corners[e]!;
    const b = corners[nextSide(e)]!;
    return length(x[b]! - x[a]!, y[b]! - y[a]!) / 2;
  }

  /** The side of the triangle across that faces back. */
  function backOf(e: number): number {
    const t = triangleOf(e);
    const other = 3 * across[e]!;
    return across[other] === t ? other : across[other + 1] === t ? other + 1 : other + 2;
  }

  /** The only gate of a triangle of degree 1, or the other gate of one of degree 2. */
  function otherGate(t: number, besides: number): number {
    for (let e = 3 * t; e < 3 * t + 3; e++) if (e !== besides && gate[e] !== 0) return e;
    return -1;
  }

  /** Where a line ends in a triangle of degree 1: in the corner opposite its gate, or inside where corners were cut. */
  function tipX(t: number, e: number): number {
    return extraMm2[t]! > 0 ? centreX(t) : x[corners[lastSide(e)]!]!;
  }

  function tipY(t: number, e: number): number {
    return extraMm2[t]! > 0 ? centreY(t) : y[corners[lastSide(e)]!]!;
  }

  /** Cuts the blind branches that are corners; their area goes to the triangle where they leave. */
  function cutCorners(): boolean {
    const found: { side: number; triangles: number[]; lengthMm: number }[] = [];
    for (let tip = 0; tip < degree.length; tip++) {
      if (isThin[tip] === 0 || removed[tip] === 1 || degree[tip] !== 1) continue;
      let e = otherGate(tip, -1);
      if (gate[e] === WIDE) continue;
      const triangles = [tip];
      let lengthMm = reachMm[tip]! + length(midX(e) - tipX(tip, e), midY(e) - tipY(tip, e));
      for (;;) {
        const back = backOf(e);
        const t = triangleOf(back);
        if (degree[t] === 3) {
          if (lengthMm < CORNER_LENGTH * widthMm[t]!) found.push({ side: back, triangles, lengthMm });
          break;
        }
        if (degree[t] === 1) break;
        const on = otherGate(t, back);
        if (gate[on] === WIDE) break;
        triangles.push(t);
        lengthMm += length(midX(on) - midX(e), midY(on) - midY(e));
        e = on;
      }
    }
    for (const { side, triangles, lengthMm } of found) {
      const t = triangleOf(side);
      for (const cut of triangles) {
        extraMm2[t]! += areaMm2[cut]! + extraMm2[cut]!;
        removed[cut] = 1;
      }
      reachMm[t] = Math.max(reachMm[t]!, lengthMm);
      gate[side] = 0;
      degree[t]!--;
    }
    return found.length > 0;
  }

  /** For each gate the gate of the same triangle through which the line goes on; -1 where it ends. */
  function pairSides(): Int32Array {
    const pair = new Int32Array(gate.length).fill(-1);
    const direction = new Float64Array(6);
    for (let t = 0; t < degree.length; t++) {
      if (removed[t] === 1 || isThin[t] === 0) continue;
      if (degree[t] === 2) {
        const a = otherGate(t, -1);
        const b = otherGate(t, a);
        pair[a] = b;
        pair[b] = a;
      } else if (degree[t] === 3) {
        for (let i = 0; i < 3; i++) setDirection(t, i, direction);
        let best = 0;
        let straightest = Number.POSITIVE_INFINITY;
        for (let i = 0; i < 3; i++) {
          const k = (i + 1) % 3;
          const cosine = direction[2 * i]! * direction[2 * k]! + direction[2 * i + 1]! * direction[2 * k + 1]!;
          if (cosine < straightest) {
            straightest = cosine;
            best = i;
          }
        }
        pair[3 * t + best] = 3 * t + ((best + 1) % 3);
        pair[3 * t + ((best + 1) % 3)] = 3 * t + best;
      }
    }
    return pair;
  }

  /** Unit direction in which a wall leaves a triangle through its side i, seen over a width. */
  function setDirection(t: number, i: number, out: Float64Array): void {
    const x0 = centreX(t);
    const y0 = centreY(t);
    let e = 3 * t + i;
    let dx = midX(e) - x0;
    let dy = midY(e) - y0;
    while (gate[e] === WALL && length(dx, dy) < widthMm[t]!) {
      const back = backOf(e);
      const next = triangleOf(back);
      if (degree[next] !== 2) break;
      e = otherGate(next, back);
      dx = midX(e) - x0;
      dy = midY(e) - y0;
      if (next === t) break;
    }
    const size = length(dx, dy);
    out[2 * i] = size > 0 ? dx / size : 0;
    out[2 * i + 1] = size > 0 ? dy / size : 0;
  }

  function collect(): AxisPath[] {
    const paths: AxisPath[] = [];
    const started = new Uint8Array(gate.length);
    const passed = new Uint8Array(degree.length);
    keepCompiled('axis-paths.walk', walk);
    for (let t = 0; t < degree.length; t++) {
      if (removed[t] === 1 || isThin[t] === 0) continue;
      if (degree[t] === 0) paths.push(blot(t));
      for (let e = 3 * t; e < 3 * t + 3; e++) {
        if (gate[e] === 0 || started[e] === 1) continue;
        const isTip = degree[t] === 1;
        if (isTip) paths.push(walk(e, t));
        else if (gate[e] === WIDE && partner[e]! >= 0) paths.push(walk(e, -1));
        else if (gate[e] === WALL && partner[e]! < 0) paths.push(walk(e, -1));
      }
    }
    for (let t = 0; t < degree.length; t++) {
      if (removed[t] === 1 || isThin[t] === 0 || passed[t] === 1 || degree[t]! < 2) continue;
      for (let e = 3 * t; e < 3 * t + 3; e++) {
        if (partner[e]! >= 0 && passed[t] === 0) paths.push(walk(e, -2));
      }
    }
    return paths.filter(({ stepMm2 }) => stepMm2.length > 0);

    /** Walks from a gate: out of a tip, out of a joint or in from a wide part (-1), or around a ring (-2). */
    function walk(first: number, tip: number): AxisPath {
      const xy = growableFloats(64);
      const half = growableFloats(32);
      const area = growableFloats(32);
      const extras: { step: number; areaMm2: number; reachMm: number }[] = [];
      const take = (t: number): void => {
        passed[t] = 1;
        if (extraMm2[t]! > 0) {
          const reachMm = degree[t] === 1 ? END_REACH * widthMm[t]! : widthMm[t]!;
          extras.push({ step: area.length, areaMm2: extraMm2[t]!, reachMm });
        }
        pushFloat(area, areaMm2[t]!);
      };
      const point = (e: number): void => {
        pushFloat(xy, midX(e));
        pushFloat(xy, midY(e));
        pushFloat(half, halfOf(e));
      };
      keepCompiled('axis-paths.point', [take, point]);
      started[first] = 1;
      // The gate through which the line enters the next triangle.
      let e = first;
      let freeEnd = false;
      let closed = false;
      if (tip >= 0) {
        pushFloat(xy, tipX(tip, first));
        pushFloat(xy, tipY(tip, first));
        pushFloat(half, 0);
        take(tip);
      }
      point(first);
      const comesFromWide = tip === -1 && gate[first] === WIDE;
      if (tip >= 0 || (tip === -1 && !comesFromWide)) e = gate[first] === WIDE ? -1 : backOf(first);
      while (e >= 0) {
        const t = triangleOf(e);
        const on = partner[e]!;
        if (on < 0) {
          started[e] = 1;
          if (degree[t] === 1) {
            take(t);
            pushFloat(xy, tipX(t, e));
            pushFloat(xy, tipY(t, e));
            pushFloat(half, 0);
            freeEnd = true;
          }
          break;
        }
        take(t);
        if (gate[on] === WIDE) {
          point(on);
          started[on] = 1;
          break;
        }
        e = backOf(on);
        if (tip === -2 && e === first) {
          closed = true;
          break;
        }
        point(on);
      }
      const path = {
        xy: xy.values.slice(0, xy.length),
        closed,
        stepMm2: area.values.slice(0, area.length),
        extras,
        freeStart: tip >= 0,
        freeEnd,
      };
      if (closed) return path;
      const trimmed = tip >= 0 ? trimStart(path, half, reachMm[tip]!) : path;
      return freeEnd ? trimEnd(trimmed, half, reachMm[triangleOf(e)]!) : trimmed;
    }
  }

  /** A spot of wall without direction: a step of no length. */
  function blot(t: number): AxisPath {
    const xy = Float64Array.of(centreX(t), centreY(t), centreX(t), centreY(t));
    const area = areaMm2[t]! + extraMm2[t]!;
    return { xy, closed: false, stepMm2: Float64Array.of(area), extras: [], freeStart: true, freeEnd: true };
  }
}

/** Lets a line that runs into the end of a wall stop half a width before it; `reachMm` is how far the end lies beyond the line. */
function trimStart(path: AxisPath, half: GrowableFloats, reachMm: number): AxisPath {
  const { xy, stepMm2, extras } = path;
  const isNear = (k: number) => reachMm + length(xy[2 * k]! - xy[0]!, xy[2 * k + 1]! - xy[1]!) < half.values[k]!;
  let k = 1;
  while (k < stepMm2.length - 1 && isNear(k)) k++;
  if (k === 1) return path;
  half.values.copyWithin(0, k, half.length);
  half.length -= k;
  let cut = 0;
  for (let i = 0; i < k; i++) cut += stepMm2[i]!;
  const kept = extras.map((extra) => ({ ...extra, step: Math.max(0, extra.step - k) }));
  return {
    ...path,
    xy: xy.slice(2 * k),
    stepMm2: stepMm2.slice(k),
    extras: [...kept, { step: 0, areaMm2: cut, reachMm: 2 * END_REACH * half.values[0]! }],
  };
}

function trimEnd(path: AxisPath, half: GrowableFloats, reachMm: number): AxisPath {
  const { xy, stepMm2, extras } = path;
  const last = stepMm2.length;
  const isNear = (k: number) =>
    reachMm + length(xy[2 * k]! - xy[2 * last]!, xy[2 * k + 1]! - xy[2 * last + 1]!) < half.values[k]!;
  let k = last - 1;
  while (k > 1 && isNear(k)) k--;
  if (k === last - 1) return path;
  let cut = 0;
  for (let i = k; i < last; i++) cut += stepMm2[i]!;
  const kept = extras.map((extra) => ({ ...extra, step: Math.min(k - 1, extra.step) }));
  return {
    ...path,
    xy: xy.slice(0, 2 * k + 2),
    stepMm2: stepMm2.slice(0, k),
    extras: [...kept, { step: k - 1, areaMm2: cut, reachMm: 2 * END_REACH * half.values[k]! }],
  };
}

function triangleOf(e: number): number {
  return (e / 3) | 0;
}

function nextSide(e: number): number {
  return e % 3 === 2 ? e - 2 : e + 1;
}

function lastSide(e: number): number {
  return e % 3 === 0 ? e + 2 : e - 1;
}

function length(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

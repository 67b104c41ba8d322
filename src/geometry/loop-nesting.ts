/** Gives each hole to the outline that it lies in. */
import { keepCompiled } from '../core/keep-compiled.ts';
import type { Loops, Polyline } from '../core/polyline.ts';
import { toGrid } from '../core/units.ts';
import { signedAreaMm2 } from './polygon-area.ts';

/** One outline with its holes. */
export interface NestedLoops {
  readonly outline: Polyline;
  readonly holes: Polyline[];
}

/**
 * Sorts loops that do not cross into outlines (counter-clockwise) with their holes (clockwise), both in the order given. A
 * hole goes to the smallest outline that winds around it. Loops without area and holes outside every outline bound no
 * solid and are left out.
 *
 * Sides of outlines are entered into bands of y; each hole asks its band once, so thousands of holes stay fast.
 */
export function nestLoops(loops: Loops): NestedLoops[] {
  const outlines: Polyline[] = [];
  const areas: number[] = [];
  const holes: Polyline[] = [];
  for (const loop of loops) {
    const area = signedAreaMm2(loop);
    if (area > 0) {
      outlines.push(loop);
      areas.push(area);
    } else if (area < 0) holes.push(loop);
  }
  const nested = outlines.map((outline): NestedLoops => ({ outline, holes: [] }));
  if (holes.length === 0 || outlines.length === 0) return nested;
  const locate = keepCompiled('outline-locator', outlineLocator(outlines, areas));
  for (const hole of holes) {
    const owner = locate(hole, -signedAreaMm2(hole));
    if (owner >= 0) nested[owner]!.holes.push(hole);
  }
  return nested;
}

/** Returns a function that finds the smallest outline around a loop, or -1. */
function outlineLocator(outlines: readonly Polyline[], areas: readonly number[]) {
  const { ax, ay, bx, by, owner } = sidesOf(outlines);
  const { bandOf, first, items } = bandsOf(ay, by);
  const winding = new Int32Array(outlines.length);
  const askedLast = new Int32Array(outlines.length);
  const met = new Int32Array(outlines.length);
  let question = 0;

  /** Smallest outline of at least an area around a point in grid units; -1 for none, `ON_SIDE` for a point on a side. */
  function outlineAround(x: number, y: number, leastArea: number): number {
    question++;
    let metCount = 0;
    const band = bandOf(y);
    let onSide = false;
    for (let k = first[band]!; k < first[band + 1]!; k++) {
      const side = items[k]!;
      const upward = ay[side]! <= by[side]!;
      const lowY = upward ? ay[side]! : by[side]!;
      const highY = upward ? by[side]! : ay[side]!;
      if (y < lowY || y > highY) continue;
      const lowX = upward ? ax[side]! : bx[side]!;
      const highX = upward ? bx[side]! : ax[side]!;
      if (x < lowX && x < highX) continue;
      const cross = (highX - lowX) * (y - lowY) - (highY - lowY) * (x - lowX);
      if (cross === 0 && (x <= lowX || x <= highX)) onSide = true;
      // The ray runs to the left; its start counts as a little higher, so that a shared end is crossed once.
      if (cross >= 0 || y === highY) continue;
      const loop = owner[side]!;
      if (askedLast[loop] !== question) {
        askedLast[loop] = question;
        winding[loop] = 0;
        met[metCount++] = loop;
      }
      winding[loop]! += upward ? -1 : 1;
    }
    let best = -1;
    for (let i = 0; i < metCount; i++) {
      const loop = met[i]!;
      if (winding[loop] === 0 || areas[loop]! < leastArea) continue;
      if (best < 0 || areas[loop]! < areas[best]! || (areas[loop] === areas[best] && loop < best)) best = loop;
    }
    return onSide ? ON_SIDE : best;
  }

  return function locate(hole: Polyline, holeArea: number): number {
    const { xy } = hole;
    // A corner may touch the outline, or stand out by a grid unit: then another one tells, or the middle of a side.
    for (const atCorners of [true, false]) {
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        const x = atCorners ? toGrid(xy[i]!) : (toGrid(xy[i]!) + toGrid(xy[j]!)) / 2;
        const y = atCorners ? toGrid(xy[i + 1]!) : (toGrid(xy[i + 1]!) + toGrid(xy[j + 1]!)) / 2;
        const found = outlineAround(x, y, holeArea);
        if (found >= 0) return found;
      }
    }
    return -1;
  };
}

const ON_SIDE = -2;

/** The sides of all outlines from a to b in whole grid units, so that the tests are exact. */
function sidesOf(outlines: readonly Polyline[]) {
  let count = 0;
  for (const outline of outlines) count += outline.xy.length / 2;
  const ax = new Float64Array(count);
  const ay = new Float64Array(count);
  const bx = new Float64Array(count);
  const by = new Float64Array(count);
  const owner = new Int32Array(count);
  let side = 0;
  for (let loop = 0; loop < outlines.length; loop++) {
    const { xy } = outlines[loop]!;
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      ax[side] = toGrid(xy[j]!);
      ay[side] = toGrid(xy[j + 1]!);
      bx[side] = toGrid(xy[i]!);
      by[side] = toGrid(xy[i + 1]!);
      owner[side++] = loop;
    }
  }
  return { ax, ay, bx, by, owner };
}

/** Enters sides into bands of y; `items` from `first[b]` to `first[b + 1]` are those that reach into band b. */
function bandsOf(ay: Float64Array, by: Float64Array) {
  const count = ay.length;
  let yMin = Infinity;
  let yMax = -Infinity;
  for (let i = 0; i < count; i++) {
    if (ay[i]! < yMin) yMin = ay[i]!;
    if (ay[i]! > yMax) yMax = ay[i]!;
  }
  const bands = Math.max(1, Math.min(MAX_BANDS, count >> 3));
  const perUnit = yMax > yMin ? bands / (yMax - yMin) : 0;
  const bandOf = (y: number) => Math.max(0, Math.min(bands - 1, Math.floor((y - yMin) * perUnit)));
  const first = new Int32Array(bands + 1);
  for (let i = 0; i < count; i++) {
    const last = bandOf(Math.max(ay[i]!, by[i]!));
    for (let b = bandOf(Math.min(ay[i]!, by[i]!)); b <= last; b++) first[b + 1]!++;
  }
  for (let b = 0; b < bands; b++) first[b + 1]! += first[b]!;
  const items = new Int32Array(first[bands]!);
  const fill = first.slice(0, bands);
  for (let i = 0; i < count; i++) {
    const last = bandOf(Math.max(ay[i]!, by[i]!));
    for (let b = bandOf(Math.min(ay[i]!, by[i]!)); b <= last; b++) items[fill[b]!++] = i;
  }
  return { bandOf, first, items };
}

const MAX_BANDS = 2048;

/** On which side of a set of loops the loops of another begin. */
import { BOX, type BoxedSet, STRETCH } from './boxed-sets.ts';
import type { LoopSegments } from './loop-segments.ts';

/** For each loop of `set`, 1 where its first vertex lies inside `other`; null where a winding is neither in nor out. */
export function startsInside(set: LoopSegments, other: BoxedSet, setIsA: boolean, outside: number): Uint8Array | null {
  const windings = windingsAtStarts(set, other, setIsA);
  const inside = new Uint8Array(set.starts.length);
  for (let l = 0; l + 1 < set.starts.length; l++) {
    if (set.starts[l] === set.starts[l + 1]) continue;
    const winding = windings[l]! - outside;
    if (winding !== 0 && winding !== 1) return null;
    inside[l] = winding;
  }
  return inside;
}

/** Bands of heights for each loop: a stretch then looks at few first vertices that are not beside it. */
const BANDS_A_LOOP = 4;

/** Winding numbers of `other` about the first vertices of the loops of `set`: one pass over the stretches of edges, each looks at the vertices in its band of heights. */
function windingsAtStarts(set: LoopSegments, other: BoxedSet, setIsA: boolean): Int32Array {
  const { starts } = set;
  const loops = starts.length - 1;
  const windings = new Int32Array(loops);
  let yMin = Number.POSITIVE_INFINITY;
  let yMax = Number.NEGATIVE_INFINITY;
  for (let l = 0; l < loops; l++) {
    if (starts[l] === starts[l + 1]) continue;
    const py = set.y[starts[l]!]!;
    if (py < yMin) yMin = py;
    if (py > yMax) yMax = py;
  }
  if (!(yMin <= yMax)) return windings;
  const bands = BANDS_A_LOOP * loops;
  const perUnit = bands / (yMax - yMin + 1);
  const first = new Int32Array(bands + 1);
  for (let l = 0; l < loops; l++) {
    if (starts[l] !== starts[l + 1]) first[Math.floor((set.y[starts[l]!]! - yMin) * perUnit) + 1]!++;
  }
  for (let band = 0; band < bands; band++) first[band + 1]! += first[band]!;
  const items = new Int32Array(first[bands]!);
  const filled = first.slice(0, bands);
  for (let l = 0; l < loops; l++) {
    if (starts[l] !== starts[l + 1]) items[filled[Math.floor((set.y[starts[l]!]! - yMin) * perUnit)]!++] = l;
  }
  const { x, y, next, boxes } = other;
  const broken = brokenStretches(other);
  for (let s = 0, from = 0; from < next.length; s++, from += STRETCH) {
    const to = Math.min(next.length, from + STRETCH);
    // Of several loops, edge by edge: together they may reach far.
    const step = broken[s] === 1 ? 1 : to - from;
    for (let i = from; i < to; i += step) {
      const k = next[i + step - 1]!;
      const yi = y[i]!;
      const yk = y[k]!;
      const low = step > 1 ? boxes[BOX * s + 2]! : yi < yk ? yi : yk;
      const high = step > 1 ? boxes[BOX * s + 3]! : yi < yk ? yk : yi;
      if (high < yMin || low > yMax) continue;
      const begin = first[low > yMin ? Math.floor((low - yMin) * perUnit) : 0]!;
      const end = first[high < yMax ? Math.floor((high - yMin) * perUnit) + 1 : bands]!;
      if (begin === end) continue;
      const xLow = step > 1 ? boxes[BOX * s]! : Math.min(x[i]!, x[k]!);
      const xHigh = step > 1 ? boxes[BOX * s + 1]! : Math.max(x[i]!, x[k]!);
      for (let m = begin; m < end; m++) {
        const l = items[m]!;
        const px = set.x[starts[l]!]!;
        const py = set.y[starts[l]!]!;
        // What lies wholly above, below or on the left adds nothing.
        if (py < low || py > high || px > xHigh) continue;
        if (px >= xLow) {
          for (let e = i; e < i + step; e++) windings[l]! += turnAbout(other, e, px, py, setIsA);
        } else if (setIsA) {
          // Wholly on the right: whether the line comes from below and where it goes is all that counts.
          windings[l]! += (yi <= py ? 1 : 0) - (yk <= py ? 1 : 0);
        } else windings[l]! += (yi < py ? 1 : 0) - (yk < py ? 1 : 0);
      }
    }
  }
  return windings;
}

/** 1 for each stretch in which a loop begins behind its first segment: it is no line from there to its end. */
function brokenStretches({ starts, next }: LoopSegments): Uint8Array {
  const broken = new Uint8Array(Math.ceil(next.length / STRETCH) + 1);
  for (const start of starts) if (start % STRETCH !== 0) broken[Math.floor(start / STRETCH)] = 1;
  return broken;
}

/** What edge i adds to the winding number: 1 where it passes upward on the right of the point, -1 downward. */
function turnAbout({ x, y, next }: LoopSegments, i: number, px: number, py: number, pointIsA: boolean): number {
  const k = next[i]!;
  const yi = y[i]!;
  const yk = y[k]!;
  // A point of A lies a shade above its place; a set A lies a shade above, so a point of B a shade below.
  const iBelow = pointIsA ? yi <= py : yi < py;
  const kBelow = pointIsA ? yk <= py : yk < py;
  if (iBelow === kBelow) return 0;
  const o = (x[k]! - x[i]!) * (py - yi) - (yk - yi) * (px - x[i]!);
  const tie = pointIsA ? yi - yk : yk - yi;
  const left = o !== 0 ? o > 0 : tie > 0;
  if (iBelow && left) return 1;
  return !iBelow && !left ? -1 : 0;
}

/** Where the segments of two sets of loops cross; see `loop-boolean.ts` for how ties are broken. */
import { BOX, type BoxedSet, STRETCH } from './boxed-sets.ts';
import { growableFloats, growableInts, pushFloat, pushInt } from './growable.ts';
import type { LoopSegments } from './loop-segments.ts';
import { columnOf, rowOf, type SegmentGrid, segmentGrid } from './segment-grid.ts';

/** Crossings of a set A and a set B: the segments, and how far along each. */
export interface Crossings {
  readonly count: number;
  readonly onA: Int32Array;
  readonly onB: Int32Array;
  readonly tA: Float64Array;
  readonly tB: Float64Array;
  /** 1 where A goes over to the left (solid) side of B. */
  readonly enters: Uint8Array;
}

/** Stretches that look at a square are counted as many times less than segments that lie in it. */
const LOOK_UPS = 4;

/** Returns all crossings of two sets. */
export function findCrossings(a: BoxedSet, b: LoopSegments): Crossings {
  const grid = segmentGrid(b, null, Math.ceil(a.boxes.length / BOX / LOOK_UPS));
  // A pair may share several squares and is tested in the first: the last segment of A that each one of B was tested for.
  const testedFor = new Int32Array(b.next.length).fill(-1);
  const onA = growableInts(256);
  const onB = growableInts(256);
  const tA = growableFloats(256);
  const tB = growableFloats(256);
  const enters = growableInts(256);
  const ax = a.x;
  const ay = a.y;
  // Nothing beyond the squares of B crosses it.
  const xEnd = grid.x0 + grid.columns / grid.perUnit + 1;
  const yEnd = grid.y0 + grid.rows / grid.perUnit + 1;
  for (let i = 0; i < a.next.length; i++) {
    if (i % STRETCH === 0) {
      // Nearly all of a lattice lies in squares that no segment of B passes.
      const box = (i / STRETCH) * BOX;
      const { boxes } = a;
      if (!anyIn(grid, boxes[box]!, boxes[box + 1]!, boxes[box + 2]!, boxes[box + 3]!)) {
        i += STRETCH - 1;
        continue;
      }
    }
    const k = a.next[i]!;
    const px = ax[i]!;
    const py = ay[i]!;
    const qx = ax[k]!;
    const qy = ay[k]!;
    const xLow = px < qx ? px : qx;
    const xHigh = px < qx ? qx : px;
    const yLow = py < qy ? py : qy;
    const yHigh = py < qy ? qy : py;
    if (xHigh < grid.x0 - 1 || xLow > xEnd || yHigh < grid.y0 - 1 || yLow > yEnd) continue;
    const c0 = columnOf(grid, xLow);
    const c1 = columnOf(grid, xHigh);
    const r0 = rowOf(grid, yLow);
    const r1 = rowOf(grid, yHigh);
    for (let r = r0; r <= r1; r++) {
      for (let c = c0; c <= c1; c++) {
        const square = r * grid.columns + c;
        for (let m = grid.first[square]!; m < grid.first[square + 1]!; m++) {
          const e = grid.items[m]!;
          if (testedFor[e] === i) continue;
          testedFor[e] = i;
          const f = b.next[e]!;
          const rx = b.x[e]!;
          const ry = b.y[e]!;
          const sx = b.x[f]!;
          const sy = b.y[f]!;
          const bxLow = rx < sx ? rx : sx;
          const byLow = ry < sy ? ry : sy;
          if (bxLow > xHigh + 1 || byLow > yHigh + 1) continue;
          if ((rx < sx ? sx : rx) < xLow - 1 || (ry < sy ? sy : ry) < yLow - 1) continue;
          const o1 = (sx - rx) * (py - ry) - (sy - ry) * (px - rx);
          const o2 = (sx - rx) * (qy - ry) - (sy - ry) * (qx - rx);
          const tieA = sy !== ry ? ry - sy : sx - rx;
          const leftP = o1 !== 0 ? o1 > 0 : tieA > 0;
          const leftQ = o2 !== 0 ? o2 > 0 : tieA > 0;
          if (leftP === leftQ) continue;
          const o3 = (qx - px) * (ry - py) - (qy - py) * (rx - px);
          const o4 = (qx - px) * (sy - py) - (qy - py) * (sx - px);
          const tieB = qy !== py ? qy - py : px - qx;
          const leftR = o3 !== 0 ? o3 > 0 : tieB > 0;
          const leftS = o4 !== 0 ? o4 > 0 : tieB > 0;
          if (leftR === leftS) continue;
          pushInt(onA, i);
          pushInt(onB, e);
          pushFloat(tA, o1 / (o1 - o2));
          pushFloat(tB, o3 / (o3 - o4));
          pushInt(enters, leftQ ? 1 : 0);
        }
      }
    }
  }
  const count = onA.length;
  return {
    count,
    onA: onA.values.subarray(0, count),
    onB: onB.values.subarray(0, count),
    tA: tA.values.subarray(0, count),
    tB: tB.values.subarray(0, count),
    enters: Uint8Array.from(enters.values.subarray(0, count)),
  };
}

/** Tells whether any segment was entered into the squares that a box reaches. */
function anyIn(grid: SegmentGrid, xLow: number, xHigh: number, yLow: number, yHigh: number): boolean {
  const { columns, first } = grid;
  const c0 = columnOf(grid, xLow);
  const c1 = columnOf(grid, xHigh);
  const r1 = rowOf(grid, yHigh);
  for (let r = rowOf(grid, yLow); r <= r1; r++)
    if (first[r * columns + c0] !== first[r * columns + c1 + 1]) return true;
  return false;
}

/** Two sets of loops as segments, with the boxes of short stretches, so that many that are far from something are passed over at once. */
import { keepCompiled } from '../core/keep-compiled.ts';
import type { Loops } from '../core/polyline.ts';
import { loopKernel, takeLoopBytes } from './loop-kernel.ts';
import type { LoopSegments } from './loop-segments.ts';

/** Segments of a stretch, in the order of their numbers; one may hold the end of a loop and the beginning of the next. */
export const STRETCH = 8;
const STRETCH_BITS = 3;

/** Numbers of a box: least x, greatest x, least y, greatest y. */
export const BOX = 4;

/** Segments, and the boxes of their stretches: stretch s holds the segments from `s * STRETCH` on. */
export interface BoxedSet extends LoopSegments {
  readonly boxes: Float64Array;
}

/**
 * Returns the segments of two sets of loops in mm as `loopSegments` does, the second run backward where asked for. They lie in the memory of
 * the kernel and are gone when that is used again.
 */
export function boxedSets(a: Loops, b: Loops, reverseB: boolean): [BoxedSet, BoxedSet] {
  const kernel = loopKernel();
  const longest = Math.max(longestOf(a), longestOf(b));
  const loop = takeLoopBytes(8 * longest);
  const [placesA, placesB] = [placesFor(a), placesFor(b)];
  const { buffer } = kernel.memory;
  const xy = new Float64Array(buffer, loop, longest);
  keepCompiled('boxed-sets', written);
  return [written(a, placesA, false), written(b, placesB, reverseB)];

  function written(loops: Loops, { x, y, next, boxes }: Places, reverse: boolean): BoxedSet {
    const starts = new Int32Array(loops.length + 1);
    let n = 0;
    for (let l = 0; l < loops.length; l++) {
      const points = (loops[l] as Loops[number]).xy;
      starts[l] = n;
      xy.set(points);
      n = kernel.segmentLoop(loop, points.length / 2, reverse ? 1 : 0, x, y, next, n);
    }
    starts[loops.length] = n;
    kernel.boxStretches(x, y, next, n, STRETCH_BITS, boxes);
    return {
      x: new Float64Array(buffer, x, n),
      y: new Float64Array(buffer, y, n),
      next: new Int32Array(buffer, next, n),
      starts,
      boxes: new Float64Array(buffer, boxes, BOX * Math.ceil(n / STRETCH)),
    };
  }
}

/** Addresses of a set. */
interface Places {
  readonly x: number;
  readonly y: number;
  readonly next: number;
  readonly boxes: number;
}

function placesFor(loops: Loops): Places {
  let points = 0;
  for (const { xy } of loops) points += xy.length / 2;
  const x = takeLoopBytes(8 * points);
  const y = takeLoopBytes(8 * points);
  const next = takeLoopBytes(4 * points);
  const boxes = takeLoopBytes(8 * BOX * Math.ceil(points / STRETCH));
  return { x, y, next, boxes };
}

function longestOf(loops: Loops): number {
  let longest = 0;
  for (const { xy } of loops) longest = Math.max(longest, xy.length);
  return longest;
}

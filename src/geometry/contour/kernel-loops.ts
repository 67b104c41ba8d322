/** The last stages in the kernel, whatever placed the vertices: link, trace, and the loops out of its memory. */
import type { PlaneGrid } from '../../core/field.ts';
import type { Polyline } from '../../core/polyline.ts';
import { assert } from '../../core/prep-error.ts';
import { type ContourKernel, takeBytes } from './kernel.ts';
import { OPEN_LOOPS } from './link-edges.ts';

/** Edges of a level in the kernel's memory. */
export interface KernelEdges {
  readonly at: number;
  readonly count: number;
}

/** Where the kernel puts what it makes of the edges of a level. */
export interface KernelRoom {
  readonly vertices: number;
  readonly voids: number;
  readonly narrow: number;
  readonly next: number;
  readonly ring: number;
  readonly scratch: number;
  readonly out: number;
  readonly ends: number;
  readonly saddles: number;
}

/** Saddles of a plane for which there is room at once. */
const SADDLES = 4096;

/** Takes room for levels of up to `count` edges. */
export function kernelRoom({ nx }: PlaneGrid, count: number): KernelRoom {
  return {
    vertices: takeBytes(16 * (count + 1)),
    voids: takeBytes(count + 1),
    narrow: takeBytes(count + 1),
    next: takeBytes(4 * count),
    ring: takeBytes(16 * nx),
    scratch: takeBytes(40 * (count + 8) + 32),
    out: takeBytes(16 * (count + 1)),
    ends: takeBytes(4 * (count + 1)),
    saddles: takeBytes(4 * SADDLES),
  };
}

/** Links the placed vertices and appends their loops, the inside on the left or, when `reverse`, on the right. */
export function kernelLoops(
  kernel: ContourKernel,
  { nx, x0Mm, y0Mm, stepMm }: PlaneGrid,
  { at, count }: KernelEdges,
  room: KernelRoom,
  reverse: boolean,
  loops: Polyline[],
): void {
  const found = kernel.linkEdges(nx, at, count, room.next, room.ring, room.saddles, SADDLES);
  if (found > SADDLES) kernel.linkEdges(nx, at, count, room.next, room.ring, takeBytes(4 * found), found);
  kernel.narrowEdges(nx, at, count, room.ring, room.narrow);
  const made = kernel.traceLoops(
    room.vertices,
    room.voids,
    room.narrow,
    room.next,
    count,
    reverse ? 1 : 0,
    x0Mm,
    y0Mm,
    stepMm,
    room.scratch,
    room.out,
    room.ends,
  );
  assert(made >= 0, OPEN_LOOPS);
  const { buffer } = kernel.memory;
  const ends = new Uint32Array(buffer, room.ends, made);
  // Copied at once, as the kernel's memory is used again.
  const all = new Float64Array(buffer, room.out, made === 0 ? 0 : 2 * ends[made - 1]!).slice();
  let start = 0;
  for (const end of ends) {
    loops.push({ xy: all.subarray(2 * start, 2 * end), closed: true });
    start = end;
  }
}

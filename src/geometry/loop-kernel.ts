/**
 * The loop kernel: segments of loops, raw offset curves and their crossings as WebAssembly, carried in a source file. Like the contour kernel it is used or it
 * fails. Its numbers are those of the same operations in doubles, so they depend on no engine; and it is quick from its first call on.
 */
import { assert } from '../core/prep-error.ts';
import { LOOP_WASM } from './loop-wasm.ts';
import type { WasmMemory } from './wasm.ts';
import { wasmKernel } from './wasm-kernel.ts';

/** What the kernel exports (assembly/loops.ts); numbers that name places are addresses in its memory. */
export interface LoopKernel {
  readonly memory: WasmMemory;
  segmentLoop(loop: number, points: number, reverse: number, x: number, y: number, next: number, first: number): number;
  boxStretches(x: number, y: number, next: number, n: number, bits: number, boxes: number): void;
  gridLoop(loop: number, points: number, box: number): number;
  moveLoop(
    loop: number,
    points: number,
    delta: number,
    leastDot: number,
    x: number,
    y: number,
    first: number,
    room: number,
  ): number;
  cutRuns(
    x: number,
    y: number,
    next: number,
    n: number,
    runs: number,
    ways: number,
    strands: number,
    boxes: number,
    frame: number,
  ): number;
  findCrossings(
    places: number,
    runCount: number,
    x0: number,
    y0: number,
    perUnit: number,
    columns: number,
    rows: number,
    most: number,
    mostEntries: number,
    tooMany: number,
    counts: number,
  ): number;
}

/** Writes the points of a rounded corner: x, y, the way before it as long as the offset, cross and dot of the turn, and the first place. */
export type CornerWriter = (
  x: number,
  y: number,
  ax: number,
  ay: number,
  cross: number,
  dot: number,
  n: number,
) => number;

let corners: CornerWriter | null = null;

const roundCorner: CornerWriter = (x, y, ax, ay, cross, dot, n) => {
  assert(corners !== null, 'a kernel asks for corners while curves are written');
  return corners(x, y, ax, ay, cross, dot, n);
};

const host = wasmKernel<LoopKernel>('loop', LOOP_WASM, { 'offset-move': { roundCorner } });

/** Makes the kernel ready where a browser refuses to compile it at its first use. Again is harmless. */
export function loadLoopKernel(): Promise<void> {
  return host.load();
}

/** Returns the kernel with its memory free, unless what is there is to be kept; a writer of rounded corners stays until another comes. */
export function loopKernel(writer: CornerWriter | null = null, clear: boolean = true): LoopKernel {
  const kernel = host.get();
  corners = writer ?? corners;
  if (clear) host.clear();
  return kernel;
}

/** Takes room in the kernel's memory, which grows to the largest layer; views made before may end by it. */
export function takeLoopBytes(bytes: number): number {
  return host.take(bytes);
}

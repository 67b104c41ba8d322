/**
 * The loop kernel: segments of loops, raw offset curves and their crossings as WebAssembly, carried in a source file. Like the contour kernel it is used or it
 * fails. Its numbers are those of the same operations in doubles, so they depend on no engine; and it is quick from its first call on.
 */
import { assert, PrepError } from '../core/prep-error.ts';
import { LOOP_WASM } from './loop-wasm.ts';
import { growTo, type WasmMemory, wasm, wasmBytes } from './wasm.ts';

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

/** Below this the memory holds what the compiler put there. */
const FIRST_BYTE = 4096;

let kernel: LoopKernel | null = null;
let loading: Promise<void> | null = null;
let corners: CornerWriter | null = null;
let used = FIRST_BYTE;

/** Makes the kernel ready where a browser refuses to compile it at its first use. Again is harmless. */
export function loadLoopKernel(): Promise<void> {
  loading ??= wasm()
    .compile(wasmBytes(LOOP_WASM))
    .then((module) => {
      kernel ??= instance(module);
    })
    .catch((cause: unknown) => {
      loading = null;
      throw notLoaded(cause);
    });
  return loading;
}

/** Returns the kernel with its memory free, unless what is there is to be kept; a writer of rounded corners stays until another comes. */
export function loopKernel(writer: CornerWriter | null = null, clear: boolean = true): LoopKernel {
  kernel ??= compiledAtOnce();
  corners = writer ?? corners;
  if (clear) used = FIRST_BYTE;
  return kernel;
}

/** Takes room in the kernel's memory, which grows to the largest layer; views made before may end by it. */
export function takeLoopBytes(bytes: number): number {
  assert(kernel !== null, 'memory of a kernel that is not loaded');
  const at = used;
  used += 16 * Math.ceil(bytes / 16);
  growTo(kernel.memory, used);
  return at;
}

function compiledAtOnce(): LoopKernel {
  try {
    return instance(new (wasm().Module)(wasmBytes(LOOP_WASM)));
  } catch (cause) {
    throw notLoaded(cause);
  }
}

function notLoaded(cause: unknown): PrepError {
  return new PrepError('own-fault', 'the loop kernel did not load', [], cause);
}

function instance(module: object): LoopKernel {
  const roundCorner: CornerWriter = (x, y, ax, ay, cross, dot, n) => {
    assert(corners !== null, 'a kernel asks for corners while curves are written');
    return corners(x, y, ax, ay, cross, dot, n);
  };
  return new (wasm().Instance)(module, { 'offset-move': { roundCorner } }).exports as LoopKernel;
}

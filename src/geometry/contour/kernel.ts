/**
 * The contour kernel: WebAssembly with 128-bit vectors, carried in a source file, so that Node, its workers and browsers
 * load it alike. It is used or it fails; there is no other way of the same numbers, so the same job has the same bytes everywhere.
 */
import { assert, PrepError } from '../../core/prep-error.ts';
import { growTo, type WasmMemory, wasm, wasmBytes } from '../wasm.ts';
import { CONTOUR_WASM } from './contour-wasm.ts';

/** What the kernel exports (assembly/contour.ts); numbers that name places are addresses in its memory. */
export interface ContourKernel {
  readonly memory: WasmMemory;
  keepNodes(nx: number, ny: number, words: number, mask: number, kept: number): void;
  markSines(
    harmonics: number,
    ny: number,
    words: number,
    kept: number,
    narrow: number,
    angles: number,
    rows: number,
    levelA: number,
    levelB: number,
    bitsA: number,
    bitsB: number,
  ): void;
  countEdges(ny: number, words: number, bits: number): number;
  writeEdges(nx: number, ny: number, words: number, bits: number, edges: number): void;
  sineVertices(
    harmonics: number,
    nx: number,
    words: number,
    kept: number,
    angles: number,
    lines: number,
    places: number,
    level: number,
    halfTurn: number,
    perRadian: number,
    edges: number,
    count: number,
    vertices: number,
    voids: number,
  ): void;
  layBlocks(slots: number, channels: number, channelBytes: number, patches: number, blocks: number): void;
  markWaves(
    recipe: number,
    slots: number,
    phases: number,
    blocks: number,
    patchesX: number,
    nx: number,
    ny: number,
    words: number,
    kept: number,
    places: number,
    patches: number,
    levelA: number,
    levelB: number,
    bitsA: number,
    bitsB: number,
    work: number,
  ): void;
  waveVertices(
    recipe: number,
    slots: number,
    phases: number,
    blocks: number,
    patchesX: number,
    nx: number,
    words: number,
    kept: number,
    places: number,
    patches: number,
    coordinates: number,
    stepMm: number,
    level: number,
    edges: number,
    count: number,
    vertices: number,
    voids: number,
    work: number,
    later: number,
  ): void;
  linkEdges(
    nx: number,
    edges: number,
    count: number,
    next: number,
    ring: number,
    saddles: number,
    room: number,
  ): number;
  narrowEdges(nx: number, edges: number, count: number, columns: number, narrow: number): void;
  traceLoops(
    vertices: number,
    voids: number,
    narrow: number,
    next: number,
    count: number,
    reverse: number,
    x0Mm: number,
    y0Mm: number,
    stepMm: number,
    scratch: number,
    out: number,
    ends: number,
  ): number;
}

/** What the kernel asks of the exact field. */
export interface KernelQuestions {
  /** At saddles: whether the middle of square (i, j) is inside of the level at hand. */
  middleIsInside(i: number, j: number): boolean;
  /** The value of a node that its own arithmetic cannot tell from a level. */
  nodeValue(i: number, j: number): number;
  /** The place of the vertex of an edge, in mm from its start, where its own steps do not settle. */
  plainVertex(key: number): number;
}

/** Below this the memory holds what the compiler put there. */
const FIRST_BYTE = 4096;

let kernel: ContourKernel | null = null;
let loading: Promise<void> | null = null;
let questions: KernelQuestions | null = null;
let used = FIRST_BYTE;

/**
 * Makes the kernel ready. Some browsers refuse to compile on the main thread in one go: await this there before the first contour;
 * elsewhere the first use compiles it. Whoever does not wait gets the same kernel or an error. Again is harmless.
 */
export function loadKernels(): Promise<void> {
  loading ??= wasm()
    .compile(wasmBytes(CONTOUR_WASM))
    .then((module) => {
      kernel ??= instance(module);
    })
    .catch((cause: unknown) => {
      loading = null;
      throw notLoaded(cause);
    });
  return loading;
}

/** Returns the kernel with its memory free for a new plane, which answers its questions. */
export function contourKernel(answers: KernelQuestions): ContourKernel {
  kernel ??= compiledAtOnce();
  questions = answers;
  used = FIRST_BYTE;
  return kernel;
}

/** Takes room in the kernel's memory, which grows to the largest plane; views made before may end by it. */
export function takeBytes(bytes: number): number {
  assert(kernel !== null, 'memory of a kernel that is not loaded');
  const at = used;
  used += 16 * Math.ceil(bytes / 16);
  growTo(kernel.memory, used);
  return at;
}

function compiledAtOnce(): ContourKernel {
  try {
    return instance(new (wasm().Module)(wasmBytes(CONTOUR_WASM)));
  } catch (cause) {
    throw notLoaded(cause);
  }
}

function notLoaded(cause: unknown): PrepError {
  return new PrepError('own-fault', 'the contour kernel did not load', [], cause);
}

function instance(module: object): ContourKernel {
  const asked = (): KernelQuestions => {
    assert(questions !== null, 'a kernel asks about a plane');
    return questions;
  };
  const imports = {
    link: { middleIsInside: (i: number, j: number) => (asked().middleIsInside(i, j) ? 1 : 0) },
    'wave-marks': { nodeValue: (i: number, j: number) => asked().nodeValue(i, j) },
    'wave-settle': { plainVertex: (key: number) => asked().plainVertex(key >>> 0) },
  };
  return new (wasm().Instance)(module, imports).exports as ContourKernel;
}

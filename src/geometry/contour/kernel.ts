/**
 * The contour kernel: WebAssembly with 128-bit vectors, carried in a source file, so that Node, its workers and browsers
 * load it alike. It is used or it fails; there is no other way of the same numbers, so the same job has the same bytes everywhere.
 */
import { assert } from '../../core/prep-error.ts';
import type { WasmMemory } from '../wasm.ts';
import { wasmKernel } from '../wasm-kernel.ts';
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

let questions: KernelQuestions | null = null;

function asked(): KernelQuestions {
  assert(questions !== null, 'a kernel asks about a plane');
  return questions;
}

const host = wasmKernel<ContourKernel>('contour', CONTOUR_WASM, {
  link: { middleIsInside: (i: number, j: number) => (asked().middleIsInside(i, j) ? 1 : 0) },
  'wave-marks': { nodeValue: (i: number, j: number) => asked().nodeValue(i, j) },
  'wave-settle': { plainVertex: (key: number) => asked().plainVertex(key >>> 0) },
});

/**
 * Makes the kernel ready. Some browsers refuse to compile on the main thread in one go: await this there before the first contour;
 * elsewhere the first use compiles it. Whoever does not wait gets the same kernel or an error. Again is harmless.
 */
export function loadKernels(): Promise<void> {
  return host.load();
}

/** Returns the kernel with its memory free for a new plane, which answers its questions. */
export function contourKernel(answers: KernelQuestions): ContourKernel {
  const kernel = host.get();
  questions = answers;
  host.clear();
  return kernel;
}

/** Takes room in the kernel's memory, which grows to the largest plane; views made before may end by it. */
export function takeBytes(bytes: number): number {
  return host.take(bytes);
}

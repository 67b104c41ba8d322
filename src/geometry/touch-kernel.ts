/**
 * The touch kernel: circles that touch lines, tried against a boundary as WebAssembly, carried in a source file. It is used or it fails; its numbers
 * are those of the same operations in doubles, so they depend on no engine.
 */
import { TOUCH_WASM } from './touch-wasm.ts';
import type { WasmMemory } from './wasm.ts';
import { wasmKernel } from './wasm-kernel.ts';

/** What the kernel exports (assembly/touch.ts); numbers that name places are addresses in its memory. */
export interface TouchKernel {
  readonly memory: WasmMemory;
  clearBeyond(
    places: number,
    count: number,
    leftMm: number,
    r: number,
    marks: number,
    lines: number,
    first: number,
    items: number,
    x0: number,
    y0: number,
    perUnit: number,
    columns: number,
    rows: number,
    near: number,
  ): number;
}

const host = wasmKernel<TouchKernel>('touch', TOUCH_WASM, {});
/** Whose numbers lie in the memory. */
let holder: object | null = null;

/** Makes the kernel ready where a browser refuses to compile it at its first use. Again is harmless. */
export function loadTouchKernel(): Promise<void> {
  return host.load();
}

/** Returns the kernel; its memory is free for the new holder, if it was another's before. */
export function touchKernel(forHolder: object): { readonly kernel: TouchKernel; readonly isNew: boolean } {
  const kernel = host.get();
  const isNew = holder !== forHolder;
  if (isNew) host.clear();
  holder = forHolder;
  return { kernel, isNew };
}

/** Takes room in the kernel's memory, which grows to the largest layer; views made before may end by it. */
export function takeTouchBytes(bytes: number): number {
  return host.take(bytes);
}

/**
 * The touch kernel: circles that touch lines, tried against a boundary as WebAssembly, carried in a source file. It is used or it fails; its numbers
 * are those of the same operations in doubles, so they depend on no engine.
 */
import { PrepError } from '../core/prep-error.ts';
import { TOUCH_WASM } from './touch-wasm.ts';
import { growTo, type WasmMemory, wasm, wasmBytes } from './wasm.ts';

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

/** Below this the memory holds what the compiler put there. */
const FIRST_BYTE = 4096;

let kernel: TouchKernel | null = null;
let loading: Promise<void> | null = null;
/** Whose numbers lie in the memory. */
let holder: object | null = null;
let used = FIRST_BYTE;

/** Makes the kernel ready where a browser refuses to compile it at its first use. Again is harmless. */
export function loadTouchKernel(): Promise<void> {
  loading ??= wasm()
    .compile(wasmBytes(TOUCH_WASM))
    .then((module) => {
      kernel ??= instance(module);
    })
    .catch((cause: unknown) => {
      loading = null;
      throw notLoaded(cause);
    });
  return loading;
}

/** Returns the kernel; its memory is free for the new holder, if it was another's before. */
export function touchKernel(forHolder: object): { readonly kernel: TouchKernel; readonly isNew: boolean } {
  kernel ??= compiledAtOnce();
  const isNew = holder !== forHolder;
  if (isNew) used = FIRST_BYTE;
  holder = forHolder;
  return { kernel, isNew };
}

/** Takes room in the kernel's memory, which grows to the largest layer; views made before may end by it. */
export function takeTouchBytes(memory: WasmMemory, bytes: number): number {
  const at = used;
  used += 16 * Math.ceil(bytes / 16);
  growTo(memory, used);
  return at;
}

function compiledAtOnce(): TouchKernel {
  try {
    return instance(new (wasm().Module)(wasmBytes(TOUCH_WASM)));
  } catch (cause) {
    throw notLoaded(cause);
  }
}

function notLoaded(cause: unknown): PrepError {
  return new PrepError('own-fault', 'the touch kernel did not load', [], cause);
}

function instance(module: object): TouchKernel {
  return new (wasm().Instance)(module, {}).exports as TouchKernel;
}

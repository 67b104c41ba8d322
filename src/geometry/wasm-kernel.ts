/** One WebAssembly kernel that a source file carries: loaded once, with memory that stays and grows to the largest job. */
import { assert, PrepError } from '../core/prep-error.ts';
import { growTo, type WasmMemory, wasm, wasmBytes } from './wasm.ts';

/** A kernel and its memory. */
export interface WasmKernel<K> {
  /** Makes the kernel ready where a browser refuses to compile it at its first use. Again is harmless. */
  load(): Promise<void>;
  /** Returns the kernel, compiled at once where nobody has waited for it. */
  get(): K;
  /** Makes the memory free. */
  clear(): void;
  /** Takes room in the memory, which grows; views made before may end by it. */
  take(bytes: number): number;
}

/** Below this the memory holds what the compiler put there. */
const FIRST_BYTE = 4096;

/** Returns the host of a kernel; `name` is what an error calls it. */
export function wasmKernel<K extends { readonly memory: WasmMemory }>(
  name: string,
  base64: string,
  imports: object,
): WasmKernel<K> {
  let kernel: K | null = null;
  let loading: Promise<void> | null = null;
  let used = FIRST_BYTE;
  const instance = (module: object) => new (wasm().Instance)(module, imports).exports as K;
  const notLoaded = (cause: unknown) => new PrepError('own-fault', `the ${name} kernel did not load`, [], cause);

  return {
    load() {
      loading ??= wasm()
        .compile(wasmBytes(base64))
        .then((module) => {
          kernel ??= instance(module);
        })
        .catch((cause: unknown) => {
          loading = null;
          throw notLoaded(cause);
        });
      return loading;
    },
    get() {
      if (kernel !== null) return kernel;
      try {
        kernel = instance(new (wasm().Module)(wasmBytes(base64)));
      } catch (cause) {
        throw notLoaded(cause);
      }
      return kernel;
    },
    clear() {
      used = FIRST_BYTE;
    },
    take(bytes) {
      assert(kernel !== null, 'memory of a kernel that is not loaded');
      const at = used;
      used += 16 * Math.ceil(bytes / 16);
      growTo(kernel.memory, used);
      return at;
    },
  };
}

/** WebAssembly as far as kernels use it: the types of Node have none of it. */

/** What stands behind `WebAssembly` where kernels run. */
export interface WasmInterface {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  compile(bytes: Uint8Array): Promise<object>;
}

/** Memory of a kernel. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const PAGE_BYTES = 65536;

/** Returns the interface. */
export function wasm(): WasmInterface {
  return (globalThis as unknown as { readonly WebAssembly: WasmInterface }).WebAssembly;
}

/** Returns the bytes of a kernel that a source file carries. */
export function wasmBytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** Makes a memory so long at least; views made before end by it where it grows. */
export function growTo(memory: WasmMemory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}

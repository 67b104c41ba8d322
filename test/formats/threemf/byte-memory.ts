import type { ByteSink } from '../../../src/core/ports.ts';

/** A file in memory that keeps what is written and patched. */
export function byteMemory(): ByteSink & { bytes(): Uint8Array } {
  const chunks: Uint8Array[] = [];
  let all: Uint8Array | null = null;
  const joined = () => {
    const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    chunks.length = 0;
    chunks.push(bytes);
    return bytes;
  };
  return {
    async write(bytes) {
      all = null;
      chunks.push(bytes.slice());
    },
    async patch(offset, bytes) {
      all ??= joined();
      if (offset + bytes.length > all.length) throw new Error('patches bytes that were never written');
      all.set(bytes, offset);
    },
    bytes() {
      all ??= joined();
      return all;
    },
  };
}

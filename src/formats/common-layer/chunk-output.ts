/** Collects small pieces of a file and hands them on in chunks, so that the sink sets the pace. */
import type { ByteSink } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';

const CHUNK_BYTES = 256 * 1024;

/** A chunk that is being filled: writers put bytes at `at` after `reserve` and move it. */
export interface ChunkOutput {
  bytes: Uint8Array;
  view: DataView;
  at: number;
  readonly sink: ByteSink;
}

/** Returns an empty output onto a sink. */
export function chunkOutput(sink: ByteSink): ChunkOutput {
  const bytes = new Uint8Array(CHUNK_BYTES);
  return { bytes, view: new DataView(bytes.buffer), at: 0, sink };
}

/** True when `length` more bytes fit into the chunk; if not, `flush` comes first. */
export function hasRoom(out: ChunkOutput, length: number): boolean {
  return out.at + length <= CHUNK_BYTES;
}

/** Hands the chunk to the sink and begins a new one; the old one belongs to the sink, which may keep it. */
export async function flush(out: ChunkOutput): Promise<void> {
  if (out.at === 0) return;
  const full = out.bytes.subarray(0, out.at);
  out.bytes = new Uint8Array(CHUNK_BYTES);
  out.view = new DataView(out.bytes.buffer);
  out.at = 0;
  await out.sink.write(full);
}

/** Writes plain ASCII text. */
export async function putText(out: ChunkOutput, text: string): Promise<void> {
  assert(text.length <= CHUNK_BYTES, 'a piece of text fits a chunk');
  if (!hasRoom(out, text.length)) await flush(out);
  for (let i = 0; i < text.length; i++) out.bytes[out.at++] = text.charCodeAt(i);
}

/** Collects pieces of a file of any size and hands them on in chunks, so that the sink sets the pace. */
import type { ByteSink } from '../../core/ports.ts';

const CHUNK_BYTES = 256 * 1024;

/** Pieces that are not yet handed on; `offset` is where the next one will stand in the file. */
export interface PieceOutput {
  readonly sink: ByteSink;
  readonly held: Uint8Array[];
  heldBytes: number;
  offset: number;
}

/** Returns an empty output onto a sink. */
export function pieceOutput(sink: ByteSink): PieceOutput {
  return { sink, held: [], heldBytes: 0, offset: 0 };
}

/** Adds a piece, which belongs to the output from here on. */
export async function putPiece(out: PieceOutput, piece: Uint8Array): Promise<void> {
  out.held.push(piece);
  out.heldBytes += piece.length;
  out.offset += piece.length;
  if (out.heldBytes >= CHUNK_BYTES) await flushPieces(out);
}

/** Hands on what is held as one chunk, which belongs to the sink. */
export async function flushPieces(out: PieceOutput): Promise<void> {
  if (out.heldBytes === 0) return;
  const chunk = new Uint8Array(out.heldBytes);
  let at = 0;
  for (const piece of out.held) {
    chunk.set(piece, at);
    at += piece.length;
  }
  out.held.length = 0;
  out.heldBytes = 0;
  await out.sink.write(chunk);
}

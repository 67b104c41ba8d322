/** SHA-256 of bytes and files, and SHA-1 for names that a standard builds on it. */
import { createHash } from 'node:crypto';
import type { ByteSource, Hasher } from '../core/ports.ts';
import { openFileSource } from './file-source.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Size and hash of a file. */
export interface Digest {
  readonly bytes: number;
  /** SHA-256 in lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** SHA-256 of bytes or of text in UTF-8, in lower-case hexadecimal digits. */
export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-1 of bytes, as UUIDs of version 5 are made of (RFC 9562); no seal of anything. */
export function sha1Of(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes).digest();
}

/** Starts a hash. */
export function hasher(): Hasher {
  const hash = createHash('sha256');
  return {
    update(bytes) {
      hash.update(bytes);
    },
    finish: () => hash.digest('hex'),
  };
}

/** Size and hash of a source, read chunk by chunk. */
export async function digestOf(source: ByteSource): Promise<Digest> {
  const hash = createHash('sha256');
  for (let offset = 0; offset < source.size; offset += CHUNK_BYTES) {
    hash.update(await source.read(offset, CHUNK_BYTES));
  }
  return { bytes: source.size, sha256: hash.digest('hex') };
}

/** Size and hash of a file, read chunk by chunk. */
export async function digestOfFile(path: string): Promise<Digest> {
  const source = await openFileSource(path);
  try {
    return await digestOf(source);
  } finally {
    await source.close();
  }
}

/**
 * The last two lines of a file of ours: how many lines it has, these two included, and the SHA-256 of all bytes before the line that says it.
 * So a file that was cut short or changed can be told by itself.
 */
import type { Hasher } from '../../core/ports.ts';

/** What a file says of itself, and what it is. Null: not said, or not measured. */
export interface GcodeSeal {
  readonly lines: number | null;
  readonly sha256: string | null;
  readonly linesRead: number;
  readonly sha256Read: string | null;
  /** Something follows the hash. */
  readonly hasMore: boolean;
}

/** Line that tells the number of lines. */
export function linesLine(lines: number): string {
  return `; trabecula_lines = ${lines}`;
}

/** Line that tells the hash. */
export function hashLine(sha256: string): string {
  return `; trabecula_sha256 = ${sha256}`;
}

/** Follows the bytes of a file from its first one on. */
export interface SealReader {
  /** Takes bytes that come next and that no line of the seal can be in any more. */
  take(bytes: Uint8Array): void;
  /** Takes a line that may be one of the seal's, once all bytes before it were taken. */
  line(text: string): void;
  /** True for a line that may be one of the seal's. */
  isSealed(bytes: Uint8Array, from: number, to: number): boolean;
  /** True once the hash was said. */
  isDone(): boolean;
  finish(lines: number): GcodeSeal;
}

const START = new TextEncoder().encode('; trabecula_');
const SAID = /^; trabecula_(lines|sha256) = ([0-9a-f]{1,64})\r?$/;

/** Returns a reader of the seal; without a hash nothing is measured. */
export function sealReader(hash: Hasher | null): SealReader {
  let lines: number | null = null;
  let sha256: string | null = null;
  let sha256Read: string | null = null;
  let hasMore = false;
  return {
    take(bytes) {
      if (sha256 !== null) hasMore ||= bytes.length > 0;
      else hash?.update(bytes);
    },
    line(text) {
      const found = SAID.exec(text);
      if (found === null || sha256 !== null) return;
      const [, what, value = ''] = found;
      if (what === 'lines') lines = /^\d{1,12}$/.test(value) ? Number(value) : null;
      else {
        sha256 = value;
        sha256Read = hash?.finish() ?? null;
      }
    },
    isSealed(bytes, from, to) {
      if (to - from <= START.length) return false;
      for (let i = 0; i < START.length; i++) if (bytes[from + i] !== START[i]) return false;
      return true;
    },
    isDone: () => sha256 !== null,
    finish: (linesRead) => ({ lines, sha256, linesRead, sha256Read, hasMore }),
  };
}

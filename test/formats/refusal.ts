/** For tests of readers: text as bytes, and the error that a reader ends in. */
import { PrepError } from '../../src/core/prep-error.ts';

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Returns the error that `read` throws; fails where it reads on, or throws anything else. */
export function refusalOf(read: () => unknown): PrepError {
  try {
    read();
  } catch (error) {
    if (error instanceof PrepError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

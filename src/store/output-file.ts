/** One file that is being written: buffered, patchable until it is closed, on the disk once it is closed. */
import type { FileHandle } from 'node:fs/promises';
import type { ByteSink } from '../core/ports.ts';
import { assert } from '../core/prep-error.ts';
import { writeError } from './io-error.ts';

const BUFFER_BYTES = 256 * 1024;
/** So many bytes are sent on their way to the disk at a time, while more are written: else all of them wait for the end. */
const SYNC_BYTES = 32 * 1024 * 1024;

/** A file that takes bytes; `name` is its final name, without folder. */
export interface OutputFile extends ByteSink {
  readonly name: string;
  /** Bytes written so far. */
  readonly bytes: number;
  /** Hands all bytes to the operating system, so that they can be read back. */
  flush(): Promise<void>;
  /** Flushes, makes the bytes last through a power cut, and closes. A second call does nothing. */
  close(): Promise<void>;
  /** Closes without a word, for a file that will be removed. */
  discard(): Promise<void>;
}

/** Wraps an open, empty file; `path` is for messages. Calls must be awaited one by one. */
export function outputFile(handle: FileHandle, name: string, path: string): OutputFile {
  const buffer = new Uint8Array(BUFFER_BYTES);
  let flushed = 0;
  let fill = 0;
  let closed = false;
  let busy = false;
  let sent = 0;
  let sending: Promise<void> | null = null;
  let failure: { readonly cause: unknown } | null = null;

  async function exclusively(work: () => Promise<void>): Promise<void> {
    assert(!busy, `two writes to ${name} at once`);
    busy = true;
    try {
      await work();
    } catch (cause) {
      throw writeError(cause, path);
    } finally {
      busy = false;
    }
  }

  /** Sends what was written on its way to the disk and does not wait for it. A failure is told by the next write or the end. */
  function send(): void {
    if (sending !== null || flushed - sent < SYNC_BYTES) return;
    sent = flushed;
    sending = handle.datasync().then(
      () => {
        sending = null;
      },
      (cause: unknown) => {
        sending = null;
        failure ??= { cause };
      },
    );
  }

  function throwFailure(): void {
    if (failure !== null) throw failure.cause;
  }

  async function put(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
    throwFailure();
  }

  async function drain(): Promise<void> {
    await put(buffer.subarray(0, fill), flushed);
    flushed += fill;
    fill = 0;
    send();
  }

  async function take(bytes: Uint8Array): Promise<void> {
    if (fill + bytes.length > BUFFER_BYTES) await drain();
    if (bytes.length >= BUFFER_BYTES) {
      await put(bytes, flushed);
      flushed += bytes.length;
      send();
    } else {
      buffer.set(bytes, fill);
      fill += bytes.length;
    }
  }

  async function overwrite(offset: number, bytes: Uint8Array): Promise<void> {
    assert(
      Number.isInteger(offset) && offset >= 0 && offset + bytes.length <= flushed + fill,
      `a patch of ${name} reaches beyond what was written`,
    );
    if (offset >= flushed) {
      buffer.set(bytes, offset - flushed);
      return;
    }
    if (offset + bytes.length > flushed) await drain();
    await put(bytes, offset);
  }

  return {
    name,
    get bytes() {
      return flushed + fill;
    },
    async write(bytes) {
      assert(!closed, `${name} was written after it was closed`);
      await exclusively(() => take(bytes));
    },
    async patch(offset, bytes) {
      assert(!closed, `${name} was patched after it was closed`);
      await exclusively(() => overwrite(offset, bytes));
    },
    async flush() {
      if (!closed) await exclusively(drain);
    },
    async close() {
      if (closed) return;
      await exclusively(async () => {
        await drain();
        await sending;
        throwFailure();
        await handle.sync();
        closed = true;
        await handle.close();
      });
    },
    async discard() {
      if (closed) return;
      closed = true;
      await sending;
      await handle.close().catch(() => undefined);
    },
  };
}

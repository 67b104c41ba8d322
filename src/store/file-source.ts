/** Reads files: at random through a `ByteSource`, or whole. Refuses what is no ordinary file before it can hang on it. */
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import type { ByteSource } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import { readError } from './io-error.ts';

const GIB = 2 ** 30;
/** Longest single read of the operating system. */
const MAX_READ_BYTES = GIB;

/** An open file as a `ByteSource`; `close` it. */
export interface FileSource extends ByteSource {
  /** Returns `length` bytes from `offset`, fewer only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a file for reading; `name` stands for it in messages. */
export async function openFileSource(path: string, name = path): Promise<FileSource> {
  const handle = await openOrdinary(path, name);
  const { size } = await sizeOf(handle, name);
  return {
    name,
    size,
    read: (offset, length) => readAt(handle, name, offset, Math.max(0, Math.min(length, size - offset))),
    close: () => handle.close(),
  };
}

/** Returns all bytes of a file of at most `maxBytes` (2 GiB unless told otherwise). */
export async function bytesOf(path: string, maxBytes: number = 2 * GIB): Promise<Uint8Array> {
  const source = await openFileSource(path);
  try {
    if (source.size > maxBytes) {
      const reason = `has ${source.size} bytes, more than the ${maxBytes} that can be read at once`;
      throw new PrepError('file-unreadable', reason, [path]);
    }
    return await source.read(0, source.size);
  } finally {
    await source.close();
  }
}

/** Returns the text of a UTF-8 file of at most `maxBytes` (16 MiB unless told otherwise). */
export async function textOf(path: string, maxBytes: number = 2 ** 24): Promise<string> {
  const bytes = await bytesOf(path, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PrepError('file-unreadable', 'is not UTF-8 text', [path], cause);
  }
}

/** The open does not wait, so a pipe that takes the place of the file between the two looks cannot hang us. */
async function openOrdinary(path: string, name: string): Promise<FileHandle> {
  try {
    refuseOthers(await stat(path), name);
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    throw readError(cause, name);
  }
}

async function sizeOf(handle: FileHandle, name: string): Promise<{ size: number }> {
  try {
    const stats = await handle.stat();
    refuseOthers(stats, name);
    if (stats.size === 0) await refuseHiddenContent(handle, name);
    return stats;
  } catch (cause) {
    await handle.close();
    throw readError(cause, name);
  }
}

/** Files of /proc and /sys say that they are empty and are not. */
async function refuseHiddenContent(handle: FileHandle, name: string): Promise<void> {
  const { bytesRead } = await handle.read(new Uint8Array(1), 0, 1, 0);
  if (bytesRead > 0) throw new PrepError('file-unreadable', 'does not tell its size', [name]);
}

function refuseOthers(stats: Awaited<ReturnType<typeof stat>>, name: string): void {
  if (stats.isFile()) return;
  const kind = stats.isDirectory()
    ? 'a folder'
    : stats.isFIFO()
      ? 'a pipe'
      : stats.isSocket()
        ? 'a socket'
        : 'a device';
  throw new PrepError('file-unreadable', `is ${kind}, not a file`, [name]);
}

async function readAt(handle: FileHandle, name: string, offset: number, length: number): Promise<Uint8Array> {
  const bytes = allocate(length, name);
  for (let done = 0; done < length; ) {
    const ask = Math.min(length - done, MAX_READ_BYTES);
    const { bytesRead } = await handle.read(bytes, done, ask, offset + done).catch((cause: unknown) => {
      throw readError(cause, name);
    });
    if (bytesRead === 0) {
      throw new PrepError('file-unreadable', `became shorter while it was read, at byte ${offset + done}`, [name]);
    }
    done += bytesRead;
  }
  return bytes;
}

function allocate(length: number, name: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(length);
  } catch (cause) {
    throw new PrepError('memory-short', `${length} bytes do not fit into memory`, [name], cause);
  }
}

/** Places and messages of a file, read through a chunk of it. */
import type { ByteSource } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import type { Message } from './decode-message.ts';
import { PLACE_BYTES } from './open-vector-file.ts';

const CHUNK_BYTES = 1 << 20;
/** Bytes of the length of a message: a 32-bit number in groups of 7 bits. */
const MAX_LENGTH_BYTES = 5;

/** The chunk that is at hand. */
export interface FileWindow {
  readonly source: ByteSource;
  readonly notes: ReadingNotes;
  bytes: Uint8Array;
  offset: number;
}

/** Returns an empty window. */
export function fileWindow(source: ByteSource, notes: ReadingNotes): FileWindow {
  return { source, notes, bytes: new Uint8Array(0), offset: 0 };
}

/** Bytes in which something must lie. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** Reads a place and checks that it lies in a range. */
export async function readPlace(window: FileWindow, at: number, range: ByteRange, what: string): Promise<number> {
  if (!isHeld(window, at, PLACE_BYTES)) await load(window, at, PLACE_BYTES, what);
  const bytes = held(window, at, PLACE_BYTES);
  const place = new DataView(bytes.buffer, bytes.byteOffset, PLACE_BYTES).getBigInt64(0, true);
  if (place === 0n) throw fault(window, `${what} has no place: the file was not finished`, at);
  if (place < BigInt(range.from) || place >= BigInt(range.to)) {
    throw fault(window, `${what} is said to stand at byte ${place}, not in ${range.from} to ${range.to - 1}`, at);
  }
  return Number(place);
}

/** Reads a message with its length in front, which ends before byte `end`; returns where it ended. */
export async function readDelimited(
  window: FileWindow,
  at: number,
  end: number,
  what: string,
): Promise<{ readonly message: Message; readonly end: number }> {
  const most = Math.min(MAX_LENGTH_BYTES, end - at);
  if (!isHeld(window, at, most)) await load(window, at, most, what);
  const head = held(window, at, most);
  let length = 0;
  let used = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = head[used];
    if (byte === undefined) throw fault(window, `the length of ${what} does not end`, at);
    used++;
    length += (byte & 127) * factor;
    if (byte < 128) break;
  }
  const offset = at + used;
  if (length > end - offset) {
    throw fault(window, `truncated: ${what} has ${length} bytes, of which ${end - offset} are there`, at);
  }
  if (!isHeld(window, offset, length)) await load(window, offset, length, what);
  const bytes = held(window, offset, length);
  return { message: { what, file: window.source.name, bytes, offset, notes: window.notes }, end: offset + length };
}

function isHeld({ bytes, offset }: FileWindow, at: number, length: number): boolean {
  return at >= offset && at + length <= offset + bytes.length;
}

/** Returns bytes that are held; they stay as they are when the window moves. */
function held({ bytes, offset }: FileWindow, at: number, length: number): Uint8Array {
  return bytes.subarray(at - offset, at - offset + length);
}

/** Moves the window to bytes, which must lie within the file. */
async function load(window: FileWindow, at: number, length: number, what: string): Promise<void> {
  const { source } = window;
  if (at + length > source.size) throw fault(window, `truncated within ${what}`, source.size);
  const bytes = await source.read(at, Math.min(Math.max(length, CHUNK_BYTES), source.size - at));
  if (bytes.length < length) {
    throw new PrepError('file-unreadable', 'ends before its size', [source.name, `byte ${at + bytes.length}`]);
  }
  window.bytes = bytes;
  window.offset = at;
}

function fault(window: FileWindow, reason: string, at: number): PrepError {
  return new PrepError('laser-file-invalid', reason, [window.source.name, `byte ${at}`]);
}

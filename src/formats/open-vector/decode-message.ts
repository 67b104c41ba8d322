/** Reads the fields of a protobuf message, each fault with its byte in the file. */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { PrepError } from '../../core/prep-error.ts';
import { GRID_PER_MM } from '../../core/units.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import { ENTRY } from './open-vector-file.ts';

/** A message as it stands in the file. */
export interface Message {
  /** What it is, in words, with its article. */
  readonly what: string;
  /** Name of the file. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Byte of the file at which `bytes` begins. */
  readonly offset: number;
  readonly notes: ReadingNotes;
}

/** The field that is being read. */
export interface Field {
  readonly message: Message;
  readonly reader: BinaryReader;
  number: number;
  wireType: WireType;
}

/** Calls `onField` for each field of a message; one for which it returns false is not known, and is noted and passed over. */
export function readMessage(message: Message, onField: (field: Field) => boolean): void {
  const reader = new BinaryReader(message.bytes);
  const field: Field = { message, reader, number: 0, wireType: WireType.Varint };
  while (reader.pos < reader.len) {
    [field.number, field.wireType] = decoded(field, () => reader.tag());
    if (onField(field)) continue;
    skipField(field);
    const { what, notes } = message;
    notes.add(`${what} ${field.number}`, `field ${field.number} of ${what} is not known and was passed over`);
  }
}

/** Passes over a field. */
export function skipField(field: Field): true {
  decoded(field, () => field.reader.skip(field.wireType, field.number));
  return true;
}

/** Reads a float; where it is the one nearest to a number of up to eight digits, that number. */
export function readFloat(field: Field): number {
  expectType(field, WireType.Bit32);
  const value = decoded(field, () => field.reader.float());
  if (!Number.isFinite(value)) throw faultIn(field, `field ${field.number} is no number`);
  for (let digits = 6; digits <= 8; digits++) {
    const plain = Number(value.toPrecision(digits));
    if (Math.fround(plain) === value) return plain + 0;
  }
  return value;
}

/** Reads a 32-bit whole number. */
export function readInt(field: Field): number {
  expectType(field, WireType.Varint);
  return decoded(field, () => field.reader.int32());
}

/** Reads a 64-bit whole number; those beyond 2^53 are rounded. */
export function readLong(field: Field): number {
  expectType(field, WireType.Varint);
  return Number(decoded(field, () => field.reader.int64()));
}

/** Reads a list of 64-bit whole numbers, packed or one by one, onto a list. */
export function readLongs(field: Field, list: number[]): void {
  if (field.wireType === WireType.Varint) {
    list.push(readLong(field));
    return;
  }
  const packed = readInner(field, field.message.what);
  const reader = new BinaryReader(packed.bytes);
  const inner: Field = { message: packed, reader, number: field.number, wireType: WireType.Varint };
  while (reader.pos < reader.len) list.push(readLong(inner));
}

/** Reads text. */
export function readText(field: Field): string {
  expectType(field, WireType.LengthDelimited);
  return decoded(field, () => field.reader.string());
}

/** Reads a message within a message. */
export function readInner(field: Field, what: string): Message {
  expectType(field, WireType.LengthDelimited);
  const bytes = decoded(field, () => field.reader.bytes());
  return { ...field.message, what, bytes, offset: placeOf(field) - bytes.length };
}

/** Reads an entry of a map of messages. */
export function readEntry(field: Field, what: string): { readonly key: number; readonly value: Message } {
  const entry = readInner(field, what);
  let key = 0;
  let value: Message = { ...entry, bytes: new Uint8Array(0) };
  readMessage(entry, (part) => {
    if (part.number === ENTRY.key) key = readInt(part);
    else if (part.number === ENTRY.value) value = readInner(part, what);
    else return false;
    return true;
  });
  return { key, value };
}

/** Coordinates of a list that may come in several pieces. */
export interface CoordinateList {
  values: Float64Array;
  length: number;
}

/**
 * Reads coordinates, packed or one by one, onto a list. A float that is the one nearest to a point of the 0.1 um grid is that
 * point: nothing is changed by more than the float itself leaves open.
 */
export function readCoordinates(field: Field, list: CoordinateList): void {
  const packed = field.wireType === WireType.LengthDelimited;
  if (!packed) expectType(field, WireType.Bit32);
  const bytes = packed
    ? readInner(field, field.message.what).bytes
    : decoded(field, () => field.reader.skip(WireType.Bit32));
  if (bytes.length % 4 !== 0) throw faultIn(field, `${bytes.length} bytes are no list of floats`);
  const from = list.length;
  list.length += bytes.length / 4;
  if (list.values.length < list.length) list.values = grown(list.values, from, list.length);
  const { values } = list;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let allFinite = true;
  for (let i = from, at = 0; at < bytes.length; i++, at += 4) {
    const value = view.getFloat32(at, true);
    const onGrid = Math.round(value * GRID_PER_MM) / GRID_PER_MM;
    values[i] = Math.fround(onGrid) === value ? onGrid + 0 : value;
    allFinite &&= Number.isFinite(value);
  }
  if (!allFinite) throw faultIn(field, 'a coordinate is no number');
}

/** The first piece gets the room that it needs; room doubles when more pieces follow. */
function grown(values: Float64Array, used: number, needed: number): Float64Array {
  const room = new Float64Array(Math.max(needed, 2 * used));
  room.set(values.subarray(0, used));
  return room;
}

/** Returns the error for a fault in a field, with the byte before which it was seen. */
export function faultIn(field: Field, reason: string, cause?: unknown): PrepError {
  return faultAt(field.message, placeOf(field), reason, cause);
}

/** Returns the error for a fault in a message as a whole. */
export function faultAt({ what, file }: Message, byte: number, reason: string, cause?: unknown): PrepError {
  return new PrepError('laser-file-invalid', `in ${what}: ${reason}`, [file, `byte ${byte}`], cause);
}

/** Byte of the file at which a reader stands. */
function placeOf({ message, reader }: Field): number {
  return message.offset + Math.min(reader.pos, message.bytes.length);
}

function expectType(field: Field, wireType: WireType): void {
  if (field.wireType === wireType) return;
  throw faultIn(field, `field ${field.number} has wire type ${field.wireType}, not ${wireType}`);
}

/** Runs a step of the protobuf library, whose errors do not know the file. */
function decoded<T>(field: Field, step: () => T): T {
  try {
    return step();
  } catch (cause) {
    throw faultIn(field, 'breaks off or holds what is no protobuf field', cause);
  }
}

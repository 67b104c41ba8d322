/**
 * Takes an Open Vector Format file apart, for the tests alone: protobuf fields without any schema, and the container by its
 * description, slow and without a line of the reader or the library that it checks.
 */

/** A field: its number, its wire type, and a number (0, 1, 5) or bytes (2). */
export interface WireField {
  readonly number: number;
  readonly wire: number;
  readonly value: number | Buffer;
}

export interface DumpedPlane {
  readonly at: number;
  readonly shell: readonly WireField[];
  readonly blocks: readonly (readonly WireField[])[];
}

function varint(bytes: Buffer, from: number): [value: number, next: number] {
  let value = 0n;
  for (let at = from, shift = 0n; ; at++, shift += 7n) {
    value |= BigInt(bytes[at]! & 127) << shift;
    if (bytes[at]! < 128) return [Number(BigInt.asIntN(64, value)), at + 1];
  }
}

export function wireFields(bytes: Buffer): WireField[] {
  const fields: WireField[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [tag, next] = varint(bytes, at);
    const [number, wire] = [Math.floor(tag / 8), tag % 8];
    let value: number | Buffer;
    if (wire === 0) [value, at] = varint(bytes, next);
    else if (wire === 5) [value, at] = [bytes.readFloatLE(next), next + 4];
    else if (wire === 1) [value, at] = [bytes.readDoubleLE(next), next + 8];
    else if (wire === 2) {
      const [length, start] = varint(bytes, next);
      if (start + length > bytes.length) throw new Error(`field ${number} is longer than its message`);
      [value, at] = [bytes.subarray(start, start + length), start + length];
    } else throw new Error(`wire type ${wire}`);
    fields.push({ number, wire, value });
  }
  return fields;
}

export function one(fields: readonly WireField[], number: number): WireField['value'] | undefined {
  return fields.filter((field) => field.number === number).at(-1)?.value;
}

/** The fields of the message in a field, none where it is not there. */
export function within(fields: readonly WireField[], ...path: number[]): readonly WireField[] {
  return path.reduce<readonly WireField[]>((inner, number) => {
    const value = one(inner, number);
    return value instanceof Buffer ? wireFields(value) : [];
  }, fields);
}

export function floats(value: WireField['value'] | undefined): number[] {
  const bytes = value as Buffer;
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

function varints(value: WireField['value'] | undefined): number[] {
  const list: number[] = [];
  const bytes = (value ?? Buffer.alloc(0)) as Buffer;
  for (let at = 0; at < bytes.length; ) {
    const [number, next] = varint(bytes, at);
    list.push(number);
    at = next;
  }
  return list;
}

/** Takes a file apart and checks that its pieces stand one after the other from the first byte to the last. */
export function dumpFile(data: Uint8Array): { job: readonly WireField[]; planes: DumpedPlane[] } {
  const file = Buffer.from(data);
  const used: [from: number, to: number][] = [[0, 12]];
  const place = (at: number) => Number(file.readBigInt64LE(at));
  const message = (at: number) => {
    const [length, start] = varint(file, at);
    used.push([at, start + length]);
    return wireFields(file.subarray(start, start + length));
  };
  if (file.toString('latin1', 0, 4) !== 'LVF!') throw new Error('no LVF!');
  const table = message(place(4));
  const planes = varints(one(table, 2)).map((at): DumpedPlane => {
    used.push([at, at + 8]);
    const planeTable = message(place(at));
    const blocks = varints(one(planeTable, 2)).map(message);
    return { at, shell: message(one(planeTable, 1) as number), blocks };
  });
  const job = message(one(table, 1) as number);
  used.sort(([a], [b]) => a - b);
  used.forEach(([from], i) => {
    const before = i === 0 ? 0 : used[i - 1]![1];
    if (from !== before) throw new Error(`bytes ${before} to ${from} belong to nothing or to two things`);
  });
  if (used.at(-1)![1] !== file.length) throw new Error('bytes after the job table');
  return { job, planes };
}

/** Builds Open Vector Format files from their fields, for the tests of the reader, without a line of the writer. */

/** A field as [number, wire type, value]; values of wire type 2 are bytes. */
export type Built = readonly [number: number, wire: 0 | 1 | 2 | 5, value: number | bigint | Uint8Array | string];

export function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}

export function message(...fields: readonly Built[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, wire, value]) => {
      const tag = varint(number * 8 + wire);
      if (wire === 0) return [tag, varint(value as number | bigint)];
      const fixed = Buffer.alloc(wire === 1 ? 8 : 4);
      if (wire === 1) fixed.writeDoubleLE(value as number);
      if (wire === 5) fixed.writeFloatLE(value as number);
      if (wire !== 2) return [tag, fixed];
      const bytes = Buffer.from(value as Uint8Array);
      return [tag, varint(bytes.length), bytes];
    }),
  );
}

export function floatList(...values: readonly number[]): Buffer {
  return Buffer.from(Float32Array.from(values).buffer);
}

/** A vector block that holds points: field 1 a line, field 2 hatches. */
export function block(field: number, points: readonly number[], ...more: readonly Built[]): Buffer {
  return message([field, 2, message([1, 2, floatList(...points)])], ...more);
}

export interface BuiltPlane {
  readonly shell?: readonly Built[];
  readonly blocks?: readonly Uint8Array[];
  /** Bytes between the place of the table and the first block. */
  readonly gap?: number;
  readonly places?: (places: number[]) => number[];
  readonly shellAt?: (at: number) => number;
  readonly tableAt?: (at: number) => number;
}

export interface BuiltFile {
  readonly job?: readonly Built[];
  readonly planes?: readonly BuiltPlane[];
  readonly planesAt?: (places: number[]) => number[];
  readonly shellAt?: (at: number) => number;
  readonly tableAt?: (at: number) => bigint;
  readonly tail?: number;
}

const same = <T>(value: T) => value;

/** Builds a file; numbers of work planes and blocks are added to the shells that do not tell them. */
export function builtFile({
  job = [],
  planes = [],
  planesAt = same,
  shellAt = same,
  tableAt = BigInt,
  tail = 0,
}: BuiltFile): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  const add = (piece: Uint8Array) => {
    at += piece.length;
    pieces.push(piece);
    return at - piece.length;
  };
  const delimited = (bytes: Uint8Array) => Buffer.concat([varint(bytes.length), bytes]);
  const place = (value: bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(value);
    return bytes;
  };
  add(Buffer.from('LVF!'));
  const head = Buffer.alloc(8);
  add(head);
  const starts = planes.map((plane, index) => {
    const own = Buffer.alloc(8);
    const start = add(own);
    add(Buffer.alloc(plane.gap ?? 0));
    const blocks = plane.blocks ?? [];
    const places = blocks.map((bytes) => add(delimited(bytes)));
    const shell = plane.shell ?? [];
    const count: Built[] = shell.some(([number]) => number === 8) ? [] : [[8, 0, blocks.length]];
    const number: Built[] = shell.some(([n]) => n === 10) ? [] : [[10, 0, index]];
    const shellPlace = add(delimited(message(...shell, ...count, ...number)));
    const table = message(
      [1, 0, (plane.shellAt ?? same)(shellPlace)],
      [2, 2, Buffer.concat((plane.places ?? same)(places).map(varint))],
    );
    own.set(place(BigInt((plane.tableAt ?? same)(add(delimited(table))))));
    return start;
  });
  const count: Built[] = job.some(([number]) => number === 6) ? [] : [[6, 0, planes.length]];
  const shell = add(delimited(message(...job, ...count)));
  const table = message([1, 0, shellAt(shell)], [2, 2, Buffer.concat(planesAt(starts).map(varint))]);
  head.set(place(tableAt(add(delimited(table)))));
  add(Buffer.alloc(tail));
  return new Uint8Array(Buffer.concat(pieces));
}

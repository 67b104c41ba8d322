/** An opening tag as a handler sees it: names are shared strings, values stay bytes until somebody asks. */
import { type DecimalDialect, decimalFromBytes, indexFromBytes } from './decimal-bytes.ts';
import type { Fault } from './fault.ts';
import { resolveReferences, utf8Text } from './xml-text.ts';

/** An opening tag; valid until the handler returns. Values lie raw in `bytes`. */
export interface XmlTag {
  /** `local` without a namespace, `{namespace}local` with one; the same for attribute keys. */
  key: string;
  prefixes: ReadonlyMap<string, string>;
  count: number;
  readonly keys: string[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  bytes: Uint8Array;
  fault: Fault;
}

/** Returns the place of an attribute in the tag, or -1. */
export function attributeAt(tag: XmlTag, key: string): number {
  for (let i = 0; i < tag.count; i++) if (tag.keys[i] === key) return i;
  return -1;
}

/** Returns the value of the i-th attribute as text. */
export function attributeText(tag: XmlTag, i: number): string {
  const raw = utf8Text(tag.bytes, tag.from[i]!, tag.to[i]!, tag.fault);
  return resolveReferences(raw.replace(/\r\n|[\t\n\r]/g, ' '), tag.fault);
}

/** Returns the value of the i-th attribute as a number, or NaN when it is not a plain decimal. */
export function attributeNumber(tag: XmlTag, i: number, dialect: DecimalDialect): number {
  const from = trimStart(tag.bytes, tag.from[i]!, tag.to[i]!);
  const value = decimalFromBytes(tag.bytes, from, trimEnd(tag.bytes, from, tag.to[i]!), dialect);
  if (!Number.isNaN(value) || !hasReference(tag, i)) return value;
  const bytes = new TextEncoder().encode(attributeText(tag, i).trim());
  return decimalFromBytes(bytes, 0, bytes.length, dialect);
}

/** Returns the value of the i-th attribute as a whole number from 0 to 2^31 - 1, or -1 when it is not one. */
export function attributeIndex(tag: XmlTag, i: number): number {
  const from = trimStart(tag.bytes, tag.from[i]!, tag.to[i]!);
  const value = indexFromBytes(tag.bytes, from, trimEnd(tag.bytes, from, tag.to[i]!));
  if (value >= 0 || !hasReference(tag, i)) return value;
  const bytes = new TextEncoder().encode(attributeText(tag, i).trim());
  return indexFromBytes(bytes, 0, bytes.length);
}

function hasReference(tag: XmlTag, i: number): boolean {
  return tag.bytes.subarray(tag.from[i]!, tag.to[i]!).includes(38);
}

function trimStart(bytes: Uint8Array, from: number, to: number): number {
  let start = from;
  while (start < to && isSpace(bytes[start]!)) start++;
  return start;
}

function trimEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from && isSpace(bytes[end - 1]!)) end--;
  return end;
}

/** Tells whether a byte is white space of XML. */
export function isSpace(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

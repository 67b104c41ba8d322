/** Names and namespaces of XML: each name becomes one shared string, so that a reader compares names at no cost. */
import type { Fault } from './fault.ts';
import { utf8Text } from './xml-text.ts';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
/** Different names in one document: more is an attack, no 3MF has a hundred. */
const MAX_NAMES = 2048;
const TABLE_SIZE = 8192;
const NAME = /^(?:([\p{L}_][\p{L}\p{N}\p{M}._·-]*):)?([\p{L}_][\p{L}\p{N}\p{M}._·-]*)$/u;

/** One raw name as it stands in the document. */
export interface RawName {
  readonly id: number;
  readonly prefix: string;
  readonly local: string;
  readonly bytes: Uint8Array;
}

/** Namespace bindings that hold inside one element. */
export interface Scope {
  readonly prefixes: ReadonlyMap<string, string>;
  /** Resolved names by id of the raw name: the local name alone without a namespace, `{namespace}local` with one. */
  readonly elementKeys: (string | undefined)[];
  readonly attributeKeys: (string | undefined)[];
}

/** Finds the shared record of a name. */
export type NameTable = (bytes: Uint8Array, from: number, to: number, fault: Fault) => RawName;

/** Returns an empty table of names. */
export function nameTable(): NameTable {
  const slots = new Int32Array(TABLE_SIZE).fill(-1);
  const names: RawName[] = [];
  return (bytes, from, to, fault) => {
    let hash = to - from;
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
    let slot = hash & (TABLE_SIZE - 1);
    for (; slots[slot]! >= 0; slot = (slot + 1) & (TABLE_SIZE - 1)) {
      const known = names[slots[slot]!];
      if (known !== undefined && sameBytes(known.bytes, bytes, from, to)) return known;
    }
    if (names.length >= MAX_NAMES) throw fault(`uses more than ${MAX_NAMES} different names`);
    const text = utf8Text(bytes, from, to, fault);
    const parts = NAME.exec(text);
    if (parts === null) throw fault(`has the malformed name "${text.slice(0, 40)}"`);
    const name = { id: names.length, prefix: parts[1] ?? '', local: parts[2] ?? '', bytes: bytes.slice(from, to) };
    slots[slot] = names.length;
    names.push(name);
    return name;
  };
}

/** Returns the bindings that hold before the first element. */
export function rootScope(): Scope {
  return { prefixes: new Map([['xml', XML_NAMESPACE]]), elementKeys: [], attributeKeys: [] };
}

/** Returns the bindings of an element that declares namespaces; `''` is the default one. */
export function innerScope(outer: Scope, declared: ReadonlyMap<string, string>, fault: Fault): Scope {
  const prefixes = new Map(outer.prefixes);
  for (const [prefix, uri] of declared) {
    const reserved = uri === XMLNS_NAMESPACE || (uri === XML_NAMESPACE) !== (prefix === 'xml') || prefix === 'xmlns';
    if (reserved || (prefix !== '' && uri === '')) throw fault(`must not bind prefix "${prefix}" to "${uri}"`);
    prefixes.set(prefix, uri);
  }
  return { prefixes, elementKeys: [], attributeKeys: [] };
}

/** Returns the key of an element name; the default namespace applies. */
export function elementKey(scope: Scope, name: RawName, fault: Fault): string {
  const known = scope.elementKeys[name.id];
  if (known !== undefined) return known;
  const key = clark(namespaceOf(scope, name, fault), name.local);
  scope.elementKeys[name.id] = key;
  return key;
}

/** Returns the key of an attribute name; the default namespace does not apply. */
export function attributeKey(scope: Scope, name: RawName, fault: Fault): string {
  const known = scope.attributeKeys[name.id];
  if (known !== undefined) return known;
  const key = name.prefix === '' ? name.local : clark(namespaceOf(scope, name, fault), name.local);
  scope.attributeKeys[name.id] = key;
  return key;
}

/** Writes a name the way J. Clark does: `{namespace}local`. */
export function clark(namespace: string, local: string): string {
  return namespace === '' ? local : `{${namespace}}${local}`;
}

function namespaceOf(scope: Scope, name: RawName, fault: Fault): string {
  const uri = scope.prefixes.get(name.prefix);
  if (uri !== undefined) return uri;
  if (name.prefix === '') return '';
  throw fault(`uses the undeclared prefix "${name.prefix}"`);
}

function sameBytes(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[from + i]) return false;
  return true;
}

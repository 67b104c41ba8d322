/** UUIDs that depend on nothing but what they name (RFC 9562, version 5), so that the same job gives the same bytes. */
import { assert } from '../../../core/prep-error.ts';

/** Namespace of names that are URLs (RFC 9562, section 6.6). */
export const UUID_OF_URLS = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** SHA-1 of some bytes: 20 bytes. It comes from the caller, as formats know no platform. */
export type Sha1 = (bytes: Uint8Array) => Uint8Array;

/** Returns the UUID of a name within a namespace that is a UUID itself. */
export function uuidOf(sha1: Sha1, namespace: string, name: string): string {
  const space = namespace.replaceAll('-', '').match(/../g) ?? [];
  const text = new TextEncoder().encode(name);
  const bytes = new Uint8Array(space.length + text.length);
  bytes.set(space.map((pair) => Number.parseInt(pair, 16)));
  bytes.set(text, space.length);
  const digest = sha1(bytes).slice(0, 16);
  assert(digest.length === 16, 'a SHA-1 has 20 bytes');
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  return hexOf(digest).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Returns bytes as hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

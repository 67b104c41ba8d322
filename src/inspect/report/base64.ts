/** Bytes as text inside a page. */

/** A multiple of three, so that no piece but the last is padded, and few enough arguments for one call. */
const PIECE_BYTES = 24_576;

/** Returns bytes in base64 (RFC 4648, section 4). */
export function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES))));
  }
  return pieces.join('');
}

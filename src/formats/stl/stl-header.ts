/** The head of a binary STL file. */

/** Bytes before the first triangle: 80 of text and the count. */
export const STL_HEADER_BYTES = 84;
/** Bytes of one triangle: a normal, three corners, two bytes of attribute that stay 0. */
export const STL_TRIANGLE_BYTES = 50;

/** Returns the head with its count. It never begins with `solid`, which some readers take for the ASCII form. */
export function stlHeader(text: string, count: number): Uint8Array {
  const bytes = new Uint8Array(STL_HEADER_BYTES);
  bytes.fill(0x20, 0, STL_HEADER_BYTES - 4);
  bytes.set(new TextEncoder().encode(`binary STL: ${text}`).subarray(0, STL_HEADER_BYTES - 4));
  new DataView(bytes.buffer).setUint32(STL_HEADER_BYTES - 4, count, true);
  return bytes;
}

/** Text as a line of a G-code file may hold it. */

/** Returns a text with an underscore for everything that is not printable ASCII. */
export function plainAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '_');
}

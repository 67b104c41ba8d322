/** Pictures in the head of a file, as PrusaSlicer writes them and as printers and hosts look for them: PNG in base64 between two comments. */

/** One picture. */
export interface GcodeThumbnail {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly png: Uint8Array;
}

/** Letters of base64 on a line (PrusaSlicer, Thumbnails.hpp: max_row_length). */
const ROW_LETTERS = 78;
/** Bytes that are turned into letters at once, a multiple of three. */
const CHUNK_BYTES = 3 * 8192;

/** The lines of one picture. */
export function thumbnailLines({ widthPx, heightPx, png }: GcodeThumbnail): string[] {
  const letters = base64(png);
  const rows: string[] = [];
  for (let at = 0; at < letters.length; at += ROW_LETTERS) rows.push(`; ${letters.slice(at, at + ROW_LETTERS)}`);
  return [';', `; thumbnail begin ${widthPx}x${heightPx} ${letters.length}`, ...rows, '; thumbnail end', ';'];
}

function base64(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    out += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES)));
  }
  return out;
}

/** Memory on the way to a device: numbers and whole words in one growing buffer that is filled anew for each dispatch. */

/** Whole numbers and floats over the same bytes; the first `length` words count. */
export interface Staging {
  words: Uint32Array<ArrayBuffer>;
  floats: Float32Array<ArrayBuffer>;
  length: number;
}

/** Returns an empty staging buffer. */
export function openStaging(): Staging {
  const words = new Uint32Array(1024);
  return { words, floats: new Float32Array(words.buffer), length: 0 };
}

/** Appends `count` words that are still unset and returns where they begin. */
export function reserve(staging: Staging, count: number): number {
  const at = staging.length;
  staging.length += count;
  if (staging.length > staging.words.length) {
    const words = new Uint32Array(Math.max(staging.length, 2 * staging.words.length));
    words.set(staging.words);
    staging.words = words;
    staging.floats = new Float32Array(words.buffer);
  }
  return at;
}

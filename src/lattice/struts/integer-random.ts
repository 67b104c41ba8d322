/** Random numbers from a seed, in 32-bit integers: the same on every machine. */

const WARM_UP = 20;

/**
 * Returns a source of integers from 0 to 2^32 - 1: sfc32 of Doty-Humphrey (PractRand). Each pair of seed and stream has a
 * sequence of its own.
 */
export function integerRandom(seed: number, stream: number): () => number {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x7472_6162;
  let counter = 1;
  for (let n = 0; n < WARM_UP; n++) next();
  return next;

  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

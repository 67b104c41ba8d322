import { expect, test } from 'vitest';
import { integerRandom } from '../../../src/lattice/struts/integer-random.ts';

/** sfc32 as its author writes it, in whole numbers of any size. */
function* plainSfc32(seed: bigint, stream: bigint): Generator<number> {
  const mask = (1n << 32n) - 1n;
  let [a, b, c, counter] = [seed, stream, 0x74726162n, 1n];
  for (let n = 0; ; n++) {
    const sum = (a + b + counter) & mask;
    counter = (counter + 1n) & mask;
    a = b ^ (b >> 9n);
    b = (c + (c << 3n)) & mask;
    c = ((((c << 21n) | (c >> 11n)) & mask) + sum) & mask;
    if (n >= 20) yield Number(sum);
  }
}

test.each([
  [0, 0],
  [1, 0],
  [4294967295, 3],
])('seed %i, stream %i gives the numbers of sfc32 in plain arithmetic', (seed, stream) => {
  const next = integerRandom(seed, stream);
  const plain = plainSfc32(BigInt(seed), BigInt(stream));
  for (let n = 0; n < 1000; n++) expect(next()).toBe(plain.next().value);
});

test('the numbers spread evenly: 16 bins of 160,000 hold 10,000 each within 4 standard deviations', () => {
  const next = integerRandom(7, 0);
  const bins = new Array<number>(16).fill(0);
  for (let n = 0; n < 160_000; n++) bins[next() >>> 28]!++;
  for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(4 * 97);
});

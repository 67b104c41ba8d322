import { expect, test } from 'vitest';
import { envelopeBuffers, FAR, rowEnvelope } from '../../src/volume/row-envelope.ts';

test.each([false, true])('rows of random heights get the least parabola over all nodes (periodic: %s)', (periodic) => {
  let state = 9;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  for (let round = 0; round < 200; round++) {
    const n = 1 + Math.floor(next() * 20);
    const buffers = envelopeBuffers(20);
    const heights = Array.from({ length: n }, () => (next() < 0.5 ? FAR : 30 * next()));
    buffers.row.set(heights);
    rowEnvelope(buffers, n, periodic);
    for (let i = 0; i < n; i++) {
      let least = FAR;
      for (let j = 0; j < n; j++) {
        const apart = Math.abs(i - j);
        const d = periodic ? Math.min(apart, n - apart) : apart;
        if (heights[j]! < FAR) least = Math.min(least, d * d + heights[j]!);
      }
      expect(buffers.row[i]).toBeCloseTo(least, 9);
    }
  }
});

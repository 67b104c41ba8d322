import { expect, test } from 'vitest';
import { nearestEnds } from '../../src/fff/nearest-ends.ts';

test('the nearest ends of other lines are those that a look at all ends finds', () => {
  const n = 400;
  const at = (k: number, step: number) => ((k * step) % 997) / (k % 7 === 0 ? 90 : 10);
  const x = Float64Array.from({ length: n }, (_, k) => at(k + 1, 389));
  const y = Float64Array.from({ length: n }, (_, k) => at(k + 1, 619));
  const found = nearestEnds(x, y, 5);
  for (let k = 0; k < n; k++) {
    const far = (o: number) => (x[o]! - x[k]!) ** 2 + (y[o]! - y[k]!) ** 2;
    const others = Array.from({ length: n }, (_, o) => o).filter((o) => o >> 1 !== k >> 1);
    const wanted = others.map(far).sort((a, b) => a - b);
    expect([...found.subarray(5 * k, 5 * k + 5)].map(far)).toEqual(wanted.slice(0, 5));
  }
});

test('two lines have each other for neighbours, one line has none', () => {
  const two = nearestEnds(Float64Array.of(0, 9, 1, 8), Float64Array.of(0, 0, 0, 0), 3);
  expect([...two]).toEqual([2, 3, -1, 3, 2, -1, 0, 1, -1, 1, 0, -1]);
  expect([...nearestEnds(Float64Array.of(0, 1), Float64Array.of(0, 0), 2)]).toEqual([-1, -1, -1, -1]);
});

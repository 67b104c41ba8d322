import { describe, expect, test } from 'vitest';
import { findRim, rimFace } from '../../../src/geometry/iso/rim-point.ts';

/** A face with the part to the left of u = 0.6 and a body below the line v = 0.2 + 0.5 u. */
function face() {
  const made = rimFace();
  made.value.set([-0.2, -0.7, 0.3, 0.8]);
  made.crossing.set([0.6, Number.NaN, 0.6, Number.NaN]);
  return made;
}

describe('the rim on a face', () => {
  test('lies where the line of the part meets the level of the body', () => {
    const made = face();
    // The body's own vertex is on the left edge at v = 0.2.
    expect(findRim(made, 0, 3, 0.2, 1e-3)).toBe(true);
    expect([...made.point].map((value) => Number(value.toFixed(12)))).toEqual([0.6, 0.5]);
  });

  test('follows the exact vertex of the body where the corners alone say otherwise', () => {
    const made = face();
    expect(findRim(made, 0, 3, 0.3, 1e-3)).toBe(true);
    expect(made.point[1]).toBeCloseTo(0.6, 12);
  });

  test('keeps its distance from the edges', () => {
    const made = face();
    made.crossing.set([1e-9, Number.NaN, 1e-9, Number.NaN]);
    expect(findRim(made, 0, 3, 0.2, 1e-3)).toBe(true);
    expect(made.point[0]).toBe(1e-3);
  });

  test('is not there when the body holds on to the other side, nor when the part crosses once or four times', () => {
    const made = face();
    made.value.set([-1, -1, -0.5, 0.5]);
    made.crossing.set([0.9, Number.NaN, 0.9, Number.NaN]);
    expect(findRim(made, 0, 3, 0.1, 1e-3)).toBe(true);
    made.value.set([-1, -1, -1, -0.9]);
    expect(findRim(made, 0, 3, 0.99, 1e-3)).toBe(false);
    for (const crossing of [
      [0.5, Number.NaN, Number.NaN, Number.NaN],
      [0.5, 0.5, 0.5, 0.5],
    ]) {
      made.crossing.set(crossing);
      expect(findRim(made, 0, 3, 0.2, 1e-3)).toBe(false);
    }
  });
});

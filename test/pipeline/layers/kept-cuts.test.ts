import { describe, expect, test } from 'vitest';
import { cutKeeper, cutOf, loopsOfCut } from '../../../src/pipeline/layers/kept-cuts.ts';

function loop(...xy: number[]) {
  return { xy: Float64Array.from(xy), closed: true };
}

describe('a kept cut', () => {
  test('gives back every coordinate as the same double, near and far', () => {
    const loops = [
      loop(0.1, 0.2, 0.3, 0.7, -0.1, 1.9999),
      loop(-1234.5678, 99.9999, 1600, -1600, 1600.0001, -1599.9999, 0, 0),
      loop(),
    ];
    expect(loopsOfCut(cutOf(loops)!)).toEqual(loops);
  });

  test('takes two words a point that lies within 3.2767 mm of the one before, and five for one beyond', () => {
    const words = (xy: number[]) => cutOf([loop(0, 0, ...xy)])!.length - cutOf([loop(0, 0)])!.length;
    expect(words([3.2767, -3.2767])).toBe(2);
    expect(words([3.2768, 0])).toBe(5);
    expect(words([0, -3.2768])).toBe(5);
  });

  test('is none where a coordinate lies off the grid of 0.1 um, is negative zero or beyond 32 bits, or a loop is open', () => {
    expect(cutOf([loop(0, 0, 1, 0, 1.00001, 1)])).toBeNull();
    expect(cutOf([loop(0, -0, 1, 0, 1, 1)])).toBeNull();
    expect(cutOf([loop(0, 0, 300_000, 0, 1, 1)])).toBeNull();
    expect(cutOf([{ xy: Float64Array.of(0, 0, 1, 1), closed: false }])).toBeNull();
  });

  test('lies on shared memory', () => {
    expect(cutOf([loop(1, 2)])!.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});

describe('a keeper', () => {
  test('hands a cut out once', () => {
    const keeper = cutKeeper(1e9);
    const cut = cutOf([loop(1, 2)])!;
    keeper.keep(7, cut);
    expect(keeper.count).toBe(1);
    expect(keeper.take(7)).toBe(cut);
    expect(keeper.take(7)).toBeNull();
  });

  test('of an eighth of 800 bytes keeps seven cuts of 14 bytes, and no more', () => {
    const keeper = cutKeeper(800);
    const cut = cutOf([loop(1, 2)])!;
    expect(cut.byteLength).toBe(14);
    for (let index = 0; index < 9; index++) keeper.keep(index, cut);
    expect(keeper.count).toBe(7);
    expect(keeper.take(7)).toBeNull();
  });
});

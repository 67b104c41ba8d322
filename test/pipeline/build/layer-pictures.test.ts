import { describe, expect, test } from 'vitest';
import { evenLayers } from '../../../src/pipeline/build/layer-pictures.ts';

describe('layers at even distances', () => {
  test('of 101 layers the first, the last and three between are shown', () => {
    expect(evenLayers(0, 101)).toEqual([0, 25, 50, 75, 100]);
  });

  test('a band is shown from its first layer to its last', () => {
    expect(evenLayers(40, 45)).toEqual([40, 41, 42, 43, 44]);
  });

  test('a single layer is every one of them', () => {
    expect(new Set(evenLayers(7, 8))).toEqual(new Set([7]));
  });
});

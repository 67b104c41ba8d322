import { describe, expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import { voxelsOfPeriod } from '../../src/pipeline/voxels-of-period.ts';

describe('voxels along a period', () => {
  test('a cube has as many along each edge, 48 unless asked otherwise', () => {
    expect(voxelsOfPeriod(null, [1, 1, 1])).toEqual([48, 48, 48]);
    expect(voxelsOfPeriod(16, [1, 1, 1])).toEqual([16, 16, 16]);
  });

  test('a stretched cell has more along its longer edges, so that voxels stay cubes', () => {
    expect(voxelsOfPeriod(16, [1, 1.5, 0.5])).toEqual([16, 24, 8]);
    // 0.7 x 48 is 33.6; the first multiple of 20 that gives even counts is 60.
    expect(voxelsOfPeriod(null, [1, 1, 0.7])).toEqual([60, 60, 42]);
  });

  test.each([
    [15, 'an even number'],
    [6, 'from 8 to 128'],
    [130, 'got 130'],
    [16.5, 'got 16.5'],
  ])('%s voxels are a usage error: %s', (asked, words) => {
    expect(() => voxelsOfPeriod(asked, [1, 1, 1])).toThrow(PrepError);
    expect(() => voxelsOfPeriod(asked, [1, 1, 1])).toThrow(words);
  });

  test('a number that does not suit the stretch is refused with the next that does', () => {
    expect(() => voxelsOfPeriod(16, [1, 1, 0.7])).toThrow('stretched by 1, 1, 0.7; 20 do');
  });

  test('a stretch that no number suits is refused at its place', () => {
    expect(() => voxelsOfPeriod(null, [1, 1, Math.SQRT1_2])).toThrow(/lattice > stretch: no number of voxels/);
    // 64 voxels along one edge and 320 along the other are too many.
    expect(() => voxelsOfPeriod(64, [1, 1, 5])).toThrow(PrepError);
  });
});

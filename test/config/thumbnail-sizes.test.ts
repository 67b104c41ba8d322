import { expect, test } from 'vitest';
import { readThumbnailSizes } from '../../src/config/thumbnail-sizes.ts';

test('a size that is named twice is one', () => {
  const sizes = readThumbnailSizes('32x32,160x120,32x32', '--thumbnails');
  expect(sizes.map(({ widthPx }) => widthPx)).toEqual([32, 160]);
});

test('sizes are read, none is no size, and what is no size is refused with its place', () => {
  expect(readThumbnailSizes('160x120,32x32', '--thumbnails')).toEqual([
    { widthPx: 160, heightPx: 120 },
    { widthPx: 32, heightPx: 32 },
  ]);
  expect(readThumbnailSizes('none', '--thumbnails')).toEqual([]);
  for (const wrong of ['', '160', '160x', '7x9', '2000x10', '160x120,', '-1x20']) {
    expect(() => readThumbnailSizes(wrong, '--thumbnails'), wrong).toThrow(/--thumbnails/);
  }
  expect(() => readThumbnailSizes(Array(9).fill('32x32').join(','), '--thumbnails')).toThrow(/at most 8/);
});

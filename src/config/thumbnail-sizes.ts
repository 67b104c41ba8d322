/** Sizes of the pictures in the head of a G-code file, as the command line and printer files name them. */
import { z } from 'zod';
import { PrepError } from '../core/prep-error.ts';
import { words } from './quantity.ts';

/** Width and height in pixels. */
export interface ThumbnailSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

const LEAST_PX = 8;
const MOST_PX = 1024;
const MOST_SIZES = 8;

const pixels = (meaning: string) => z.int().min(LEAST_PX).max(MOST_PX).meta({ description: meaning });

/** Pictures that a printer shows. */
export const thumbnailsSchema = z
  .array(
    z.strictObject({
      widthPx: pixels('Width in pixels.'),
      heightPx: pixels('Height in pixels.'),
      source: words('Where the size comes from.'),
    }),
  )
  .max(MOST_SIZES)
  .meta({ description: 'Pictures of the part in the head of the file, for the display of the printer; absent: none.' });

/** Reads `160x120,400x300`, or `none`; anything else is an error with its place. */
export function readThumbnailSizes(text: string, place: string): ThumbnailSize[] {
  if (text === 'none') return [];
  const sizes = text.split(',').map((one): ThumbnailSize => {
    const [, width = '', height = ''] = /^(\d{1,4})x(\d{1,4})$/.exec(one) ?? [];
    const size = { widthPx: Number(width), heightPx: Number(height) };
    if (Math.min(size.widthPx, size.heightPx) < LEAST_PX || Math.max(size.widthPx, size.heightPx) > MOST_PX) {
      const reason = `takes sizes such as 160x120,400x300 of ${LEAST_PX} to ${MOST_PX} pixels, or none; got '${one}'`;
      throw new PrepError('usage', reason, [place]);
    }
    return size;
  });
  if (sizes.length > MOST_SIZES) throw new PrepError('usage', `takes at most ${MOST_SIZES} sizes`, [place]);
  return distinctSizes(sizes);
}

/** Returns each size once, in the order of first mention. */
export function distinctSizes(sizes: readonly ThumbnailSize[]): ThumbnailSize[] {
  return sizes.filter(
    ({ widthPx, heightPx }, n) => sizes.findIndex((one) => one.widthPx === widthPx && one.heightPx === heightPx) === n,
  );
}

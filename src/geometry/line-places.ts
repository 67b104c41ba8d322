/** Places along lines, each with the direction of its line there. */

/** Places side by side: x and y in mm and the unit direction, four numbers each. */
export interface LinePlaces {
  count: number;
  values: Float64Array;
}

/** Tells of places what they are: 1 or 0 for each, in room that the next call takes again. */
export type MarkPlaces = (places: LinePlaces) => Uint8Array;

/** Numbers of one place. */
export const PLACE_WORDS = 4;

/** Returns room for places, with none in it. */
export function noPlaces(): LinePlaces {
  return { count: 0, values: new Float64Array(64 * PLACE_WORDS) };
}

/** Makes room for `more` further places. */
export function reservePlaces(places: LinePlaces, more: number): void {
  const needed = (places.count + more) * PLACE_WORDS;
  if (needed <= places.values.length) return;
  const grown = new Float64Array(2 * needed);
  grown.set(places.values.subarray(0, places.count * PLACE_WORDS));
  places.values = grown;
}

/** Tells of places one by one by a test. */
export function markEach(isMarked: (x: number, y: number, ux: number, uy: number) => boolean): MarkPlaces {
  let marks = new Uint8Array(64);
  return ({ count, values }) => {
    if (marks.length < count) marks = new Uint8Array(2 * count);
    for (let k = 0, w = 0; k < count; k++, w += PLACE_WORDS) {
      marks[k] = isMarked(values[w]!, values[w + 1]!, values[w + 2]!, values[w + 3]!) ? 1 : 0;
    }
    return marks;
  };
}

/** Short lists of numbers sorted in room that is used again: the rows of a measurement have up to a few hundred numbers each. */

/** Lists up to this are sorted by insertion at once. */
const FEW = 16;

/** Room in which lists are sorted one after the other. */
export interface SortRoom {
  values: Float64Array;
  partners: Float64Array;
  bins: Int32Array;
}

/** Returns room for short lists; it grows with the longest one. */
export function sortRoom(): SortRoom {
  return { values: new Float64Array(256), partners: new Float64Array(256), bins: new Int32Array(257) };
}

/**
 * Sorts the first `count` values, rising, and moves each partner with its value; null where there are none. Values go into as many bins of
 * even width as there are values, then by insertion, which finds little left to do where they are spread along a row.
 */
export function sortRising(values: Float64Array, partners: Float64Array | null, count: number, room: SortRoom): void {
  if (count > FEW) intoBins(values, partners, count, room);
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    if (values[i - 1]! <= value) continue;
    const partner = partners === null ? 0 : partners[i]!;
    let at = i;
    for (; at > 0 && values[at - 1]! > value; at--) {
      values[at] = values[at - 1]!;
      if (partners !== null) partners[at] = partners[at - 1]!;
    }
    values[at] = value;
    if (partners !== null) partners[at] = partner;
  }
}

function intoBins(values: Float64Array, partners: Float64Array | null, count: number, room: SortRoom): void {
  if (room.values.length < count) {
    room.values = new Float64Array(2 * count);
    room.partners = new Float64Array(2 * count);
    room.bins = new Int32Array(2 * count + 1);
  }
  let low = values[0]!;
  let high = low;
  let isRising = true;
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    if (value < values[i - 1]!) isRising = false;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (isRising) return;
  const { bins, values: oldValues, partners: oldPartners } = room;
  const perMm = (count - 1) / (high - low);
  if (!(perMm < Number.POSITIVE_INFINITY)) return;
  bins.fill(0, 0, count + 1);
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    oldValues[i] = value;
    if (partners !== null) oldPartners[i] = partners[i]!;
    bins[(((value - low) * perMm) | 0) + 1]!++;
  }
  for (let b = 0; b < count; b++) bins[b + 1]! += bins[b]!;
  for (let i = 0; i < count; i++) {
    const value = oldValues[i]!;
    const at = bins[((value - low) * perMm) | 0]!++;
    values[at] = value;
    if (partners !== null) partners[at] = oldPartners[i]!;
  }
}

/** A layer that was read from a file, on its way to the thread that judges it: all coordinates in one array. */
import type { InspectedLayer } from '../../inspect/inspected-layer.ts';

/** A layer with its lines taken apart. */
export interface PackedFileLayer {
  readonly layer: Omit<InspectedLayer, 'polylines' | 'hatches'>;
  readonly directions: readonly InspectedLayer['polylines'][number]['direction'][];
  /** Ids and numbers of coordinates of the polylines, then of the hatches. */
  readonly ids: Float64Array;
  readonly lengths: Int32Array;
  readonly values: Float64Array;
}

/** Takes a layer apart. */
export function packedFileLayer({ polylines, hatches, ...layer }: InspectedLayer): PackedFileLayer {
  const arrays = [...polylines.map(({ xy }) => xy), ...hatches.map(({ xyxy }) => xyxy)];
  const lengths = Int32Array.from(arrays, ({ length }) => length);
  const values = new Float64Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const one of arrays) {
    values.set(one, at);
    at += one.length;
  }
  const ids = Float64Array.from([...polylines, ...hatches], ({ id }) => id);
  return { layer, directions: polylines.map(({ direction }) => direction), ids, lengths, values };
}

/** Puts a layer together again. */
export function unpackedFileLayer({ layer, directions, ids, lengths, values }: PackedFileLayer): InspectedLayer {
  const polylines: InspectedLayer['polylines'][number][] = [];
  const hatches: InspectedLayer['hatches'][number][] = [];
  let at = 0;
  lengths.forEach((length, n) => {
    const points = values.subarray(at, at + length);
    at += length;
    const direction = directions[n];
    if (direction === undefined) hatches.push({ id: ids[n]!, xyxy: points });
    else polylines.push({ id: ids[n]!, direction, xy: points });
  });
  return { ...layer, polylines, hatches };
}

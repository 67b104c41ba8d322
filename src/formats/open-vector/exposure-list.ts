/** Parameter sets of a file. The format names the laser with each block, so a set that several lasers use is listed for each. */
import type { NamedExposure } from '../../core/laser-file.ts';

/** Sets in the order of the file, then those that blocks add. */
export interface ExposureList {
  readonly list: readonly NamedExposure[];
  /** Number of the set with this key as this laser runs it, or null where the file has no such set. */
  numberOf(key: number, laser: number | null): number | null;
}

/**
 * Returns the list of sets by their keys. The first block with a key tells the laser of the set; a block with another laser
 * adds a set.
 */
export function exposureList(sets: ReadonlyMap<number, NamedExposure>): ExposureList {
  const list = [...sets.values()];
  const firstOf = new Map([...sets.keys()].map((key, index) => [key, index]));
  const numbers = new Map<string, number>();
  const isTaken = new Set<number>();
  return {
    list,
    numberOf(key, laser) {
      const first = firstOf.get(key);
      if (first === undefined) return null;
      const known = numbers.get(`${key} ${laser}`);
      if (known !== undefined) return known;
      const { name, exposure } = list[first]!;
      const number = isTaken.has(first) ? list.length : first;
      isTaken.add(first);
      list[number] = { name, exposure: { ...exposure, laser } };
      numbers.set(`${key} ${laser}`, number);
      return number;
    },
  };
}

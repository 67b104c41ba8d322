/** Sets of intervals on a line, as rising ends [from, to, from, to, ...]. */

/** Rising ends of intervals that do not overlap. */
export type Intervals = readonly number[];

/** Returns what lies in both. */
export function bothOf(a: Intervals, b: Intervals): Intervals {
  const out: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]!, b[j]!);
    const to = Math.min(a[i + 1]!, b[j + 1]!);
    if (to > from) out.push(from, to);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return out;
}

/** Returns what lies in the first and not in the second. */
export function firstWithout(a: Intervals, b: Intervals): Intervals {
  return b.length === 0 ? a : bothOf(a, [-Infinity, ...b, Infinity]);
}

/** Returns the union of intervals that come in rising order of their beginnings; those that touch are one. */
export function joined(rising: Intervals): Intervals {
  const out: number[] = [];
  for (let i = 0; i < rising.length; i += 2) {
    const [from, to] = [rising[i]!, rising[i + 1]!];
    if (!(to > from)) continue;
    if (out.length > 0 && from <= out[out.length - 1]!) out[out.length - 1] = Math.max(out[out.length - 1]!, to);
    else out.push(from, to);
  }
  return out;
}

/** One row of a squared distance transform: the lower envelope of parabolas. */

/** Stands for "no surface in reach" in squared voxels; exact in 32 bits. */
export const FAR = 1e12;

/** Buffers of `rowEnvelope` for rows of up to n nodes. */
export interface EnvelopeBuffers {
  /** The row: filled by the caller, replaced by the result. */
  readonly row: Float64Array;
  readonly site: Int32Array;
  readonly lift: Float64Array;
  readonly from: Float64Array;
}

/** Returns buffers for rows of up to n nodes. */
export function envelopeBuffers(n: number): EnvelopeBuffers {
  return {
    row: new Float64Array(n),
    site: new Int32Array(2 * n + 2),
    lift: new Float64Array(2 * n + 2),
    from: new Float64Array(2 * n + 3),
  };
}

/**
 * Replaces each of the first n values f(i) of `row` by the least (i - j)^2 + f(j). In a periodic row j runs over the nearest image
 * of each node.
 *
 * Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions (2012): linear in n, exact.
 */
export function rowEnvelope(buffers: EnvelopeBuffers, n: number, periodic: boolean): void {
  const { row, site, lift, from } = buffers;
  const half = periodic ? (n + 1) >> 1 : 0;
  let top = -1;
  for (let q = -half; q < n + half; q++) {
    const f = row[q < 0 ? q + n : q >= n ? q - n : q]!;
    if (f >= FAR) continue;
    const raised = f + q * q;
    let start = -Infinity;
    while (top >= 0) {
      start = (raised - lift[top]!) / (2 * (q - site[top]!));
      if (start > from[top]!) break;
      top--;
    }
    if (top < 0) start = -Infinity;
    top++;
    site[top] = q;
    lift[top] = raised;
    from[top] = start;
  }
  if (top < 0) return;
  from[top + 1] = Infinity;
  for (let i = 0, at = 0; i < n; i++) {
    while (from[at + 1]! < i) at++;
    // lift = f + site^2, so this is (i - site)^2 + f.
    row[i] = i * (i - 2 * site[at]!) + lift[at]!;
  }
}

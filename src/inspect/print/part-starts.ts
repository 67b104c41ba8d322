/** Where the parts of a print begin that are printed one after the other. */

/** Heights that differ by less are the same. */
const SAME_Z_MM = 1e-6;

/** Returns the numbers of the layers at which a part begins: the first one, and every one that falls back to the height of the first. */
export function partStarts(layers: readonly { readonly zMm: number | null }[]): number[] {
  const starts = [0];
  let firstMm: number | null = null;
  let lastMm: number | null = null;
  for (const [i, { zMm }] of layers.entries()) {
    if (zMm === null) continue;
    firstMm ??= zMm;
    if (lastMm !== null && zMm < lastMm - SAME_Z_MM && zMm <= firstMm + SAME_Z_MM) starts.push(i);
    lastMm = zMm;
  }
  return starts;
}

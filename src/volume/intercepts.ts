/** Lengths of void along straight lines: volume share of void and mean void intercept. */

/** What lines along one axis meet inside the region; each line stands for the area of its square or strip. */
export interface LineTally {
  /** Volume in mm3 that the void stretches of the lines stand for, and that of all stretches in the region. */
  voidMm3: number;
  regionMm3: number;
  /** Ends of void at solid, times the area in mm2 that each line stands for. */
  endsMm2: number;
}

/** Mean void intercept in mm along each axis and over all lines; null where no line meets a surface. */
export interface MeanIntercept {
  readonly xMm: number | null;
  readonly yMm: number | null;
  readonly zMm: number | null;
  readonly overallMm: number | null;
}

/** Returns an empty tally. */
export function lineTally(): LineTally {
  return { voidMm3: 0, regionMm3: 0, endsMm2: 0 };
}

/**
 * Returns the mean void intercept of lines along x, y and z, in the manner of ASTM F1854: void length over the number of voids.
 *
 * A void has two ends at solid. One that is cut off by the side of the region has one or none and counts as a half or not at
 * all, so the mean does not depend on where the region was cut: it tends to 4 V / S of void volume and surface (Cauchy).
 */
export function meanIntercept(x: LineTally, y: LineTally, z: LineTally): MeanIntercept {
  const mean = (lengths: number, ends: number): number | null => (ends > 0 ? (2 * lengths) / ends : null);
  return {
    xMm: mean(x.voidMm3, x.endsMm2),
    yMm: mean(y.voidMm3, y.endsMm2),
    zMm: mean(z.voidMm3, z.endsMm2),
    overallMm: mean(x.voidMm3 + y.voidMm3 + z.voidMm3, x.endsMm2 + y.endsMm2 + z.endsMm2),
  };
}

/**
 * Adds one line to a tally. `solid` and `region` hold the ends of stretches in mm, rising: from, to, from, to, ...; the line stands
 * for `areaMm2` across it.
 */
export function addLine(
  tally: LineTally,
  solid: Float64Array,
  solidCount: number,
  region: Float64Array,
  regionCount: number,
  areaMm2: number,
): void {
  for (let r = 0, s = 0; r + 1 < regionCount; r += 2) {
    const from = region[r]!;
    const to = region[r + 1]!;
    let filled = 0;
    while (s + 1 < solidCount && solid[s + 1]! <= from) s += 2;
    for (let t = s; t + 1 < solidCount && solid[t]! < to; t += 2) {
      const a = solid[t]!;
      const b = solid[t + 1]!;
      filled += Math.min(b, to) - Math.max(a, from);
      if (a > from) tally.endsMm2 += areaMm2;
      if (b < to) tally.endsMm2 += areaMm2;
    }
    tally.regionMm3 += (to - from) * areaMm2;
    tally.voidMm3 += (to - from - filled) * areaMm2;
  }
}

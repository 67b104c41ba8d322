/** Vectors in whole units of a short command: ends that fall on one unit have no length left and are left out. */
import { GRID_PER_MM, toGrid } from '../../core/units.ts';

/** What a file in coarse units left out. */
export interface LostVectors {
  /** Vectors without length in the units of the file, and what they measured before, in mm. */
  readonly vectors: number;
  readonly lengthMm: number;
  /** Lines of which nothing was left: vectors end to end, every one of them lost. */
  readonly lines: number;
}

/** Nothing was left out. */
export const NO_LOST_VECTORS: LostVectors = { vectors: 0, lengthMm: 0, lines: 0 };

/** Returns the sum of two. */
export function addLost(a: LostVectors, b: LostVectors): LostVectors {
  return { vectors: a.vectors + b.vectors, lengthMm: a.lengthMm + b.lengthMm, lines: a.lines + b.lines };
}

/**
 * Returns vectors with their ends rounded to the unit, in mm, without those whose two ends are one. Vectors that joined end to end still do: what lies
 * between them has shrunk to their common end.
 */
export function shortVectors(
  xyxy: Float64Array,
  gridPerUnit: number,
): { readonly xyxy: Float64Array; readonly lost: LostVectors } {
  const kept = new Float64Array(xyxy.length);
  const round = (mm: number): number => (Math.round(toGrid(mm) / gridPerUnit) * gridPerUnit) / GRID_PER_MM;
  let at = 0;
  let vectors = 0;
  let lengthMm = 0;
  let lines = 0;
  let keptOfLine = 0;
  for (let i = 0; i < xyxy.length; i += 4) {
    const joins = i > 0 && xyxy[i] === xyxy[i - 2] && xyxy[i + 1] === xyxy[i - 1];
    if (!joins) {
      if (i > 0 && keptOfLine === 0) lines++;
      keptOfLine = 0;
    }
    for (let k = 0; k < 4; k++) kept[at + k] = round(xyxy[i + k]!);
    if (kept[at] === kept[at + 2] && kept[at + 1] === kept[at + 3]) {
      vectors++;
      const x = xyxy[i + 2]! - xyxy[i]!;
      const y = xyxy[i + 3]! - xyxy[i + 1]!;
      lengthMm += Math.sqrt(x * x + y * y);
      continue;
    }
    keptOfLine++;
    at += 4;
  }
  if (xyxy.length > 0 && keptOfLine === 0) lines++;
  return { xyxy: kept.subarray(0, at), lost: { vectors, lengthMm, lines } };
}

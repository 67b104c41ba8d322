/** Findings about parts on one plate that stand too near to each other. */
import { type Finding, finding } from '../../core/finding.ts';
import type { Loops } from '../../core/polyline.ts';
import { outlineShape, shapeGap } from '../../geometry/outline-gap.ts';

/** A part as it stands. */
export interface StandingShadow {
  readonly id: string;
  readonly plate: number;
  /** Its shadow in plate coordinates. */
  readonly shadow: Loops;
}

/** Rounding of a distance. */
const HAIR_MM = 1e-9;

/**
 * Returns a finding for each pair of parts of a plate whose shadows are nearer than the clearance, with the distance and the place: an error below the
 * width of a track, as they would be one piece (the shadows are those of all heights: parts that only pass over each other are told, too), else a warning.
 */
export function nearParts(parts: readonly StandingShadow[], clearanceMm: number, meltWidthMm: number): Finding[] {
  const shapes = parts.map(({ shadow }) => outlineShape(shadow));
  const found: Finding[] = [];
  parts.forEach((part, n) => {
    for (let m = n + 1; m < parts.length; m++) {
      const other = parts[m] as StandingShadow;
      if (other.plate !== part.plate) continue;
      const beyondMm = Math.max(clearanceMm, meltWidthMm);
      const { gapMm, xMm, yMm } = shapeGap(shapes[n]!, shapes[m]!, 0, 0, beyondMm);
      const welded = gapMm < meltWidthMm - HAIR_MM || gapMm === 0;
      if (!welded && !(gapMm < clearanceMm - HAIR_MM)) continue;
      const limit = welded ? meltWidthMm : clearanceMm;
      const what =
        gapMm === 0
          ? 'touch or overlap'
          : `stand ${said(gapMm)} mm apart, nearer than ${welded ? 'the width of a track' : 'the clearance'} of ${said(limit)} mm`;
      const message = `the parts '${part.id}' and '${other.id}' ${what}${welded ? ': they may become one piece' : ''}`;
      found.push(
        finding('parts-near', welded ? 'error' : 'warning', message, {
          partId: part.id,
          xMm,
          yMm,
          measured: gapMm,
          limit,
          unit: 'mm',
        }),
      );
    }
  });
  return found;
}

/** Down to the coordinate grid; what is less is said with more digits. */
function said(mm: number): string {
  return mm >= 0.001 ? String(Number(mm.toFixed(4))) : String(Number(mm.toPrecision(2)));
}

/** Meander hatch: parallel lines, every second one backwards. */
import type { HatchSet, Loops } from '../core/polyline.ts';
import { snapMm } from '../core/units.ts';
import { clipLines, directionOf } from '../geometry/line-clip.ts';

/** Lines of one area in execution order, and how many pieces were left out as too short. */
export interface Hatch {
  readonly lines: HatchSet;
  readonly skipped: number;
}

/** What a meander goes by. */
export interface MeanderLines {
  readonly spacingMm: number;
  /** Pieces shorter than this are left out and counted. */
  readonly minLengthMm: number;
}

/**
 * Fills an area with hatch lines. The lines lie at (i + 1/2) x spacing from the plate's origin whatever the area, so that
 * neighbouring regions and parts mesh without a seam. Direction alternates by line number: all pieces of one line run the
 * same way, in order along it, and a hole does not break the meander.
 *
 * @param area - clean loops; see `hatchArea`
 * @param angleDeg - direction of the even lines
 */
export function planHatch(area: Loops, { spacingMm, minLengthMm }: MeanderLines, angleDeg: number): Hatch {
  const { cos, sin } = directionOf(angleDeg);
  const pieces = clipLines(area, { angleDeg, spacingMm, phase: 0.5 });
  const xyxy = new Float64Array(pieces.from.length * 4);
  let n = 0;
  let skipped = 0;
  for (let k = 0; k + 1 < pieces.starts.length; k++) {
    const lineIndex = pieces.firstLine + k;
    const offsetMm = (lineIndex + 0.5) * spacingMm;
    const forward = lineIndex % 2 === 0;
    const first = pieces.starts[k]!;
    const last = pieces.starts[k + 1]!;
    for (let i = first; i < last; i++) {
      const p = forward ? i : first + last - 1 - i;
      const from = forward ? pieces.from[p]! : pieces.to[p]!;
      const to = forward ? pieces.to[p]! : pieces.from[p]!;
      const x0 = snapMm(from * cos - offsetMm * sin);
      const y0 = snapMm(from * sin + offsetMm * cos);
      const x1 = snapMm(to * cos - offsetMm * sin);
      const y1 = snapMm(to * sin + offsetMm * cos);
      if (Math.abs(to - from) < minLengthMm || (x0 === x1 && y0 === y1)) {
        skipped++;
        continue;
      }
      xyxy[n] = x0;
      xyxy[n + 1] = y0;
      xyxy[n + 2] = x1;
      xyxy[n + 3] = y1;
      n += 4;
    }
  }
  return { lines: { xyxy: xyxy.slice(0, n) }, skipped };
}

/** A priming line that would leave the plate, or run into a part or into what stands around one. */
import { adhesionReachOf, type PrimeStrip, primeStripOf } from '../../config/adhesion-settings.ts';
import { buildAreaOf } from '../../config/build-area.ts';
import type { Printer } from '../../config/printer.ts';
import type { FffProfile } from '../../config/profile.ts';
import { PrepError } from '../../core/prep-error.ts';
import { outsideOf } from '../../geometry/build-area.ts';
import { segmentGapMm } from '../../geometry/segment-gap.ts';

/** A part where it stands. */
export interface StandingPart {
  readonly partId: string;
  /** Its convex outline on the plate, with its supports. */
  readonly outline: Float64Array;
}

/** What the line of a profile is tested against. */
export interface PrimeRoom {
  readonly printer: Printer;
  readonly profileFile: string;
  /** Thickness of the layers of the parts. */
  readonly layerMm: number;
  readonly parts: readonly StandingPart[];
}

/** Rounding of a sum of lengths, mm. */
const HAIR_MM = 1e-9;

/**
 * Throws `part-off-plate` where the strip of the priming line leaves the plate or touches what the printer excludes there, and where its side
 * comes nearer to a part than its skirt, brim, shield or raft reaches.
 */
export function refusePrime(profile: FffProfile, { printer, profileFile, layerMm, parts }: PrimeRoom): void {
  const strip = primeStripOf(profile, layerMm);
  if (strip === null) return;
  refuseOffPlate(strip, printer, profileFile);
  const { fromMm, toMm, widthMm } = strip;
  const reach = adhesionReachOf(profile);
  for (const { partId, outline } of parts) {
    const gapMm = segmentGapMm(outline, fromMm[0], fromMm[1], toMm[0], toMm[1]) - widthMm / 2;
    const neededMm = reach?.reachMm ?? 0;
    if (gapMm >= neededMm - HAIR_MM) continue;
    const what = reach === null ? '' : `; its ${reach.what} reaches ${neededMm.toFixed(3)} mm`;
    const reason = `the priming line comes ${Math.max(gapMm, 0).toFixed(3)} mm near to the part '${partId}'${what}`;
    throw new PrepError('part-off-plate', reason, [profileFile, 'prime']);
  }
}

/** The strip of the line is tested with square ends; the bead itself has round ones. */
function refuseOffPlate({ fromMm, toMm, widthMm }: PrimeStrip, printer: Printer, profileFile: string): void {
  const area = buildAreaOf(printer);
  const [x0, y0, x1, y1] = [...fromMm, ...toMm];
  const length = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2);
  const dx = (((x1 - x0) / length) * widthMm) / 2;
  const dy = (((y1 - y0) / length) * widthMm) / 2;
  const left = [x0 - dx - dy, y0 - dy + dx, x1 + dx - dy, y1 + dy + dx] as const;
  const right = [x1 + dx + dy, y1 + dy - dx, x0 - dx + dy, y0 - dy - dx] as const;
  const corners = Float64Array.of(...right, ...left);
  const [out] = outsideOf(area, { loops: [corners], lines: [], vectors: [] });
  if (out === undefined) return;
  const where = `${out.byMm.toFixed(3)} mm at (${out.xMm.toFixed(3)}, ${out.yMm.toFixed(3)})`;
  const reason =
    out.exclusion === null
      ? `the line would reach ${where} out of the plate of ${printer.id}`
      : `the line would reach ${where} into what is excluded on the plate of ${printer.id} (${area.exclusions[out.exclusion]?.reason})`;
  throw new PrepError('part-off-plate', reason, [profileFile, 'prime', 'toMm']);
}

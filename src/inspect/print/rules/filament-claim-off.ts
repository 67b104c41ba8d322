/** A print whose own count of its filament is another than what its moves push. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';

/** The rule. */
export const filamentClaimOff: RuleDefinition = {
  id: 'filament-claim-off',
  meaning:
    'The moves push as much filament as the file says at its end: none was taken out, doubled or scaled; above 1 % an error.',
  severity: 'warning',
  unit: 'mm',
};

/** Counts are rounded to 0.01 mm a file, and moves to 0.00001 mm; PrusaSlicer's own agreed within 0.05 mm on real files. */
const LEAST_OFF_MM = 0.2;
const RELATIVE_OFF = 2e-4;
/** Beyond this share it is no difference in counting. */
const ERROR_RELATIVE = 0.01;

/** The count in a comment as PrusaSlicer and its kin write it, or null; with several extruders it is not one number. */
export function claimedFilamentMm(comment: string): number | null {
  const found = /^\s*filament used \[mm\]\s*=\s*([0-9]+(?:\.[0-9]+)?)\s*$/.exec(comment)?.[1];
  return found === undefined ? null : Number(found);
}

/** Checks the count of the file. */
export function checkFilamentClaim(filamentMm: number, claimedMm: number, log: FindingLog): void {
  const offMm = Math.abs(filamentMm - claimedMm);
  if (offMm <= Math.max(RELATIVE_OFF * claimedMm, LEAST_OFF_MM)) return;
  log.add(filamentClaimOff, {
    cause: 'filament',
    severity: offMm > ERROR_RELATIVE * claimedMm ? 'error' : 'warning',
    layer: null,
    measured: filamentMm,
    limit: claimedMm,
    weight: offMm,
    message: () => `the moves push ${said(filamentMm, 2)} mm of filament, the file says ${said(claimedMm, 2)} mm`,
  });
}

/** Powder that cannot get out. */
import type { ComponentTally } from '../../volume/run-components.ts';
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';

/** The rule. */
export const powderTrapped: RuleDefinition = {
  id: 'powder-trapped',
  meaning: 'No void is closed off from the outside; above the limit an error, below the smallest worth naming a note.',
  severity: 'warning',
  unit: 'mm3',
};

/** Checks the closed voids of the whole part. */
export function checkPowderTrapped(
  voids: ComponentTally,
  trappedLimitMm3: number,
  noteVolumeMm3: number,
  log: FindingLog,
): void {
  const { count, volumeMm3, largest } = voids;
  if (largest === null) return;
  const text = count === 1 ? 'a closed void holds' : `${count} closed voids hold`;
  const reach = `layers ${largest.lowestLayer} to ${largest.highestLayer}`;
  log.add(powderTrapped, {
    cause: 'closed',
    severity: volumeMm3 > trappedLimitMm3 ? 'error' : volumeMm3 < noteVolumeMm3 ? 'note' : 'warning',
    layer: largest.layer,
    xMm: largest.xMm,
    yMm: largest.yMm,
    measured: volumeMm3,
    // Where any amount may stay, as in a print of filament, there is no limit to tell.
    limit: Number.isFinite(trappedLimitMm3) ? trappedLimitMm3 : null,
    weight: volumeMm3,
    message: () => `${text} ${said(volumeMm3)} mm3 of powder, the largest ${said(largest.volumeMm3)} mm3 in ${reach}`,
  });
}

/** Solid that hangs together with nothing. */
import type { ComponentTally } from '../../volume/run-components.ts';
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';

/** The rule. */
export const solidLoose: RuleDefinition = {
  id: 'solid-loose',
  meaning: 'The solid is one piece; below the smallest volume worth naming a note.',
  severity: 'warning',
  unit: 'mm3',
};

/** Checks the pieces of solid beside the largest. */
export function checkSolidLoose(loose: ComponentTally, noteVolumeMm3: number, log: FindingLog): void {
  const { count, volumeMm3, largest } = loose;
  if (largest === null) return;
  const text = count === 1 ? 'one loose piece of solid holds' : `${count} loose pieces of solid hold`;
  const reach = `layers ${largest.lowestLayer} to ${largest.highestLayer}`;
  log.add(solidLoose, {
    cause: 'loose',
    severity: volumeMm3 < noteVolumeMm3 ? 'note' : 'warning',
    layer: largest.layer,
    xMm: largest.xMm,
    yMm: largest.yMm,
    measured: volumeMm3,
    limit: 0,
    weight: volumeMm3,
    message: () => `${text} ${said(volumeMm3)} mm3, the largest ${said(largest.volumeMm3)} mm3 in ${reach}`,
  });
}

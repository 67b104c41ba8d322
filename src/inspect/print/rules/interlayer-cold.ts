/** Layers that are laid on one that has cooled too far to weld to. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';

/** The rule. */
export const interlayerCold: RuleDefinition = {
  id: 'interlayer-cold',
  meaning: 'By the estimate every layer is still as warm as the profile wants when the next is laid on it.',
  severity: 'warning',
  unit: 'C',
};

/** Checks what one layer is laid on. */
export function checkInterlayer(layer: number, celsius: number, leastC: number, log: FindingLog): void {
  if (celsius >= leastC) return;
  log.add(interlayerCold, {
    cause: 'cold',
    layer,
    measured: celsius,
    limit: leastC,
    weight: leastC - celsius,
    message: () =>
      `layer ${layer} is laid on one that has cooled to ${said(celsius, 1)} C by the estimate, the profile wants at least ${said(leastC, 1)} C`,
  });
}

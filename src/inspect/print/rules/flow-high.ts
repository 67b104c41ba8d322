/** Beads that want more material than the hot end melts. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';

/** The rule. */
export const flowHigh: RuleDefinition = {
  id: 'flow-high',
  meaning: 'No bead is laid faster than the hot end can melt.',
  severity: 'error',
  unit: 'mm3/s',
};

/** What the rounding of coordinates and E words in a file can add to a flow that is at its limit. */
const ROUNDING = 0.02;

/** Checks the flow of one run of a bead that ends at a place. */
export function checkFlow(
  flowMm3PerS: number,
  maxFlowMm3PerS: number,
  feature: string,
  place: { readonly layer: number | null; readonly xMm: number; readonly yMm: number },
  log: FindingLog,
): void {
  if (flowMm3PerS <= maxFlowMm3PerS * (1 + ROUNDING)) return;
  log.add(flowHigh, {
    cause: feature,
    ...place,
    measured: flowMm3PerS,
    limit: maxFlowMm3PerS,
    weight: flowMm3PerS,
    message: () =>
      `${feature} is laid at ${said(flowMm3PerS, 2)} mm3/s, the hot end melts ${said(maxFlowMm3PerS, 2)} mm3/s`,
  });
}

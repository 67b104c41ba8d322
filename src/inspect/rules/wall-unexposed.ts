/** Solid that no laser track or bead covers. */
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';

/** The rule. */
export const wallUnexposed: RuleDefinition = {
  id: 'wall-unexposed',
  meaning: 'All solid is exposed, as measured by the planner; an error above the limit share of the solid area.',
  severity: 'warning',
  unit: 'mm2',
};

/** The same for beads. */
export const wallUnfilled: RuleDefinition = {
  id: 'wall-unfilled',
  meaning: 'All solid gets a bead, as measured by the planner; an error above the limit share of the solid area.',
  severity: 'warning',
  unit: 'mm2',
};

/** Beads that leave solid bare, wherever: between lines, at ends, in walls that got none. */
export const beadGap: RuleDefinition = {
  id: 'bead-gap',
  meaning:
    'Beads cover the solid, as measured along rows of each layer; an error above twice the limit share over all layers.',
  severity: 'warning',
  unit: 'mm2',
};

/** What each rule says of the solid that is missed. */
const WORDS: Readonly<Record<string, string>> = {
  [wallUnexposed.id]: 'are not exposed',
  [wallUnfilled.id]: 'are too thin for a bead, or beads would reach out of the part there: they get none',
  [beadGap.id]: 'lie under no bead',
};

/** Notes the missed area of one layer. */
export function noteMissed(
  rule: RuleDefinition,
  layer: number,
  areaMm2: number,
  limitMm2: number,
  log: FindingLog,
): void {
  if (!(areaMm2 > limitMm2)) return;
  log.add(rule, {
    cause: 'layer',
    layer,
    measured: areaMm2,
    limit: limitMm2,
    weight: areaMm2,
    message: () => `${said(areaMm2)} mm2 of solid ${WORDS[rule.id]}`,
  });
}

/** Checks the share over all layers. */
export function checkMissedShare(
  rule: RuleDefinition,
  missedMm2: number,
  areaMm2: number,
  mostFraction: number,
  log: FindingLog,
): void {
  const share = missedMm2 / areaMm2;
  if (!(share > mostFraction)) return;
  log.add(rule, {
    cause: 'share',
    severity: 'error',
    layer: null,
    measured: missedMm2,
    limit: mostFraction * areaMm2,
    weight: share,
    message: () =>
      `${said(missedMm2)} mm2 over all layers ${WORDS[rule.id]}: ${said(100 * share, 2)} % of the solid ` +
      `(limit ${said(100 * mostFraction, 2)} %)`,
  });
}

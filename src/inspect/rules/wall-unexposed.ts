/** Solid that no laser path reaches. */
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';

/** The rule. */
export const wallUnexposed: RuleDefinition = {
  id: 'wall-unexposed',
  meaning: 'All solid is exposed, as measured by the planner; an error above the limit share of the solid area.',
  severity: 'warning',
  unit: 'mm2',
};

/** Notes the unexposed area of one layer. */
export function noteUnexposed(layer: number, areaMm2: number, limitMm2: number, log: FindingLog): void {
  if (!(areaMm2 > limitMm2)) return;
  log.add(wallUnexposed, {
    cause: 'layer',
    layer,
    measured: areaMm2,
    limit: limitMm2,
    weight: areaMm2,
    message: () => `${said(areaMm2)} mm2 of solid are not exposed`,
  });
}

/** Checks the share over all layers. */
export function checkUnexposedShare(
  unexposedMm2: number,
  areaMm2: number,
  unexposedFraction: number,
  log: FindingLog,
): void {
  const share = unexposedMm2 / areaMm2;
  if (!(share > unexposedFraction)) return;
  log.add(wallUnexposed, {
    cause: 'share',
    severity: 'error',
    layer: null,
    measured: unexposedMm2,
    limit: unexposedFraction * areaMm2,
    weight: share,
    message: () =>
      `${said(unexposedMm2)} mm2 over all layers are not exposed, ${said(100 * share, 2)} % of the solid ` +
      `(limit ${said(100 * unexposedFraction, 2)} %)`,
  });
}

/** Layers that take so long that the ones below are cold. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';

/** The rule. */
export const layerTimeLong: RuleDefinition = {
  id: 'layer-time-long',
  meaning: 'No layer takes longer than the profile lets the one below wait.',
  severity: 'warning',
  unit: 's',
};

/** Checks the time of one layer. */
export function checkLayerTime(layer: number, timeS: number, maxLayerTimeS: number, log: FindingLog): void {
  if (timeS <= maxLayerTimeS) return;
  log.add(layerTimeLong, {
    cause: 'time',
    layer,
    measured: timeS,
    limit: maxLayerTimeS,
    weight: timeS,
    message: () =>
      `layer ${layer} takes ${said(timeS, 1)} s, the profile lets a layer wait ${said(maxLayerTimeS, 1)} s`,
  });
}

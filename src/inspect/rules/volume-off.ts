/** A solid part whose layers hold another volume than its mesh. */
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';

/** The rule. */
export const volumeOff: RuleDefinition = {
  id: 'volume-off',
  meaning: 'Area times thickness of all layers is the volume of the mesh.',
  severity: 'error',
  unit: 'mm3',
};

/** Checks the volume; the limit grows by half a layer of the topmost area, which no whole number of layers can avoid. */
export function checkVolumeOff(
  volumeMm3: number,
  nominalMm3: number,
  halfTopLayerMm3: number,
  volumeRelative: number,
  log: FindingLog,
  nominalWords = 'the mesh',
): void {
  const limit = volumeRelative * nominalMm3 + halfTopLayerMm3;
  const offMm3 = Math.abs(volumeMm3 - nominalMm3);
  if (offMm3 <= limit) return;
  log.add(volumeOff, {
    cause: 'volume',
    layer: null,
    measured: volumeMm3,
    limit: nominalMm3,
    weight: offMm3,
    message: () =>
      `layers hold ${said(volumeMm3)} mm3, ${nominalWords} ${said(nominalMm3)} mm3: off by ${said(offMm3)} of ${said(limit)} mm3 allowed`,
  });
}

/** A print that extrudes another volume than its design has. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';

/** The rule. */
export const extrudedVolumeOff: RuleDefinition = {
  id: 'extruded-volume-off',
  meaning:
    'The part is extruded from as much material as its layers hold, with the flows and the infill that the profile asks for.',
  severity: 'error',
  unit: 'mm3',
};

/** Checks the volume of the part alone. */
export function checkExtrudedVolume(partMm3: number, designMm3: number, volumeRelative: number, log: FindingLog): void {
  const offMm3 = Math.abs(partMm3 - designMm3);
  if (offMm3 <= volumeRelative * designMm3) return;
  const share = designMm3 > 0 ? ` (${said((100 * (partMm3 - designMm3)) / designMm3, 2)} %)` : '';
  log.add(extrudedVolumeOff, {
    cause: 'volume',
    layer: null,
    measured: partMm3,
    limit: designMm3,
    weight: offMm3,
    message: () => `${said(partMm3)} mm3 are extruded for the part, its layers hold ${said(designMm3)} mm3${share}`,
  });
}

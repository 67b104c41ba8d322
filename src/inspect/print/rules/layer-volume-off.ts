/** Layers that extrude another volume than their design has. */
import { type FindingLog, type RuleDefinition, said } from '../../finding-log.ts';

/** The rule. */
export const layerVolumeOff: RuleDefinition = {
  id: 'layer-volume-off',
  meaning:
    'Each layer is extruded from as much material as its contours hold, with the flows and the infill that the profile asks for.',
  severity: 'warning',
  unit: 'mm3',
};

/** What the rounding of coordinates and E words in a file can add to the volume of a layer. */
const ROUNDING_MM3 = 0.001;

/** Checks the volume of one layer of the part. */
export function checkLayerVolume(
  layer: number,
  partMm3: number,
  { volumeMm3: designMm3, isAsked = false }: { readonly volumeMm3: number; readonly isAsked?: boolean },
  layerVolumeRelative: number,
  log: FindingLog,
): void {
  const offMm3 = Math.abs(partMm3 - designMm3);
  if (offMm3 <= Math.max(layerVolumeRelative * designMm3, ROUNDING_MM3)) return;
  const share = designMm3 > 0 ? ` (${said((100 * (partMm3 - designMm3)) / designMm3, 1)} %)` : '';
  log.add(layerVolumeOff, {
    cause: 'volume',
    layer,
    measured: partMm3,
    limit: designMm3,
    weight: designMm3 > 0 ? offMm3 / designMm3 : Number.POSITIVE_INFINITY,
    message: () =>
      `layer ${layer} is extruded from ${said(partMm3)} mm3, its contours hold ${said(designMm3)} mm3${isAsked ? ' with flows and infill as asked' : ''}${share}`,
  });
}

/** Direction of the hatch lines from layer to layer. */
import type { ScanSettings } from './settings.ts';

/** Hatch direction of a layer in degrees, 0 to below 360. The step keeps lines of nearby layers from stacking. */
export function hatchAngleDeg(
  settings: Pick<ScanSettings, 'hatchAngleDeg' | 'hatchAngleStepDeg'>,
  layerIndex: number,
): number {
  const turned = (settings.hatchAngleDeg + settings.hatchAngleStepDeg * layerIndex) % 360;
  return turned < 0 ? turned + 360 : turned + 0;
}

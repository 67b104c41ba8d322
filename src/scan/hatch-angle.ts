/** Direction of the hatch lines from layer to layer. */

/** Hatch direction of a layer in degrees, 0 to below 360. The step keeps lines of nearby layers from stacking. */
export function hatchAngleDeg(
  { angleDeg, angleStepDeg }: { readonly angleDeg: number; readonly angleStepDeg: number },
  layerIndex: number,
): number {
  const turned = (angleDeg + angleStepDeg * layerIndex) % 360;
  return turned < 0 ? turned + 360 : turned + 0;
}

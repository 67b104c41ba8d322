/** The name of a layer on the page. */
import type { InspectionLayer } from '../inspection.ts';
import { valueText } from './value-text.ts';

/** Returns a layer's number with its height, where the inspection knows it. */
export function layerText(index: number, layers: readonly InspectionLayer[]): string {
  // Layers stand at their index unless some are missing.
  const found = layers[index]?.index === index ? layers[index] : layers.find((layer) => layer.index === index);
  const zMm = found?.zMm ?? null;
  return zMm === null ? `layer ${index}` : `layer ${index}, z ${valueText(zMm)} mm`;
}

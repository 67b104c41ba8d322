/** Contours that bound nothing and points that repeat. */
import type { FindingLog, RuleDefinition } from '../finding-log.ts';
import type { InspectedPolyline } from '../inspected-layer.ts';
import type { LayerShape } from '../layer-shape.ts';

/** The rule. */
export const contourDegenerate: RuleDefinition = {
  id: 'contour-degenerate',
  meaning: 'A boundary has three points or more, an area, no point twice in a row, and stands once in its layer.',
  severity: 'warning',
  unit: null,
};

/** Checks each boundary of a layer. */
export function checkContourDegenerate(shape: LayerShape, minAreaMm2: number, log: FindingLog): void {
  const first = new Map<string, InspectedPolyline>();
  for (const { line, areaMm2, repeats } of shape.contours) {
    const at = line.xy.length >= 2 ? { xMm: line.xy[0]!, yMm: line.xy[1]! } : {};
    const layer = shape.layer.index;
    if (Math.abs(areaMm2) < minAreaMm2) {
      log.add(contourDegenerate, {
        cause: 'area',
        layer,
        ...at,
        measured: Math.abs(areaMm2),
        limit: minAreaMm2,
        weight: line.xy.length,
        message: () => `contour of ${line.xy.length / 2} points bounds less than ${minAreaMm2} mm2 and was left out`,
      });
    }
    const twin = first.get(keyOf(line));
    if (twin === undefined) first.set(keyOf(line), line);
    else if (samePoints(twin.xy, line.xy)) {
      log.add(contourDegenerate, {
        cause: 'twice',
        severity: 'error',
        layer,
        ...at,
        measured: null,
        limit: null,
        weight: Math.abs(areaMm2),
        message: () => 'the same contour stands twice in the layer',
      });
    }
    if (repeats > 0) {
      log.add(contourDegenerate, {
        cause: 'repeat',
        layer,
        ...at,
        measured: repeats,
        limit: 0,
        weight: repeats,
        message: () => `contour has ${repeats} points that repeat the one before`,
      });
    }
  }
}

function keyOf({ xy }: InspectedPolyline): string {
  return `${xy.length} ${xy[0]} ${xy[1]}`;
}

function samePoints(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
